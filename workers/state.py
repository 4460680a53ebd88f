"""How the queues and workers stand, read with plain read commands: RQ's own counts run its clean-up."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Final, NamedTuple, cast

import redis
from redis.exceptions import ResponseError

from schemas import queues
from workers.hands import HANDS, hand_key, host_key, host_of, pid_here

_WORKER_FIELDS: Final = ("state", "successful_job_count", "failed_job_count")


class QueueState(NamedTuple):
    """One queue.

    Attributes:
        waiting: Batches that no worker has taken yet.
        oldest_s: How long the oldest of them has waited; None if there is none, or if it does not say.
    """

    queue: str
    waiting: int
    oldest_s: float | None


class WorkerState(NamedTuple):
    """One worker process.

    Attributes:
        alive: Whether its supervisor gave a sign of life in the last 12 s.
        in_hand: Batches that it holds.
        done: Batches that it has finished; ``failed`` of them failed.
    """

    worker: str
    queue: str
    alive: bool
    state: str
    in_hand: int
    done: int
    failed: int


def queue_states(client: redis.Redis, now: datetime) -> list[QueueState]:
    """Both queues."""
    states = []
    for name in queues.QUEUES:
        key = f"rq:queue:{name}"
        oldest = cast("bytes | None", client.lindex(key, 0))
        told = None if oldest is None else _enqueued_at(client, oldest)
        states.append(QueueState(name, client.llen(key), _age_s(told, now)))
    return states


def _enqueued_at(client: redis.Redis, job_id: bytes) -> bytes | None:
    """When a job was enqueued, as its hash says. Whoever writes to the queue may have put anything in its place."""
    try:
        return cast("bytes | None", client.hget(b"rq:job:" + job_id, "enqueued_at"))
    except ResponseError:  # no hash
        return None


def worker_states(client: redis.Redis) -> list[WorkerState]:
    """All workers that may hold jobs, those of dead supervisors too until their jobs are put back."""
    names = sorted(name.decode(errors="replace") for name in cast("set[bytes]", client.smembers(HANDS)))
    with client.pipeline(transaction=False) as pipe:
        for name in names:
            pipe.exists(host_key(host_of(name)))
            pipe.llen(hand_key(name))
            pipe.hmget(f"rq:worker:{name}", _WORKER_FIELDS)
        replies = pipe.execute()
    return [_worker_state(name, replies[3 * at : 3 * at + 3]) for at, name in enumerate(names)]


def live_workers_here(client: redis.Redis, wanted: Sequence[str]) -> int:
    """How many workers of these queues run on this machine (or in this container) under a supervisor that lives."""
    names = [state.worker for state in worker_states(client) if state.alive and state.queue in wanted]
    with client.pipeline(transaction=False) as pipe:
        for name in names:
            pipe.get(host_key(host_of(name)))
        signs = pipe.execute()
    return sum(pid_here(sign) is not None for sign in signs)


def _worker_state(name: str, replies: Sequence[Any]) -> WorkerState:
    alive, in_hand, (state, done, failed) = replies
    queue = name.split(".")[1] if name.count(".") >= 3 else ""
    return WorkerState(
        name, queue, bool(alive), (state or b"?").decode(errors="replace"), in_hand, int(done or 0), int(failed or 0)
    )


def _age_s(told: bytes | None, now: datetime) -> float | None:
    if told is None:
        return None
    try:
        since = datetime.fromisoformat(told.decode())
    except ValueError:
        return None
    aware = since if since.tzinfo else since.replace(tzinfo=UTC)
    return max(0.0, round((now - aware).total_seconds(), 1))
