"""Ctrl-C, and SIGTERM, as a wish to end in order."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def interruptible(stop: Callable[[], object], *, once: bool = False) -> Iterator[list[int]]:
    """Let the signals call ``stop`` instead of ending what is under way, and note them in the list that is given.

    Args:
        stop: Returns at once; called from a signal handler.
        once: A second signal does what it did before.
    """
    seen: list[int] = []

    def note(number: int, _frame: object) -> None:
        seen.append(number)
        stop()
        if once:
            put_back()

    def put_back() -> None:
        for number, handler in kept.items():
            signal.signal(number, handler)

    kept = {number: signal.getsignal(number) for number in _SIGNALS}
    for number in _SIGNALS:
        signal.signal(number, note)
    try:
        yield seen
    finally:
        put_back()
