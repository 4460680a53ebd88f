"""Jobs set aside unread: nothing of theirs ran, and they can be listed, tried again and dropped.

| key | type | what |
|---|---|---|
| ``rq:aside`` | zset | job id scored by when it was set aside; its hash stays where it was, for 30 days |
| ``rq:aside:why`` | hash | job id to JSON: queue, reason |
"""

import time
from collections.abc import Iterable, Sequence
from typing import Any, Final, cast

import orjson
import redis

from feeds.keys import Keys
from feeds.ledger import write_off
from runtime.packing import MAX_PACKED_BYTES, unpack
from schemas import queues
from schemas.raw import payload_id

_ASIDE: Final = "rq:aside"
_WHY: Final = "rq:aside:why"
_KEYS: Final = Keys()
_KEEP_COUNT: Final = 10_000
_KEEP_S: Final = 30 * 86_400


def set_aside(client: redis.Redis, job_id: bytes, *, queue: str, reason: str, hand: str) -> None:
    """Take a job out of a hand and note why. Safe to repeat."""
    now = time.time()
    with client.pipeline(transaction=True) as pipe:
        pipe.zadd(_ASIDE, {job_id: now})
        pipe.hset(_WHY, job_id, orjson.dumps({"queue": queue, "reason": reason, "at": round(now, 3)}))
        pipe.expire(b"rq:job:" + job_id, _KEEP_S)
        pipe.lrem(hand, 1, job_id)  # type: ignore[arg-type]  # bytes serve as well
        pipe.zrange(_ASIDE, 0, -_KEEP_COUNT - 1)
        surplus = pipe.execute()[-1]
    if surplus:
        _drop(client, surplus)


def list_aside(client: redis.Redis, limit: int = 100) -> list[dict[str, Any]]:
    """Jobs set aside and jobs that failed for good, newest first: id, queue, reason, at (seconds, or None)."""
    ids = cast("list[bytes]", client.zrange(_ASIDE, 0, limit - 1, desc=True))
    reasons = client.hmget(_WHY, ids) if ids else []
    found: list[dict[str, Any]] = [
        {"id": _shown(job_id), **orjson.loads(why or b"{}")} for job_id, why in zip(ids, reasons, strict=True)
    ]
    for queue in queues.QUEUES:
        if len(found) == limit:
            break
        failed = cast("list[bytes]", client.zrange(_failed(queue), 0, limit - len(found) - 1))
        found += [
            {"id": _shown(job_id), "queue": queue, "reason": "failed after its retries", "at": None}
            for job_id in failed
        ]
    return found


def count_aside(client: redis.Redis) -> int:
    """How many jobs were set aside or have failed for good: all that ``list_aside`` can show."""
    return sum(client.zcard(key) for key in (_ASIDE, *map(_failed, queues.QUEUES)))


def retry_jobs(client: redis.Redis, ids: Iterable[str]) -> list[str]:
    """Put jobs that were set aside or failed for good back on their queues; what cannot be read is set aside again.

    Args:
        client: Of the queue's server.
        ids: As ``list_aside`` shows them.

    Returns:
        The ids that could not be put back: unknown, without a queue of ours, or their contents are gone.
    """
    known = _known(client)
    return [name for name in ids if (job := known.get(name)) is None or not _put_back(client, *job)]


def drop_jobs(client: redis.Redis, ids: Iterable[str], *, feeds: redis.Redis, keys: Keys = _KEYS) -> list[str]:
    """Drop jobs for good, with their contents. Raw items in them that were acknowledged count as rejected from now on.

    Args:
        client: Of the queue's server.
        ids: As ``list_aside`` shows them.
        feeds: Client of the feeds' server; may be the same.
        keys: Where feeds live.

    Returns:
        The ids that are unknown.
    """
    known, names = _known(client), list(ids)
    there = [known[name][0] for name in names if name in known]
    for job_id in there:
        write_off(feeds, client, map(payload_id, _items(client, job_id)), keys=keys)
    if there:
        _drop(client, there)
    return [name for name in names if name not in known]


def _items(client: redis.Redis, job_id: bytes) -> list[object]:
    """The raw items that a job carries, whatever else is wrong with it; none if nobody can tell."""
    key = b"rq:job:" + job_id
    if client.type(key) != b"hash" or client.hstrlen(key, "data") > MAX_PACKED_BYTES:
        return []
    try:
        items = orjson.loads(unpack(cast("bytes", client.hget(key, "data") or b"")))[2][0]
    except (ValueError, LookupError, TypeError):
        return []
    return items if isinstance(items, list) else []


def _known(client: redis.Redis) -> dict[str, tuple[bytes, str]]:
    """Every job that ``list_aside`` can show, by its id as shown: the id itself and its queue."""
    reasons = cast("dict[bytes, bytes]", client.hgetall(_WHY))
    ids = cast("list[bytes]", client.zrange(_ASIDE, 0, -1))
    known = {_shown(job_id): (job_id, orjson.loads(reasons.get(job_id, b"{}")).get("queue", "")) for job_id in ids}
    for queue in queues.QUEUES:
        failed = cast("list[bytes]", client.zrange(_failed(queue), 0, -1))
        known |= {_shown(job_id): (job_id, queue) for job_id in failed}
    return known


def _shown(job_id: bytes) -> str:
    return job_id.decode(errors="backslashreplace")


def _failed(queue: str) -> str:
    return f"rq:failed:{queue}"


def _put_back(client: redis.Redis, job_id: bytes, queue: str) -> bool:
    key = b"rq:job:" + job_id
    if queue not in queues.QUEUES or client.type(key) != b"hash":
        return False
    with client.pipeline(transaction=True) as pipe:
        pipe.persist(key)
        pipe.hset(key, mapping={"status": "queued", "retries_left": 1})
        pipe.zrem(_ASIDE, job_id)
        pipe.hdel(_WHY, job_id)
        pipe.zrem(_failed(queue), job_id)
        pipe.rpush(f"rq:queue:{queue}", job_id)
        pipe.execute()
    return True


def _drop(client: redis.Redis, job_ids: Sequence[bytes]) -> None:
    with client.pipeline(transaction=True) as pipe:
        pipe.zrem(_ASIDE, *job_ids)
        pipe.hdel(_WHY, *job_ids)
        for queue in queues.QUEUES:
            pipe.zrem(_failed(queue), *job_ids)
        pipe.delete(*(b"rq:job:" + job_id for job_id in job_ids))
        pipe.execute()
