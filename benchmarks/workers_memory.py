"""How soon a worker is ready, and what it holds in memory while items go through it.

python -m benchmarks.workers_memory [--quick] [--json]
POLICYTAPE_BENCH_ITEMS=1000000 python -m benchmarks.workers_memory

Memory is the proportional set size: pages that processes share by fork count in parts. Feeds have a server of their
own, which is emptied between rounds, so that each round lands new items again. Linux only.
"""

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Final

from benchmarks.bench import briefs, own_server, until_done
from benchmarks.start import worker_ready_s
from benchmarks.tell import Figures, run
from producers.send import enqueue_items
from runtime.connect import open_bytes_client, open_feeds_client
from runtime.settings import Settings
from schemas import queues
from schemas.raw import RawItem

_PROCS: Final = 2
_ROUNDS: Final = 8
_IDLE_S: Final = 0.01


def pss_mb(pid: int) -> float:
    """The proportional set size of a process."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def rss_mb(pid: int) -> float:
    """The resident set size of a process, shared pages whole."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:")) / 1024


def children(pid: int) -> list[int]:
    """The processes that a process has started."""
    return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]


def watch(settings: Settings, items: list[RawItem], rounds: int) -> list[dict[str, float]]:
    """Memory of each worker after each round, in MB: the mean and the greatest."""
    url = settings.queue_url.get_secret_value() if settings.queue_url else ""
    feeds_url = settings.feeds_url.get_secret_value() if settings.feeds_url else ""
    command = [sys.executable, "-m", "cli.main", "worker", "--queue", "briefs", "--procs", str(_PROCS)]
    env = os.environ | {"POLICYTAPE_QUEUE_URL": url, "POLICYTAPE_FEEDS_URL": feeds_url}
    rows: list[dict[str, float]] = []
    process = subprocess.Popen([*command, "--log-level", "error"], env=env)
    try:
        with open_bytes_client(settings) as client, open_feeds_client(settings) as feeds:
            while client.scard("rq:workers") < _PROCS:
                time.sleep(_IDLE_S)
            for number in range(rounds + 1):
                if number:
                    feeds.flushall()
                    enqueue_items(items, client=client)
                    until_done(client, queues.BRIEFS)
                sizes = [pss_mb(pid) for pid in children(process.pid)]
                rss = max(rss_mb(pid) for pid in children(process.pid))
                rows.append({"items": float(number * len(items)), "pss": sum(sizes) / len(sizes), "rss": rss})
            rows[-1]["supervisor pss"] = pss_mb(process.pid)
    finally:
        process.terminate()
        process.wait()
    return rows


def measure(quick: bool) -> Figures:  # noqa: FBT001  as benchmarks.tell calls it
    """Seconds until ready, and memory by round."""
    total = int(os.environ.get("POLICYTAPE_BENCH_ITEMS", "8000" if quick else "160000"))
    items = briefs(total // _ROUNDS)
    with own_server() as settings, own_server() as other:
        url = settings.queue_url.get_secret_value() if settings.queue_url else ""
        ready = sorted(worker_ready_s(url) for _ in range(1 if quick else 5))
        rows = watch(settings.model_copy(update={"feeds_url": other.queue_url}), items, _ROUNDS)
    # The first round fills caches; what comes after it would be a leak.
    growth = rows[-1]["pss"] - rows[2]["pss"]
    return {"ready s": ready[len(ready) // 2], "rounds": rows, "growth MB": growth}


def show(figures: Figures) -> None:
    """Print all."""
    print(f"ready after {figures['ready s']:.2f} s (median), from the command's start")
    for row in figures["rounds"]:
        print(f"{row['items']:>11,.0f} items: {row['pss']:.1f} MB PSS a worker, at most {row['rss']:.1f} MB RSS")
    print(f"growth after the second round: {figures['growth MB']:+.1f} MB")


if __name__ == "__main__":
    run(measure, show, __doc__)
