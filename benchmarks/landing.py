"""What landing costs an item: CPU of the client and of the server, beside a plain redis-py pipeline of the same writes.

python -m benchmarks.landing

Starts its own servers. Readings are made up beforehand, so that only landing is measured. Lowest and median: on a busy
machine CPU time grows too, since two threads share a core; ratios within one run count.
"""

import gc
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from statistics import median
from typing import Any

import orjson
import redis

from benchmarks.bench import own_server
from feeds import FeedReader
from feeds.entries import entry_of
from feeds.indexes import feeds_of
from feeds.keys import Keys
from feeds.land import land
from feeds.read import Position
from feeds.ready import make_ready
from runtime.connect import open_bytes_client
from schemas.ids import item_id, raw_id
from schemas.items import Doc
from schemas.raw import Report

BATCH = 500
KEYS = Keys()
CODES = [f"{at:06}.SZ" for at in range(5_000)]
SOURCES = [f"门户{at}" for at in range(40)]


@contextmanager
def served() -> Iterator[redis.Redis]:
    """A client of a new embedded server, which goes with it; without its AOF, so that no disk is measured."""
    with own_server() as settings, open_bytes_client(settings) as client:
        client.config_set("appendonly", "no")
        yield client


def reading(number: int) -> Doc:
    """A price reading as full as most briefs': one move, ten values with evidence."""
    day, minute = 1 + number // 100_000 % 28, number % 240
    at = f"2025-05-{day:02}T{9 + minute // 60:02}:{minute % 60:02}:00+08:00"
    code, name = CODES[number * 7919 % len(CODES)], f"某某股份{number}"
    text = f"5月{day}日,{name}盘中上涨4.15%,截至09:35,报14.82元/股,成交2.06亿元,换手率1.37%,总市值106.37亿元。"
    report: Report = {
        "raw_id": raw_id(at[:10], [name, text]), "kind": "brief", "source": SOURCES[number % len(SOURCES)],
        "url": f"https://news.example/{number}", "title": f"{name}涨4.15%,成交额2.06亿元", "text": text, "author": None,
        "byline": None, "published_at": None, "page_published_at": at, "first_captured_at": at, "last_captured_at": at,
    }  # fmt: skip
    fields = ("name", "change_pct", "direction", "price", "currency", "amount", "amount_currency", "turnover_rate_pct",
              "market_value", "as_of", "phase", "code")  # fmt: skip
    spans = {
        f"moves[0].{field}": [{"raw_id": report["raw_id"], "part": "text", "start": at, "end": at + 5}]
        for at, field in enumerate(fields)
    }
    move: dict[str, Any] = {
        "name": name, "code": code, "exchange": "SZSE", "board": "main", "asset": "stock", "direction": "up",
        "change_pct": number % 2000 / 100 - 10, "pct_bound": "exact", "limit": None, "price": 12.69, "currency": "CNY",
        "points": None, "amount": 159000000, "amount_bound": "exact", "amount_currency": "CNY",
        "turnover_rate_pct": 1.37, "volume_shares": None, "market_value": 10637000000, "as_of": at,
        "as_of_precision": "minute", "phase": "intraday", "flags": [], "checks": [],
    }  # fmt: skip
    reasons = [{"raw_id": report["raw_id"], "part": "title", "start": 6, "end": 12, "text": "涨4.15%"}]
    return {
        "id": item_id("price_move", at[:10], [name]), "kind": "price_move", "title": report["title"], "text": text,
        "source": report["source"], "url": report["url"], "event_time": at, "event_time_precision": "minute",
        "classification": {"label": "price_move", "score": 0.98, "reasons": reasons}, "reports": [report],
        "first_captured_at": at, "last_captured_at": at, "evidence": spans, "truncated": [], "schema_version": 1,
        "moves": [move],
    }  # fmt: skip


def read(report: Report) -> Doc:
    """Reading again: the number stands in the url."""
    return reading(int(str(report["url"]).rpartition("/")[2]))


def land_plainly(docs: Sequence[Doc], client: redis.Redis) -> None:
    """The same writes for new items as a redis-py pipeline makes them, item by item, without looking anything up."""
    with client.pipeline(transaction=False) as pipe:
        for doc in docs:
            item = {**doc, "feeds": feeds_of(doc)}
            pipe.set(KEYS.item(doc["id"]), orjson.dumps(item), nx=True)
        pipe.execute()
        for doc in docs:
            entry = entry_of({**doc, "feeds": feeds_of(doc)})
            for feed in entry.feeds:
                score = entry.pct if feed.startswith("movers") and entry.pct is not None else entry.ms
                pipe.zadd(KEYS.feed(feed), {doc["id"]: score}, lt=True)
            pipe.xadd(
                KEYS.events(), {"id": doc["id"], "kind": doc["kind"], "event_time": doc["event_time"]}, maxlen=100_000
            )
            pipe.hsetnx(KEYS.ledger(doc["event_time"][:10]), doc["reports"][0]["raw_id"], doc["id"])
        pipe.execute()


