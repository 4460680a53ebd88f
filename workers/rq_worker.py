"""RQ's worker and queue, bent at their own hooks: one queue a worker, jobs run in this process, held in its hand.

| what RQ does | why not here |
|---|---|
| forks for each job (Worker) | 7 ms; the supervisor sees this process die, so one fork a process is enough |
| listens on a channel for commands (``subscribe``) | a connection and a thread, and one way in more |
| three MULTIs and eight round trips around a job | one MULTI before it and one behind it: a lone brief waits for each |
| SIGALRM for timeouts | it also strikes while a batch waits for its server; the supervisor times each item instead |
| intermediate list, shared | hands.py |
"""

import time
from collections.abc import Iterable
from datetime import UTC, datetime
from types import FrameType
from typing import Final, NoReturn, cast

import redis
from redis.client import Pipeline
from rq.exceptions import DequeueTimeout, NoSuchJobError, StopRequested
from rq.executions import Execution
from rq.job import Job
from rq.queue import Queue
from rq.registry import StartedJobRegistry
from rq.results import Result
from rq.timeouts import BaseDeathPenalty
from rq.worker import SimpleWorker
from rq.worker.base import WorkerStatus

from feeds.wire import send
from runtime.packing import JobSerializer
from workers.aside import set_aside
from workers.hands import HANDS, Death, hand_key, put_back
from workers.patience import insist
from workers.rq_job import BatchJob, UnreadableJobError, fetch_batch

WORKER_TTL_S: Final = 20  # RQ then waits 5 s at most for a job, and wakes for its maintenance
MAINTENANCE_S: Final = 60
_WIP_TTL_S: Final = 3600  # RQ's own recovery, for workers without a supervisor; ours takes 5 to 30 s
_BEAT_S: Final = 5.0
_PAUSE_S: Final = 0.2
_LOOK_S: Final = 1.0  # how soon `rq suspend` is seen


class _NoPenalty(BaseDeathPenalty):
    def setup_death_penalty(self) -> None:
        pass

    def cancel_death_penalty(self) -> None:
        pass


class HandQueue(Queue):
    """One queue as one worker sees it.

    Attributes:
        worker: The worker's name.
        is_in_doubt: Whether the worker's hand may still hold a job: nobody told us that it is empty.
    """

    job_class = BatchJob
    worker: str = ""
    is_in_doubt: bool = False

    @property
    def hand(self) -> str:
        """The key of the worker's hand."""
        return hand_key(self.worker)

    @classmethod
    def dequeue_any(
        cls,
        queues: Iterable[Queue],
        timeout: int | None,
        connection: redis.Redis,
        job_class: type[Job] | None = None,  # noqa: ARG003  RQ's signature; it is always BatchJob
        serializer: object = None,  # noqa: ARG003  as above
        death_penalty_class: object = None,  # noqa: ARG003  as above
    ) -> tuple[Job, Queue] | None:
        """The oldest job of the one queue, now in the worker's hand; jobs that are none are set aside on the way."""
        (queue,) = queues
        assert isinstance(queue, HandQueue)  # noqa: S101  for mypy: RQ types it wider
        while True:
            job_id = queue.take(connection, timeout)
            if job_id is None:
                return None
            try:
                return fetch_batch(job_id, connection), queue
            except UnreadableJobError as error:
                set_aside(connection, job_id, queue=queue.name, reason=error.reason, hand=queue.hand)
            except NoSuchJobError:
                connection.lrem(queue.hand, 1, job_id)  # type: ignore[arg-type]  # done by a twin, or dropped

    def take(self, connection: redis.Redis, timeout: int | None) -> bytes | None:
        """Move one job id into the hand: None at once if there is none and no timeout, else ``DequeueTimeout``."""
        found = insist(lambda: self._take(connection, timeout), is_stopping=lambda: False)  # a stop raises in here
        if found is None and timeout is not None:
            raise DequeueTimeout(timeout, self.key)
        return found

    def _take(self, connection: redis.Redis, timeout: int | None) -> bytes | None:
        if self.is_in_doubt and put_back(connection, self.worker, Death(0)):
            # A connection broke in here and the job that came was lost with it, or a job's end could not be written.
            time.sleep(_PAUSE_S)
        self.is_in_doubt = True
        if timeout is None:
            found = cast("bytes | None", connection.lmove(self.key, self.hand, "LEFT", "RIGHT"))
        else:
            found = cast("bytes | None", connection.blmove(self.key, self.hand, timeout))
        self.is_in_doubt = found is not None  # until its end is written
        return found

    def move_dependents_to_ready(self, *_args: object, **_kwargs: object) -> dict[str, list[str]]:
        """Our jobs have no dependents; whoever writes them into Redis moves nothing."""
        return {}

    def enqueue_dependents(self, *_args: object, **_kwargs: object) -> dict[str, list[str]]:
        """As above."""
        return {}


