"""An item's entries in its feeds: how they are written and taken out. One command a feed, whatever the batch."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Final, NamedTuple

import orjson
import redis

from feeds.indexes import MOVERS, event_ms, magnitude, movers_score
from feeds.keys import CLASS_FEEDS, Keys
from feeds.wire import Command, call, script, send
from schemas.items import Doc

# Score and member in turn. The score of the greatest magnitude stays, a rise before a fall of the same: it commutes.
# New members are all that most batches have: one call for 500 of them.
_GREATEST: Final = script("""
for at = 1, #ARGV, 1000 do
  local last = math.min(at + 999, #ARGV)
  if redis.call('ZADD', KEYS[1], 'NX', unpack(ARGV, at, last)) < (last - at + 1) / 2 then
    for pair = at, last, 2 do
      local new, old = tonumber(ARGV[pair]), tonumber(redis.call('ZSCORE', KEYS[1], ARGV[pair + 1]))
      if math.abs(new) > math.abs(old) or (math.abs(new) == math.abs(old) and new > old) then
        redis.call('ZADD', KEYS[1], ARGV[pair], ARGV[pair + 1])
      end
    end
  end
end
return 0
""")
_CLASSES: Final = tuple(CLASS_FEEDS.values())


class Entry(NamedTuple):
    """What feeds say of one item. ``pct`` scores it among movers; None if it is not there."""

    id: str
    ms: int
    feeds: list[str]
    pct: float | None


def entry_of(item: Doc, told: Iterable[Doc] = ()) -> Entry:
    """The entry of an item as stored (its ``feeds`` filled in); ``told`` are readings whose moves count as well."""
    pct = movers_score(item) if item["kind"] == "price_move" else None
    for doc in told:
        more = movers_score(doc) if item["kind"] == "price_move" else None
        pct = more if pct is None else max(pct, more or 0, key=magnitude)
    return Entry(item["id"], event_ms(item["event_time"]), item["feeds"], pct)


def enter(entries: Iterable[Entry], keys: Keys) -> list[Command]:
    """Commands that name items in their feeds; class feeds first, since from them retention finds the rest.

    Safe to repeat and to reorder: a time only falls, a mover's score only grows in magnitude.
    """
    times: dict[str, list[str | int]] = {name: [] for name in _CLASSES}
    movers = defaultdict[str, list[str | float]](list)
    for item_id, ms, feeds, pct in entries:
        for feed in feeds:
            if not feed.startswith(MOVERS):
                times.setdefault(feed, []).extend((ms, item_id))
            elif pct is not None:
                movers[feed].extend((pct, item_id))
    commands: list[Command] = [("ZADD", keys.feed(feed), "LT", *pairs) for feed, pairs in times.items() if pairs]
    return commands + [call(_GREATEST, keys.feed(feed), *pairs) for feed, pairs in movers.items()]


def leave(entries: Iterable[Entry], keys: Keys) -> list[Command]:
    """Commands that take items out of all their feeds; class feeds last, so that what is left can still be found."""
    gone = defaultdict[str, list[str]](list)
    for entry in entries:
        for feed in entry.feeds:
            gone[feed].append(entry.id)
    order = sorted(gone, key=lambda feed: (feed in _CLASSES, feed))
    return [("ZREM", keys.feed(feed), *gone[feed]) for feed in order]


def settle(client: redis.Redis, keys: Keys, entries: Iterable[Entry], *, entered: bool | None) -> None:
    """Make feeds agree with what is stored, for items that are being trimmed and landed at the same time.

    Whoever writes entries looks at the item afterwards, and again after each correction. So whoever is last has seen
    the last state, and no entry is left without an item, nor an item without its entries.

    Args:
        client: Of the feeds' server or cluster.
        keys: Where feeds live.
        entries: Of the items in doubt.
        entered: Whether they were entered last, or taken out; None if nobody knows.
    """
    pending = {entry.id: (entry, entered) for entry in entries}
    while pending:
        values = send(client, [("GET", keys.item(item_id)) for item_id in pending])
        wrong: list[tuple[Entry, bool | None]] = []
        for (entry, is_in), value in zip(pending.values(), values, strict=True):
            if value is None and is_in is not False:
                wrong.append((entry, False))
            elif value is not None and is_in is not True:
                wrong.append((entry_of(orjson.loads(value)), True))
        send(client, leave([entry for entry, is_in in wrong if not is_in], keys))
        send(client, enter([entry for entry, is_in in wrong if is_in], keys))
        pending = {entry.id: (entry, is_in) for entry, is_in in wrong}
