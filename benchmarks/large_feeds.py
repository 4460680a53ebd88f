"""What large feeds cost: landing into 10^6 items against 10^4, a page of 50 read, the server's memory and its parts.

python -m benchmarks.large_feeds [--quick]

Needs about 6 GB for 10^6 items. Landing is measured in turn on both servers, with made-up readings that are newer than
those before; serialising them counts. Both servers own the memory of what is timed beforehand (``take_memory`` says
why). Servers run without their AOF: it costs the same at any size. What they need for an item is printed as well; the
large one needs more because what it looks up or takes anew is in no cache of the processor.

Memory is that of real readings of the load's briefs.
"""

import gc
import os
from collections import defaultdict
from typing import Final

import redis

from benchmarks import load
from benchmarks.bench import take_memory
from benchmarks.landing import BATCH, Cost, land_well, pages, reading, served
from benchmarks.tell import Figures, run, table
from workers.pipeline import process_payload

_SMALL: Final = 10_000
_SAMPLE: Final = 300  # keys of one kind are alike


def fill(client: redis.Redis, size: int) -> None:
    """Land so many made-up readings, by one process a core."""
    shares = os.cpu_count() or 1
    pids = []
    for share in range(shares):
        pid = os.fork()
        if pid == 0:
            for start in range(share * BATCH, size, shares * BATCH):
                land_well([reading(start + at) for at in range(BATCH)], client)
            os._exit(0)
        pids.append(pid)
    for pid in pids:
        os.waitpid(pid, 0)


def memory(items: int) -> Figures:
    """MB per 10^5 items by kind of key, and all together, as the server counts."""
    with served() as client:
        empty = client.info("memory")["used_memory"]
        for start in range(0, items, BATCH):
            land_well([process_payload(each) for each in load.briefs(BATCH, start)], client)
        scale = 1e5 / items / 2**20
        whole = (client.info("memory")["used_memory"] - empty) * scale
        return {"all": whole, "parts": {kind: size * scale for kind, size in parts(client).items()}}


def parts(client: redis.Redis) -> dict[str, float]:
    """Bytes by kind of key, from samples."""
    counts: dict[str, int] = defaultdict(int)
    sampled: dict[str, int] = defaultdict(int)
    for key in client.scan_iter(count=10_000):
        words = key.decode().split(":")
        kind = ":".join(words[1:3]) if words[1] == "feed" else words[1]
        counts[kind] += 1
        if counts[kind] <= _SAMPLE:
            sampled[kind] += client.memory_usage(key, samples=50) or 0
    return {kind: sampled[kind] / min(count, _SAMPLE) * count for kind, count in counts.items()}


def growth(items: int, rounds: int) -> Figures:
    """Items a second landing into small and large feeds, and what a page of 50 takes in the large ones."""
    with served() as small, served() as large:
        sizes = {small: _SMALL, large: items}
        for client, size in sizes.items():
            fill(client, size)
            take_memory(client, rounds * BATCH)
        costs = {client: Cost(client) for client in sizes}
        for turn in range(rounds):
            for client, size in sizes.items():
                docs = [reading(size + turn * BATCH + at) for at in range(BATCH)]
                with costs[client].of(BATCH):
                    land_well(docs, client)
        rates, shown = [costs[client].rate() for client in sizes], [str(costs[client]) for client in sizes]
        page = pages(large)
    ratio = rates[1] / rates[0]
    return {"small": rates[0], "large": rates[1], "ratio": ratio, "costs": shown, "page": page, "items": items}


def measure(quick: bool) -> Figures:  # noqa: FBT001  as benchmarks.tell calls it
    """All figures."""
    with served() as client:
        land_well([reading(at) for at in range(BATCH)], client)  # once, so that nothing is loaded meanwhile
    gc.collect()
    gc.freeze()  # as workers do
    return growth(20_000 if quick else 1_000_000, 10 if quick else 40) | {"memory": memory(5_000 if quick else 50_000)}


def show(figures: Figures) -> None:
    """Print all."""
    print(*figures["costs"], sep="\n")
    print(f"landing: {figures['small']:,.0f} items/s into {_SMALL:,},", end=" ")
    print(f"{figures['large']:,.0f} into {figures['items']:,}: {figures['ratio']:.2f}")
    print(f"page of 50 in the large feed: {figures['page']}")
    print(f"server: {figures['memory']['all']:.0f} MB per 10^5 briefs, by kind of key:")
    table({kind: {"MB": size} for kind, size in sorted(figures["memory"]["parts"].items(), key=lambda pair: -pair[1])})


if __name__ == "__main__":
    run(measure, show, __doc__)
