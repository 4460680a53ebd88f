# ruff: noqa: T201  a script: figures on stdout
"""Items that kill their process: only they become rejects, the rest of their batch lands.

python -m tests.faults.poison
"""

import argparse
import sys
import time

from feeds.rejects import Filter, list_rejects
from tests.faults.rig import Host, account, is_done, make, mixed_items, push, running_server, wait_for


def poisoned(title: str, *, item_limit_s: float = 1.0, in_batch: int = 300) -> dict[str, object]:
    """What becomes of a batch with one poison in it, and how long it takes."""
    items = [item for item in mixed_items(in_batch * 2, 5) if item["kind"] == "brief"][: in_batch - 1]
    items.insert(in_batch // 2, make("brief", title=title))
    with running_server() as server, server.client() as client:
        host = Host(
            server, "briefs=2", POLICYTAPE_ITEM_LIMIT_S=str(item_limit_s), POLICYTAPE_WORKER_MEMORY_BYTES="1000000000"
        )
        wait_for(lambda: bool(host.workers()), 20)
        started = time.monotonic()
        push(client, items)
        wait_for(lambda: account(client).waiting == 0 and is_done(client), 100)
        took = time.monotonic() - started
        crashed = [reject.raw["title"] for reject in list_rejects(client, Filter(stage="crashed"))]
        told = account(client)
        host.stop()
    return {
        "crashed": crashed,
        "landed": told.landed + told.merged,
        "balanced": told.is_balanced,
        "seconds": round(took, 1),
    }


def main() -> None:
    argparse.ArgumentParser(description=__doc__).parse_args()
    bad = 0
    for title in ("POISON abort", "POISON loop", "POISON memory"):
        result = poisoned(title)
        bad += result["crashed"] != [title]
        print(title, result, flush=True)
    sys.exit(bool(bad))


if __name__ == "__main__":
    main()
