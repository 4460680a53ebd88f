"""A supervisor whose workers meet poison: by its title an item kills, hangs, eats memory, or waits for `slow:off`."""

import ctypes
import os
import signal
import sys
import time
from contextlib import suppress
from typing import Any

import redis

from runtime.connect import queue_url
from runtime.logs import set_up_logs
from runtime.settings import Settings
from workers import hands, jobs, slot
from workers.pipeline import judge
from workers.supervisor import run_workers

_judge = judge


def judge_or_die(payload: Any) -> Any:
    title = payload.get("title", "") if isinstance(payload, dict) else ""
    if title.startswith("POISON abort"):
        os.abort()
    while title.startswith("POISON loop"):
        pass
    if title.startswith("POISON memory"):
        hoard = []
        while True:
            hoard.append(bytearray(64 << 20))
    if title.startswith("SLOW"):
        with redis.Redis.from_url(queue_url(Settings())) as client:
            while not client.exists("slow:off"):
                time.sleep(0.01)
    return _judge(payload)


def end_with_parent() -> None:
    """Linux ends this process when the script that started it is gone; its workers end with it."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)


if __name__ == "__main__":
    end_with_parent()
    set_up_logs(os.environ.get("LOG_LEVEL", "error"))
    jobs.judge = judge_or_die  # type: ignore[attr-defined]  # in place of the real one
    if machine := os.environ.get("PT_MACHINE"):
        hands.this_machine = lambda: machine  # type: ignore[assignment]  # as if its process ids were another's
    slot._SILENT_LIMIT_S = float(os.environ.get("PT_SILENT_S", slot._SILENT_LIMIT_S))  # type: ignore[misc]
    procs = dict(part.split("=") for part in sys.argv[1].split(","))
    run_workers(Settings(), {queue: int(count) for queue, count in procs.items()})
