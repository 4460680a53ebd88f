"""What makes a move the same move in another report."""

from schemas.ids import name_key

__all__ = ["move_key"]


def move_key(
    name: str, direction: str | None, change: str | None, limit: str | None, clock: str, phase: str | None
) -> str:
    """Name without spaces, direction, percent with its bound or else the limit, time as printed, phase.

    Null is a value like any other.
    """
    return f"{name_key(name)}|{direction}|{change or limit}|{clock}|{phase}"
