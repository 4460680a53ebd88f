"""Retention's mark of a class feed: whatever stands at or below it is gone for good.

Trimming raises the mark before it removes anything, and landing leaves what is at or below it outside; so a repeat of
something trimmed does not come back, also when its ledger is gone.
"""

from collections.abc import Mapping, Sequence
from typing import Final

import redis

from feeds.entries import Entry
from feeds.keys import CLASS_FEEDS, Keys
from feeds.wire import Command, call, script, send

Mark = tuple[int, str]  # event_time in ms and item id, the order of feeds
NAMES: Final = tuple(CLASS_FEEDS.values())

SWAP: Final = script(
    "if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('SET', KEYS[1], ARGV[2]) return 1 end return 0"
)


def mark_commands(keys: Keys) -> list[Command]:
    """What to send to learn the marks of all class feeds; ``marks_of`` reads the replies."""
    return [("GET", keys.cut(name)) for name in NAMES]


def marks_of(replies: Sequence[bytes | None]) -> dict[str, Mark]:
    """Marks by the kind of their items; none where nothing was trimmed yet."""
    kinds = zip(CLASS_FEEDS, replies, strict=True)
    return {kind: _parse(reply) for kind, reply in kinds if reply is not None}


def _parse(text: bytes) -> Mark:
    ms, _, item_id = text.decode().partition(" ")
    return int(ms), item_id


def is_below(marks: Mapping[str, Mark], kind: str, entry: Entry) -> bool:
    """Whether retention has no place for this reading or item any more."""
    mark = marks.get(kind)
    return mark is not None and (entry.ms, entry.id) <= mark


def raise_mark(client: redis.Redis, keys: Keys, name: str, mark: Mark | None) -> Mark | None:
    """The mark as it stands now: the given one, or the higher one that was there; None if there is none at all."""
    key = keys.cut(name)
    while True:
        old = send(client, [("GET", key)])[0]
        there = None if old is None else _parse(old)
        if mark is None or (there is not None and there >= mark):
            return there
        new = f"{mark[0]} {mark[1]}"
        if send(client, [("SET", key, new, "NX") if old is None else call(SWAP, key, old, new)])[0]:
            return mark
