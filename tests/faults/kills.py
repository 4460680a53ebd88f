# ruff: noqa: T201  a script: repeatable chance, figures on stdout
"""Kill workers and supervisors at random while items stream in; every round must end as if nothing had happened.

python -m tests.faults.kills --rounds 20 --items 20000 --kills 50
"""

import argparse
import os
import random
import signal
import sys
import time
from contextlib import suppress

from feeds.digest import digest
from feeds.rejects import Filter, list_rejects
from tests.faults.rig import (
    Host,
    account,
    differences,
    is_done,
    mixed_items,
    push,
    running_server,
    undisturbed_digest,
    wait_for,
)


def one_round(seed: int, item_count: int, kill_count: int, every_s: float) -> dict[str, object]:
    chance = random.Random(seed)
    items = mixed_items(item_count, seed)
    wanted = undisturbed_digest(items)
    killed = {"worker": 0, "supervisor": 0}
    with running_server() as server, server.client() as client:
        host = Host(server)
        started = time.monotonic()
        sent = 0
        step = -(-len(items) // (kill_count + 1))
        for _ in range(kill_count):
            tick = time.monotonic()
            push(client, items[sent : sent + step])
            sent += step
            time.sleep(max(0.0, every_s - (time.monotonic() - tick)))
            wait_for(lambda: bool(host.workers()), 10)  # a supervisor takes its time to come back
            workers = host.workers()
            if chance.random() < 0.1:
                host.kill()
                host.again()
                killed["supervisor"] += 1
            else:
                with suppress(ProcessLookupError):
                    os.kill(chance.choice(workers), signal.SIGKILL)
                killed["worker"] += 1
        push(client, items[sent:])
        last = time.monotonic()
        wait_for(lambda: is_done(client), 120)
        done = time.monotonic()
        status = host.stop()
        told = account(client)
        crashed = sum(1 for _ in list_rejects(client, Filter(stage="crashed")))
        got = digest(client)
        parted = differences(client) if got != wanted else []
    return {
        "seed": seed, "equal": got == wanted, "balanced": told.is_balanced, "crashed": crashed, "exit": status,
        **killed,
        "received": told.received, "landed": told.landed, "merged": told.merged, "rejected": told.rejected,
        "seconds": round(done - started, 1), "settled_s": round(done - last, 2),
        "parted": parted,
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--items", type=int, default=20_000)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--every", type=float, default=0.3)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    bad = 0
    for seed in range(asked.seed, asked.seed + asked.rounds):
        result = one_round(seed, asked.items, asked.kills, asked.every)
        bad += not (result["equal"] and result["balanced"] and not result["crashed"])
        print(result, flush=True)
    print(f"{asked.rounds - bad} of {asked.rounds} rounds as if undisturbed")
    sys.exit(bool(bad))


if __name__ == "__main__":
    main()
