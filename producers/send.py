"""Raw items onto the queues, in batches: what this returns as acknowledged will land, merge or be rejected.

A batch's job and the record of its raw ids go in one MULTI, so the ledger never owes what the queue does not hold.
Sending anything twice is harmless: landing merges. So after an interruption the whole input is simply sent again.
"""

import time
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Final, NamedTuple

import orjson
import redis
from redis.exceptions import OutOfMemoryError
from rq import Queue, Retry

from runtime.connect import is_passing
from runtime.packed_job import PackedJob
from runtime.packing import JobSerializer
from runtime.settings import HIGH_WATER_JOBS, HIGH_WATER_MEMORY, Settings
from schemas import queues
from schemas.ids import by_day
from schemas.raw import RawItem, parse_raw, raw_json, report_of
from schemas.rejects import RejectedMessageError

MAX_BATCH_BYTES: Final = 1 << 20  # of JSON: about 300 articles; a job holds a worker for a third of a second at most
MAX_ARTICLES: Final = 100
_LOOK_EVERY_S: Final = 0.2
_PAUSE_S: Final = 0.1
_HOLD_S: Final = 1.0


class NotAllSentError(Exception):
    """Sending stopped before the end of the input.

    Attributes:
        sent: What became of the input until then; what was acknowledged is safe.
    """

    sent: "Sent | None" = None


class QueueFullError(NotAllSentError):
    """The queue stands at its high-water mark: nothing more is sent until workers have caught up."""


class SendInterruptedError(NotAllSentError):
    """The server went away and did not come back in time."""


class Refused(NamedTuple):
    """An input that is no raw item: its place in the input from 0, the field and why."""

    position: int
    field: str
    reason: str


@dataclass
class Sent:
    """What became of an input.

    Attributes:
        acknowledged: Raw items that stand on a queue.
        new: Those of them that were never received before, as far as the server remembers; the rest are repeats.
        refused: Inputs that are no raw items; none of them stands on a queue.
    """

    acknowledged: int = 0
    new: int = 0
    batches: int = 0
    refused: list[Refused] = field(default_factory=list)


class Limits(NamedTuple):
    """How far producers go.

    Attributes:
        jobs: Stop when a queue holds so many.
        memory: Stop when the server has used this share of its maxmemory.
        patience_s: How long to wait for room, or for a server that is away, before giving up.
    """

    jobs: int = HIGH_WATER_JOBS
    memory: float = HIGH_WATER_MEMORY
    patience_s: float = 30.0

    @classmethod
    def of(cls, settings: Settings) -> "Limits":
        """What the environment says."""
        return cls(settings.high_water_jobs, settings.high_water_memory)


DEFAULT_LIMITS: Final = Limits()


class Pause(Enum):
    """In the place of an item: there are no more for the moment, so what was read is sent."""

    PAUSE = "pause"


PAUSE: Final = Pause.PAUSE
Source = Iterable[RawItem | Mapping[str, Any] | Pause]


Packed = tuple[str, bytes, str]  # queue, JSON, raw id


class Batch(NamedTuple):
    """Raw items of one queue, ready to go: their JSON, and their raw ids."""

    queue: str
    items: Sequence[bytes]
    raw_ids: Sequence[str]


def enqueue_items(
    items: Source,
    *,
    client: redis.Redis,
    prefix: str = "policytape:",
    limits: Limits = DEFAULT_LIMITS,
    tell: Callable[[Sent], None] = lambda _sent: None,
    note: Callable[[Sequence[str]], object] = lambda _raw_ids: None,
) -> Sent:
    """Put raw items on their queues. Safe to repeat.

    Args:
        items: Raw items, or dicts of their fields; all are checked. They may be endless: a batch is sent when it is
            full, and with the next item once the source has taken a second; a source that falls silent yields
            ``PAUSE`` first. What it has yielded by the time it raises is not all sent: send it again.
        client: Of the queue's server.
        prefix: What our own keys start with.
        limits: When to stop.
        tell: Called after each batch, at each pause and at the end, however it comes, with all that was sent so far.
        note: Called with the raw ids of each batch that was acknowledged.

    Returns:
        What was acknowledged and what was refused.

    Raises:
        QueueFullError: A high-water mark was reached, and no room came. The error's ``sent`` says how far it came.
        SendInterruptedError: As above, for a server that went away.
    """
    sent = Sent()
    sender = Sender(client, prefix, limits)
    clock = _Clock()
    try:
        for batch in batches_of(_packed(items, sent, clock, tell)):
            with clock.stopped():
                new = sender.send(batch)
            sent.acknowledged += len(batch.items)
            sent.new += new
            sent.batches += 1
            note(batch.raw_ids)
            tell(sent)
    except NotAllSentError as error:
        error.sent = sent
        raise
    finally:
        tell(sent)
    return sent


class _Clock:
    """Says when a source has taken a second, so that what trickles is not held back.

    It stands still while we send: a server that is slow to take batches needs no smaller ones.
    """

    def __init__(self) -> None:
        self._due_s = time.monotonic() + _HOLD_S

    def is_due(self) -> bool:
        """Whether a second has passed since it last was."""
        now = time.monotonic()
        if now <= self._due_s:
            return False
        self._due_s = now + _HOLD_S
        return True

    @contextmanager
    def stopped(self) -> Iterator[None]:
        """Do not count this time."""
        started_s = time.monotonic()
        yield
        self._due_s += time.monotonic() - started_s


