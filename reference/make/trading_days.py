"""Makes trading_days.csv from exchange_calendars.

    python -m reference.make.trading_days

Needs `pip install exchange_calendars` (4.13.2 when the table was made); unlike the other makers it runs the package.
"""

from collections.abc import Iterator
from datetime import date, timedelta

import exchange_calendars

from reference.make.packages import write_table

CALENDARS = {"CN": "XSHG", "HK": "XHKG", "US": "XNYS"}
FIRST_YEAR = 1996
LAST_YEARS = {
    "CN": 2026,
    "HK": 2026,
    "US": 2028,
}  # years whose holidays the package says are published, or follow by rule


def closed_weekdays(market: str, year: int) -> Iterator[date]:
    """Mondays to Fridays of a year without trading."""
    calendar = exchange_calendars.get_calendar(CALENDARS[market], start=f"{year}-01-01", end=f"{year}-12-31")
    sessions = {session.date() for session in calendar.sessions}
    day = date(year, 1, 1)
    while day.year == year:
        if day.weekday() < 5 and day not in sessions:
            yield day
        day += timedelta(days=1)


def rows() -> Iterator[list[str]]:
    """One row a market and year."""
    for market, last in LAST_YEARS.items():
        for year in range(FIRST_YEAR, last + 1):
            yield [market, str(year), " ".join(f"{day:%m-%d}" for day in closed_weekdays(market, year))]


if __name__ == "__main__":
    write_table("trading_days.csv", ["market", "year", "closed_weekdays"], rows())
