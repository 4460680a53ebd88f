# ruff: noqa: T201  a script: figures on stdout
"""A server at its maxmemory: producers stop before it; workers wait through it and go on when there is room.

python -m tests.faults.full
"""

import argparse
import sys
import time

from feeds.digest import digest
from producers.send import Limits, QueueFullError, enqueue_items
from tests.faults.rig import (
    Host,
    account,
    is_done,
    mixed_items,
    push,
    running_server,
    undisturbed_digest,
    wait_for,
)


def producers_stop() -> str:
    """What a producer says that fills a server nobody drains."""
    with running_server("--maxmemory", "12mb", "--maxmemory-policy", "noeviction") as server, server.client() as client:
        items = mixed_items(4000, 3)
        try:
            for start in range(0, 10**6, 1000):
                named = [item | {"source": f"门户{start}"} for item in items]
                enqueue_items(named, client=client, limits=Limits(patience_s=0.2))
        except QueueFullError as error:
            memory = client.info("memory")
            count = error.sent.acknowledged if error.sent else 0
            return f"{error}; acknowledged {count}; {memory['used_memory'] >> 20} MB used"
    return "never stopped"


def queue_stops() -> str:
    """What a producer says when a queue holds too many jobs."""
    with running_server() as server, server.client() as client:
        try:
            for _ in range(20):
                enqueue_items(mixed_items(1, 4), client=client, limits=Limits(jobs=10, patience_s=0.2))
                enqueue_items(mixed_items(1000, 4), client=client, limits=Limits(jobs=10, patience_s=0.2))
        except QueueFullError as error:
            return str(error)
    return "never stopped"


def workers_wait(item_count: int = 6000) -> dict[str, object]:
    """What becomes of queued work when somebody else fills the server under the workers' feet."""
    items = mixed_items(item_count, 9)
    wanted = undisturbed_digest(items)
    with running_server("--maxmemory", "64mb", "--maxmemory-policy", "noeviction") as server, server.client() as client:
        push(client, items)
        client.set("filler", bytes(1 << 20))
        client.config_set("maxmemory", client.info("memory")["used_memory"])
        host = Host(server, "briefs=2,articles=1")
        wait_for(lambda: bool(host.workers()), 20)
        pids = set(host.workers())
        time.sleep(3)
        pids |= set(host.workers())
        stuck = client.llen("rq:queue:briefs")
        client.config_set("maxmemory", 256 << 20)
        took = wait_for(lambda: account(client).waiting == 0 and is_done(client), 60)
        told, got = account(client), digest(client)
        host.stop()
    return {
        "equal": got == wanted, "balanced": told.is_balanced, "queued_while_full": stuck,
        "processes_seen": len(pids), "went_on_s": round(took, 1),
    }  # fmt: skip


def main() -> None:
    argparse.ArgumentParser(description=__doc__).parse_args()
    memory, jobs, waited = producers_stop(), queue_stops(), workers_wait()
    print("memory:", memory)
    print("jobs:", jobs)
    print("workers:", waited)
    sys.exit("never" in memory + jobs or not waited["equal"])


if __name__ == "__main__":
    main()
