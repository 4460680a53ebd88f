"""Starts worker processes, one queue each, and starts again whoever ends, however it ends.

It sees a child die through a pipe, and puts the child's job back at once. It kills a child that spends too long on one
item (batches have no time limit of their own, so slow ones never run twice), and one that does not run at all, as when
somebody has stopped it; not one that waits for its server: a thread of each child beats whatever it waits for. Every
3 s it says that it lives, and takes over the jobs of supervisors that do not. Nothing is lost when it dies itself: its
children finish what they hold.
"""

import os
import select
import signal
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from types import FrameType
from typing import Final, cast

import redis

from runtime.connect import (
    ServerUnavailableError,
    feeds_url,
    open_bytes_client,
    open_feeds_client,
    queue_url,
    risks,
    shown_url,
)
from runtime.embedded import revive
from runtime.logs import log
from runtime.settings import Settings
from schemas import queues
from workers.deaths import death_of
from workers.hands import (
    HANDS,
    HOST_GONE,
    Death,
    Others,
    beat,
    forget,
    hand_key,
    host_key,
    new_host,
    put_back,
)
from workers.main import run_child, warm_up
from workers.slot import Slot

DEFAULT_PROCS: Final = {queues.ARTICLES: 1, queues.BRIEFS: 1}
_BEAT_S: Final = 3.0
_TICK_S: Final = 0.2
_IDLE_TICK_S: Final = 0.02  # how soon `burst` sees that all is done
_YOUNG_S: Final = 2.0
_MAX_PAUSE_S: Final = 2.0


