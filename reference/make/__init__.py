"""Makers of the tables in reference/: run by hand, never imported by the running program."""
