# ruff: noqa: T201  a script: figures on stdout, repeatable chance
"""The server is killed and restarted, its connections are cut, it is gone for 15 s: all resume by themselves.

python -m tests.faults.server_goes
"""

import argparse
import sys
import threading
import time

from feeds.digest import digest
from producers.send import Limits, Sent, enqueue_items
from runtime.connect import open_bytes_client
from tests.faults.rig import (
    REFUSED,
    Host,
    TestServer,
    account,
    is_done,
    mixed_items,
    running_server,
    undisturbed_digest,
    wait_for,
)

_AWAY_S = (1.0, 1.0, 15.0)


def _produce(server: TestServer, items: list[dict[str, object]], sent: list[Sent]) -> None:
    """One long-lived producer; it waits for the server by itself."""
    with open_bytes_client(server.settings()) as client:
        step = max(1, len(items) // 60)
        for start in range(0, len(items), step):
            sent.append(enqueue_items(items[start : start + step], client=client, limits=Limits(patience_s=60)))
            time.sleep(0.05)


def disturbed(item_count: int, away_s: tuple[float, ...] = _AWAY_S) -> dict[str, object]:
    """What a run gives whose server is killed once for each of the times, and cut off in between."""
    items = [item for item in mixed_items(item_count, 11) if item["title"] != REFUSED]
    wanted = undisturbed_digest(items)
    with running_server() as server:
        host = Host(server)
        wait_for(lambda: bool(host.workers()), 20)  # a supervisor that finds no server at its start ends
        sent: list[Sent] = []
        producer = threading.Thread(target=_produce, args=(server, items, sent))
        started = time.monotonic()
        producer.start()
        for gone_s in away_s:
            time.sleep(0.7)
            with server.client() as client:
                client.execute_command("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes")
            time.sleep(0.7)
            server.kill()
            time.sleep(gone_s)
            server.start()
        back = time.monotonic()
        producer.join()
        with server.client() as client:
            wait_for(lambda: is_done(client), 120)
            done = time.monotonic()
            told, got = account(client), digest(client)
        acknowledged = sum(part.acknowledged for part in sent)
        status = host.stop()
    return {
        "equal": got == wanted, "balanced": told.is_balanced, "acknowledged": acknowledged, "items": len(items),
        "received": told.received, "exit": status,
        "seconds": round(done - started, 1), "settled_s": round(done - back, 1),
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=20_000)
    result = disturbed(parser.parse_args().items)
    print(result)
    sys.exit(not (result["equal"] and result["balanced"] and result["acknowledged"] == result["items"]))


if __name__ == "__main__":
    main()
