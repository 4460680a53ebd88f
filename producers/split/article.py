"""Reads the story of a page out of the lines that stand above its first list."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from producers.split.brief import begins_snippet, is_listed
from producers.split.header import Header, Seen, is_author, is_paragraph, read_header
from producers.split.labels import inline_byline
from schemas.raw import has_words


class Article(NamedTuple):
    """A story, its texts as printed.

    Attributes:
        published_at: The first time in its header, at +08:00; None if none is printed that exists.
        places: The lines of the capture that are its own, ascending.
    """

    title: str
    body: str
    author: str | None
    byline: str | None
    published_at: datetime | None
    places: tuple[int, ...]


def read_article(zone: Sequence[Seen], *, is_whole_page: bool) -> Article | None:
    """The story in a zone of lines that show something, or None if they are the furniture of a page.

    A header that says when or by whom makes a story of a title, and so does a paragraph below it. Without either, short
    lines are a story only if the page holds nothing else.
    """
    header = read_header(zone)
    own = set(header.own)
    body, byline, author = _read_body(zone, header, own)
    is_story = header.metas or is_whole_page or any(is_paragraph(zone[at].line) for at in body)
    paragraphs = [zone[at].line.text for at in sorted(body)]
    if not is_story or not has_words(header.title + "".join(paragraphs)):
        return None
    places = tuple(zone[at].place for at in sorted(own | body))
    text = "\n".join(paragraphs)
    byline = byline or inline_byline(paragraphs)
    return Article(header.title, text, author, byline, header.published_at, places)


def _read_body(zone: Sequence[Seen], header: Header, own: set[int]) -> tuple[set[int], str | None, str | None]:
    """The lines of the body, the byline on a line of its own, and the author; adds what is not body to `own`."""
    body = set(header.subtitles)
    byline, author = None, header.author
    cells = _cells(zone, header.body_at)
    for at, seen in enumerate(zone):
        kind, text = seen.label.kind, seen.line.text
        if kind == "byline" and byline is None:
            byline = text
            own.add(at)
        elif at < header.body_at:
            if kind == "byline":
                body.add(at)
        elif kind == "meta" and author is None and (named := _named(seen)):
            author = named
            own.add(at)
        elif kind in {"text", "byline"} or at in cells or (kind == "meta" and _is_body_meta(seen)):
            body.add(at)
    return body, byline, author


def _cells(zone: Sequence[Seen], body_at: int) -> set[int]:
    """Bare numbers with text of the body below them: cells of a table. After the last paragraph they are counters."""
    texts = [at for at in range(body_at, len(zone)) if zone[at].is_text]
    return {at for at in range(body_at, texts[-1] if texts else 0) if zone[at].label.kind == "number"}


def _named(seen: Seen) -> str | None:
    meta = seen.label.meta
    return (meta.author or meta.source) if meta else None


def _is_body_meta(seen: Seen) -> bool:
    """Whether a line with a time belongs to the text: the date below a notice, "时间：5月20日 9:00" in it."""
    return _named(seen) is None


def is_list(zone: Sequence[Seen]) -> bool:
    """Whether lines without a heading are a list all the same: no header, and briefs in every third line."""
    if any(seen.label.kind == "meta" for seen in zone):
        return False
    texts = [seen for seen in zone if seen.is_text]
    briefs = sum(is_brief_line(seen) or begins_snippet(seen.line.seen) for seen in texts)
    return briefs >= 2 and 3 * briefs >= len(texts)


def is_brief_line(seen: Seen) -> bool:
    """Whether a line is a brief although no heading stands above it."""
    return seen.is_text and not seen.line.indented and is_listed(seen.line.seen)


def story_at(zone: Sequence[Seen]) -> int | None:
    """Where in a list a story begins: title, a full time within three lines, and paragraphs; None if nowhere.

    Only the first time in the list can show one; a list whose entries have a time each is a list.
    """
    at = next((at for at, seen in enumerate(zone) if seen.label.meta and seen.label.meta.at), None)
    if at is None:
        return None
    below = [seen for seen in zone[at + 1 :] if seen.is_text and not is_author(seen.line.seen)]
    if len(below) < 2 or not all(is_paragraph(seen.line) and not is_listed(seen.line.seen) for seen in below[:2]):
        return None
    above = [place for place in range(max(0, at - 3), at) if zone[place].is_text]
    titles = [place for place in above if not is_author(zone[place].line.seen) and not is_paragraph(zone[place].line)]
    return titles[-1] if titles and not is_brief_line(zone[titles[-1]]) else None
