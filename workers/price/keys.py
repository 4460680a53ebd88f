"""What makes a move the same move in another report."""

import unicodedata
from functools import lru_cache

__all__ = ["move_key"]


@lru_cache(maxsize=8192)
def _plain(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split())


def move_key(
    name: str, direction: str | None, change: str | None, limit: str | None, clock: str, phase: str | None
) -> str:
    """Name without spaces, direction, percent with its bound or else the limit, time as printed, phase.

    Null is a value like any other.
    """
    return f"{_plain(name)}|{direction}|{change or limit}|{clock}|{phase}"
