"""saq: 100 jobs at once, orjson, job records dropped at their end, sweeps and statistics once an hour, uvloop."""

import asyncio
from collections.abc import Sequence
from typing import Any, Final

import orjson
import redis.asyncio
import uvloop
from saq.queue.redis import RedisQueue

from benchmarks.peers import job

_AT_ONCE: Final = 200
asyncio.set_event_loop_policy(uvloop.EventLoopPolicy())


def _open() -> RedisQueue:
    return RedisQueue(
        redis.asyncio.Redis.from_url(job.URL), dump=orjson.dumps, load=orjson.loads, max_concurrent_ops=100
    )


async def nothing(_context: dict[str, Any]) -> None:
    """The no-op task."""
    await job.run_nothing_async()


async def brief(_context: dict[str, Any], *, payload: dict[str, Any]) -> None:
    """The task of one brief."""
    await job.run_brief_async(payload)


settings: Final = {
    "queue": _open(),
    "functions": [nothing, brief],
    "concurrency": 100,
    "timers": {"schedule": 3600, "worker_info": 3600, "sweep": 3600, "abort": 3600},
}


def send(payloads: Sequence[dict[str, Any]] | int) -> None:
    """Queue one task for each payload, or so many that do nothing."""
    asyncio.run(_send(payloads))


async def _send(payloads: Sequence[dict[str, Any]] | int) -> None:
    queue = _open()
    await queue.connect()
    total = payloads if isinstance(payloads, int) else len(payloads)
    for start in range(0, total, _AT_ONCE):
        if isinstance(payloads, int):
            await asyncio.gather(*(queue.enqueue("nothing", ttl=-1) for _ in range(min(_AT_ONCE, total - start))))
        else:
            part = payloads[start : start + _AT_ONCE]
            await asyncio.gather(*(queue.enqueue("brief", payload=payload, ttl=-1) for payload in part))
    await queue.disconnect()


def commands(procs: int) -> list[list[str]]:
    """What starts so many worker processes."""
    return [["-m", "saq", "benchmarks.peers.on_saq.settings", "--quiet"]] * procs
