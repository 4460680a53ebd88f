"""What work costs, counted in commands of the server: unlike seconds, the count is the same on every machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from producers import enqueue_items
from tests.builders import make_brief
from workers.rq_worker import BatchWorker

if TYPE_CHECKING:
    from collections.abc import Callable

    import redis

    from schemas.raw import RawBrief


def _calls(client: redis.Redis) -> dict[str, int]:
    stats = client.info("commandstats")
    return {name.removeprefix("cmdstat_"): int(told["calls"]) for name, told in stats.items()}


def _spent(client: redis.Redis, act: Callable[[], object]) -> int:
    before = _calls(client)
    act()
    after = _calls(client)
    return sum(count - before.get(name, 0) for name, count in after.items() if not name.startswith("info"))


def _items(count: int, day: int) -> list[RawBrief]:
    return [
        make_brief(title=f"第{number}条消息", captured_at=f"2025-05-{day:02}T10:00:00+08:00") for number in range(count)
    ]


def test_a_batch_is_sent_in_one_transaction_whatever_its_size(client: redis.Redis) -> None:
    enqueue_items(_items(1, 1), client=client)  # the connection's own start

    assert _spent(client, lambda: enqueue_items(_items(500, 2), client=client)) <= 10


def test_transport_costs_a_batch_as_much_as_a_lone_brief(client: redis.Redis, work: Callable[[], None]) -> None:
    work()
    empty = _spent(client, work)
    enqueue_items(_items(1, 1), client=client)
    lone = _spent(client, work) - empty
    enqueue_items(_items(500, 2), client=client)
    batch = _spent(client, work) - empty

    assert lone <= 52
    assert (batch - lone) / 500 <= 8  # landing: an item's look-up, its JSON, its feeds, its ledger


def test_an_idle_worker_asks_little(client: redis.Redis) -> None:
    worker = BatchWorker("briefs", "idle", client)
    worker.register_birth()
    worker.heartbeat()

    assert _spent(client, worker.heartbeat) == 0  # not again within 5 s
