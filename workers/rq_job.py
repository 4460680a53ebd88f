"""The only kind of job that a worker runs: its functions are bound here, and nothing a hash says can add to them.

RQ imports whatever dotted name stands in a job's hash (job.py:529, callbacks job.py:540-583) and calls the webhooks
that it names (job.py:1628). So ``restore`` hands RQ only the fields that cannot act, each within bounds, and refuses
the rest.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Final, cast

import redis
from redis.exceptions import ResponseError
from rq.exceptions import NoSuchJobError, StopRequested
from rq.executions import Execution, ExecutionRegistry
from rq.job import JobStatus

from feeds.wire import call, script, send
from runtime.packed_job import PackedJob
from runtime.packing import MAX_PACKED_BYTES, JobSerializer, unpack
from schemas import queues

_NAMES: Final = frozenset({queues.PROCESS_BATCH})  # all that a job may call
_FIELDS: Final = (b"created_at", b"enqueued_at", b"started_at", b"ended_at", b"last_heartbeat", b"worker_name")
_MAX_FIELDS: Final = 60
_MAX_FIELD_BYTES: Final = 100
_FETCH: Final = script("""
local size, count = redis.call('HSTRLEN', KEYS[1], 'data'), redis.call('HLEN', KEYS[1])
if size > tonumber(ARGV[1]) or count > tonumber(ARGV[2]) then return {size, count} end
return redis.call('HGETALL', KEYS[1])
""")
_ID: Final = re.compile(rb"[A-Za-z0-9_-]{1,100}")


class UnreadableJobError(NoSuchJobError):
    """This hash is no job of ours. RQ's maintenance passes over a ``NoSuchJobError``; our queue sets the job aside."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class _Executions(ExecutionRegistry):
    """Executions by their ids alone.

    RQ 3.0.0 fetches each one's hash, and raises if it has expired (executions.py:75): a recovered job that succeeds
    with ``result_ttl=0`` (job.py:1438) is then counted as failed and runs again. Remove when RQ tolerates it.
    """

    def get_executions(self, start: int = 0, end: int = -1) -> list[Execution]:
        ids = self.get_execution_ids(start, end)
        return [Execution(id=one, job_id=self.job_id, connection=self.connection) for one in ids]


class BatchJob(PackedJob):
    """A batch of raw items.

    Attributes:
        functions: What the names in ``_NAMES`` stand for. Bound once, when a worker starts; a supervisor runs none.
        blame: How far it is at fault for processes that died with it in hand (hands.py).
    """

    functions: ClassVar[Mapping[str, Callable[..., None]]] = {}
    blame: int = 0

    def __init__(self, id: str | None = None, connection: redis.Redis | None = None, serializer: object = None) -> None:  # noqa: A002, ARG002  RQ's signature
        """Whatever RQ asks for, it is JSON: its default is pickle, and some of its own fetches name none."""
        super().__init__(id, connection=connection, serializer=JobSerializer)

    def refresh(self) -> None:
        """Read the hash, but only if its size is one of ours: it may have been made to fill our memory."""
        try:
            told = send(self.connection, [call(_FETCH, self.key, MAX_PACKED_BYTES, _MAX_FIELDS)])[0]
        except ResponseError as error:
            raise UnreadableJobError(f"not a hash ({error})"[:200]) from error
        if not told:
            raise NoSuchJobError(f"no such job: {self.key}")
        if isinstance(told[0], int):
            raise UnreadableJobError(f"{told[0]} bytes in {told[1]} fields")
        self.restore(dict(zip(told[::2], told[1::2], strict=True)))

    def restore(self, raw_data: Mapping[bytes, bytes]) -> None:
        """Take over what a hash says, if it is a batch of ours.

        Raises:
            NoSuchJobError: It has no call at all: the rest of a job that has just been deleted.
            UnreadableJobError: Anything else that we would not have written.
        """
        if b"data" not in raw_data:
            raise NoSuchJobError(f"no call in {self.key}")
        try:
            self._restore(raw_data)
        except Exception as error:
            if _is_of_a_stop(error):
                raise StopRequested from None  # a signal came just now, which says nothing of the job
            if isinstance(error, UnreadableJobError):
                raise
            raise UnreadableJobError(f"{type(error).__name__}: {error}"[:200]) from error

    def _restore(self, raw_data: Mapping[bytes, bytes]) -> None:
        fields = {name: value for name in _FIELDS if (value := raw_data.get(name)) and len(value) <= _MAX_FIELD_BYTES}
        # JSON starts with "[", which is no zlib header, so RQ keeps it as it is (job.py:989) and inflates nothing.
        super().restore(fields | {b"data": unpack(raw_data[b"data"])})
        self.origin = raw_data.get(b"origin", b"").decode()
        self.retries_left = min(int(raw_data.get(b"retries_left", b"0")), queues.MAX_RETRIES)
        self.blame = max(int(raw_data.get(b"blame", b"0")), 0)
        self._status = JobStatus(raw_data.get(b"status", b"queued").decode())
        self.result_ttl, self.failure_ttl, self.timeout = 0, queues.FAILURE_TTL_S, queues.JOB_TIMEOUT_S
        if self.origin not in queues.QUEUES:
            raise UnreadableJobError(f"of the queue {self.origin[:50]!r}")
        if self.func_name not in _NAMES or self.instance is not None:
            raise UnreadableJobError(f"calls {self.func_name!r:.100}")
        if len(self.args) != 1 or not isinstance(self.args[0], list) or not 1 <= len(self.args[0]) <= queues.MAX_BATCH:
            raise UnreadableJobError(f"does not carry 1 to {queues.MAX_BATCH} raw items")
        # Later versions may pass more by name: this one ignores what it does not know.
        self._kwargs = {"blame": self.blame}

    @property
    def items(self) -> list[Any]:
        """The raw items as they came, 1 to 500 JSON values."""
        return list(self.args[0])

    @property
    def func(self) -> Callable[..., None]:
        """The bound function of this name; never an import."""
        return self.functions[str(self.func_name)]

    @property
    def execution_registry(self) -> ExecutionRegistry:
        """See ``_Executions``."""
        return _Executions(self.id, connection=self.connection)


def is_job_id(value: bytes) -> bool:
    """Whether RQ can have made this id (it refuses others with an error that ends the worker, job.py:81)."""
    return _ID.fullmatch(value) is not None


def _is_of_a_stop(error: BaseException | None) -> bool:
    """Whether a signal handler's wish to stop lies at the bottom of an error; RQ wraps what comes while it reads."""
    while error is not None and not isinstance(error, StopRequested):
        error = error.__context__
    return error is not None


def fetch_batch(job_id: bytes, client: redis.Redis) -> BatchJob:
    """The job of an id that stands in a queue.

    Raises:
        NoSuchJobError: It has ended.
        UnreadableJobError: It is no job of ours.
    """
    if not is_job_id(job_id):
        raise UnreadableJobError("its id is none")
    return cast("BatchJob", BatchJob.fetch(job_id.decode(), connection=client, serializer=JobSerializer))
