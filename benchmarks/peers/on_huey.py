"""huey: RedisHuey (BRPOP), processes as workers; no results stored, no scheduler's periodic tasks, quiet."""

from collections.abc import Sequence
from typing import Any, Final

from huey import RedisHuey

from benchmarks.peers import job

huey: Final = RedisHuey("bench", url=job.URL, results=False)
nothing: Final = huey.task()(job.run_nothing)
brief: Final = huey.task()(job.run_brief)
batch: Final = huey.task()(job.run_batch)


def send(payloads: Sequence[Any] | int) -> None:
    """Queue one task for each payload or batch of payloads, or so many that do nothing."""
    if isinstance(payloads, int):
        for _ in range(payloads):
            nothing()
    else:
        for payload in payloads:
            (batch if isinstance(payload, list) else brief)(payload)


def commands(procs: int) -> list[list[str]]:
    """What starts so many worker processes."""
    options = ["-w", str(procs), "-k", "process", "--no-periodic", "--disable-health-check", "--quiet"]
    return [["-m", "huey.bin.huey_consumer", "benchmarks.peers.on_huey.huey", *options]]
