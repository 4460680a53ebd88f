"""Measures one peer, in the peer's own environment: queues everything, starts its workers, counts what they do.

python -m benchmarks.peers.drive PEER PROCS (COUNT | FILE of briefs as JSON Lines [BRIEFS to a task])

Needs PEER_URL and PEER_FOLDER. Prints tasks, or briefs, a second from the moment at which every process has done its
first task to the last one; starting and stopping are not counted. If one process takes all, from its first task on.
"""

import importlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Final

import orjson

from benchmarks.peers.job import FOLDER, SLOT

_BATCHED: Final = 4  # the argument that says how many briefs go to a task
_PATIENCE_S: Final = 20.0
_ALL_IN_S: Final = 5.0  # so long is waited for each process to do its first task


def _done() -> list[int]:
    counts = [path.read_bytes() for path in FOLDER.glob("*.count")]
    return [done for data in counts if len(data) == SLOT.size and (done := SLOT.unpack(data)[0])]


def _wait(procs: int, total: int) -> float:
    """Tasks or briefs a second."""
    started, seen = time.perf_counter(), 0
    while not (done := _done()):
        if time.perf_counter() - started > _PATIENCE_S:
            raise SystemExit("no task was done in 20 s")
        time.sleep(0.002)
    start, before = time.perf_counter(), sum(done)
    while len(done) < procs and sum(done) < total // 2 and time.perf_counter() - start < _ALL_IN_S:
        time.sleep(0.002)
        done = _done()
    if len(done) >= procs and sum(done) < total // 2:
        start, before = time.perf_counter(), sum(done)
    moved = time.perf_counter()
    while (now := sum(_done())) < total:
        if now != seen:
            seen, moved = now, time.perf_counter()
        if time.perf_counter() - moved > _PATIENCE_S:
            raise SystemExit(f"stuck at {now} of {total} tasks")
        time.sleep(0.005)
    return (total - before) / (time.perf_counter() - start)


def main() -> None:
    """Measure, print, stop what was started."""
    peer, procs, what = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    module: Any = importlib.import_module(f"benchmarks.peers.on_{peer}")
    payloads: Any = (
        int(what) if what.isdecimal() else [orjson.loads(line) for line in Path(what).read_bytes().splitlines()]
    )
    total = payloads if isinstance(payloads, int) else len(payloads)
    if len(sys.argv) > _BATCHED:
        size = int(sys.argv[_BATCHED])
        payloads = [payloads[start : start + size] for start in range(0, total, size)]
    module.send(payloads)
    workers = [
        subprocess.Popen([sys.executable, *command], stdout=subprocess.DEVNULL, start_new_session=True)
        for command in module.commands(procs)
    ]
    try:
        print(_wait(procs, total))
    finally:
        for worker in workers:
            os.killpg(worker.pid, signal.SIGKILL)
            worker.wait()


if __name__ == "__main__":
    main()
