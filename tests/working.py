"""A worker in the test's own process, without a supervisor."""

import contextlib
import os
import signal
from collections.abc import Iterator
from functools import partial

from runtime.connect import open_bytes_client, open_feeds_client
from runtime.settings import Settings
from schemas import queues
from workers.hands import Death, forget, put_back
from workers.jobs import process_batch
from workers.main import make_landing
from workers.note import Note
from workers.rq_job import BatchJob
from workers.rq_worker import BatchWorker


def work_off(settings: Settings, queue: str) -> None:
    """Work in this process until the queue is empty, then return."""
    client, feeds = open_bytes_client(settings, retries=0), open_feeds_client(settings)
    with client, feeds, _signals_kept():
        landing = make_landing(feeds, settings, Note())
        BatchJob.functions = {queues.PROCESS_BATCH: partial(process_batch, landing=landing)}
        name = f"here-{os.getpid()}.{queue}.0.{os.getpid()}"
        BatchWorker(queue, name, client).work(burst=True)
        if not put_back(client, name, Death(0)):
            forget(client, name)


@contextlib.contextmanager
def _signals_kept() -> Iterator[None]:
    """RQ installs handlers and leaves them."""
    kept = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in kept.items():
            signal.signal(number, handler)