class Supervisor:
    """Runs worker processes until it is told to stop.

    Usable inside another program: ``run`` blocks, and ``stop`` may be called from a signal handler or another thread.
    It forks, so start it before threads.
    """

    def __init__(self, settings: Settings, procs: Mapping[str, int] | None = None) -> None:
        """Nothing runs before ``run``.

        Args:
            settings: Name a server (``open_server`` gives such settings).
            procs: Queue to number of processes.
        """
        self.host = new_host()
        self._settings = settings
        counts = DEFAULT_PROCS if procs is None else procs
        self._slots = [Slot(queue, number) for queue, count in counts.items() for number in range(count)]
        self._queues = list(counts)
        self._alive = (-1, -1)
        self._client: redis.Redis | None = None
        self._others = Others(self.host)
        self._owed: list[tuple[str, Death]] = []  # hands of dead children that the server was not there to empty
        self._resting: dict[str, float] = {}  # the dead whose hands were emptied, and when; looked at once more
        self._beat_after_s = 0.0
        self._stopping = False
        self._away = False
        self.on_step: Callable[[], None] = lambda: None  # called several times a second, for those who watch

    def run(self, *, burst: bool = False) -> None:
        """Work until ``stop`` is called; in burst mode, until nothing is queued and nothing in hand.

        Raises:
            ServerUnavailableError: There is no server at the start. One that goes later is waited for.
        """
        self._client = open_bytes_client(self._settings)
        self._alive = os.pipe()
        warm_up()
        try:
            while not self._stopping:
                self._step(_IDLE_TICK_S if burst and self._is_quiet() else _TICK_S)
                self.on_step()
                if burst and self._is_all_done():
                    break
        finally:
            self._end_children()
            self._close()

    def stop(self) -> None:
        """End after the batches in hand."""
        self._stopping = True

    def stop_on_signals(self) -> None:
        """Let SIGTERM and SIGINT stop it; a second one changes nothing."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._on_signal)

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        self.stop()

    def pids(self) -> list[int]:
        """The processes that run and take jobs."""
        return [slot.pid for slot in self._slots if slot.pid and slot.ready]

    def _step(self, tick_s: float) -> None:
        now = time.monotonic()
        for slot in self._slots:
            if not slot.pid and now >= slot.start_after_s:
                self._start(slot)
        self._watch(tick_s)
        for slot in self._slots:
            slot.check(self._settings.item_limit_s)
        self._tend()

    def _is_quiet(self) -> bool:
        return all(slot.note.read().state == "idle" for slot in self._slots)

    def _start(self, slot: Slot) -> None:
        slot.note.write("idle")
        reads, writes = os.pipe()
        sys.stdout.flush()
        sys.stderr.flush()
        pid = os.fork()
        if pid == 0:
            os.close(self._alive[1])
            os.close(reads)
            name = f"{self.host}.{slot.queue}.{slot.number}.{os.getpid()}"
            run_child(self._settings, slot.queue, name, slot.note, self._alive[0], writes)
        os.close(writes)
        slot.take_in(pid, f"{self.host}.{slot.queue}.{slot.number}.{pid}", reads)

    def _watch(self, timeout_s: float) -> None:
        """Wait for a child to be ready or to end."""
        slots = {slot.pipe: slot for slot in self._slots if slot.pid}
        for pipe in select.select(list(slots), [], [], timeout_s)[0]:
            slot = slots[pipe]
            if os.read(pipe, 1):
                slot.ready = True
                log.debug("worker ready", worker=slot.name, ms=round((time.monotonic() - slot.started_s) * 1000))
            else:
                self._bury(slot)

    def _bury(self, slot: Slot) -> None:
        _, status = os.waitpid(slot.pid, 0)
        os.close(slot.pipe)
        code = os.waitstatus_to_exitcode(status)
        death = death_of(code, slot.note, is_at_fault=slot.is_at_fault)
        lived_s = time.monotonic() - slot.started_s
        slot.pause_s = 0.0 if lived_s >= _YOUNG_S else min(max(slot.pause_s * 2, 0.05), _MAX_PAUSE_S)
        slot.start_after_s = time.monotonic() + slot.pause_s
        slot.pid, slot.pipe, slot.ready = 0, -1, False
        if not self._stopping:
            log.warning("worker ended", worker=slot.name, code=code, why=slot.killed_for, lived_s=round(lived_s, 1))
        self._owed.append((slot.name, death))
        self._settle()

    def _settle(self) -> None:
        """Empty the hands of dead children; what the server does not take now is tried again."""
        assert self._client is not None  # noqa: S101  run() opened it
        while self._owed:
            name, death = self._owed[0]
            try:
                ids = put_back(self._client, name, death)
            except redis.RedisError as error:
                self._say_away(error)
                return
            self._owed.pop(0)
            self._resting.setdefault(name, time.monotonic())
            if ids:
                log.warning("job put back", worker=name, jobs=ids, blame=death.blame, position=death.position)

    def _tend(self) -> None:
        """Say that we live, empty hands that are owed, and take over from who does not."""
        assert self._client is not None  # noqa: S101  run() opened it
        now = time.monotonic()
        if now < self._beat_after_s:
            return
        self._beat_after_s = now + _BEAT_S
        self._settle()
        try:
            beat(self._client, self.host)
            for name in self._others.dead_workers(self._client):
                if name not in self._resting:
                    self._owed.append((name, Death(HOST_GONE)))
            self._away = False
            self._lay_to_rest(_BEAT_S)
        except redis.RedisError as error:
            self._say_away(error)
            if revive(queue_url(self._settings)):
                log.warning("server started again")
        self._settle()

    def _lay_to_rest(self, after_s: float) -> None:
        """Look into the hands of the dead once more; who has been dead for so long and holds nothing is forgotten."""
        assert self._client is not None  # noqa: S101  run() opened it
        for name, since_s in list(self._resting.items()):
            if time.monotonic() - since_s >= after_s and not put_back(self._client, name, Death(0)):
                forget(self._client, name)
                del self._resting[name]

    def _say_away(self, error: redis.RedisError) -> None:
        """Once for each outage."""
        if not self._away:
            log.warning("server awaited", error=f"{type(error).__name__}: {error}")
        self._away = True

    def _is_all_done(self) -> bool:
        """Whether nothing is queued and no hand of anybody holds a job."""
        assert self._client is not None  # noqa: S101  run() opened it
        try:
            hands = [name.decode(errors="replace") for name in cast("set[bytes]", self._client.smembers(HANDS))]
            # Hands after queues in one MULTI: a job on its way from one to the other is seen.
            with self._client.pipeline(transaction=True) as pipe:
                for queue in self._queues:
                    pipe.llen(f"rq:queue:{queue}")
                for name in hands:
                    pipe.llen(hand_key(name))
                return not any(pipe.execute()) and not self._owed
        except redis.RedisError:
            return False

    def _end_children(self) -> None:
        self._stopping = True
        for slot in self._slots:
            if slot.pid:
                os.kill(slot.pid, signal.SIGTERM)
        until = time.monotonic() + self._settings.stop_s
        while any(slot.pid for slot in self._slots):
            self._watch(_TICK_S)
            for slot in self._slots:
                slot.check(self._settings.item_limit_s)
                if slot.pid and not slot.killed_for and time.monotonic() > until:
                    slot.kill("it did not stop in time", is_at_fault=False)  # the stop is no item's fault

    def _close(self) -> None:
        assert self._client is not None  # noqa: S101  run() opened it
        for end in self._alive:
            os.close(end)
        try:
            self._settle()
            if queue_url(self._settings).startswith("unix"):
                # The server had noticed before it answered us that our children's sockets were closed. Over a network
                # nobody can say; then the next supervisor looks into their hands.
                self._lay_to_rest(0)
            self._client.delete(host_key(self.host))
        except redis.RedisError:
            pass  # its sign of life expires by itself, and others take over
        self._client.close()


def run_workers(settings: Settings, procs: Mapping[str, int] | None = None, *, burst: bool = False) -> None:
    """What ``policytape worker`` does: supervise until SIGTERM or SIGINT, or in burst mode until all is done.

    Raises:
        ServerUnavailableError: There is no server at the start.
    """
    _warn_of_risks(settings)
    supervisor = Supervisor(settings, procs)
    supervisor.stop_on_signals()
    supervisor.run(burst=burst)


def _warn_of_risks(settings: Settings) -> None:
    """Say at the start what an operator would else learn from a loss; who may not ask, or finds no server, does not."""
    for url, connect in {queue_url(settings): open_bytes_client, feeds_url(settings): open_feeds_client}.items():
        with suppress(ServerUnavailableError, redis.RedisError), connect(settings) as client:
            for risk in risks(client):
                log.warning("server may lose items", server=shown_url(url), why=risk)
