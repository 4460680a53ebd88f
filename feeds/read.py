"""Reading feeds, newest first, page by page.

Order is by score, then id, both falling, as the server keeps it. A cursor names the last entry that a page has seen;
the next page begins right below it, whatever has been added or trimmed since.
"""

import math
from collections.abc import Iterator
from datetime import datetime
from typing import Final, NamedTuple

import orjson
import redis

from feeds.indexes import MOVERS
from feeds.keys import REJECTED, FeedError, Keys, QuestionError, check_feed_name
from feeds.wire import Client, Command, scored, send
from schemas.items import Doc, Item, parse_item
from schemas.raw import SHANGHAI

MAX_LIMIT: Final = 1000
_KEYS: Final = Keys()
_TRIES: Final = 20  # entries may be trimmed between two looks at a feed; each try looks again


class Position(NamedTuple):
    """A place in a feed: what comes after it is below it."""

    score: float
    id: str

    def cursor(self) -> str:
        """As readers carry it; opaque to them."""
        return f"{self.score:.17g}-{self.id}"


def parse_cursor(text: str) -> Position:
    """Back from ``Position.cursor``. Raises QuestionError if it is none."""
    score, dash, item_id = text.rpartition("-")
    try:
        if dash and item_id and not math.isnan(float(score)):
            return Position(float(score), item_id)
    except ValueError:
        pass
    raise QuestionError(f"not a cursor: {text[:80]!r}")


class Bytes(NamedTuple):
    """Items as the server holds them, JSON, newest first, and the cursor of the next page; None at the end."""

    items: list[bytes]
    cursor: str | None


class Page(NamedTuple):
    """Items, newest first, and the cursor of the next page; None at the end."""

    items: list[Item]
    cursor: str | None


