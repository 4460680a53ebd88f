"""How a worker process ended, and how far the job in its hand is at fault."""

import signal
import time
from typing import Final

from workers.hands import DOUBTFUL, SURE, Death
from workers.jobs import EXIT_MEMORY
from workers.note import Note
from workers.patience import EXIT_STOPPED

_SLOW_S: Final = 0.5  # no item takes as long to read, so that a kill from outside may have had its cause in it
_FAULT_SIGNALS: Final = {signal.SIGABRT, signal.SIGSEGV, signal.SIGBUS, signal.SIGILL, signal.SIGFPE}


def death_of(code: int, note: Note, *, is_at_fault: bool | None = None) -> Death:
    """What an exit code and the last note say about the job in hand.

    Args:
        code: As ``os.waitstatus_to_exitcode`` gives it: negative for a signal.
        note: The dead process's last words.
        is_at_fault: If we killed it, whether for what it had in hand; None if we did not, or if nobody can say.
    """
    noted = note.read()
    if code in (0, EXIT_STOPPED) or noted.state in ("idle", "waiting") or is_at_fault is False:
        return Death(0)
    is_slow = noted.state == "reading" and time.monotonic() - noted.since_s > _SLOW_S
    is_sure = is_at_fault or code == EXIT_MEMORY or (code < 0 and -code in _FAULT_SIGNALS) or is_slow
    return Death(SURE if is_sure else DOUBTFUL, noted.position if noted.state == "reading" else None)
