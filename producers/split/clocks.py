"""Lists with a clock in front of each brief, or above it, as tickers print them: "09:45 平安银行涨停，成交额1亿元"."""

import re
from collections.abc import Sequence
from datetime import datetime, time
from itertools import pairwise
from typing import Final

from producers.split.brief import bullet_end, is_move
from producers.split.header import Seen, is_paragraph
from producers.split.lines import narrow
from producers.split.times import hour_of
from schemas.raw import SHANGHAI

_CLOCK: Final = (
    r"[(\[]?(?P<hour>[01]?[0-9]|2[0-3]):(?P<rest>[0-5][0-9](?::[0-5][0-9])?)"
    r"(?:\s?(?P<half>[AaPp](?:[Mm]|\.[Mm]\.))(?=[\s)\]|丨]|$))?"
)
_ALONE: Final = re.compile(rf"{_CLOCK}[)\]]?")
_LEADING: Final = re.compile(  # no range (09:30-11:30), no sentence (9:30开盘)
    rf"{_CLOCK}(?:[)\]]\s*|\s*[|丨]\s*|\s+|(?=\[))(?![-–—~～至到|丨\s])(?=.)"
)
_REACH: Final = 24
_IN_A_ROW: Final = 3  # fewer may stand in any text
_NIGHT: Final = 12  # hours that a clock rises by, at least, where a list that runs down passes midnight


def cut_clock(text: str) -> tuple[str, time | None]:
    """A brief's line without the clock in front of it, and that clock; the line as it is if it has none.

    "1:10 拆股方案获批" is a ratio: an hour of one digit wants seconds, AM or PM, or a price that moves.
    """
    found = _LEADING.match(narrow(text[:_REACH]))
    if found is None or not (_is_sure(found) or is_move(text[found.end() :])):
        return text, None
    return text[found.end() :], _time(found)


def clock_alone(seen: Seen) -> time | None:
    """The clock that a line is, and nothing else; None if it is anything else."""
    found = _ALONE.fullmatch(seen.line.flat) if seen.is_text else None
    return _time(found) if found else None


def _is_sure(found: re.Match[str]) -> bool:
    return len(found["hour"]) > 1 or ":" in found["rest"] or found["half"] is not None


def _time(found: re.Match[str]) -> time:
    half = (found["half"] or "").replace(".", "").upper()
    return time.fromisoformat(f"{hour_of(half, int(found['hour'])):02}:{found['rest']}")


def on_day(day: datetime, clock: time) -> datetime:
    """When a clock was, on the Shanghai day of a time."""
    return datetime.combine(day.astimezone(SHANGHAI).date(), clock, SHANGHAI)


def is_day(at: datetime | None) -> bool:
    """Whether a printed time is a day without a clock."""
    return at is not None and at.time() == time()


def midnight_at(clocks: Sequence[time]) -> int | None:
    """Which clock is the first of the day before, in a list that runs down past midnight (00:10, 23:50, 23:40).

    None if the list does not, or may not: a list that runs up, or in no order, tells of no other day.
    """
    rises = [at for at in range(1, len(clocks)) if clocks[at] > clocks[at - 1]]
    if len(rises) != 1 or not _falls(clocks) or clocks[-1] <= clocks[0]:
        return None
    rise = rises[0]
    return rise if clocks[rise].hour - clocks[rise - 1].hour >= _NIGHT else None


def _falls(clocks: Sequence[time]) -> bool:
    return any(later < earlier for earlier, later in pairwise(clocks))


def _run_down(clocks: Sequence[time]) -> bool:
    if all(later <= earlier for earlier, later in pairwise(clocks)):
        return _falls(clocks)
    return midnight_at(clocks) is not None


def ticker_at(zone: Sequence[Seen]) -> int | None:
    """Where in lines without a heading a list of such briefs begins; None if nowhere.

    A programme, a timeline and a day told hour by hour have clocks too, and no story may be torn into briefs. So three
    in a row and half of what follows must have one, no story's header or paragraph may stand above them and nothing
    behind the last, and two of three must hold: only a day stands above, the clocks run down as tickers' do, and most
    lines tell of a price that moves.
    """
    texts = [at for at, seen in enumerate(zone) if seen.is_text]
    above = {at: clock for at in texts if (clock := clock_alone(zone[at]))}
    begins = {at: last for last, at in pairwise(texts) if last in above}  # where a brief begins that has a clock
    clocks = {at: above[last] for at, last in begins.items()}
    for at in texts:
        if clock := _clock_before(zone[at]):
            begins[at], clocks[at] = at, clock
    texts = [at for at in texts if at not in above]
    rows = zip(*(texts[shift:] for shift in range(_IN_A_ROW)), strict=False)
    start = next((begins[row[0]] for row in rows if begins.keys() >= set(row)), None)
    if start is None or 2 * len(begins) < sum(at >= start for at in texts):
        return None
    behind = zone[max(begins) + 1 :]
    if any(map(_is_of_a_story, zone[:start])) or any(map(_says_when, zone)) or any(map(_is_said, behind)):
        return None
    signs = (
        all(seen.label.meta for seen in zone[:start]),
        _run_down([clocks[at] for at in sorted(clocks)]),
        2 * sum(is_move(zone[at].line.flat) for at in begins) > len(begins),
    )
    return start if sum(signs) > 1 else None


def _clock_before(seen: Seen) -> time | None:
    """The clock in front of a line that no heading announces; an hour of one digit is none there."""
    if seen.line.indented:
        return None
    found = _LEADING.match(seen.line.flat, bullet_end(seen.line.flat))
    return _time(found) if found and _is_sure(found) else None


def _is_of_a_story(seen: Seen) -> bool:
    return seen.is_text and is_paragraph(seen.line)


def _says_when(seen: Seen) -> bool:
    """Whether a line says when or by whom, as a story's header does; a day alone may stand above any list."""
    meta = seen.label.meta
    return meta is not None and (meta.is_labelled or not meta.is_time or not is_day(meta.at))


def _is_said(seen: Seen) -> bool:
    return seen.label.kind in {"text", "meta", "byline"}
