"""Taking items out, in portions: out of their feeds, then the item, then what was entered meanwhile.

A portion is written down before and crossed out after. A trim that was killed leaves it written, and the next one makes
feeds and items agree again: an item that a landing has put back is named again, and so removed in its turn; of one
that is gone no entry stays.
"""

from collections.abc import Iterable, Sequence
from secrets import token_hex
from typing import Final

import orjson
import redis

from feeds.entries import Entry, entry_of, leave, settle
from feeds.keys import Keys
from feeds.wire import call, scan, script, send

_DEAD_S: Final = 600  # a portion takes well under a second: whoever wrote it down so long ago is dead
_DELETE: Final = script("if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0")


def remove(client: redis.Redis, item_ids: Sequence[str], name: str, keys: Keys) -> int:
    """Remove items with all their entries; returns how many. Those that a landing changes meanwhile stay.

    Args:
        client: Of the feeds' server or cluster.
        item_ids: At most some hundreds, of one class feed; also ids whose item is gone.
        name: That class feed. It is left last, so that it names all that is not yet removed.
        keys: Where feeds live.
    """
    values = send(client, [("GET", keys.item(item_id)) for item_id in item_ids])
    there = {item_id: value for item_id, value in zip(item_ids, values, strict=True) if value is not None}
    entries = {item_id: Entry(item_id, 0, [name], None) for item_id in item_ids}
    entries |= {item_id: entry_of(orjson.loads(value)) for item_id, value in there.items()}
    token = _write_down(client, entries.values(), keys)
    inner = [entry._replace(feeds=[feed for feed in entry.feeds if feed != name]) for entry in entries.values()]
    deletes = [call(_DELETE, keys.item(item_id), value) for item_id, value in there.items()]
    replies = send(client, leave(inner, keys), then=deletes)
    deleted = dict(zip(there, replies[len(replies) - len(deletes) :], strict=True))
    # Again, since a landing may have entered an item between; now the class feed as well.
    gone = [entry for item_id, entry in entries.items() if deleted.get(item_id, 1)]
    send(client, leave(gone, keys))
    settle(client, keys, gone, entered=False)
    send(client, [("HDEL", keys.trimming(), token)])
    return sum(deleted.values())


def resume(client: redis.Redis, keys: Keys) -> None:
    """Finish portions that were begun, perhaps by trims that still run: those will look again themselves."""
    fields = list(scan(client, "HSCAN", keys.trimming(), "COUNT", "10"))
    now_s = int(send(client, [("TIME",)])[0][0]) if fields else 0
    for token, value in zip(fields[::2], fields[1::2], strict=True):
        at_s, entries = orjson.loads(value)
        settle(client, keys, [Entry(*entry) for entry in entries], entered=None)
        if now_s - at_s > _DEAD_S:
            send(client, [("HDEL", keys.trimming(), token)])


def _write_down(client: redis.Redis, entries: Iterable[Entry], keys: Keys) -> str:
    token, (now_s, _) = token_hex(8), send(client, [("TIME",)])[0]
    send(client, [("HSET", keys.trimming(), token, orjson.dumps([int(now_s), list(map(tuple, entries))]))])
    return token
