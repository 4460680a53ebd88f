"""Reads lines that say when and by whom: "发布时间：2025-05-16 07:11 来源：某某网 作者：某某 阅读 123"."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from producers.split.lines import UNSEEN, Line
from producers.split.times import PrintedTime, find_times
from reference.split_words import split_words

MAX_META = 160  # a longer line is a sentence, whatever stands in it


def _any(role: str) -> str:
    return "|".join(re.escape(word) for word in split_words(role))


# Not inside a word: "图片来源：..." is a caption of the body.
_LABEL = re.compile(
    rf"(?<!\w)(?:(?P<author>{_any('author_label')}|作\s{{0,4}}者)\s?:|(?P<source>{_any('source_label')}|来\s{{0,4}}源)\s?:"
    rf"|(?P<editor>{_any('editor_label')})\s?:|(?P<time>{_any('time_label')})(?:\s?:|(?=\s?\|)))"
)
_COUNT = re.compile(
    rf"(?:{_any('count')})\s?(?:量|数|次数|人数)?\s?:?\s?[(\[]?\s?\d[\d,.]{{0,11}}\s?(?:万|亿|[wWkK])?\+?\s?(?:次|人|条|个)?[)\]]?"
    rf"|\d[\d,.]{{0,11}}\s?(?:万|亿|[wWkK])?\+?\s?(?:次|人|条|个)?(?:{_any('count')})(?:量|数)?"
)
_EDGE = UNSEEN + "|/·•,，;；[]()【】（）-—_:：<>"
_BESIDE = frozenset(("", *" \t|/·()[]:-"))
_WORD = re.compile(r"[^\s|/·•,，;；\[\]()【】（）:：<>\u203a»\uff1e→\-—_｜丨]+")
_LAST_WORD = re.compile(r"(?<=\s)\S{1,8}$")
_SENTENCE = re.compile(r"[。，,；;？?！!：:]")
_MENU = frozenset(word.lower() for role in ("nav", "channel", "count") for word in split_words(role))
_MAX_NAME = 20
_MAX_VALUE = 60


class Meta(NamedTuple):
    """What a line of the header says; None for what it does not.

    Attributes:
        at: The first time on the line that exists.
        author: After a label for authors, as printed.
        source: After a label for sources, as printed.
        name: Without a label, beside a time.
        is_time: Whether it is a time alone, label or none.
        is_labelled: Whether it says what its time is, or names a source or an author.
    """

    at: datetime | None
    author: str | None
    source: str | None
    name: str | None
    is_time: bool
    is_labelled: bool


def read_meta(line: Line, captured_at: datetime) -> Meta | None:
    """What a short line says of its story, or None if it is no such line."""
    if len(line.flat) > MAX_META or "。" in line.flat:
        return None
    times = _times(line.flat, captured_at)
    flat = _without_times(line.flat, times)
    labels = list(_LABEL.finditer(flat))
    if not times and not any(label["author"] or label["source"] for label in labels):
        return None
    values = dict(_values(line.seen, flat, labels))
    if any(len(value) > _MAX_VALUE for value in values.values()):
        return None
    free = _name(values.pop("free", ""))
    if free is None:
        return None
    author, source = values.get("author"), values.get("source")
    at = next((time.at for time in times if time.at), None)
    named = author or source
    return Meta(at, author, source, free or None, bool(times and not free and not named), bool(labels))


def _times(flat: str, captured_at: datetime) -> list[PrintedTime]:
    found = list(find_times(flat, captured_at))
    whole = len(found) == 1 and found[0].end - found[0].start == len(flat.strip(_EDGE))
    return [time for time in found if whole or (time.sure and (time.clock or _stands_alone(flat, time)))]


def _stands_alone(flat: str, time: PrintedTime) -> bool:
    """Whether a day is set off from what is beside it: "2025年5月16日要闻" is a title."""
    return flat[: time.start][-1:] in _BESIDE and flat[time.end :][:1] in _BESIDE


def _without_times(flat: str, times: list[PrintedTime]) -> str:
    for time in times:
        flat = flat[: time.start] + "|" * (time.end - time.start) + flat[time.end :]
    return flat


def _values(text: str, flat: str, labels: list[re.Match[str]]) -> Iterator[tuple[str, str]]:
    """Each label's role with the words after it as printed, and what stands free as `free`; first of a role last.

    `flat` is as long as `text`, so that places in one are places in the other.
    """
    stops = [*(label.start() for label in labels), len(flat)]
    free = [flat[: stops[0]]]
    for label, stop in reversed(list(zip(labels, stops[1:], strict=True))):
        value, _, rest = flat[label.end() : stop].partition("|")
        if label.lastgroup == "time":
            free.append(f"{value}|{rest}")
            continue
        counted = _COUNT.search(value)
        end = label.end() + (counted.start() if counted else len(value))
        yield str(label.lastgroup), _without_buttons(text[label.end() : end])
        free.append(rest)
    yield "free", "|".join(free)


def _without_buttons(value: str) -> str:
    """A value without the words of navigation after it ("某某网 打印 分享"), as printed."""
    value = value.strip(_EDGE)
    while (cut := _LAST_WORD.search(value)) and is_menu(cut[0]):
        value = value[: cut.start()].rstrip(_EDGE)
    return value


def _name(free: str) -> str | None:
    """What stands free on the line once counters and buttons are gone; None if it is more than a name."""
    rest = _COUNT.sub("|", free)
    parts = [part.strip(_EDGE) for part in rest.split("|")]
    named = [part for part in parts if part and not is_menu(part)]
    if not named:
        return ""
    if len(named) > 1 or len(named[0]) > _MAX_NAME or _SENTENCE.search(named[0]):
        return None
    return named[0]


def is_menu(flat: str) -> bool:
    """Whether every word of a narrow text is one of navigation ("首页 财经 股票"); counters are words of it too."""
    words = _WORD.findall(flat.lower())
    return bool(words) and all(word in _MENU for word in words)


def is_count(flat: str) -> bool:
    """Whether a narrow text is counters and buttons alone ("阅读 123 评论(3)")."""
    rest, found = _COUNT.subn(" ", flat)
    return found > 0 and (not rest.strip(_EDGE) or is_menu(rest))
