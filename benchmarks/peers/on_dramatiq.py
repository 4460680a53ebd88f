"""dramatiq on Redis: of its middleware only retries, eight threads a process (its default), no logs."""

from collections.abc import Sequence
from typing import Any, Final

import dramatiq
from dramatiq.brokers.redis import RedisBroker
from dramatiq.middleware import Retries

from benchmarks.peers import job

broker: Final = RedisBroker(url=job.URL, middleware=[Retries()])
dramatiq.set_broker(broker)
nothing: Final = dramatiq.actor(job.run_nothing)
brief: Final = dramatiq.actor(job.run_brief)


def send(payloads: Sequence[dict[str, Any]] | int) -> None:
    """Queue one task for each payload, or so many that do nothing."""
    if isinstance(payloads, int):
        for _ in range(payloads):
            nothing.send()
    else:
        for payload in payloads:
            brief.send(payload)


def commands(procs: int) -> list[list[str]]:
    """What starts so many worker processes."""
    return [["-m", "dramatiq", "benchmarks.peers.on_dramatiq", "-p", str(procs), "-t", "8", "--skip-logging"]]
