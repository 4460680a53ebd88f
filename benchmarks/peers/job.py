"""What each peer's task does: nothing, or one brief or a batch read by a bare regex, checked by pydantic and landed.

Landing is the least that feeds need: the item, three sorted sets, one round trip. No ledger, no merging, no evidence,
no class, nothing that survives a kill. Runs in the peers' environments, so it imports nothing of policytape.
"""

import mmap
import os
import re
import struct
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import orjson
import redis
import redis.asyncio
from pydantic import AwareDatetime, BaseModel

URL: Final = os.environ.get("PEER_URL", "redis://localhost")
FOLDER: Final = Path(os.environ.get("PEER_FOLDER", "/tmp"))  # noqa: S108  the driver always names one
SLOT: Final = struct.Struct("=q")
_FORM: Final = re.compile(
    r"(\d+)月(\d+)日,(?P<name>[^(,]+?)(?:\([^)]*\))*(?P<phase>盘中|开盘)(?P<verb>上涨|下跌|涨停|跌停|涨|跌)(?:(?P<pct>[\d.]+)%)?"
    r"(?:,截至(?P<clock>\d\d:\d\d))?,报(?P<price>[\d.]+)元(?:/股)?(?:,成交(?P<amount>[\d.]+)(?P<scale>[万亿])元)?"
)
_POWERS: Final = {"万": 10_000, "亿": 100_000_000}


class Brief(BaseModel):
    """The brief as it comes."""

    source: str
    title: str
    snippet: str
    page_published_at: AwareDatetime


class Item(BaseModel):
    """What is landed."""

    id: str
    name: str
    direction: str
    change_pct: float | None
    price: float
    amount: float | None
    as_of: str
    source: str
    title: str
    text: str


def read(payload: dict[str, Any]) -> Item:
    """One brief by regex and pydantic; what does not match raises."""
    brief = Brief.model_validate(payload)
    found = _FORM.match(brief.snippet)
    if not found:
        raise ValueError(brief.snippet)
    sign = -1 if "跌" in found["verb"] else 1
    as_of = f"{brief.page_published_at:%Y-%m-%d}T{found['clock'] or '09:30'}:00+08:00"
    return Item(
        id=f"{as_of}{found['name']}",
        name=found["name"],
        direction="down" if sign < 0 else "up",
        change_pct=sign * float(found["pct"]) if found["pct"] else None,
        price=float(found["price"]),
        amount=float(found["amount"]) * _POWERS[found["scale"]] if found["amount"] else None,
        as_of=as_of,
        source=brief.source,
        title=brief.title,
        text=brief.snippet,
    )


def _put(item: Item, pipe: Any, at: float) -> None:  # noqa: ANN401  either of redis-py's two kinds
    pipe.set(f"item:{item.id}", orjson.dumps(item.model_dump()))
    pipe.zadd("feed:price", {item.id: at})
    pipe.zadd(f"feed:source:{item.source}", {item.id: at})
    pipe.zadd("feed:movers", {item.id: item.change_pct or 0.0})


class Landing:
    """One process's connections, opened on first use."""

    def __init__(self) -> None:
        self._client = redis.Redis.from_url(URL)
        self._async = redis.asyncio.Redis.from_url(URL)

    def work(self, payloads: Sequence[dict[str, Any]]) -> None:
        """Read and land briefs, in one round trip."""
        with self._client.pipeline(transaction=False) as pipe:
            for payload in payloads:
                _put(read(payload), pipe, time.time())
            pipe.execute()

    async def work_async(self, payloads: Sequence[dict[str, Any]]) -> None:
        """The same for task queues that run coroutines: while one waits for the server, others go on."""
        async with self._async.pipeline(transaction=False) as pipe:
            for payload in payloads:
                _put(read(payload), pipe, time.time())
            await pipe.execute()


class Count:
    """How many tasks this process has done, in a file that the driver reads: a microsecond a task."""

    def __init__(self) -> None:
        self._memory: mmap.mmap | None = None
        self._lock = threading.Lock()
        self._done = 0

    def tick(self, more: int = 1) -> None:
        """So many more; from any thread."""
        with self._lock:
            self._memory = self._memory or self._open()
            self._done += more
            SLOT.pack_into(self._memory, 0, self._done)

    def _open(self) -> mmap.mmap:
        path = FOLDER / f"{os.getpid()}.count"
        path.write_bytes(bytes(SLOT.size))
        with path.open("r+b") as file:
            return mmap.mmap(file.fileno(), SLOT.size)


landing: Final = Landing()
count: Final = Count()


def run_nothing() -> None:
    """The no-op task."""
    count.tick()


def run_brief(payload: dict[str, Any]) -> None:
    """The task of one brief."""
    landing.work([payload])
    count.tick()


def run_batch(payloads: list[dict[str, Any]]) -> None:
    """The task of a batch of briefs."""
    landing.work(payloads)
    count.tick(len(payloads))


async def run_nothing_async() -> None:
    """The no-op task as a coroutine."""
    count.tick()


async def run_brief_async(payload: dict[str, Any]) -> None:
    """The task of one brief as a coroutine."""
    await landing.work_async([payload])
    count.tick()


async def run_batch_async(payloads: list[dict[str, Any]]) -> None:
    """The task of a batch of briefs as a coroutine."""
    await landing.work_async(payloads)
    count.tick(len(payloads))
