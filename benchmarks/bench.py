"""What the benchmarks of the transport share: a server of their own, workers in a process of their own, items."""

import os
import shutil
import signal
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, cast

import redis

from benchmarks import load
from feeds.wire import send
from runtime.embedded import open_server
from runtime.logs import set_up_logs
from runtime.settings import Settings
from schemas.raw import RawItem, parse_raw

_AT_ONCE: Final = 500
_ITEM_BYTES: Final = 5_000  # with its entries in feeds
_TICK_S: Final = 0.005


@contextmanager
def own_server() -> Iterator[Settings]:
    """A fresh embedded server with its AOF, as users have it; gone at the end."""
    folder = Path(tempfile.mkdtemp(prefix="pt-"))
    set_up_logs("error")
    try:
        with open_server(Settings(data_dir=folder, queue_url=None)) as settings:
            yield settings
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def workers(settings: Settings, **procs: int) -> Iterator[int]:
    """A supervisor in a process of its own; gives its process id."""
    pid = os.fork()
    if pid == 0:
        from workers.supervisor import run_workers  # noqa: PLC0415  in the child alone: the parent measures without it

        try:
            run_workers(settings, procs)
        finally:
            os._exit(0)
    try:
        yield pid
    finally:
        os.kill(pid, signal.SIGTERM)
        os.waitpid(pid, 0)


def take_memory(client: redis.Redis, items: int) -> None:
    """Let the server own the memory of so many more items before anything is timed, as one that has run for a while.

    A host may lend a virtual machine its memory page by page; then each page that is touched for the first time takes
    12 microseconds, as much as all else that the server does for an item.
    """
    aof = client.config_get("appendonly")["appendonly"] or "no"
    client.config_set("appendonly", "no")
    names = [f"junk:{at}" for at in range(items)]
    for start in range(0, items, _AT_ONCE):
        send(client, [("SET", name, bytes(_ITEM_BYTES)) for name in names[start : start + _AT_ONCE]])
    client.set("pin", "above all junk, so that none of its memory goes back")
    if names:
        send(client, [("DEL", *names)])
    client.config_set("appendonly", aof)
    while client.info("persistence")["aof_rewrite_in_progress"]:
        time.sleep(_TICK_S)


def until_done(client: redis.Redis, queue: str) -> None:
    """Wait until nothing is queued and nothing in a worker's hand."""
    while client.llen(f"rq:queue:{queue}") or any(
        client.llen(b"rq:hand:" + name) for name in cast("set[bytes]", client.smembers("rq:hands"))
    ):
        time.sleep(_TICK_S)


def briefs(count: int, start: int = 0) -> list[RawItem]:
    """Price briefs of the load, all different."""
    return [parse_raw(each) for each in load.briefs(count, start)]


def articles(count: int, start: int = 0) -> list[RawItem]:
    """Stories of the load, all different."""
    return [parse_raw(each) for each in load.stories(count, start)]
