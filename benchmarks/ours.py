"""Our own figures of one repetition, for benchmarks.compare: end to end, the ceiling, cold, enqueue, latency.

python -m benchmarks.ours (briefs | articles | cold | enqueue | latency) [--quick]
"""

import json
import sys
import time
from collections.abc import Callable, Sequence
from typing import Final

from benchmarks import bench
from benchmarks.bench import own_server, workers
from benchmarks.latency import measure as latencies
from benchmarks.tell import Figures
from benchmarks.throughput import cold_rates, see_names, with_queue, without_queue
from producers.send import enqueue_items
from runtime.connect import open_bytes_client
from schemas import queues
from schemas.raw import RawItem

PROCS: Final = 2
_FIRST: Final = 1_000_000  # latency's briefs are others than those that warmed the workers


def briefs(*, quick: bool) -> Figures:
    """Items a second of two processes, through the queue and in a loop without one."""
    return _rates(bench.briefs(5_000 if quick else 40_000), queues.BRIEFS)


def articles(*, quick: bool) -> Figures:
    """The same of stories."""
    return _rates(bench.articles(400 if quick else 3_000), queues.ARTICLES)


def cold(*, quick: bool) -> Figures:
    """Briefs a second over the first so many of two workers that have just started."""
    return cold_rates((500, 1_000) if quick else (1_000, 5_000, 20_000), PROCS)


def _rates(items: Sequence[RawItem], queue: str) -> Figures:
    see_names()
    return {"ours": with_queue(items, queue, PROCS), "ceiling": without_queue(items, queue, PROCS)}


def enqueue(*, quick: bool) -> Figures:
    """Ready raw items a second that one producer process gets acknowledged."""
    items = bench.briefs(5_000 if quick else 60_000)
    with own_server() as settings, open_bytes_client(settings) as client:
        enqueue_items(items[:500], client=client)
        start = time.perf_counter()
        sent = enqueue_items(items, client=client)
        return {"rate": sent.acknowledged / (time.perf_counter() - start)}


def latency(*, quick: bool) -> Figures:
    """Milliseconds from `enqueue_items` returned to readable: idle, and while the article queue is full."""
    count = 40 if quick else 300
    told, stories = bench.briefs(2 * count + 20, start=_FIRST), bench.articles(1_000 if quick else 12_000)
    with own_server() as settings, workers(settings, briefs=1, articles=1):
        latencies(settings, told[:20])
        idle = latencies(settings, told[20 : 20 + count])
        with open_bytes_client(settings) as client:
            enqueue_items(stories, client=client)
            beside = latencies(settings, told[20 + count :])
            left = client.llen(f"rq:queue:{queues.ARTICLES}")
            client.delete(f"rq:queue:{queues.ARTICLES}")
    return {"idle": _shares(idle), "beside articles": _shares(beside), "batches of articles left": left}


def _shares(took: list[float]) -> dict[str, float]:
    return {f"p{share:.0%}".rstrip("%"): took[min(int(len(took) * share), len(took) - 1)] for share in (0.5, 0.99)}


QUESTIONS: Final[dict[str, Callable[..., Figures]]] = {
    "briefs": briefs,
    "articles": articles,
    "cold": cold,
    "enqueue": enqueue,
    "latency": latency,
}


def main() -> None:
    """One question, one line of JSON."""
    print(json.dumps(QUESTIONS[sys.argv[1]](quick="--quick" in sys.argv)))


if __name__ == "__main__":
    main()
