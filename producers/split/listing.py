"""Reads the briefs of one list: one line each, or a title and its snippet on two, with or without times between."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import NamedTuple

from producers.split.brief import (
    Cut,
    begins_snippet,
    bullet_end,
    cut_brief,
    ends_as_snippet,
    ends_cut,
    is_about,
    is_running,
    repeats,
)
from producers.split.clocks import clock_alone, cut_clock, is_day, midnight_at, on_day
from producers.split.header import Seen
from producers.split.lines import Line, narrow
from producers.split.times import find_times
from schemas.raw import has_words

_RANK = re.compile(r"(\d{1,3})\s+(?=\S)")
_LATE_TIME = re.compile(
    r"\s+[\[(]?(?P<time>(?:\d{4}[-/]\d{1,2}[-/]\d{1,2}|\d{2}[-/]\d{2})(?:\s\d{1,2}:\d{2}(?::\d{2})?)?)[\])]?$"
)
_LATE_REACH = 40
_MAX_TITLE = 40
_MIN_SNIPPET = 25


@dataclass(slots=True)
class Brief:
    """A brief as it is read, its texts as printed.

    Attributes:
        published_at: Its own printed time, at +08:00; None if none is printed that exists.
        places: The lines of the capture that are its own, ascending.
    """

    title: str = ""
    snippet: str = ""
    published_at: datetime | None = None
    places: list[int] = field(default_factory=list)


def read_list(zone: Sequence[Seen], captured_at: datetime, page_at: datetime | None = None) -> list[Brief]:
    """The briefs in a zone of lines that show something; lines of none of them are furniture.

    A clock is of the day printed last above it, else of ``page_at``'s, else of the capture's, whatever its hour; of the
    day before that only where no day is printed and the list runs down past midnight.
    """
    entries = [seen for seen in zone if _is_entry(seen)]
    texts = _without_ranks([_without_bullet(seen.line) for seen in entries])
    seconds = _second_lines(entries, texts)
    first = next((seen for seen in zone if _is_entry(seen) or _time_of(seen) or clock_alone(seen)), None)
    builder = _Builder(captured_at, page_at or captured_at, time_leads=first is not None and not _is_entry(first))
    by_place = dict(zip((seen.place for seen in entries), texts, strict=True))
    midnight = None if page_at or any(map(_time_of, zone)) else _midnight(zone, by_place)
    for seen in zone:
        at, clock = _time_of(seen), clock_alone(seen)
        if seen.place == midnight:
            builder.go_back_a_day()
        if seen.place in by_place:
            builder.add_text(seen.place, by_place[seen.place], is_second=seen.place in seconds)
        elif at is not None:
            builder.add_time(seen.place, at)
        elif clock is not None:
            builder.add_clock(seen.place, clock)
        elif seen.label.kind == "nav":
            builder.close()
    return builder.briefs


def _midnight(zone: Sequence[Seen], by_place: dict[int, str]) -> int | None:
    """The line whose clock is the first of the day before; None if no clock is."""
    told = [(seen.place, clock_alone(seen) or cut_clock(by_place.get(seen.place, ""))[1]) for seen in zone]
    clocks = [(place, clock) for place, clock in told if clock is not None]
    at = midnight_at([clock for _, clock in clocks])
    return None if at is None else clocks[at][0]


class _Waiting(NamedTuple):
    """A time that stands above its brief."""

    place: int
    at: datetime
    clock: time | None


class _Builder:
    """Puts lines together: the last brief stays open for its snippet and its time until something else begins."""

    def __init__(self, captured_at: datetime, told: datetime, *, time_leads: bool) -> None:
        self.briefs: list[Brief] = []
        self._captured_at = captured_at
        self._told = told  # its day is that of a clock without one
        self._time_leads = time_leads
        self._open: Brief | None = None
        self._waiting: _Waiting | None = None

    def close(self) -> None:
        self._open = self._waiting = None

    def go_back_a_day(self) -> None:
        self._told -= timedelta(days=1)

    def add_time(self, place: int, at: datetime) -> None:
        self._told = at
        self._put_time(place, at)

    def add_clock(self, place: int, clock: time) -> None:
        self._put_time(place, on_day(self._told, clock), clock)

    def _put_time(self, place: int, at: datetime, clock: time | None = None) -> None:
        if self._time_leads:
            self._waiting = _Waiting(place, at, clock)
        elif self._open is not None:
            told = self._open.published_at
            if told is None or (clock is not None and is_day(told)):
                self._open.published_at = _together(told, clock) or at
                self._open.places.append(place)

    def add_text(self, place: int, text: str, *, is_second: bool) -> None:
        if not has_words(text):
            self.close()
            return
        text, clock = cut_clock(text)
        text, at = _late_time(text, self._captured_at)
        if clock is not None:
            at = _together(at, clock) if at else on_day(self._told, clock)
        cut = cut_brief(text)
        last = self._open if clock is None else None
        if last is not None and self._waiting is None and _continues(last, cut, is_second=is_second):
            last.snippet = text
            last.published_at = last.published_at or at
            last.places.append(place)
            return
        brief = Brief(cut.title, cut.snippet, at, [place])
        if self._waiting is not None:
            brief.places.insert(0, self._waiting.place)
            brief.published_at = _together(at, self._waiting.clock) or self._waiting.at
            self._waiting = None
        self.briefs.append(brief)
        self._open = brief


def _together(at: datetime | None, clock: time | None) -> datetime | None:
    """A printed time, and the clock beside it if it is a day alone."""
    return on_day(at, clock) if at is not None and clock is not None and is_day(at) else at


def _is_entry(seen: Seen) -> bool:
    """Whether a line says what a brief says; "某某涨停 2025-05-16 09:35" does, "来源：某某网" does not."""
    meta = seen.label.meta
    if meta is not None:
        return meta.name is not None and not meta.is_labelled
    return seen.label.kind in {"text", "byline"} and clock_alone(seen) is None


def _time_of(seen: Seen) -> datetime | None:
    meta = seen.label.meta
    return meta.at if meta is not None and meta.is_time else None


def _without_bullet(line: Line) -> str:
    end = bullet_end(line.flat)
    return line.text[line.text.index(line.seen) + end :] if end else line.text


def _without_ranks(texts: list[str]) -> list[str]:
    """Lines without the numbers in front of them, if these count up by one through the whole list."""
    ranks = [_RANK.match(text) for text in texts]
    found = [rank for rank in ranks if rank]
    if len(found) < 2 or len(found) < len(texts):
        return texts
    first = int(found[0][1])
    if any(int(rank[1]) != first + at for at, rank in enumerate(found)):
        return texts
    return [text[rank.end() :] for text, rank in zip(texts, found, strict=True)]


def _second_lines(entries: Sequence[Seen], texts: Sequence[str]) -> frozenset[int]:
    """The lines that are snippets by the list's layout: indented below their titles, in pairs set apart, or in turn."""
    seconds: set[int] = set()
    runs: list[list[Seen]] = []
    for seen in entries:
        if runs and runs[-1][-1].place + 1 == seen.place:
            if seen.line.indented and not runs[-1][-1].line.indented:
                seconds.add(seen.place)
            runs[-1].append(seen)
        else:
            runs.append([seen])
    pairs = [run for run in runs if len(run) == 2]
    if len(runs) >= 2 and 2 * len(pairs) >= len(runs) and all(len(run) <= 2 for run in runs):
        seconds.update(run[1].place for run in pairs)
    if _alternates(texts):
        seconds.update(seen.place for seen in entries[1::2])
    return frozenset(seconds)


