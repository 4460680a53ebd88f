"""When a quote stood: printed dates and times completed by the report's day, in the zone of its market."""

from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Final, NamedTuple

from reference import markets, trading_days
from schemas.days import days_of, nearest_day
from schemas.raw import YEARS

__all__ = ["AsOf", "as_of_text", "complete_date", "offset_of", "session_before"]

_SUNDAY: Final = 6


class AsOf(NamedTuple):
    """ISO text with the market's offset, and how precise it is."""

    text: str
    precision: str


@lru_cache(maxsize=4096)
def complete_date(year: int | None, month: int, day: int, told_on: date) -> date | None:
    """A printed date; without a year, the one nearest to the day it was told on. None if there is none in YEARS."""
    if not year:
        return nearest_day(month, day, told_on)
    return next(iter(days_of(month, day, {year}.intersection(YEARS))), None)


@lru_cache(maxsize=1024)
def day_of_month(day: int, told_on: date) -> date | None:
    """The last date with this day of the month, up to the day it was told on; None if two months have none."""
    for back in range(62):
        on = told_on - timedelta(days=back)
        if on.day == day:
            return on
    return None


def last_weekday(sign: str, told_on: date) -> date:
    """The last day of that name (一 to 六, 日), up to the day it was told on."""
    return told_on - timedelta(days=(told_on.weekday() - "一二三四五六日".index(sign)) % 7)


@lru_cache(maxsize=1024)
def session_before(market: str | None, on: date) -> date:
    """The last trading day before one, the last weekday where the market's days are not known."""
    found = trading_days.previous_trading_day(on, market or "CN")
    if found:
        return found
    return on - timedelta(days=3 if on.weekday() == 0 else 2 if on.weekday() == _SUNDAY else 1)


@lru_cache(maxsize=4096)
def offset_of(market: str | None, on: date) -> str:
    """A market's offset from UTC on a day, as "+08:00"."""
    zone = markets.zone_of(market or "")
    if zone is None:
        return "+08:00"
    text = datetime(on.year, on.month, on.day, 12, tzinfo=zone).strftime("%z")
    return f"{text[:3]}:{text[3:]}"


@lru_cache(maxsize=4096)
def as_of_text(market: str | None, on: date, clock: str | None, phase: str | None, *, local: bool = True) -> AsOf:
    """The moment of a quote: a printed clock (HH:MM, Shanghai's unless `local`), else a session's, else the day."""
    zone = offset_of(market, on)
    if clock:
        return AsOf(f"{on.isoformat()}T{clock}:00{'+08:00' if not local else zone}", "minute")
    home = markets.market(market or "CN")
    session = home.sessions.get("close" if phase == "after" else phase or "") if home else None
    if session:
        return AsOf(f"{on.isoformat()}T{session.isoformat()}{zone}", "session")
    return AsOf(f"{on.isoformat()}T00:00:00{zone}", "day")
