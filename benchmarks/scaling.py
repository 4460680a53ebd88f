"""Whether items cost more when more workers run: CPU an item with 1 to 4 workers, from 2 on under two supervisors.

python -m benchmarks.scaling [--quick]

Two supervisors on one server are what two hosts are. With more workers than cores a clock says nothing, so the CPU time
of the workers is what counts, from all of them being ready to the last item landed.

A CPU second does less while others work: neighbouring cores share memory, processes that take turns on one core empty
its caches for each other. With as many cores as workers they would not, and whether ours disturb each other is the
question. So as many processes always run: where there are fewer workers, others read briefs beside them. "1 alone" is
one worker without them. Each worker gets as many items, since its first ones cost more, however many work beside it.
Medians of rounds in turn. Linux only.
"""

import os
import signal
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from typing import Final, cast

import redis

from benchmarks import load
from benchmarks.bench import briefs, own_server, take_memory, until_done, workers
from benchmarks.tell import Figures, run, table
from benchmarks.throughput import see_names
from producers.send import enqueue_items
from runtime.connect import open_bytes_client
from schemas import queues
from schemas.raw import RawItem
from workers.pipeline import process_payload

_MOST: Final = 4
_QUEUE: Final = f"rq:queue:{queues.BRIEFS}"
_PARKED: Final = "parked"


def cost(items: Sequence[RawItem], procs: int, neighbours: int) -> dict[str, float]:
    """CPU microseconds an item: of the workers, of the server, and how many items each second of the workers' gives."""
    shares = [procs] if procs == 1 else [procs // 2, procs - procs // 2]
    with own_server() as settings, open_bytes_client(settings) as client, ExitStack() as running:
        take_memory(client, len(items))
        enqueue_items(items, client=client)
        client.rename(_QUEUE, _PARKED)  # until all workers are ready
        for share in shares:
            running.enter_context(workers(settings, briefs=share))
        for _ in range(neighbours):
            running.enter_context(_reading())
        pids = _ready(client, procs)
        before = _cpu_s(pids), _server_s(client)
        client.rename(_PARKED, _QUEUE)
        until_done(client, queues.BRIEFS)
        ours, server = _cpu_s(pids) - before[0], _server_s(client) - before[1]
    us = 1e6 / len(items)
    return {"workers us": ours * us, "server us": server * us, "items/CPU s": len(items) / ours}


@contextmanager
def _reading() -> Iterator[None]:
    """A process that reads briefs all the time."""
    pid = os.fork()
    if pid == 0:
        payloads = load.briefs(500)
        while True:
            for payload in payloads:
                process_payload(payload)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)


def _ready(client: redis.Redis, procs: int) -> list[int]:
    """The workers' processes, once all of them wait for jobs."""
    while client.scard("rq:hands") < procs:
        time.sleep(0.005)
    time.sleep(0.2)
    return [int(name.rpartition(b".")[2]) for name in cast("set[bytes]", client.smembers("rq:hands"))]


def _cpu_s(pids: Sequence[int]) -> float:
    """CPU seconds that processes have used, to the nanosecond."""
    used = [path.read_text(encoding="ascii") for pid in pids for path in Path(f"/proc/{pid}/task").glob("*/schedstat")]
    return sum(int(line.split()[0]) for line in used) / 1e9


def _server_s(client: redis.Redis) -> float:
    info = client.info("cpu")
    return float(info["used_cpu_user"] + info["used_cpu_sys"])


def measure(quick: bool) -> Figures:  # noqa: FBT001  as benchmarks.tell calls it
    """Costs by number of workers, medians, and what share of one worker's items each gets out of a CPU second."""
    share = 2_000 if quick else 10_000
    items = briefs(_MOST * share)
    see_names()
    plans = {"1 alone": (1, 0)} | {str(procs): (procs, _MOST - procs) for procs in range(1, _MOST + 1)}
    found: dict[str, list[dict[str, float]]] = {name: [] for name in plans}
    for _ in range(1 if quick else 3):
        for name, plan in plans.items():
            found[name].append(cost(items[: plan[0] * share], *plan))
    rows = {name: {what: median(each[what] for each in costs) for what in costs[0]} for name, costs in found.items()}
    for row in rows.values():
        row["of one"] = row["items/CPU s"] / rows["1"]["items/CPU s"]
    return {"workers": rows, "least to first": min(rows[str(procs)]["of one"] for procs in range(1, _MOST + 1))}


def show(figures: Figures) -> None:
    """Print all."""
    table({name: row | {"of one": f"{row['of one']:.2f}"} for name, row in figures["workers"].items()})
    print(f"items per CPU second, the least against one worker: {figures['least to first']:.2f}")


if __name__ == "__main__":
    run(measure, show, __doc__)
