"""Items a second end to end, beside the same work in a loop without a queue, and where the time of one item goes.

python -m benchmarks.throughput --briefs 40000 --articles 2000 --procs 2
"""

import argparse
import os
import resource
import time
from collections.abc import Sequence

from benchmarks.bench import articles, briefs, own_server, workers
from feeds.ledger import ledger
from feeds.ready import make_ready
from producers.send import MAX_ARTICLES, enqueue_items
from runtime.connect import open_bytes_client, open_feeds_client
from runtime.settings import Settings
from schemas import queues
from schemas.raw import RawItem, dump_raw
from workers import main as main_of_workers
from workers.jobs import process_batch
from workers.main import make_landing
from workers.note import Note
from workers.pipeline import process_payload
from workers.supervisor import Supervisor


def with_queue(items: Sequence[RawItem], queue: str, procs: int) -> float:
    """Items a second from the first worker's start to the last item landed; all are queued before."""
    with own_server() as settings, open_bytes_client(settings) as client:
        enqueue_items(items, client=client)
        with workers(settings, **{queue: procs}):
            while not client.exists("rq:workers"):
                time.sleep(0.001)
            start = time.perf_counter()
            while client.llen(f"rq:queue:{queue}") or any(
                client.llen(b"rq:hand:" + name) for name in client.smembers("rq:hands")
            ):
                time.sleep(0.005)
            took = time.perf_counter() - start
        told = ledger(client, client)[-1]
    if not told.is_balanced:
        raise SystemExit(f"not balanced: {told}")
    return len(items) / took


def without_queue(items: Sequence[RawItem], queue: str, procs: int) -> float:
    """The same processing and landing in as many processes, each in a loop over its share."""
    size = MAX_ARTICLES if queue == queues.ARTICLES else queues.MAX_BATCH
    payloads = [dump_raw(item) for item in items]
    batches = [payloads[start : start + size] for start in range(0, len(payloads), size)]
    with own_server() as settings:
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


def transport_alone(items: Sequence[RawItem]) -> tuple[float, float]:
    """Microseconds an item through one worker whose jobs do nothing: on the clock, and of CPU in our processes."""
    kept = main_of_workers.process_batch  # type: ignore[attr-defined]  # imported there
    with own_server() as settings, open_bytes_client(settings) as client:
        enqueue_items(items, client=client)
        # Each worker binds it after the fork.
        main_of_workers.process_batch = lambda *_args, **_kwargs: None  # type: ignore[attr-defined]
        try:
            start, before = time.perf_counter(), _children_cpu_s()
            Supervisor(settings, {queues.BRIEFS: 1, queues.ARTICLES: 1}).run(burst=True)
            took, cpu = time.perf_counter() - start, _children_cpu_s() - before
        finally:
            main_of_workers.process_batch = kept  # type: ignore[attr-defined]
    return took / len(items) * 1e6, cpu / len(items) * 1e6


def _children_cpu_s() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def where_time_goes(items: Sequence[RawItem]) -> None:
    """CPU microseconds of one item, by part."""
    payloads = [dump_raw(item) for item in items[:2000]]
    count = len(payloads)
    rows: list[tuple[str, float]] = []
    start = time.process_time()
    ready = [make_ready(process_payload(payload)) for payload in payloads]
    rows.append(("validate, classify, read, serialise", time.process_time() - start))
    with own_server() as settings, open_feeds_client(settings) as feeds:
        landing = make_landing(feeds, settings, Note())
        before = feeds.info("cpu")
        start = time.process_time()
        for at in range(0, count, 500):
            landing.land(ready[at : at + 500])
        rows.append(("land, in the worker", time.process_time() - start))
        after = feeds.info("cpu")
        rows.append(("land, in the server", sum(after[k] - before[k] for k in ("used_cpu_user", "used_cpu_sys"))))
    for name, seconds in rows:
        print(f"  {name}: {seconds / count * 1e6:.1f} us")
    clock, cpu = transport_alone(items)
    print(
        f"  transport (jobs that do nothing): {cpu:.1f} us of CPU, {clock:.1f} us on the clock, start and stop included"
    )


def main() -> None:
    """Both queues, one after the other."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--briefs", type=int, default=40_000)
    parser.add_argument("--articles", type=int, default=2_000)
    parser.add_argument("--procs", type=int, default=2)
    asked = parser.parse_args()
    for queue, items in ((queues.BRIEFS, briefs(asked.briefs)), (queues.ARTICLES, articles(asked.articles))):
        if not items:
            continue
        ours, ceiling = with_queue(items, queue, asked.procs), without_queue(items, queue, asked.procs)
        print(f"{queue}: {ours:,.0f} items/s end to end, {ceiling:,.0f} without a queue: ratio {ours / ceiling:.2f}")
        where_time_goes(items)
    print(f"peak memory of one worker process: {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
