"""taskiq on a Redis stream: acknowledged after execution, reads 200 at once, orjson, no results, no logs, uvloop."""

import asyncio
from collections.abc import Sequence
from typing import Any, Final

from taskiq.serializers import ORJSONSerializer
from taskiq_redis import RedisStreamBroker

from benchmarks.peers import job

# The stream's consumer group starts at 0, since everything is queued before the first worker starts.
broker: Final = RedisStreamBroker(job.URL, consumer_id="0", xread_count=200).with_serializer(ORJSONSerializer())
nothing: Final = broker.task(task_name="nothing")(job.run_nothing_async)
brief: Final = broker.task(task_name="brief")(job.run_brief_async)
batch: Final = broker.task(task_name="batch")(job.run_batch_async)
_AT_ONCE: Final = 200


def send(payloads: Sequence[Any] | int) -> None:
    """Queue one task for each payload or batch of payloads, or so many that do nothing."""
    asyncio.run(_send(payloads))


async def _send(payloads: Sequence[Any] | int) -> None:
    await broker.startup()
    total = payloads if isinstance(payloads, int) else len(payloads)
    for start in range(0, total, _AT_ONCE):
        if isinstance(payloads, int):
            await asyncio.gather(*(nothing.kiq() for _ in range(min(_AT_ONCE, total - start))))
        else:
            part = payloads[start : start + _AT_ONCE]
            await asyncio.gather(*((batch if isinstance(each, list) else brief).kiq(each) for each in part))
    await broker.shutdown()


def commands(procs: int) -> list[list[str]]:
    """What starts so many worker processes."""
    options = ["--max-async-tasks", "200", "--max-prefetch", "200", "--ack-type", "when_executed", "--no-parse"]
    options += ["--log-level", "ERROR", "--workers", str(procs)]
    return [["-m", "taskiq", "worker", "benchmarks.peers.on_taskiq:broker", *options]]
