"""How fast items land, by what the stream of events still holds."""

from typing import Final, cast

import redis

from feeds.keys import Keys
from feeds.wire import send

_KEYS: Final = Keys()
_CHUNK: Final = 5_000
MOST: Final = 20_000  # more than this is not counted


def landed_since(client: redis.Redis, since_ms: int, *, keys: Keys = _KEYS) -> int:
    """How many reports landed or merged since then, by the server's clock; at most ``MOST``."""
    total, start = 0, str(since_ms)
    while total < MOST:
        events = cast(
            "list[tuple[bytes, object]]", send(client, [("XRANGE", keys.events(), start, "+", "COUNT", _CHUNK)])[0]
        )
        total += len(events)
        if len(events) < _CHUNK:
            break
        start = f"({events[-1][0].decode()}"
    return min(total, MOST)