class BatchWorker(SimpleWorker):
    """Runs the batches of one queue in this process until it is told to stop, or RQ gives up."""

    job_class = BatchJob
    queue_class = HandQueue
    death_penalty_class = _NoPenalty
    max_connection_wait_time = 2.0

    def __init__(self, queue: str, name: str, client: redis.Redis) -> None:
        super().__init__(
            [HandQueue(queue, connection=client, serializer=JobSerializer)],
            name=name,
            connection=client,
            serializer=JobSerializer,
            worker_ttl=WORKER_TTL_S,
            maintenance_interval=MAINTENANCE_S,
            log_job_description=False,
            default_result_ttl=0,
        )
        self._taken = cast("HandQueue", self.queues[0])
        self._taken.worker = name
        self._beat_at = self._looked_at = 0.0

    @property
    def is_stopping(self) -> bool:
        """Whether it was told to stop."""
        return self._stop_requested

    def _insist(self, pipe: Pipeline) -> None:
        """A MULTI of what stands in the pipeline, once the server takes it.

        69 microseconds for 11 commands; the pipeline's own ``execute`` takes 126.
        """
        commands = [("MULTI",), *(arguments for arguments, _ in pipe.command_stack), ("EXEC",)]
        insist(lambda: send(self.connection, commands), is_stopping=lambda: self.is_stopping)

    def register_birth(self) -> None:
        """As RQ does, and the hand is known before it takes anything."""
        self.connection.sadd(HANDS, self.name)
        super().register_birth()  # type: ignore[no-untyped-call]  # RQ's

    def subscribe(self) -> None:
        """Takes no commands from a channel."""

    def unsubscribe(self) -> None:
        """As above."""

    def check_for_suspension(self, burst: bool) -> None:  # noqa: FBT001  RQ's signature
        """As RQ does, but not between any two jobs."""
        now = time.monotonic()
        if now - self._looked_at >= _LOOK_S:
            self._looked_at = now
            super().check_for_suspension(burst)

    def set_state(self, state: str, pipeline: Pipeline | None = None) -> None:
        """As RQ does, but what Redis has been told already is not told again."""
        if pipeline is not None or state != self._state:
            super().set_state(state, pipeline)

    def heartbeat(self, timeout: int | None = None, pipeline: Pipeline | None = None) -> None:
        """As RQ does, but alone not more often than needed, and in one round trip: it asks four times a job."""
        if pipeline is not None:
            super().heartbeat(timeout, pipeline)
            return
        now = time.monotonic()
        if timeout is None and now - self._beat_at < _BEAT_S:
            return
        self._beat_at = now
        with self.connection.pipeline(transaction=False) as pipe:
            super().heartbeat(timeout, pipe)
            super().set_state(self._state, pipe)
            pipe.execute()

    def get_heartbeat_ttl(self, job: Job, working_time: float = 0.0) -> int:  # noqa: ARG002  RQ's signature
        """How long RQ's own recovery leaves a job alone."""
        return _WIP_TTL_S

    def prepare_execution(self, job: Job) -> Execution:
        """What RQ does here and in ``prepare_job_execution``, in one MULTI."""
        ttl_s = self.get_heartbeat_ttl(job)
        with self.connection.pipeline(transaction=True) as pipe:
            execution = Execution.create(job, ttl_s, pipeline=pipe, worker_name=self.name)
            self.executions[execution.id] = execution
            self.set_state(WorkerStatus.BUSY, pipe)
            pipe.expire(self.key, ttl_s)
            job.prepare_for_execution(self.name, pipeline=pipe)
            pipe.persist(job.key)
            self._insist(pipe)
        return execution

    def prepare_job_execution(self, job: Job, remove_from_intermediate_queue: bool = False) -> None:  # noqa: FBT001, FBT002  RQ's
        """Done before."""

    def handle_execution_ended(self, job: Job, queue: Queue, heartbeat_ttl: int) -> None:  # noqa: ARG002  RQ's signature
        """The job's hash is not told: it goes, or is written anew."""
        job.ended_at = datetime.now(UTC)

    def handle_job_success(
        self, job: Job, queue: Queue, started_job_registry: StartedJobRegistry, execution: Execution
    ) -> None:
        """What RQ does for a job without result, repeats, dependents, group and limit of rate, in one MULTI."""
        del queue, started_job_registry
        assert job.ended_at and job.started_at  # noqa: PT018, S101  for mypy: perform_job has set both
        with self.connection.pipeline(transaction=True) as pipe:
            self.increment_successful_job_count(pipe)
            self.increment_total_working_time(job.ended_at - job.started_at, pipe)
            pipe.delete(job.key, job.execution_registry.key)
            pipe.delete(Result.get_key(job.id))  # type: ignore[no-untyped-call]  # RQ's
            pipe.delete(job.dependents_key, job.dependencies_key)  # ours have none, but who knows what others wrote
            self.cleanup_execution(job, pipe, execution)
            self.set_state(WorkerStatus.IDLE, pipe)
            self._state = WorkerStatus.BUSY  # until it is written: a stop between must not break the exchange
            self._insist(pipe)
            self._state = WorkerStatus.IDLE
            self._taken.is_in_doubt = False

    def cleanup_execution(self, job: Job, pipeline: Pipeline, execution: Execution | None = None) -> None:
        """As RQ does at each end of a job, and in the same MULTI the job leaves the hand."""
        super().cleanup_execution(job, pipeline, execution)
        pipeline.lrem(self._taken.hand, 1, job.id)

    def request_stop(self, signum: int, frame: FrameType | None) -> None:  # noqa: ARG002  a signal handler's signature
        """End after the batch in hand. RQ's own writes to Redis from inside the signal handler (base.py:1068)."""
        self._stop_requested = True
        self._shutdown_requested_date = datetime.now(UTC)
        if self.get_state() != WorkerStatus.BUSY:
            raise StopRequested

    def request_force_stop(self, signum: int, frame: FrameType | None) -> NoReturn:  # noqa: ARG002  as above
        """Not used: the supervisor kills who does not stop in time."""
        raise StopRequested
