"""Days as pages print them: without a year."""

from collections.abc import Iterable
from datetime import date


def days_of(month: int, day: int, years: Iterable[int]) -> list[date]:
    """The day in each of those years that has it, in their order; 29 February is in few."""
    found = []
    for year in years:
        try:
            found.append(date(year, month, day))
        except ValueError:
            continue
    return found


def nearest_day(month: int, day: int, told_on: date) -> date | None:
    """The day nearest to the one it was told on, of its year and the two beside it; None if no such year has it."""
    days = days_of(month, day, range(told_on.year - 1, told_on.year + 2))
    return min(days, key=lambda on: abs(on - told_on), default=None)
