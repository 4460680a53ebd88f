"""One hash of all that readers can get: equal sets of raw items give equal digests, however they were landed.

Items are reached through their class feeds (``feeds.audit`` finds those that no feed names). Times of first sight,
rejects of stage ``crashed``, events and the ledger are outside it. Reads in chunks: memory does not grow with items.
"""

from collections.abc import Iterator
from hashlib import blake2b
from itertools import count
from typing import Final

import orjson
import redis

from feeds.keys import CLASS_FEEDS, REJECTED, Keys
from feeds.rejects import CRASHED
from feeds.wire import names, scored, send

_CHUNK: Final = 1000
_KEYS: Final = Keys()


def digest(client: redis.Redis, *, keys: Keys = _KEYS) -> str:
    """64 hex digits over items, feeds with their scores, and rejects, in an order of our own."""
    total = blake2b(digest_size=32)
    for part in _parts(client, keys):
        total.update(len(part).to_bytes(8, "big"))  # so that two parts never read as two others
        total.update(part)
    return total.hexdigest()


def feed_names(client: redis.Redis, *, keys: Keys = _KEYS) -> list[str]:
    """The names of all feeds that are there, sorted; looks at every key of the server."""
    return sorted(set(names(client, keys.feed(""))))


def entries(client: redis.Redis, feed: str, *, keys: Keys = _KEYS) -> Iterator[list[tuple[str, float]]]:
    """A feed's ids and scores, lowest first, in chunks; each once if nobody writes meanwhile."""
    for start in count(0, _CHUNK):
        chunk = scored(send(client, [("ZRANGE", keys.feed(feed), start, start + _CHUNK - 1, "WITHSCORES")])[0])
        if chunk:
            yield chunk
        if len(chunk) < _CHUNK:
            return


def _parts(client: redis.Redis, keys: Keys) -> Iterator[bytes]:
    for feed in feed_names(client, keys=keys):
        if feed == REJECTED:
            continue
        yield feed.encode()
        for chunk in entries(client, feed, keys=keys):
            yield orjson.dumps(chunk)
            if feed in CLASS_FEEDS.values():
                yield from (value or b"" for value in send(client, [("GET", keys.item(each)) for each, _ in chunk]))
    rejects = sorted(each for chunk in entries(client, REJECTED, keys=keys) for each, _ in chunk)
    yield REJECTED.encode()
    for at in range(0, len(rejects), _CHUNK):
        for value in send(client, [("GET", keys.rejected(each)) for each in rejects[at : at + _CHUNK]]):
            if value is not None and orjson.loads(value)["stage"] != CRASHED:
                yield value
