"""What one item costs, counted and not timed, so that it is the same on any machine and no slower way slips in.

Bounds stand a tenth above what was counted when they were set; a better figure may lower them. Calls are those that
sys.setprofile sees, of Python and of C alike, the second time that the same items are read: caches are full, as in a
worker that runs. Later Pythons make fewer (comprehensions are no calls from 3.12 on), never more.
"""

import sys
from collections.abc import Callable, Sequence
from types import FrameType
from typing import Any

import pytest
import redis

from benchmarks import load
from feeds.ready import make_ready
from producers.send import enqueue_items
from runtime.settings import Settings
from schemas.raw import parse_raw
from tests.builders import make_brief
from workers.jobs import process_batch
from workers.main import make_landing
from workers.note import Note
from workers.pipeline import process_payload
from workers.rq_worker import BatchWorker

BRIEFS = 500
STORIES = 40
MOST_OF_TRANSPORT = 58


def counted(work: Callable[[], object]) -> int:
    """How many calls some work makes."""
    count = 0

    def note(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    kept = sys.getprofile()
    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(kept)
    return count


def calls_an_item(payloads: Sequence[dict[str, Any]]) -> float:
    def read_all() -> None:
        for payload in payloads:
            process_payload(payload)

    read_all()
    return counted(read_all) / len(payloads)


def commands_between(client: redis.Redis, work: Callable[[], object]) -> dict[str, int]:
    """How many commands of each kind the server ran, scripts' own included."""
    client.config_resetstat()
    work()
    ran = {name.removeprefix("cmdstat_"): stat["calls"] for name, stat in client.info("commandstats").items()}
    return {name: calls for name, calls in ran.items() if name not in ("info", "config|resetstat")}


@pytest.mark.parametrize(
    ("payloads", "most"),
    [pytest.param(load.briefs(BRIEFS), 94, id="briefs"), pytest.param(load.stories(STORIES), 1_750, id="stories")],
)
def test_reading_makes_so_many_calls(payloads: list[dict[str, Any]], most: int) -> None:
    assert calls_an_item(payloads) <= most


def test_landing_makes_so_many_calls(settings: Settings, feeds_client: redis.Redis) -> None:
    landing = make_landing(feeds_client, settings, Note())
    docs = [process_payload(payload) for payload in load.briefs(2 * BRIEFS)]
    landing.land([make_ready(doc) for doc in docs[:BRIEFS]])

    assert counted(lambda: landing.land([make_ready(doc) for doc in docs[BRIEFS:]])) / BRIEFS <= 90


def test_a_new_item_is_one_set_and_its_entries(settings: Settings, feeds_client: redis.Redis) -> None:
    landing = make_landing(feeds_client, settings, Note())
    payloads = load.briefs(2 * BRIEFS)
    process_batch(payloads[:BRIEFS], landing=landing)

    ran = commands_between(feeds_client, lambda: process_batch(payloads[BRIEFS:], landing=landing))

    assert ran["set"] == BRIEFS
    assert ran["xadd"] == BRIEFS
    assert "hsetnx" not in ran
    assert ran["get"] <= 10  # how far retention has cut, before and after
    # Beside those an entry in a share's feed: the rest is one command a feed of the batch.
    assert sum(ran.values()) / BRIEFS <= 3.4


def test_a_repeat_is_only_looked_up(settings: Settings, feeds_client: redis.Redis) -> None:
    landing = make_landing(feeds_client, settings, Note())
    payloads = load.briefs(BRIEFS)
    process_batch(payloads, landing=landing)

    ran = commands_between(feeds_client, lambda: process_batch(payloads, landing=landing))

    assert "set" not in ran
    assert "xadd" not in ran


def test_sending_a_batch_is_one_transaction_of_few_commands(client: redis.Redis) -> None:
    raws = [parse_raw(payload) for payload in load.briefs(4 * BRIEFS)]

    ran = commands_between(client, lambda: enqueue_items(raws, client=client))

    assert ran["exec"] == 4
    assert sum(ran.values()) / 4 <= 8  # the sample spans two days, so two records of what was received


def test_a_batch_costs_a_worker_so_many_commands(
    settings: Settings, client: redis.Redis, work: Callable[[], None]
) -> None:
    raws = [parse_raw(payload) for payload in load.briefs(BRIEFS)]
    landing = make_landing(client, settings, Note())
    enqueue_items(raws, client=client)
    work()

    def ran_for(batches: int) -> int:
        for _ in range(batches):
            enqueue_items(raws, client=client)
        return sum(commands_between(client, work).values())

    landed = sum(commands_between(client, lambda: process_batch(load.briefs(BRIEFS), landing=landing)).values())
    assert (ran_for(5) - ran_for(1)) / 4 - landed <= MOST_OF_TRANSPORT


def test_a_lone_brief_costs_a_worker_so_many_commands(client: redis.Redis, work: Callable[[], None]) -> None:
    work()
    nothing = sum(commands_between(client, work).values())
    enqueue_items([make_brief()], client=client)

    assert sum(commands_between(client, work).values()) - nothing <= 52


def test_an_idle_worker_asks_little(client: redis.Redis) -> None:
    worker = BatchWorker("briefs", "idle", client)
    worker.register_birth()
    worker.heartbeat()

    assert commands_between(client, worker.heartbeat) == {}  # not again within 5 s
