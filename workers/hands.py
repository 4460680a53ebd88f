"""Whose hands hold which jobs, and how a job in a dead hand gets back to work.

A worker moves a job from its queue into its own hand (one BLMOVE) and takes it out in the same MULTI that ends the
job. So at every moment a job stands in a queue or in exactly one hand, and whoever knows that a worker is dead can put
its job back at once. RQ's intermediate list is shared by all workers of a queue: nobody can tell whose a job in it is.

| key | type | what |
|---|---|---|
| ``rq:hands`` | set | the workers that may hold jobs |
| ``rq:hand:{worker}`` | list | the ids of the jobs that it holds, in general one |
| ``rq:host:{host}`` | string, expires | a supervisor lives; its process as JSON |
"""

import os
import socket
import uuid
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple, cast

import orjson
import redis
from redis.client import Pipeline
from rq.exceptions import NoSuchJobError
from rq.job import JobStatus

from runtime.packing import JobSerializer
from schemas import queues
from workers.rq_job import BatchJob, UnreadableJobError, fetch_batch

HANDS: Final = "rq:hands"
# Blame is counted in quarters of a death that is surely the job's own fault. A SIGKILL from outside that strikes while
# an item has been read for milliseconds says little; but whoever is killed twelve times over is at fault as well: the
# kernel's own killer of processes that eat memory gives no other sign.
SURE: Final = 4
DOUBTFUL: Final = 1
HOST_GONE: Final = 2
SPLIT_BLAME: Final = SURE
POISON_BLAME: Final = 3 * SURE  # with the item alone in hand
_SILENT_LOOKS: Final = 3
HOST_TTL_S: Final = 12


def hand_key(worker: str) -> str:
    """The list of the jobs that a worker holds."""
    return f"rq:hand:{worker}"


def host_key(host: str) -> str:
    """The sign of life of a supervisor."""
    return f"rq:host:{host}"


class Death(NamedTuple):
    """How a process ended, as far as the supervisor that saw it knows.

    Attributes:
        blame: How far the job in hand is at fault: 0 after a stop that we asked for, ``SURE`` after an abort.
        position: The item that was being read, from 0; None if none was or nobody knows.
    """

    blame: int
    position: int | None = None


@lru_cache(maxsize=1)
def this_machine() -> str:
    """What two processes share that can see each other's process ids."""
    parts = [socket.gethostname()]
    with suppress(OSError):  # macOS has neither, and no process ids of several containers under one name
        parts.append(Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip())
        parts.append(str(Path("/proc/self/ns/pid").readlink()))
    return "|".join(parts)


def new_host() -> str:
    """A name for this supervisor, never used before."""
    name = "".join(ch if ch.isalnum() else "-" for ch in socket.gethostname())[:40]
    return f"{name}-{os.getpid()}-{uuid.uuid4().hex[:8]}"


def host_of(worker: str) -> str:
    """The supervisor that a worker belongs to."""
    return worker.partition(".")[0]


def put_back(client: redis.Redis, worker: str, death: Death) -> list[str]:
    """Give the jobs in a dead worker's hand back to their queues' heads, as halves or singles if they may be at fault.

    Safe to repeat and to run twice at once: a job may then be queued twice, and landing is safe to repeat.

    Returns:
        The ids of the jobs that were put back.
    """
    key = hand_key(worker)
    ids = cast("list[bytes]", client.lrange(key, 0, -1))
    for job_id in ids:
        _put_back_one(client, key, job_id, death)
    return [job_id.decode(errors="replace") for job_id in ids]


def forget(client: redis.Redis, worker: str) -> None:
    """Strike a dead worker from the list of those that may hold jobs.

    Only some time after its death, and when its hand has been found empty by then: a server that has not noticed yet
    that the connection is closed can still move a job into the hand.
    """
    client.srem(HANDS, worker)


def _put_back_one(client: redis.Redis, key: str, job_id: bytes, death: Death) -> None:
    job = None
    try:
        job = fetch_batch(job_id, client)
    except UnreadableJobError:
        pass  # it goes back too: the next worker sets it aside
    except NoSuchJobError:
        client.lrem(key, 1, job_id)  # type: ignore[arg-type]  # bytes serve as well; it had ended just before
        return
    with client.pipeline(transaction=True) as pipe:
        pipe.lrem(key, 1, job_id)  # type: ignore[arg-type]  # as above
        if job is None:
            pipe.lpush(f"rq:queue:{_queue_of(key)}", job_id)
        else:
            _end_executions(job, pipe)
            blame = job.blame + death.blame
            parts = parts_of(len(job.items), death.position) if blame >= SPLIT_BLAME else []
            if parts:
                _replace(job, parts, pipe)
            else:
                pipe.hset(job.key, mapping={"status": "queued", "blame": blame})
                pipe.lpush(f"rq:queue:{job.origin}", job.id)
        pipe.execute()


