"""Lists with a clock in front of each brief, or above it, as tickers print them: "09:45 平安银行涨停，成交额1亿元"."""

import re
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from itertools import pairwise
from typing import Final

from producers.split.brief import bullet_end
from producers.split.header import Seen, is_paragraph
from producers.split.lines import narrow
from schemas.raw import SHANGHAI

_CLOCK: Final = r"[(\[]?(?P<clock>(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?)"
_ALONE: Final = re.compile(rf"{_CLOCK}[)\]]?")
_LEADING: Final = re.compile(  # no range (09:30-11:30), no sentence (9:30开盘)
    rf"{_CLOCK}(?:[)\]]\s*|\s*[|丨]\s*|\s+|(?=\[))(?![-–—~～至到|丨\s])(?=.)"
)
_REACH: Final = 24
_IN_A_ROW: Final = 3  # fewer may stand in any text
_DAY: Final = timedelta(days=1)
_AHEAD: Final = timedelta(hours=1)  # clocks of pages and captures differ


def cut_clock(text: str) -> tuple[str, time | None]:
    """A brief's line without the clock in front of it, and that clock; the line as it is if it has none."""
    found = _LEADING.match(narrow(text[:_REACH]))
    return (text[found.end() :], _time(found)) if found else (text, None)


def clock_alone(seen: Seen) -> time | None:
    """The clock that a line is, and nothing else; None if it is anything else."""
    found = _ALONE.fullmatch(seen.line.flat) if seen.is_text else None
    return _time(found) if found else None


def _time(found: re.Match[str]) -> time:
    hour, _, rest = found["clock"].partition(":")
    return time.fromisoformat(f"{hour:0>2}:{rest}")


def at_clock(clock: time, told: datetime, captured_at: datetime) -> datetime:
    """When a clock was, on the day told; on the day before if the capture did not see it come.

    Args:
        clock: As printed.
        told: Its day is the list's, else the page's, else the capture's.
        captured_at: Aware; its whole day if it is midnight sharp.
    """
    captured_at = captured_at.astimezone(SHANGHAI)
    seen_until = captured_at + (_AHEAD if captured_at.time() != time() else _DAY)
    at = datetime.combine(told.astimezone(SHANGHAI).date(), clock, SHANGHAI)
    return at - _DAY if at > seen_until else at


def ticker_at(zone: Sequence[Seen]) -> int | None:
    """Where in lines without a heading a list of such briefs begins; None if nowhere.

    It takes three in a row and half of what follows. What stands below a story's header or paragraph is the story's:
    it may tell its day hour by hour.
    """
    texts = [at for at, seen in enumerate(zone) if seen.is_text]
    above = {at for at in texts if clock_alone(zone[at])}
    begins = {at: last for last, at in pairwise(texts) if last in above}  # where a brief begins that has a clock
    begins |= {at: at for at in texts if _begins_with_clock(zone[at])}
    texts = [at for at in texts if at not in above]
    rows = zip(*(texts[shift:] for shift in range(_IN_A_ROW)), strict=False)
    start = next((begins[row[0]] for row in rows if begins.keys() >= set(row)), None)
    if start is None or any(_is_of_a_story(seen) for seen in zone[:start]):
        return None
    return start if 2 * len(begins) >= sum(at >= start for at in texts) else None


def _begins_with_clock(seen: Seen) -> bool:
    return not seen.line.indented and _LEADING.match(seen.line.flat, bullet_end(seen.line.flat)) is not None


def _is_of_a_story(seen: Seen) -> bool:
    """Whether a line is a paragraph or says when or by whom; a day alone may stand above any list."""
    meta = seen.label.meta
    if meta is None:
        return seen.is_text and is_paragraph(seen.line)
    return meta.is_labelled or not meta.is_time or meta.at is None or meta.at.time() != time()
