"""From `enqueue_items` returned to readable by `FeedReader`: one brief on an idle system, and beside full articles.

python -m benchmarks.latency --briefs 300
"""

import argparse
import time

import redis

from benchmarks.bench import articles, briefs, own_server, workers
from feeds.read import FeedReader
from producers.send import enqueue_items
from runtime.connect import open_bytes_client, open_feeds_client
from runtime.settings import Settings
from schemas.raw import RawItem

_PAUSE_S = 0.02


def measure(settings: Settings, items: list[RawItem]) -> list[float]:
    """Milliseconds for each, sorted."""
    took = []
    with open_bytes_client(settings) as client, open_feeds_client(settings) as feeds:
        for item in items:
            before = _landed(feeds)
            enqueue_items([item], client=client)
            start = time.perf_counter()
            while _landed(feeds) == before:
                if time.perf_counter() - start > 5:
                    break
            took.append((time.perf_counter() - start) * 1000)
            time.sleep(_PAUSE_S)
    return sorted(took)


def _landed(feeds: redis.Redis) -> int:
    return FeedReader(feeds).count("price")


def say(name: str, took: list[float]) -> None:
    """Print one line of shares."""
    at = {share: took[min(int(len(took) * share), len(took) - 1)] for share in (0.5, 0.9, 0.99)}
    print(f"{name}: p50 {at[0.5]:.2f} ms, p90 {at[0.9]:.2f} ms, p99 {at[0.99]:.2f} ms of {len(took)}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--briefs", type=int, default=300)
    parser.add_argument("--articles", type=int, default=5000)
    asked = parser.parse_args()
    with own_server() as settings, workers(settings, briefs=1, articles=1):
        measure(settings, briefs(20))  # tables are loaded, the feed is there
        say("idle", measure(settings, briefs(asked.briefs, start=20)))
        with open_bytes_client(settings) as client:
            enqueue_items(articles(asked.articles), client=client)
            say("while articles wait", measure(settings, briefs(asked.briefs, start=20 + asked.briefs)))
            print(f"articles left in the queue: {client.llen('rq:queue:articles')} batches")
            client.delete("rq:queue:articles")


if __name__ == "__main__":
    main()