def land_well(docs: Sequence[Doc], client: redis.Redis) -> None:
    """As workers do."""
    land([make_ready(doc) for doc in docs], client=client, read=read)


class Cost:
    """CPU of this process and of the server, and time, in microseconds an item."""

    def __init__(self, client: redis.Redis) -> None:
        self._client = client
        self._rows: list[tuple[float, float, float]] = []

    @contextmanager
    def of(self, items: int) -> Iterator[None]:
        """Measure what is done inside."""
        before = time.process_time(), self._server(), time.perf_counter()
        yield
        after = time.process_time(), self._server(), time.perf_counter()
        cpu, server, wall = ((late - early) / items * 1e6 for early, late in zip(before, after, strict=True))
        self._rows.append((cpu, server, wall))

    def _server(self) -> float:
        info: dict[str, Any] = self._client.info("cpu")
        return float(info["used_cpu_user"]) + float(info["used_cpu_sys"])

    def rate(self) -> float:
        """Items a second, median."""
        return 1e6 / median(row[2] for row in self._rows)

    def __str__(self) -> str:
        low, (cpu, server, wall) = (
            [choose(column) for column in zip(*self._rows, strict=True)] for choose in (min, median)
        )
        return (
            f"client {low[0]:5.1f} / {cpu:5.1f} us  server {low[1]:5.1f} / {server:5.1f} us  "
            f"{1e6 / low[2]:7,.0f} / {1e6 / wall:7,.0f} items/s"
        )


def item_costs(client: redis.Redis, rounds: int = 20) -> None:
    """New items, repeats, later captures and second reports, beside the plain pipeline; interleaved, medians."""
    print(f"an item of {len(orjson.dumps(reading(1)))} bytes, batches of {BATCH}, lowest / median of {rounds}")
    names = (
        "plain pipeline, new items",
        "land, new items",
        "land, repeats",
        "land, later captures",
        "land, second reports",
    )
    costs = {name: Cost(client) for name in names}
    for turn in range(rounds):
        docs = [reading(turn * BATCH + at) for at in range(BATCH)]
        with costs[names[0]].of(BATCH):
            land_plainly(docs, client)
        client.flushall()
        with costs[names[1]].of(BATCH):
            land_well(docs, client)
        with costs[names[2]].of(BATCH):
            land_well(docs, client)
        later = [captured_later(doc) for doc in docs]
        with costs[names[3]].of(BATCH):
            land_well(later, client)
        others = [told_elsewhere(doc) for doc in docs]
        with costs[names[4]].of(BATCH):
            land_well(others, client)
        client.flushall()
    for name, cost in costs.items():
        print(f"  {name:28} {cost}")


def captured_later(doc: Doc) -> Doc:
    """The same report in a later capture."""
    late = "2025-05-29T00:00:00+08:00"
    return {**doc, "last_captured_at": late, "reports": [{**doc["reports"][0], "last_captured_at": late}]}


def told_elsewhere(doc: Doc) -> Doc:
    """Another portal's report of the same item."""
    report = {**doc["reports"][0], "source": "另一门户"}
    report["raw_id"] = raw_id(doc["event_time"][:10], [report["raw_id"]])
    return {**doc, "source": "另一门户", "reports": [report]}


def pages(client: redis.Redis) -> str:
    """Time of a page at the top and in the middle, as bytes, and of one typed."""
    reader = FeedReader(client)
    rank = client.zcard(KEYS.feed("price")) // 2
    entry: Any = client.zrange(KEYS.feed("price"), rank, rank, withscores=True)[0]
    middle = Position(entry[1], entry[0].decode()).cursor()
    times: list[float] = []
    for read_page, after in ((reader.raw_page, None), (reader.raw_page, middle), (reader.page, middle)):
        some: list[float] = []
        for _ in range(50):
            started = time.perf_counter()
            page = read_page("price", limit=50, after=after)
            some.append((time.perf_counter() - started) * 1000)
            assert len(page.items) == 50  # noqa: S101  a page that is not full would measure nothing
        times.append(median(some))
    return f"{times[0]:.2f} ms at the top, {times[1]:.2f} in the middle, {times[2]:.2f} typed"


def main() -> None:
    """Print all figures."""
    with served() as client:
        land_well([reading(10**8 + at) for at in range(BATCH)], client)  # once, so that nothing is loaded meanwhile
        client.flushall()
        gc.collect()
        gc.freeze()  # as workers do: else each batch pays for looking at all modules again
        item_costs(client)


if __name__ == "__main__":
    main()