def _packed(items: Source, sent: Sent, clock: _Clock, tell: Callable[[Sent], None]) -> Iterator[Packed | Pause]:
    """Queue, JSON and raw id of each good item; the others are noted as refused. And pauses."""
    position = -1
    for item in items:
        if item is PAUSE:
            tell(sent)
            yield PAUSE
            continue
        position += 1
        try:
            raw = parse_raw(dict(item) if isinstance(item, Mapping) else item, closed=True)
            raw_id = report_of(raw)["raw_id"]
        except RejectedMessageError as error:
            sent.refused.append(Refused(position, error.field, error.reason))
            continue
        yield queues.queue_for(raw.kind), raw_json(raw), raw_id
        if clock.is_due():
            yield PAUSE


def batches_of(packed: Iterable[Packed | Pause]) -> Iterator[Batch]:
    """Batches of one queue each, in the order of the input; bounded in items and in bytes, and by pauses. Pure."""
    open_batches: dict[str, tuple[list[bytes], list[str]]] = defaultdict(lambda: ([], []))
    sizes: dict[str, int] = defaultdict(int)
    for one in packed:
        if one is PAUSE:
            yield from _filled(open_batches)
            open_batches.clear()
            sizes.clear()
            continue
        queue, data, raw_id = one
        items, raw_ids = open_batches[queue]
        if items and sizes[queue] + len(data) > MAX_BATCH_BYTES:
            yield Batch(queue, items, raw_ids)
            items, raw_ids = open_batches[queue] = ([], [])
            sizes[queue] = 0
        items.append(data)
        raw_ids.append(raw_id)
        sizes[queue] += len(data)
        if len(items) == (MAX_ARTICLES if queue == queues.ARTICLES else queues.MAX_BATCH):
            yield Batch(queue, items, raw_ids)
            open_batches[queue] = ([], [])
            sizes[queue] = 0
    yield from _filled(open_batches)


def _filled(batches: Mapping[str, tuple[list[bytes], list[str]]]) -> Iterator[Batch]:
    return (Batch(queue, items, raw_ids) for queue, (items, raw_ids) in batches.items() if items)


class Sender:
    """One connection's way of sending batches; knows how full the server is."""

    def __init__(self, client: redis.Redis, prefix: str, limits: Limits) -> None:
        self._client, self._prefix, self._limits = client, prefix, limits
        self._queues: dict[str, Queue] = {}
        self._lengths: dict[str, int] = {}
        self._look_after_s = 0.0

    def send(self, batch: Batch) -> int:
        """Send one batch, waiting for room or for the server as long as patience lasts; how many ids were new."""
        job_id = uuid.uuid4().hex  # the same at each try: a try whose answer was lost is only repeated
        until = time.monotonic() + self._limits.patience_s
        while True:
            try:
                full = self._full(batch.queue)
                if not full:
                    return self._send(batch, job_id)
            except OutOfMemoryError:
                full = "the queue's server is at its maxmemory"
            except redis.RedisError as error:
                if not is_passing(error) or time.monotonic() > until:
                    raise SendInterruptedError(f"the queue's server fails: {type(error).__name__}: {error}") from error
                full = ""
            if full and time.monotonic() > until:
                raise QueueFullError(full)
            time.sleep(_PAUSE_S)

    def _full(self, queue: str) -> str:
        """Why nothing may be sent now; "" if it may."""
        now = time.monotonic()
        if self._lengths.get(queue, self._limits.jobs) >= self._limits.jobs:  # the first time others filled it, perhaps
            self._lengths[queue] = self._client.llen(f"rq:queue:{queue}")
            if self._lengths[queue] >= self._limits.jobs:
                return f"the queue {queue} holds {self._lengths[queue]} jobs (limit {self._limits.jobs})"
        if now >= self._look_after_s:
            memory = self._client.info("memory")
            used, most = memory["used_memory"], memory["maxmemory"]
            if most and used > most * self._limits.memory:
                return f"the queue's server uses {used >> 20} of {most >> 20} MB (limit {self._limits.memory:.0%})"
            self._look_after_s = now + _LOOK_EVERY_S
        return ""

    def _send(self, batch: Batch, job_id: str) -> int:
        queue = self._queues.get(batch.queue) or self._open(batch.queue)
        days = by_day(batch.raw_ids)
        with self._client.pipeline(transaction=True) as pipe:
            queue.enqueue(
                queues.PROCESS_BATCH,
                args=([orjson.Fragment(item) for item in batch.items],),
                kwargs={},
                job_id=job_id,
                retry=Retry(max=queues.MAX_RETRIES),
                result_ttl=0,
                failure_ttl=queues.FAILURE_TTL_S,
                job_timeout=queues.JOB_TIMEOUT_S,
                description=f"{batch.queue} x{len(batch.items)}",
                pipeline=pipe,
            )
            pushed = len(pipe) - 1  # RQ pushes the id last
            for day, raw_ids in days.items():
                pipe.sadd(f"{self._prefix}received:{day}", *raw_ids)
            answers = pipe.execute()
        self._lengths[batch.queue] = answers[pushed]
        return sum(answers[pushed + 1 :])

    def _open(self, name: str) -> Queue:
        queue = Queue(name, connection=self._client, serializer=JobSerializer, job_class=PackedJob)
        self._queues[name] = queue
        return queue
