"""How far a mainland share may move in a day, by board, state (ST) and date. Sources stand in SOURCES.md."""

from datetime import date
from functools import lru_cache

from reference.tables import optional_date, read_rows

__all__ = ["limit_on"]


@lru_cache(maxsize=1)
def _limits() -> tuple[tuple[str, str, date | None, date | None, int], ...]:
    return tuple(
        (board, state, optional_date(first), optional_date(last), int(limit))
        for board, state, first, last, limit in read_rows("price_limits.csv")
    )


@lru_cache(maxsize=1024)
def limit_on(board: str, on: date, *, st: bool) -> int | None:
    """The limit in percent of a board's shares on a day; None where there was none, or none is known.

    A share's first days have none either: the caller has to know when it was listed.
    """
    state = "ST" if st else ""
    for row_board, row_state, first, last, limit in _limits():
        if (
            row_board == board
            and row_state == state
            and (first is None or first <= on)
            and (last is None or on <= last)
        ):
            return limit
    return None
