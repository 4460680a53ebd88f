"""huey: RedisHuey (BRPOP), processes as workers; no results stored, no scheduler's periodic tasks, quiet."""

from collections.abc import Sequence
from typing import Any, Final

from huey import RedisHuey

from benchmarks.peers import job

huey: Final = RedisHuey("bench", url=job.URL, results=False)
nothing: Final = huey.task()(job.run_nothing)
brief: Final = huey.task()(job.run_brief)


def send(payloads: Sequence[dict[str, Any]] | int) -> None:
    """Queue one task for each payload, or so many that do nothing."""
    if isinstance(payloads, int):
        for _ in range(payloads):
            nothing()
    else:
        for payload in payloads:
            brief(payload)


def commands(procs: int) -> list[list[str]]:
    """What starts so many worker processes."""
    options = ["-w", str(procs), "-k", "process", "--no-periodic", "--disable-health-check", "--quiet"]
    return [["-m", "huey.bin.huey_consumer", "benchmarks.peers.on_huey.huey", *options]]
