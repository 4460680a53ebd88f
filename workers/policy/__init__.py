"""Reads a policy story: who acts, where, by which documents and schemes, with which figures and dates. Pure."""

from workers.policy.reading import PolicyReading, read_policy, warm

__all__ = ["PolicyReading", "read_policy", "warm"]
