"""celery on Redis: solo pools, one a process (quickest for short tasks); no results, events, gossip or heartbeats."""

from collections.abc import Sequence
from typing import Any, Final

from celery import Celery

from benchmarks.peers import job

app: Final = Celery("bench", broker=job.URL.replace("unix://", "redis+socket://"))
app.conf.update(
    task_ignore_result=True,
    task_store_errors_even_if_ignored=False,
    task_serializer="json",
    accept_content=["json"],
    worker_prefetch_multiplier=200,
    worker_send_task_events=False,
    worker_enable_remote_control=False,
    worker_hijack_root_logger=False,
    broker_connection_retry_on_startup=True,
)
nothing: Final = app.task(job.run_nothing, name="nothing")
brief: Final = app.task(job.run_brief, name="brief")


def send(payloads: Sequence[dict[str, Any]] | int) -> None:
    """Queue one task for each payload, or so many that do nothing."""
    with app.producer_or_acquire() as producer:
        if isinstance(payloads, int):
            for _ in range(payloads):
                nothing.apply_async(producer=producer)
        else:
            for payload in payloads:
                brief.apply_async((payload,), producer=producer)


def commands(procs: int) -> list[list[str]]:
    """What starts so many worker processes."""
    options = ["--pool", "solo", "--loglevel", "ERROR", "--without-gossip", "--without-mingle", "--without-heartbeat"]
    start = ["-m", "celery", "-A", "benchmarks.peers.on_celery", "-q", "worker", *options]
    return [[*start, "-n", f"bench{number}"] for number in range(procs)]
