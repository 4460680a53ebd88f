"""What does not fit together: entries without an item, items without an entry, rejects against the ledger.

Counts while others write may be of the moment; once landing and trimming have come to rest there are none.
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final, NamedTuple

import orjson
import redis

from feeds.digest import entries, feed_names
from feeds.entries import Entry, enter, entry_of, leave
from feeds.indexes import MOVERS
from feeds.keys import REJECTED, Keys
from feeds.rejects import forget_rejects
from feeds.wire import Command, names, send
from schemas.ids import day_of
from schemas.items import Doc

_CHUNK: Final = 500
_KEYS: Final = Keys()


class Fault(NamedTuple):
    """One thing that does not fit: what, and where (a feed's name and an id, or a raw id)."""

    what: str
    where: str


def audit(client: redis.Redis, *, repair: bool = False, keys: Keys = _KEYS) -> Iterator[Fault]:
    """Every fault, as it is found. Looks at every key, in portions; only the ids at fault are remembered.

    Args:
        client: Of the feeds' server or cluster.
        repair: Mend each fault as well: take out entries without an item, write missing ones, drop rejects that have
            landed. Only while nothing else writes.
        keys: Where feeds live.
    """
    auditor = _Auditor(client, keys)
    for feed in feed_names(client, keys=keys):
        yield from auditor.rejected_feed(repair=repair) if feed == REJECTED else auditor.feed(feed, repair=repair)
    for chunk in _chunks(names(client, keys.item(""))):
        yield from auditor.items(chunk, repair=repair)
    for chunk in _chunks(names(client, keys.rejected(""))):
        yield from auditor.rejects(chunk, repair=repair)


def _chunks(ids: Iterator[str]) -> Iterator[list[str]]:
    while chunk := list(dict.fromkeys(islice(ids, _CHUNK))):
        yield chunk


class _Auditor(NamedTuple):
    client: redis.Redis
    keys: Keys

    def feed(self, feed: str, *, repair: bool) -> Iterator[Fault]:
        """Entries whose item is gone, or does not name this feed."""
        wrong: list[Entry] = []
        for chunk in entries(self.client, feed, keys=self.keys):
            for (item_id, _), item in zip(chunk, self._items([each for each, _ in chunk]), strict=True):
                if item is None or feed not in item["feeds"]:
                    wrong.append(Entry(item_id, 0, [feed], None))
                    what = "entry without an item" if item is None else "entry that its item does not name"
                    yield Fault(what, f"{feed} {item_id}")
        if repair:
            send(self.client, leave(wrong, self.keys))

    def items(self, ids: Sequence[str], *, repair: bool) -> Iterator[Fault]:
        """Items that are missing in a feed of theirs, or stand there at another time."""
        found = [(entry_of(item), feed) for item in self._items(ids) if item for feed in item["feeds"]]
        scores = send(self.client, [("ZSCORE", self.keys.feed(feed), entry.id) for entry, feed in found])
        for (entry, feed), score in zip(found, scores, strict=True):
            if score is None:
                yield Fault("item without its entry", f"{feed} {entry.id}")
            elif not feed.startswith(MOVERS) and float(score) != entry.ms:
                yield Fault("entry at another time than its item's", f"{feed} {entry.id}")
            else:
                continue
            if repair:
                send(self.client, enter([entry], self.keys))

    def rejected_feed(self, *, repair: bool) -> Iterator[Fault]:
        """Entries whose reject is gone."""
        lost: list[str] = []
        for chunk in entries(self.client, REJECTED, keys=self.keys):
            kept = send(self.client, [("EXISTS", self.keys.rejected(raw_id)) for raw_id, _ in chunk])
            lost += [raw_id for (raw_id, _), there in zip(chunk, kept, strict=True) if not there]
        yield from (Fault("entry without a reject", raw_id) for raw_id in lost)
        if repair:
            send(self.client, forget_rejects(lost, self.keys))

    def rejects(self, raw_ids: Sequence[str], *, repair: bool) -> Iterator[Fault]:
        """Rejects that no feed names, or that the ledger has as landed."""
        named: list[Command] = [("ZSCORE", self.keys.feed(REJECTED), raw_id) for raw_id in raw_ids]
        told: list[Command] = [("HGET", self.keys.ledger(day_of(raw_id)), raw_id) for raw_id in raw_ids]
        replies = send(self.client, [*named, *told])
        for raw_id, score, what in zip(raw_ids, replies[: len(named)], replies[len(named) :], strict=True):
            if what not in (None, REJECTED.encode()):
                yield Fault("reject that has landed", raw_id)
            elif score is None:
                yield Fault("reject without its entry", raw_id)
            else:
                continue
            if repair:
                send(self.client, forget_rejects([raw_id], self.keys))

    def _items(self, ids: Sequence[str]) -> list[Doc | None]:
        values = send(self.client, [("GET", self.keys.item(item_id)) for item_id in ids])
        return [None if value is None else orjson.loads(value) for value in values]
