"""A place for one worker process, as its supervisor sees it: who is in it, and when it has to be killed."""

import os
import signal
import time
from dataclasses import dataclass, field
from typing import Final

from workers.note import Note

_LANDING_LIMIT_S: Final = 120.0
_SILENT_LIMIT_S: Final = 30.0  # of a process that beats every second
_LOOK_S: Final = 0.5  # a longer pause between two looks is the supervisor's own, and says nothing of its child


@dataclass
class Slot:
    """A place for one worker process on one queue.

    Attributes:
        pid: The process; 0 if there is none.
        name: The worker's.
        pipe: Where it says that it is ready, and which closes when it ends.
        killed_for: Why we killed it; "" if we did not.
        is_at_fault: Whether we killed it for what it had in hand; None if nobody can say.
    """

    queue: str
    number: int
    note: Note = field(default_factory=Note)
    pid: int = 0
    name: str = ""
    pipe: int = -1
    started_s: float = 0.0
    ready: bool = False
    start_after_s: float = 0.0
    pause_s: float = 0.0
    killed_for: str = ""
    is_at_fault: bool | None = None
    _beats: int = 0
    _silent_s: float = 0.0
    _looked_s: float = 0.0

    def take_in(self, pid: int, name: str, pipe: int) -> None:
        """A process has been forked for this place."""
        self.pid, self.name, self.pipe, self.ready = pid, name, pipe, False
        self.killed_for, self.is_at_fault = "", None
        self.started_s = self._looked_s = time.monotonic()
        self._silent_s = 0.0

    def check(self, item_limit_s: float) -> None:
        """Kill the process if it is too long at one thing, or does not run at all. Called several times a second.

        Time without a beat is counted as we have seen it: if all of us were stopped together, nobody is at fault. While
        an item is read its own limit counts alone: reading can keep the thread that beats from running.
        """
        now = time.monotonic()
        looked_s, self._looked_s = self._looked_s, now
        if not self.pid or self.killed_for:
            return
        noted, beats = self.note.read(), self.note.beats
        is_silent = beats == self._beats and noted.state != "reading"
        self._silent_s = self._silent_s + min(now - looked_s, _LOOK_S) if is_silent else 0.0
        self._beats = beats
        limit_s = {"reading": item_limit_s, "landing": _LANDING_LIMIT_S}.get(noted.state)
        if limit_s is not None and now - noted.since_s > limit_s:
            self.kill(f"{noted.state} for {now - noted.since_s:.1f} s", is_at_fault=True)
        elif self._silent_s > _SILENT_LIMIT_S:
            self.kill(f"silent for {self._silent_s:.0f} s", is_at_fault=None)

    def kill(self, why: str, *, is_at_fault: bool | None) -> None:
        """End the process at once; ``is_at_fault`` says whether what it has in hand is to blame, None: who knows."""
        self.killed_for, self.is_at_fault = why, is_at_fault
        os.kill(self.pid, signal.SIGKILL)
