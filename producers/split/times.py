"""Reads the times that pages print; a date that does not exist is no time."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Final, NamedTuple

from schemas.days import days_of
from schemas.raw import SHANGHAI, YEARS

_YEAR_FIRST = r"(?P<year>\d{4})(?:[-/.]|\s?年)\s?(?P<month>\d{1,2})(?:[-/.]|\s?月)\s?(?P<day>\d{1,2})(?:\s?日)?"
_NO_YEAR = r"(?P<month2>\d{1,2})(?:[-/]|月)(?P<day2>\d{1,2})日?"
_RELATIVE = r"(?P<near>今天|今日|昨天|昨日|前天)"
_WEEKDAY = r"(?:[(]?(?:星期|周)[一二三四五六日天][)]?\s{0,3})?"
_HALVES = "凌晨|清晨|早上|早晨|上午|中午|午间|午后|下午|傍晚|晚上|晚间|夜间|深夜|[AaPp][Mm]"
_CLOCK = (
    rf"(?P<half>{_HALVES})?\s?"
    r"(?P<hour>\d{1,2})[:时點点](?P<minute>\d{1,2})(?:[:分](?P<second>\d{1,2})秒?|分)?(?:\.\d{1,6})?"
    r"(?:\s?(?P<suffix>[AaPp]\.?[Mm](?![A-Za-z])\.?))?"
)
# A minus needs its seconds: "07:11-08:30" is a range.
_ZONE = r"(?:\s?(?P<zone>Z|\+\d{2}:?\d{2}|(?:(?<=:\d\d:\d\d)|(?<=\.\d{3}))-\d{2}:?\d{2})(?![\d:]))?"
_TIME = re.compile(
    rf"(?<![\d.])(?<!\d[-/])(?:{_YEAR_FIRST}|{_NO_YEAR}|{_RELATIVE})(?!(?<=\d)\d)"
    rf"(?:(?:T|\s{{0,4}}){_WEEKDAY}{_CLOCK}{_ZONE}(?!\d)|\s{{0,4}}[(]?(?:星期|周)[一二三四五六日天](?!\w)[)]?)?"
)
_DAYS_AGO: Final = {"今天": 0, "今日": 0, "昨天": 1, "昨日": 1, "前天": 2}
_AFTERNOON: Final = frozenset({"下午", "午后", "傍晚", "PM"})
_EVENING: Final = frozenset({"晚上", "晚间", "夜间", "深夜"})
_NOON: Final = frozenset({"中午", "午间"})
_NIGHT: Final = frozenset({"凌晨", "AM"})
_DAY: Final = timedelta(days=1)


class PrintedTime(NamedTuple):
    """One time as it stands in a text.

    Attributes:
        at: At +08:00, whole seconds, 00:00:00 if no clock is printed; None if there is no such day or hour.
        clock: Whether an hour is printed.
        sure: Whether a year or a clock is printed, so that it is a time wherever it stands ("3-5" may be a range).
        start: Where it stands in the text, half open.
    """

    at: datetime | None
    clock: bool
    sure: bool
    start: int
    end: int


def find_times(flat: str, captured_at: datetime) -> Iterator[PrintedTime]:
    """The times in one short, narrow text, in order.

    Args:
        flat: A line, or what is left of one.
        captured_at: Aware. Its local day gives the year that a page leaves out: the latest that is not after it
            by more than a day (a page of January may print December).
    """
    for match in _TIME.finditer(flat):
        clock = match["hour"] is not None
        sure = clock or match["year"] is not None
        yield PrintedTime(_time_of(match, captured_at), clock, sure, match.start(), match.end())


def _time_of(match: re.Match[str], captured_at: datetime) -> datetime | None:
    try:
        day = _day_of(match, captured_at.astimezone(SHANGHAI).date())
        clock = timedelta() if match["hour"] is None else _clock_of(match)
        at = (datetime.combine(day, time(), _zone_of(match["zone"])) + clock).astimezone(SHANGHAI)
    except (StopIteration, ValueError, OverflowError):
        return None
    return at if at.year in YEARS else None


def _day_of(match: re.Match[str], captured_on: date) -> date:
    if match["near"]:
        return captured_on - _DAY * _DAYS_AGO[match["near"]]
    if match["year"]:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    years = range(captured_on.year + 1, captured_on.year - 2, -1)
    days = days_of(int(match["month2"]), int(match["day2"]), years)
    return next(day for day in days if day - captured_on <= _DAY)


def _clock_of(match: re.Match[str]) -> timedelta:
    """How long after the beginning of its day a clock is."""
    half = (match["suffix"] or match["half"] or "").replace(".", "").upper()
    rest = time(0, int(match["minute"]), int(match["second"] or 0))
    return timedelta(hours=hour_of(half, int(match["hour"])), minutes=rest.minute, seconds=rest.second)


def hour_of(half: str, hour: int) -> int:
    """An hour of 24; 24 for 晚上12, which ends its day.

    Raises:
        ValueError: There is no such hour, or 晚上1 does not say which.
    """
    if half in _EVENING and hour == 12:
        return 24
    if hour > 23 or (half in _EVENING and hour < 5):
        raise ValueError(hour)
    if half in _NIGHT and hour == 12:
        return 0
    is_small = 1 <= hour < (4 if half in _NOON else 12)
    return hour + 12 if is_small and half in _AFTERNOON | _EVENING | _NOON else hour


def _zone_of(printed: str | None) -> timezone:
    if printed is None:
        return SHANGHAI
    if printed == "Z":
        return UTC
    digits = printed.replace(":", "")
    offset = timedelta(hours=int(digits[1:3]), minutes=int(digits[3:5]))
    return timezone(-offset if digits[0] == "-" else offset)
