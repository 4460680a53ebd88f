"""Trims beside landings, both killed at random: what is left over once all have come to rest?

    python -m benchmarks.retention [--items 100000] [--seed 1]

Three processes land every item, each in its own order; another trims to a shrinking count, again and again. Every
0.3 s one of them is killed (SIGKILL) and started again where it was. Then one more trim and an audit, which must find
nothing; and all items once more, of which none may come back.
"""

import argparse
import multiprocessing
import os
import random
import signal
import time
from ctypes import c_int
from datetime import UTC, datetime
from typing import Any

import redis

from benchmarks.landing import BATCH, KEYS, land_well, reading, served, told_elsewhere
from feeds.audit import audit
from feeds.trim import Retention, trim

NOW = datetime(2025, 6, 1, tzinfo=UTC)
FORK = multiprocessing.get_context("fork")
KILL_S = 0.3


def land_all(path: str, items: int, seed: int, done: c_int) -> None:
    """Every batch, in this seed's order, from where it was."""
    with redis.Redis(unix_socket_path=path) as client:
        starts = list(range(0, items, BATCH))
        random.Random(seed).shuffle(starts)
        while done.value < len(starts):
            start = starts[done.value]
            docs = [reading(number) for number in range(start, start + BATCH)]
            land_well([*docs[::2], *map(told_elsewhere, docs[1::2])] if seed % 2 else docs, client)
            done.value += 1


def trim_all(path: str, items: int, landed: c_int, done: c_int) -> None:
    """Trims to fewer and fewer while anyone lands."""
    with redis.Redis(unix_socket_path=path) as client:
        while not done.value:
            part = min(1.0, landed.value * BATCH / items)
            trim(client, client, Retention(items=int(items * (1 - part * 0.7))), now=NOW)
            time.sleep(0.05)


def main() -> None:
    """Print what was done, what was found, and how long it took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--items", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    with served() as client:
        path = str(client.connection_pool.connection_kwargs["path"])
        started = time.perf_counter()
        kills = disturb(path, arguments.items, arguments.seed)
        kept = arguments.items // 5
        trim(client, client, Retention(items=kept), now=NOW)
        print(f"{arguments.items} items landed three times, {kills} kills, {time.perf_counter() - started:.0f} s")
        wrong = report(client, kept)
        for start in range(0, arguments.items, BATCH):
            land_well([reading(number) for number in range(start, start + BATCH)], client)
        print("landed once more:")
        raise SystemExit(wrong + report(client, kept))


def report(client: redis.Redis, kept: int) -> int:
    """Print what an audit finds; returns 0 if all is well."""
    faults, count = list(audit(client)), client.zcard(KEYS.feed("price"))
    print(f"  {count} items, {kept} are to be kept; faults: {len(faults)}", *faults[:9], sep="\n    ")
    return int(bool(faults) or count != kept)


def disturb(path: str, items: int, seed: int) -> int:
    """Run all processes and kill them until the landings are through; returns how many kills."""
    done = [FORK.RawValue(c_int, 0) for _ in range(4)]
    targets: list[Any] = [
        *(lambda at=at: land_all(path, items, seed * 10 + at, done[at]) for at in range(3)),
        lambda: trim_all(path, items, done[0], done[3]),
    ]
    running = [FORK.Process(target=target) for target in targets]
    for process in running:
        process.start()
    dice, kills = random.Random(seed), 0
    while any(process.is_alive() for process in running[:3]):
        time.sleep(KILL_S)
        victim = dice.randrange(4)
        if running[victim].is_alive():
            os.kill(running[victim].pid or 0, signal.SIGKILL)
            running[victim].join()
            running[victim] = FORK.Process(target=targets[victim])
            running[victim].start()
            kills += 1
    done[3].value = 1
    running[3].join()
    return kills


if __name__ == "__main__":
    main()
