"""Items a second end to end, beside the same work in a loop without a queue, and with workers that have just started.

    python -m benchmarks.throughput --briefs 40000 --articles 3000 --procs 2

End to end and without a queue: every share's name was read before processes fork, and the server owns its memory, as
with workers and a server that have run for an hour. Cold: a new interpreter and a new server, from the first worker
that is ready.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final

import redis

from benchmarks import load
from benchmarks.bench import articles, briefs, own_server, take_memory, until_done, workers
from feeds.ledger import ledger
from producers.send import MAX_ARTICLES, enqueue_items
from runtime.connect import open_bytes_client, open_feeds_client
from runtime.settings import Settings
from schemas import queues
from schemas.raw import RawItem, dump_raw
from workers.jobs import process_batch
from workers.main import make_landing, warm_up
from workers.note import Note
from workers.pipeline import process_payload

_NAMES: Final = 7_000  # more than the load has shares
_COLD: Final = (1_000, 5_000, 20_000)


def see_names() -> None:
    """Read every share once before processes fork: what they then do is what workers do that have run for an hour."""
    for payload in (*load.briefs(_NAMES), *load.stories(50)):
        process_payload(payload)
    warm_up()


def with_queue(items: Sequence[RawItem], queue: str, procs: int) -> float:
    """Items a second from the first worker that is ready to the last item landed; all are queued before."""
    with own_server() as settings, open_bytes_client(settings) as client:
        take_memory(client, len(items))
        enqueue_items(items, client=client)
        with workers(settings, **{queue: procs}):
            return _rate(client, len(items), queue)


def cold(items: Sequence[RawItem], queue: str, procs: int) -> float:
    """The same of a worker command and a server that have just been started."""
    with own_server() as settings, open_bytes_client(settings) as client:
        enqueue_items(items, client=client)
        with _worker_command(settings, queue, procs):
            return _rate(client, len(items), queue)


def _rate(client: redis.Redis, count: int, queue: str) -> float:
    while not client.exists("rq:workers"):
        time.sleep(0.001)
    start = time.perf_counter()
    until_done(client, queue)
    took = time.perf_counter() - start
    told = ledger(client, client)[-1]
    if not told.is_balanced:
        raise SystemExit(f"not balanced: {told}")
    return count / took


@contextmanager
def _worker_command(settings: Settings, queue: str, procs: int) -> Iterator[None]:
    url = settings.queue_url.get_secret_value() if settings.queue_url else ""
    command = [sys.executable, "-m", "cli.main", "worker", "--queue", queue, "--procs", str(procs)]
    process = subprocess.Popen([*command, "--log-level", "error"], env=os.environ | {"POLICYTAPE_QUEUE_URL": url})
    try:
        yield
    finally:
        process.terminate()
        process.wait()


def without_queue(items: Sequence[RawItem], queue: str, procs: int) -> float:
    """The same processing and landing in as many processes, each in a loop over its share."""
    size = MAX_ARTICLES if queue == queues.ARTICLES else queues.MAX_BATCH
    payloads = [dump_raw(item) for item in items]
    batches = [payloads[start : start + size] for start in range(0, len(payloads), size)]
    with own_server() as settings, open_bytes_client(settings) as client:
        take_memory(client, len(items))
        start = time.perf_counter()
        pids = [_loop(settings, batches[share::procs]) for share in range(procs)]
        for pid in pids:
            os.waitpid(pid, 0)
        return len(items) / (time.perf_counter() - start)


def _loop(settings: Settings, batches: Sequence[Sequence[object]]) -> int:
    pid = os.fork()
    if pid == 0:
        with open_feeds_client(settings) as feeds:
            landing = make_landing(feeds, settings, Note())
            for batch in batches:
                process_batch(batch, landing=landing)
        os._exit(0)
    return pid


def cold_rates(counts: Sequence[int], procs: int) -> dict[str, float]:
    """Briefs a second over the first so many of workers that have just started."""
    return {str(count): cold(briefs(count), queues.BRIEFS, procs) for count in counts}


def main() -> None:
    """Both queues, one after the other."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--briefs", type=int, default=40_000)
    parser.add_argument("--articles", type=int, default=3_000)
    parser.add_argument("--procs", type=int, default=2)
    asked = parser.parse_args()
    for count, rate in cold_rates(_COLD, asked.procs).items():
        print(f"cold, the first {count} briefs: {rate:,.0f} items/s")
    see_names()
    for queue, items in ((queues.BRIEFS, briefs(asked.briefs)), (queues.ARTICLES, articles(asked.articles))):
        if items:
            ours, ceiling = with_queue(items, queue, asked.procs), without_queue(items, queue, asked.procs)
            print(
                f"{queue}: {ours:,.0f} items/s end to end, {ceiling:,.0f} without a queue: ratio {ours / ceiling:.2f}"
            )


if __name__ == "__main__":
    main()
