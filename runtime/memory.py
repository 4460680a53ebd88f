"""How a process that reads many items keeps its memory."""

import contextlib
import ctypes
import gc
from typing import Final

_TRIM_THRESHOLD: Final = -1  # M_…: names of malloc.h
_MMAP_THRESHOLD: Final = -3


def keep_memory() -> None:
    """Look for garbage seldom, and keep what one batch has used for the next.

    Items make no cycles: looking for them at each 700 objects costs a story a twelfth of its time. Memory that glibc
    gives back costs each item two page faults, 3 microseconds.
    """
    gc.set_threshold(50_000, 20, 50)
    with contextlib.suppress(OSError, AttributeError):  # another C library knows no such setting
        mallopt = ctypes.CDLL(None).mallopt
        mallopt(_TRIM_THRESHOLD, 256 << 20)
        mallopt(_MMAP_THRESHOLD, 64 << 20)
