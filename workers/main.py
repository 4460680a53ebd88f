"""One worker process, from its fork to its end."""

import contextlib
import gc
import os
import resource
import select
import signal
import threading
import time
from functools import partial
from typing import Final

import redis

from feeds.keys import Keys
from feeds.land import land
from feeds.rejects import reject
from reference.warming import warm
from runtime.connect import AWAY, ServerUnavailableError, open_bytes_client, open_feeds_client
from runtime.logs import log
from runtime.memory import keep_memory
from runtime.settings import Settings
from schemas import queues
from workers.jobs import Landing, process_batch
from workers.note import Note
from workers.pipeline import process_payload, read_item
from workers.rq_job import BatchJob
from workers.rq_worker import BatchWorker

_FAULT_EXIT = 75
# Where cores are short, a lone brief goes before stories: p90 of its latency is 29 ms beside a full queue, not 61, on
# a machine with three times as much to do as it has cores. At 5 stories still get a quarter of a core beside briefs.
_NICE: Final = {queues.ARTICLES: 5}
_PROBE = "rq:probe"
_BEAT_S: Final = 1.0
_SAMPLES: Final = (
    {"kind": "brief", "source": "-", "title": "海川科技(600000)涨停", "captured_at": "2025-05-16T10:00:00+08:00"},
    {
        "kind": "article",
        "source": "-",
        "title": "北京市政府印发《就业促进办法》",
        "body": "国务院办公厅要求，各地落实《通知》，自7月1日起施行，安排资金3亿元，支持海川科技(600000)等企业。",
        "captured_at": "2025-05-16T10:00:00+08:00",
    },
)


def make_landing(feeds: redis.Redis, settings: Settings, note: Note) -> Landing:
    """Where batches go: the feeds of these settings."""
    keys = Keys(settings.prefix)
    return Landing(
        land=partial(land, client=feeds, read=read_item, keys=keys),
        reject=lambda docs: reject(docs, client=feeds, now_ms=time.time_ns() // 1_000_000, keys=keys),
        note=note,
    )


def run_child(settings: Settings, queue: str, name: str, note: Note, supervisor: int, ready: int) -> None:
    """The whole life of a forked worker process; does not return.

    Args:
        settings: Name the servers.
        queue: The one queue that it works on.
        name: The worker's name, with this process's id at its end.
        note: Where it says what it is at.
        supervisor: A pipe's end to read from, which closes when the supervisor dies.
        ready: A pipe's end to write one byte to, once it takes jobs.
    """
    code = _FAULT_EXIT
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the supervisor too, which stops us in order
        signal.signal(signal.SIGTERM, lambda *_: os._exit(0))  # until RQ installs its own
        os.nice(_NICE.get(queue, 0))
        _limit_memory(settings.worker_memory_bytes)
        threading.Thread(target=_beat_and_end_with, args=(note, supervisor, settings.stop_s), daemon=True).start()
        code = _work(settings, queue, name, note, ready)
    except BaseException as error:  # noqa: BLE001  told, and then the process ends with a fault's code
        log.exception("worker failed", worker=name, error=f"{type(error).__name__}: {error}")
    finally:
        os._exit(code)


def _work(settings: Settings, queue: str, name: str, note: Note, ready: int) -> int:
    client, feeds = _await_server(settings)
    landing = make_landing(feeds, settings, note)
    try:
        worker = BatchWorker(queue, name, client)
        landing.is_stopping = lambda: worker.is_stopping
        BatchJob.functions = {queues.PROCESS_BATCH: partial(process_batch, landing=landing)}
        os.write(ready, b"r")
        worker.work()
    except redis.RedisError as error:
        log.warning("worker lost its server", worker=name, error=f"{type(error).__name__}: {error}")
        return _FAULT_EXIT
    return 0 if worker.is_stopping else _FAULT_EXIT


def _await_server(settings: Settings) -> tuple[redis.Redis, redis.Redis]:
    """Clients of both servers once the queue's server takes writes: one that is away or full is waited for."""
    pause, told = threading.Event(), False
    while True:
        try:
            client, feeds = open_bytes_client(settings, retries=0), open_feeds_client(settings)
            client.set(_PROBE, 1, ex=60)
        except (ServerUnavailableError, redis.ResponseError, *AWAY) as error:
            if not told:
                log.warning("server awaited", error=str(error))
                told = True
            pause.wait(0.5)
        else:
            return client, feeds


def _beat_and_end_with(note: Note, supervisor: int, stop_s: float) -> None:
    """Say every second that this process runs; stop it when its supervisor is gone: in order first, then for good."""
    while not select.select([supervisor], [], [], _BEAT_S)[0]:  # readable at its end alone
        note.beat()
    os.kill(os.getpid(), signal.SIGTERM)
    threading.Event().wait(stop_s)
    os.kill(os.getpid(), signal.SIGKILL)


def _limit_memory(limit_bytes: int) -> None:
    if limit_bytes:
        with contextlib.suppress(ValueError, OSError):  # macOS knows no such limit
            resource.setrlimit(resource.RLIMIT_AS, (limit_bytes, resource.getrlimit(resource.RLIMIT_AS)[1]))


def warm_up() -> None:
    """Do before the fork what each child would do: tables are loaded once, and their pages shared."""
    gc.disable()  # all that is made here stays: looking for garbage costs a tenth of the start
    warm()
    for sample in _SAMPLES:
        process_payload(sample)
    gc.collect()
    gc.freeze()
    gc.enable()
    keep_memory()