def _queue_of(key: str) -> str:
    """The queue of a hand's worker: its name says it."""
    return key.split(".")[1] if "." in key else queues.BRIEFS


def _end_executions(job: BatchJob, pipe: Pipeline) -> None:
    """Forget the executions of the dead, or RQ's clean-up would count them against the job later."""
    for execution in job.get_executions():
        execution.delete(job=job, pipeline=pipe)


def parts_of(count: int, position: int | None) -> list[tuple[int, int]]:
    """How to part a batch that kills, as [start, end) of its items; empty for a single item.

    The item that was being read gets a job of its own, what stood before and behind it one each. If nobody knows
    which it was, the batch is halved: at most nine times until an item of 500 is alone.
    """
    if count == 1:
        return []
    if position is None or not 0 <= position < count:
        return [(0, count // 2), (count // 2, count)]
    at = position
    return [part for part in ((0, at), (at, at + 1), (at + 1, count)) if part[0] < part[1]]


def _replace(job: BatchJob, parts: list[tuple[int, int]], pipe: Pipeline) -> None:
    """Jobs for the parts in the place of the whole, in one step with its end."""
    for start, end in parts:
        call: list[Any] = [queues.PROCESS_BATCH, None, [job.items[start:end]], {}]
        part = BatchJob(id=uuid.uuid4().hex, connection=job.connection, serializer=JobSerializer)
        part.data = orjson.dumps(call)
        part.origin, part.timeout, part.result_ttl, part.failure_ttl = job.origin, job.timeout, 0, job.failure_ttl
        part.retries_left, part.enqueued_at = queues.MAX_RETRIES, job.enqueued_at
        part.set_status(JobStatus.QUEUED, pipeline=pipe)
        part.save(pipeline=pipe)
        pipe.lpush(f"rq:queue:{job.origin}", part.id)
    pipe.delete(job.key)


def beat(client: redis.Redis, host: str) -> None:
    """Say that this supervisor lives; who hears nothing for 12 s may take over its workers' jobs."""
    client.set(host_key(host), orjson.dumps({"machine": this_machine(), "pid": os.getpid()}), ex=HOST_TTL_S)


class Others:
    """Watches the workers of other supervisors, and knows how often in a row one gave no sign of life."""

    def __init__(self, host: str) -> None:
        self._host = host
        self._silent: dict[str, int] = {}

    def dead_workers(self, client: redis.Redis) -> list[str]:
        """Workers whose jobs are to be put back: they are gone, or their supervisor was silent three times in a row.

        Once is not enough: after an outage of the server every sign has expired, and all come back together.
        """
        workers = sorted(name.decode(errors="replace") for name in cast("set[bytes]", client.smembers(HANDS)))
        hosts = sorted({host_of(name) for name in workers} - {self._host})
        found = cast("list[bytes | None]", client.mget([host_key(name) for name in hosts])) if hosts else []
        signs = dict(zip(hosts, found, strict=True))
        self._silent = {name: self._silent.get(name, 0) + 1 for name, sign in signs.items() if sign is None}
        return [
            name
            for name in workers
            if (host := host_of(name)) in signs
            and (self._silent.get(host, 0) >= _SILENT_LOOKS or _is_gone_here(signs[host], name))
        ]


def pid_here(sign: bytes | None) -> int | None:
    """The supervisor's process, by its sign of life; None if there is none, or if it runs on another machine."""
    try:
        said = orjson.loads(sign or b"null")
    except orjson.JSONDecodeError:
        said = None
    is_here = isinstance(said, dict) and said.get("machine") == this_machine() and isinstance(said.get("pid"), int)
    return said["pid"] if is_here else None


def _is_gone_here(sign: bytes | None, worker: str) -> bool:
    """Whether supervisor and worker ran on this machine and both have ended."""
    supervisor, pid = pid_here(sign), worker.rpartition(".")[2]
    return supervisor is not None and not _is_alive(supervisor) and pid.isdecimal() and not _is_alive(int(pid))


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):  # the second: no process can have such a number
        return False
    except PermissionError:
        return True
    return True
