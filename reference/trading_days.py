"""On which days the mainland, Hong Kong and New York trade. Outside the table's years the answer is unknown."""

from datetime import date, timedelta
from functools import lru_cache

from reference.tables import read_rows

_LONGEST_CLOSURE_DAYS = 20


@lru_cache(maxsize=1)
def _closed_weekdays() -> dict[tuple[str, int], frozenset[date]]:
    return {
        (market, int(year)): frozenset(date.fromisoformat(f"{year}-{day}") for day in days.split())
        for market, year, days in read_rows("trading_days.csv")
    }


def is_trading_day(day: date, market: str = "CN") -> bool | None:
    """Whether a market (CN, HK or US) trades on a day; None outside the years of the table."""
    closed = _closed_weekdays().get((market, day.year))
    if closed is None:
        return None
    return day.weekday() < 5 and day not in closed


def previous_trading_day(day: date, market: str = "CN") -> date | None:
    """The last trading day before a day; None if the table cannot say."""
    for distance in range(1, _LONGEST_CLOSURE_DAYS):
        trades = is_trading_day(before := day - timedelta(days=distance), market)
        if trades is not False:
            return before if trades else None
    return None