def _alternates(texts: Sequence[str]) -> bool:
    """Whether titles and snippets alternate through the whole list, two pairs or more."""
    pairs = list(zip(texts[::2], texts[1::2], strict=False))
    if len(pairs) < 2 or len(texts) % 2 or not all(_is_pair(*pair) and ends_as_snippet(pair[1]) for pair in pairs):
        return False
    strange = any(begins_snippet(snippet) and not is_about(snippet, title) for title, snippet in pairs)
    return (
        not strange
        and not any(is_running(title) for title, _ in pairs)
        and not any(cut_brief(text).is_sure for text in texts)
    )


def _is_pair(title: str, snippet: str) -> bool:
    return len(title) <= _MAX_TITLE and len(snippet) >= max(_MIN_SNIPPET, 1.5 * len(title))


def _late_time(text: str, captured_at: datetime) -> tuple[str, datetime | None]:
    """A line without the time at its end, and that time; the line as it is if it ends with none that exists."""
    offset = max(0, len(text) - _LATE_REACH)
    late = _LATE_TIME.search(narrow(text[offset:]))
    at = next((time.at for time in find_times(late["time"], captured_at)), None) if late else None
    return (text[: offset + late.start()], at) if late and at and offset + late.start() else (text, None)


def _continues(brief: Brief, cut: Cut, *, is_second: bool) -> bool:
    """Whether a line is the snippet of the brief above it."""
    if brief.snippet:
        return False
    if is_second:
        return True
    text = cut.snippet or cut.title
    if cut.title and cut.snippet:
        return False
    if not cut.title:
        return is_about(text, brief.title) or (not begins_snippet(text) and _is_pair(brief.title, text))
    return _is_pair(brief.title, text) and (ends_cut(text) or ("," in narrow(text) and repeats(text, brief.title)))
