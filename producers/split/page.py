"""One capture into its raw items and what is left over, every line accounted for.

Spans tile the capture: a line belongs to one item or is a leftover, its line end and the blank lines below it belong
to it, and blank lines at the top belong to the first span.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from hashlib import blake2b
from typing import Any, NamedTuple

from producers.split.article import Article, is_brief_line, is_list, read_article, story_at
from producers.split.clocks import ticker_at
from producers.split.header import Seen
from producers.split.labels import TEXT, label_of
from producers.split.lines import Line, narrow, split_lines
from producers.split.listing import Brief, read_list
from schemas.raw import SCHEMA_VERSION, RawArticle, RawBrief, RawItem, parse_time

_LEFT = -1


class Capture(NamedTuple):
    """One page as it was saved.

    Attributes:
        text: As decoded; line ends of any kind.
        source: Who published it; names the items' source.
        captured_at: When it was saved; Asia/Shanghai if it names no zone.
        url: The page's own address; the article's too.
    """

    text: str
    source: str
    captured_at: datetime
    url: str | None = None

    @property
    def page_id(self) -> str:
        """24 hex digits of all four: the same page saved again later is another capture."""
        parts = "\0".join((self.source, self.url or "", parse_time(self.captured_at).isoformat(), self.text))
        return blake2b(parts.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


class Leftover(NamedTuple):
    """A line that is no part of any item: navigation, an empty list's heading, a counter.

    Attributes:
        text: As printed, without the blanks around it.
        span: Half open, in code points of the capture.
    """

    text: str
    span: tuple[int, int]


class Split(NamedTuple):
    """What a capture holds: the article first, then the briefs in their order; leftovers in theirs."""

    items: list[RawItem]
    leftovers: list[Leftover]


class _Zone(NamedTuple):
    """Lines between two headings; the first zone has none above it."""

    heading: int | None
    seen: list[Seen]


class _Found(NamedTuple):
    article: Article | None
    briefs: list[Brief]
    page_at: datetime | None


def split_capture(capture: Capture) -> Split:
    """The raw items of a page and what is left of it. Never raises for any text, and drops none of it.

    Items are not validated: one that is too long, or whose source is none, is told by whoever parses it.

    Raises:
        ValueError: The capture's time is none.
    """
    capture = capture._replace(captured_at=parse_time(capture.captured_at))
    lines = split_lines(capture.text)
    found = _read(_zones(lines, capture.captured_at), capture.captured_at)
    owners = [_LEFT] * len(lines)
    groups = [found.article.places if found.article else (), *(brief.places for brief in found.briefs)]
    for number, places in enumerate(groups):
        for place in places:
            owners[place] = number
    spans: dict[int, list[tuple[int, int]]] = {number: [] for number in range(len(groups))}
    leftovers: list[Leftover] = []
    for owner, line, span in _runs(lines, owners):
        if owner == _LEFT:
            leftovers.append(Leftover(line.text, span))
        elif spans[owner] and spans[owner][-1][1] == span[0]:
            spans[owner][-1] = (spans[owner][-1][0], span[1])
        else:
            spans[owner].append(span)
    return Split(list(_items(capture, found, spans)), leftovers)


def _zones(lines: Sequence[Line], captured_at: datetime) -> list[_Zone]:
    """The lines that show something, parted at the headings of lists."""
    zones = [_Zone(None, [])]
    for place, line in enumerate(lines):
        if not line.seen:
            continue
        label = label_of(line, captured_at)
        if label.kind == "heading":
            zones.append(_Zone(place, []))
            if label.rest:
                rest = line.seen[label.rest :].strip()
                zones[-1].seen.append(Seen(place, line._replace(text=rest, seen=rest, flat=narrow(rest)), TEXT))
        else:
            zones[-1].seen.append(Seen(place, line, label))
    return zones


def _read(zones: Sequence[_Zone], captured_at: datetime) -> _Found:
    top, *lists = zones
    ticker = ticker_at(top.seen)
    above = top.seen[:ticker]  # a day among a ticker's lines is of those below it
    page_at = next((seen.label.meta.at for seen in above if seen.label.meta and seen.label.meta.at), None)
    if ticker is not None:
        article, briefs = None, read_list(top.seen[ticker:], captured_at, page_at)
    elif is_list(top.seen):
        article, briefs = None, read_list(top.seen, captured_at, page_at)
    else:
        article, briefs = _read_story(top.seen, captured_at, is_whole_page=not lists)
    for zone in lists:
        start = story_at(zone.seen) if article is None else None
        told = article.published_at if article else page_at
        briefs += read_list(zone.seen[:start], captured_at, told)
        if start is not None:
            article, more = _read_story(zone.seen[start:], captured_at, is_whole_page=False)
            briefs += more
    return _Found(article, briefs, article.published_at if article else page_at)


def _read_story(
    zone: Sequence[Seen], captured_at: datetime, *, is_whole_page: bool
) -> tuple[Article | None, list[Brief]]:
    """A story, and the briefs among its lines that no heading announces."""
    loose = [seen for seen in zone if is_brief_line(seen)]
    rest = [seen for seen in zone if not is_brief_line(seen)] if loose else zone
    return read_article(rest, is_whole_page=is_whole_page and not loose), read_list(loose, captured_at)


def _runs(lines: Sequence[Line], owners: Sequence[int]) -> Iterator[tuple[int, Line, tuple[int, int]]]:
    """Each line that shows something, its owner, and its span with the blank lines that go with it."""
    shown = [place for place, line in enumerate(lines) if line.seen] or [0][: len(lines)]
    start = 0
    for at, place in enumerate(shown, 1):
        end = lines[shown[at] - 1 if at < len(shown) else -1].end
        yield owners[place], lines[place], (start, end)
        start = end


def _items(capture: Capture, found: _Found, spans: dict[int, list[tuple[int, int]]]) -> Iterator[RawItem]:
    shared: dict[str, Any] = {
        "source": capture.source,
        "captured_at": capture.captured_at,
        "page_id": capture.page_id,
        "schema_version": SCHEMA_VERSION,
    }
    if found.article is not None:
        told = found.article._asdict()
        told["spans"] = tuple(spans[0])
        del told["places"]
        yield RawArticle.model_construct(**told, **shared, url=capture.url, position=0)
    for position, brief in enumerate(found.briefs, 1):
        yield RawBrief.model_construct(
            title=brief.title,
            snippet=brief.snippet,
            published_at=brief.published_at,
            page_published_at=found.page_at,
            position=position,
            spans=tuple(spans[position]),
            **shared,
        )
