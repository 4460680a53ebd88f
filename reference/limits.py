"""How far a mainland share's price may move on one day; on its first days (now five) a new share has no limit."""

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from reference.tables import optional_date, read_rows


class _Rule(NamedTuple):
    starts: date
    ends: date | None
    limit_pct: int


@lru_cache(maxsize=1)
def _rules() -> dict[tuple[str, bool], tuple[_Rule, ...]]:
    found: dict[tuple[str, bool], tuple[_Rule, ...]] = {}
    for board, is_st, starts, ends, limit, _note in read_rows("limits.csv"):
        key = board, is_st == "yes"
        found[key] = (*found.get(key, ()), _Rule(date.fromisoformat(starts), optional_date(ends), int(limit)))
    return found


def limit_pct(board: str, *, is_st: bool, on: date) -> int | None:
    """The daily limit in percent of a board on a day; None where the table has none (before the board began).

    Funds: 10; some have 20, so a fund's move between 10 and 20 contradicts nothing.
    """
    for rule in _rules().get((board, is_st), ()):
        if rule.starts <= on and (rule.ends is None or on <= rule.ends):
            return rule.limit_pct
    return None
