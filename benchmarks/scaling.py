"""Whether items cost more when more workers run: CPU an item with 1 to 4 workers, from 2 on under two supervisors.

python -m benchmarks.scaling [--quick]

Two supervisors on one server are what two hosts are. With more workers than cores a clock says nothing, so CPU time
of the workers is what counts; what an empty run costs is taken off. All names have been seen before, as in workers that
have run for a while.
"""

import os
from collections.abc import Mapping
from typing import Final

from benchmarks import load
from benchmarks.bench import own_server
from benchmarks.ours import see_names
from benchmarks.tell import Figures, run, table
from producers.send import enqueue_items
from runtime.connect import open_bytes_client
from runtime.settings import Settings
from schemas import queues
from schemas.raw import RawItem, parse_raw
from workers.supervisor import Supervisor

_MOST: Final = 4


def cpu_s(settings: Settings, workers: int) -> float:
    """CPU seconds of so many workers and their supervisors until the queue is empty."""
    shares = [workers] if workers == 1 else [workers // 2, workers - workers // 2]
    pids = [_supervise(settings, {queues.BRIEFS: share}) for share in shares]
    used = [os.wait4(pid, 0)[2] for pid in pids]
    return sum(each.ru_utime + each.ru_stime for each in used)


def _supervise(settings: Settings, procs: Mapping[str, int]) -> int:
    pid = os.fork()
    if pid == 0:
        Supervisor(settings, procs).run(burst=True)
        os._exit(0)
    return pid


def cost(items: list[RawItem], workers: int) -> dict[str, float]:
    """CPU microseconds an item: of the workers, of the server, and how many items each second of the workers' gives."""
    with own_server() as settings, open_bytes_client(settings) as client:
        empty = cpu_s(settings, workers)
        enqueue_items(items, client=client)
        before = client.info("cpu")
        ours = cpu_s(settings, workers) - empty
        after = client.info("cpu")
    server = sum(after[key] - before[key] for key in ("used_cpu_user", "used_cpu_sys"))
    us = 1e6 / len(items)
    return {"workers us": ours * us, "server us": server * us, "items/CPU s": len(items) / ours}


def measure(quick: bool) -> Figures:  # noqa: FBT001  as benchmarks.tell calls it
    """Costs by number of workers; the best of two runs in turn."""
    items = [parse_raw(each) for each in load.briefs(6_000 if quick else 24_000)]
    see_names()
    best: dict[int, dict[str, float]] = {}
    for _ in range(1 if quick else 3):
        for workers in range(1, _MOST + 1):
            found = cost(items, workers)
            if workers not in best or found["items/CPU s"] > best[workers]["items/CPU s"]:
                best[workers] = found
    rates = {workers: row["items/CPU s"] for workers, row in best.items()}
    return {
        "workers": {str(workers): row for workers, row in best.items()},
        "least to first": min(rates.values()) / rates[1],
    }


def show(figures: Figures) -> None:
    """Print all."""
    table(figures["workers"])
    print(f"items per CPU second, the least against one worker: {figures['least to first']:.2f}")


if __name__ == "__main__":
    run(measure, show, __doc__)
