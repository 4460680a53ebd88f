"""Finds title, author and time among the lines above a story, in whatever order they stand."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from producers.split.brief import is_listed
from producers.split.labels import Label
from producers.split.lines import Line
from producers.split.meta import Meta
from reference.split_words import split_words

_MAX_LINES = 24
_MAX_TITLE = 120  # a longer line is a paragraph
_EYEBROW = 6  # a line this short gives way to one twice as long
_MAX_AUTHOR = 20
_MAX_MEDIUM = 15
_SENTENCE = re.compile(r"。|[；;]$")
_NOT_AUTHOR = re.compile(r"[\d，,。；;：:！!？?%…《》〈〉〔〕“”\"—]|^[一二三四五六七八九十]+、")
_SUBTITLE = re.compile(r"[—–-]{1,2}")
_PAGE_TITLE = re.compile(r"\s{0,3}[-_|｜—–·]")
_NAMES = re.compile(
    rf"[{''.join(split_words('surname'))}][\u4e00-\u9fff]{{1,3}}(?:[\s、][\u4e00-\u9fff·]{{2,4}}){{0,5}}"
)
_PLACEHOLDERS = frozenset(split_words("author"))
_MEDIA_ENDS = tuple(split_words("media_end"))


class Seen(NamedTuple):
    """A line with what it can be, and its place among the lines of the capture."""

    place: int
    line: Line
    label: Label

    @property
    def is_text(self) -> bool:
        """Whether its own words make it nothing but text."""
        return self.label.kind == "text"


class Header(NamedTuple):
    """What stands above a story.

    Attributes:
        published_at: The first printed time, 00:00:00 if only a day is printed.
        metas: How many lines say when or by whom.
        own: The lines (by their place in the zone) that said any of it; repeated ones too.
        subtitles: Lines between title and body that are neither.
        body_at: The line (by its place in the zone) where the body begins.
    """

    title: str
    author: str | None
    published_at: datetime | None
    metas: int
    own: frozenset[int]
    subtitles: tuple[int, ...]
    body_at: int


def is_paragraph(line: Line, *, trust_indent: bool = True) -> bool:
    """Whether a line can only be running text: indented, a sentence, or long."""
    if len(line.seen) > _MAX_TITLE or _SENTENCE.search(line.seen):
        return True
    return trust_indent and line.indented


def is_author(text: str) -> bool:
    """Whether a line looks like an author or a source by its own words."""
    if not _may_be_author(text):
        return False
    if text.lower() in _PLACEHOLDERS or _NAMES.fullmatch(text):
        return True
    return len(text) <= _MAX_MEDIUM and text.endswith(_MEDIA_ENDS)


def _may_be_author(text: str) -> bool:
    return len(text) <= _MAX_AUTHOR and not _NOT_AUTHOR.search(text)


def read_header(zone: Sequence[Seen]) -> Header:
    """The header at the top of a zone of lines that show something."""
    reach = _reach(zone)
    metas = [(at, seen.label.meta) for at, seen in enumerate(zone[:reach]) if seen.label.meta is not None]
    last = metas[-1][0] if metas else -1
    texts = [at for at in range(reach) if zone[at].is_text]
    head = [at for at in texts if at < last]
    tail = [at for at in texts if at > last]
    while tail and all(is_author(zone[at].line.seen) for at in head):
        head.append(tail.pop(0))
    title_at = _title_at(zone, head)
    title = zone[title_at].line if title_at is not None else None
    own = {at for at in head if title and _is_same(zone[at].line.seen, title.seen)}
    said = [meta for _, meta in metas]
    author, author_at = _author(zone, [at for at in head if at not in own], title_at, said)
    body_at = reach
    for at in tail:
        text = zone[at].line.seen
        if title and _is_same(text, title.seen):
            own.add(at)
        elif author is None and is_author(text):
            author, author_at = zone[at].line.text, at
        elif author is None or text != author:
            body_at = at
            break
    own |= {at for at in texts if at < body_at and author_at is not None and zone[at].line.text == author}
    own |= {at for at, meta in metas if _says(meta, author)}
    subtitles = tuple(at for at in head if at not in own and title_at is not None and at > title_at)
    published_at = next((meta.at for meta in said if meta.at), None)
    return Header(title.text if title else "", author, published_at, len(metas), frozenset(own), subtitles, body_at)


def _reach(zone: Sequence[Seen]) -> int:
    """How far a header can go: to the first paragraph."""
    first = next((seen for seen in zone if seen.is_text), None)
    trust_indent = first is not None and not first.line.indented
    for at, seen in enumerate(zone[:_MAX_LINES]):
        if seen.is_text and (is_paragraph(seen.line, trust_indent=trust_indent) or is_listed(seen.line.seen)):
            return at
    return min(len(zone), _MAX_LINES)


def _title_at(zone: Sequence[Seen], head: Sequence[int]) -> int | None:
    """Which line is the title: the first that is no author, unless it is an eyebrow or the name of the whole page."""
    worthy = [at for at in head if not is_author(zone[at].line.seen) and not _SUBTITLE.match(zone[at].line.seen)]
    worthy = worthy or list(head)
    if not worthy:
        return None
    first = zone[worthy[0]].line.seen
    for at in worthy[1:]:
        other = zone[at].line.seen
        if _is_same(first, other) and other != first:
            return at
        if len(first) <= _EYEBROW and len(other) >= 2 * len(first) and not _NUMBERED.search(other):
            return at
    return worthy[0]


_NUMBERED = re.compile(r"[〔\[]\d{4}[〕\]]|号$")  # the number of a document


def _is_same(text: str, title: str) -> bool:
    """Whether a line is the title again, with or without the name of the site after it."""
    return text == title or (text.startswith(title) and _PAGE_TITLE.match(text, len(title)) is not None)


def _author(
    zone: Sequence[Seen], others: Sequence[int], title_at: int | None, metas: Sequence[Meta]
) -> tuple[str | None, int | None]:
    """The author or source as printed, and the line if it is one of its own.

    A labelled author comes first, then a line between title and time, a labelled source, a name beside the time, and a
    line above the title.
    """
    labelled = next((meta.author for meta in metas if meta.author), None)
    if labelled:
        return labelled, None
    source = next((meta.source for meta in metas if meta.source), None)
    below = [at for at in others if title_at is not None and at > title_at]
    fits = is_author if source else _may_be_author
    for at in below:
        if fits(zone[at].line.seen):
            return zone[at].line.text, at
    name = source or next((meta.name for meta in metas if meta.name), None)
    if name:
        return name, None
    above = next((at for at in others if at not in below and is_author(zone[at].line.seen)), None)
    return (None, None) if above is None else (zone[above].line.text, above)


def _says(meta: Meta, author: str | None) -> bool:
    """Whether a line of the header gave the story anything; a time that does not exist gives it nothing."""
    return meta.at is not None or (author is not None and author in (meta.author, meta.source, meta.name))