class FeedReader:
    """Reads feeds and items of one server, or of a cluster by its ``RedisCluster``. Needs read commands alone."""

    def __init__(self, client: Client, prefix: str = _KEYS.prefix) -> None:
        self._client = client
        self._keys = Keys(prefix)

    @classmethod
    def from_url(cls, url: str, prefix: str = _KEYS.prefix) -> "FeedReader":
        """A reader of the server at a redis://, rediss:// or unix:// URL; the caller closes it."""
        return cls(redis.Redis.from_url(url), prefix)

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def page(
        self,
        feed: str,
        *,
        limit: int = 50,
        after: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> Page:
        """Typed items of a feed, newest first (movers: the greatest rise first); what is gone is left out.

        Args:
            feed: As ``policy``, ``movers:2025-05-16``, ``security:002317.SZ``, ``region:330110``.
            limit: 1 to 1000.
            after: The cursor of the page before.
            since: The oldest event_time, inclusive; not for movers.
            until: The newest event_time, exclusive; not for movers.

        Raises:
            QuestionError: No such feed can be, no such cursor, no such limit.
        """
        raw = self.raw_page(feed, limit=limit, after=after, since=since, until=until)
        return Page([parse_item(value) for value in raw.items], raw.cursor)

    def raw_page(
        self,
        feed: str,
        *,
        limit: int = 50,
        after: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> Bytes:
        """``page`` as JSON bytes: ten times as fast."""
        if check_feed_name(feed) == REJECTED:
            raise QuestionError("rejects are no items: policytape rejected list, or feeds.rejects.list_rejects")
        if feed.startswith(MOVERS) and (since or until):
            raise QuestionError("movers are scored by change_pct, not by time: since and until do not apply")
        if limit not in range(1, MAX_LIMIT + 1):
            raise QuestionError(f"limit must be 1 to {MAX_LIMIT}, not {limit}")
        place = parse_cursor(after) if after is not None else None
        if until is not None:
            end = Position(_ms(until), "")
            place = end if place is None or end < place else place
        return self._collect(feed, place, -float("inf") if since is None else _ms(since), limit)

    def all(self, feed: str, *, since: datetime | None = None, until: datetime | None = None) -> Iterator[Item]:
        """Every item of a feed, newest first, page by page as it is consumed."""
        cursor: str | None = None
        while True:
            page = self.page(feed, limit=200, after=cursor, since=since, until=until)
            yield from page.items
            if (cursor := page.cursor) is None:
                return

    def count(self, feed: str) -> int:
        """How many entries a feed has."""
        return int(send(self._client, [("ZCARD", self._keys.feed(check_feed_name(feed)))])[0])

    def item(self, item_id: str) -> Item | None:
        """One item, typed; None if there is none (any more)."""
        value = self.raw_item(item_id)
        return None if value is None else parse_item(value)

    def raw_item(self, item_id: str) -> bytes | None:
        """One item as JSON; None if there is none (any more)."""
        value: bytes | None = send(self._client, [("GET", self._keys.item(item_id))])[0]
        return value

    def doc(self, item_id: str) -> Doc | None:
        """One item as a dict; None if there is none (any more)."""
        value = self.raw_item(item_id)
        return None if value is None else dict(orjson.loads(value))

    def _collect(self, feed: str, place: Position | None, lowest: float, limit: int) -> Bytes:
        key, items = self._keys.feed(feed), list[bytes]()
        while True:
            room = limit - len(items)
            entries = self._below(key, place, room + 1)  # one further, to know whether there is more
            wanted = [entry for entry in entries if entry.score >= lowest]
            near, further = wanted[:room], wanted[room:]
            gets: list[Command] = [("GET", self._keys.item(entry.id)) for entry in near]
            items += [value for value in send(self._client, gets) if value is not None]
            place = near[-1] if near else place
            if further and len(items) == limit:
                return Bytes(items, place.cursor() if place else None)
            if not further and (not entries or len(wanted) < len(entries)):
                return Bytes(items, None)

    def _below(self, key: str, place: Position | None, count: int) -> list[Position]:
        """The next entries below a place, highest first.

        A rank found in one look may have moved by the next, so the window begins one entry earlier: if that one is
        not below the place, what follows it in the same look is complete.
        """
        if place is None:
            return self._window(key, 0, count)
        for _ in range(_TRIES):
            start = max(0, self._rank(key, place) - 1)
            window = self._window(key, start, count + 1)
            rest = [entry for entry in window if entry < place]
            if start == 0 or len(rest) < len(window):
                return rest[:count]
        raise FeedError("the feed changes too fast to be read: try again")

    def _window(self, key: str, start: int, count: int) -> list[Position]:
        reply = send(self._client, [("ZREVRANGE", key, start, start + count - 1, "WITHSCORES")])[0]
        return [Position(score, item_id) for item_id, score in scored(reply)]

    def _rank(self, key: str, place: Position) -> int:
        """How many entries stand at or above a place, about: exact unless the feed changes meanwhile."""
        score, rank, above, same = send(
            self._client,
            [
                ("ZSCORE", key, place.id),
                ("ZREVRANK", key, place.id),
                ("ZCOUNT", key, f"({place.score:.17g}", "+inf"),
                ("ZCOUNT", key, f"{place.score:.17g}", f"{place.score:.17g}"),
            ],
        )
        if rank is not None and float(score) == place.score:
            return int(rank) + 1
        low, high = int(above), int(above) + int(same)
        while low < high:  # its entry is gone: search among those of the same score
            middle = (low + high) // 2
            entry = self._window(key, middle, 1)
            if entry and not entry[0] < place:
                low = middle + 1
            else:
                high = middle
        return low


def _ms(moment: datetime) -> float:
    if not isinstance(moment, datetime):
        raise QuestionError(f"since and until are datetimes, not {type(moment).__name__}")
    aware = moment if moment.tzinfo else moment.replace(tzinfo=SHANGHAI)
    return float(int(aware.timestamp() * 1000))
