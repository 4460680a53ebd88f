"""Jobs set aside unread: nothing of theirs ran, and they can be listed, tried again and dropped.

| key | type | what |
|---|---|---|
| ``rq:aside`` | zset | job id scored by when it was set aside; its hash stays where it was, for 30 days |
| ``rq:aside:why`` | hash | job id to JSON: queue, reason |
"""

import time
from typing import Any, Final, cast

import orjson
import redis

from schemas import queues

_ASIDE: Final = "rq:aside"
_WHY: Final = "rq:aside:why"
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
        forget(client, surplus)


def list_aside(client: redis.Redis, limit: int = 100) -> list[dict[str, Any]]:
    """Jobs set aside and jobs that failed for good, newest first: id, queue, reason, at (seconds, or None)."""
    ids = cast("list[bytes]", client.zrange(_ASIDE, 0, limit - 1, desc=True))
    reasons = client.hmget(_WHY, ids) if ids else []
    found: list[dict[str, Any]] = [
        {"id": job_id.decode(errors="replace"), **orjson.loads(why or b"{}")}
        for job_id, why in zip(ids, reasons, strict=True)
    ]
    for queue in queues.QUEUES:
        if len(found) == limit:
            break
        failed = cast("list[bytes]", client.zrange(f"rq:failed:{queue}", 0, limit - len(found) - 1))
        found += [
            {"id": job_id.decode(errors="replace"), "queue": queue, "reason": "failed after its retries", "at": None}
            for job_id in failed
        ]
    return found


def try_again(client: redis.Redis, job_id: str) -> bool:
    """Put one job that was set aside or failed back on its queue; False if its hash is gone."""
    key, why = f"rq:job:{job_id}", client.hget(_WHY, job_id)
    if not client.exists(key):
        return False
    origin = cast("bytes | None", client.hget(key, "origin"))
    queue = (origin or b"").decode(errors="replace") if why is None else orjson.loads(why)["queue"]
    if queue not in queues.QUEUES:
        return False
    with client.pipeline(transaction=True) as pipe:
        pipe.persist(key)
        pipe.hset(key, mapping={"status": "queued", "retries_left": 1})
        pipe.zrem(_ASIDE, job_id)
        pipe.hdel(_WHY, job_id)
        pipe.zrem(f"rq:failed:{queue}", job_id)
        pipe.rpush(f"rq:queue:{queue}", job_id)
        pipe.execute()
    return True


def forget(client: redis.Redis, job_ids: list[bytes]) -> None:
    """Drop jobs for good, with their hashes."""
    with client.pipeline(transaction=True) as pipe:
        pipe.zrem(_ASIDE, *job_ids)
        pipe.hdel(_WHY, *job_ids)
        for queue in queues.QUEUES:
            pipe.zrem(f"rq:failed:{queue}", *job_ids)
        pipe.delete(*(b"rq:job:" + job_id for job_id in job_ids))
        pipe.execute()
