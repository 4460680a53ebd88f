"""RQ as its users have it at its quickest: SimpleWorker (no fork), JSON, no results, enqueue_many, no logs."""

from collections.abc import Sequence
from typing import Any, Final

import redis
from rq import Queue
from rq.serializers import JSONSerializer

from benchmarks.peers import job

_AT_ONCE: Final = 200


def send(payloads: Sequence[dict[str, Any]] | int) -> None:
    """Queue one task for each payload, or so many that do nothing."""
    queue = Queue("bench", connection=redis.Redis.from_url(job.URL), serializer=JSONSerializer)
    total = payloads if isinstance(payloads, int) else len(payloads)
    for start in range(0, total, _AT_ONCE):
        if isinstance(payloads, int):
            data = [_prepared("benchmarks.peers.job.run_nothing")] * min(_AT_ONCE, total - start)
        else:
            data = [_prepared("benchmarks.peers.job.run_brief", each) for each in payloads[start : start + _AT_ONCE]]
        queue.enqueue_many(data)


def _prepared(name: str, *args: object) -> Any:  # noqa: ANN401  RQ's own kind
    return Queue.prepare_data(name, args, result_ttl=0, description="x")


def commands(procs: int) -> list[list[str]]:
    """What starts so many worker processes."""
    options = ["--worker-class", "rq.SimpleWorker", "--serializer", "json", "--disable-job-desc-logging", "--quiet"]
    return [["-m", "rq.cli", "worker", *options, "--url", job.URL, "bench"]] * procs
