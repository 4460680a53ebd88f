"""Reads price moves out of a report. Pure."""

from workers.price.reading import MovesReading, read_moves

__all__ = ["MovesReading", "read_moves"]
