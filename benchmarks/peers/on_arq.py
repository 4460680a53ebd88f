"""arq: results not kept, 200 jobs at once, polls every 10 ms, reads 500 at once, orjson, no health key, uvloop."""

import asyncio
from collections.abc import Sequence
from typing import Any, Final
from urllib.parse import urlsplit

import orjson
import uvloop
from arq import create_pool
from arq.connections import RedisSettings

from benchmarks.peers import job

_AT_ONCE: Final = 200
_URL: Final = urlsplit(job.URL)
_REDIS: Final = (
    RedisSettings(unix_socket_path=_URL.path)
    if _URL.scheme == "unix"
    else RedisSettings(host=_URL.hostname or "localhost", port=_URL.port or 6379)
)
asyncio.set_event_loop_policy(uvloop.EventLoopPolicy())


async def nothing(_context: dict[str, Any]) -> None:
    """The no-op task."""
    await job.run_nothing_async()


async def brief(_context: dict[str, Any], payload: dict[str, Any]) -> None:
    """The task of one brief."""
    await job.run_brief_async(payload)


class WorkerSettings:
    """What arq's command reads."""

    functions = (nothing, brief)
    redis_settings = _REDIS
    max_jobs = 200
    queue_read_limit = 500
    poll_delay = 0.01
    keep_result = 0
    health_check_interval = 3600
    job_serializer = orjson.dumps
    job_deserializer = orjson.loads
    log_results = False


def send(payloads: Sequence[dict[str, Any]] | int) -> None:
    """Queue one task for each payload, or so many that do nothing."""
    asyncio.run(_send(payloads))


async def _send(payloads: Sequence[dict[str, Any]] | int) -> None:
    pool = await create_pool(_REDIS, job_serializer=orjson.dumps, job_deserializer=orjson.loads)
    total = payloads if isinstance(payloads, int) else len(payloads)
    for start in range(0, total, _AT_ONCE):
        if isinstance(payloads, int):
            await asyncio.gather(*(pool.enqueue_job("nothing") for _ in range(min(_AT_ONCE, total - start))))
        else:
            part = payloads[start : start + _AT_ONCE]
            await asyncio.gather(*(pool.enqueue_job("brief", payload) for payload in part))


def commands(procs: int) -> list[list[str]]:
    """What starts so many worker processes."""
    return [
        ["-m", "arq", "benchmarks.peers.on_arq.WorkerSettings", "--custom-log-dict", "benchmarks.peers.quiet.LOGS"]
    ] * procs
