"""Whoever can write to the queue cannot make a worker run anything else, nor stop it."""

from __future__ import annotations

import pickle
import zlib
from typing import TYPE_CHECKING, Any

import orjson
import pytest
from rq.registry import StartedJobRegistry

from producers import enqueue_items
from runtime.packing import MAX_JOB_BYTES, UnpackError, unpack
from schemas import queues
from tests.builders import make_brief, make_payload
from workers.aside import drop_jobs, list_aside, retry_jobs
from workers.rq_job import BatchJob, UnreadableJobError
from workers.rq_worker import BatchWorker

if TYPE_CHECKING:
    from pathlib import Path

    import redis

    from tests.conftest import Work


def _call(function: str, *args: Any, instance: Any = None, **kwargs: Any) -> bytes:
    return orjson.dumps([function, instance, list(args), kwargs])


def _put(client: redis.Redis, job_id: str, data: bytes, **fields: Any) -> None:
    """A job as a foreign producer may write it."""
    start: dict[str, Any] = {"data": data, "origin": queues.BRIEFS, "status": "queued", "retries_left": 3}
    client.hset(f"rq:job:{job_id}", mapping=start | fields)
    client.rpush("rq:queue:briefs", job_id)


_GOOD = _call(queues.PROCESS_BATCH, [make_payload()])


def _bomb() -> bytes:
    squeezer = zlib.compressobj(9)
    return squeezer.compress(b"[" + bytes(MAX_JOB_BYTES + 1)) + squeezer.flush()


@pytest.mark.parametrize(
    ("data", "fields"),
    [
        pytest.param(_call("os.getcwd"), {}, id="foreign-function"),
        pytest.param(_call("builtins.eval", "open('{canary}', 'w')"), {}, id="eval"),
        pytest.param(_call("os.system", "touch {canary}"), {}, id="system"),
        pytest.param(_call("workers.jobs.process_batch.__globals__", [{}]), {}, id="attribute-path"),
        pytest.param(_call("workers.jobs.os.system", ["touch {canary}"]), {}, id="through-our-module"),
        pytest.param(_call(queues.PROCESS_BATCH, [{}], instance={"a": 1}), {}, id="instance-method"),
        pytest.param(_call(queues.PROCESS_BATCH), {}, id="no-items"),
        pytest.param(_call(queues.PROCESS_BATCH, []), {}, id="empty-batch"),
        pytest.param(_call(queues.PROCESS_BATCH, "text"), {}, id="items-are-text"),
        pytest.param(_call(queues.PROCESS_BATCH, [{}] * 501), {}, id="too-many-items"),
        pytest.param(_call(queues.PROCESS_BATCH, [{}], [{}]), {}, id="two-arguments"),
        pytest.param(orjson.dumps({"func": queues.PROCESS_BATCH}), {}, id="not-a-list"),
        pytest.param(b"", {}, id="nothing"),
        pytest.param(b"[" * 100_000, {}, id="deep-json"),
        pytest.param(b'["\xff\xfe"]', {}, id="wrong-utf8"),
        pytest.param(zlib.compress(b"[" * 10_000), {}, id="packed-nonsense"),
        pytest.param(_bomb(), {}, id="zlib-bomb"),
        pytest.param(zlib.compress(_GOOD)[:-8], {}, id="cut-off"),
        pytest.param(pickle.dumps(print), {}, id="pickle"),
        pytest.param(_GOOD, {"origin": "another"}, id="foreign-queue"),
        pytest.param(_GOOD, {"origin": b"\xff"}, id="queue-of-wrong-utf8"),
        pytest.param(_GOOD, {"status": "no-such-status"}, id="wrong-status"),
        pytest.param(_GOOD, {"retries_left": "many"}, id="wrong-retries"),
        pytest.param(_GOOD, {"blame": "1e9"}, id="wrong-blame"),
        pytest.param(_GOOD, {"created_at": "yesterday"}, id="wrong-time"),
        pytest.param(_GOOD, {f"field{number}": "x" for number in range(100)}, id="many-fields"),
    ],
)
def test_a_job_that_is_none_of_ours_is_set_aside(
    client: redis.Redis, work: Work, tmp_path: Path, data: bytes, fields: dict[str, Any]
) -> None:
    canary = tmp_path / "canary"
    _put(client, "foreign", data.replace(b"{canary}", bytes(canary)), **fields)
    enqueue_items([make_brief(title="其后的一条")], client=client)

    work()

    assert not canary.exists()
    assert [job["id"] for job in list_aside(client)] == ["foreign"]
    assert client.llen("rq:queue:briefs") == 0
    assert client.smembers("rq:hands") == set()
    assert client.hlen("policytape:ledger:2025-05-16") == 1  # the job behind it was worked on


@pytest.mark.parametrize("field", ["success_callback_name", "failure_callback_name", "stopped_callback_name"])
def test_callbacks_named_in_a_hash_are_not_called(client: redis.Redis, work: Work, field: str) -> None:
    _put(client, "job", _GOOD, **{field: "os.abort"}, success_callback_timeout=-1)

    work()

    assert client.hlen("policytape:ledger:2025-05-16") == 1
    assert list_aside(client) == []


def test_fields_that_could_act_are_not_read(client: redis.Redis, work: Work) -> None:
    webhook = [{"url": "http://127.0.0.1:9/", "job_status": "finished"}]
    _put(
        client,
        "job",
        _GOOD,
        webhooks=orjson.dumps(webhook),
        timeout=-5,
        result_ttl=-1,
        failure_ttl=1,
        repeats_left=9,
        repeat_intervals="[0]",
        group_id="g",
        rate_limit_key="k",
        rate_limit_concurrency=1,
        dependency_ids='["x"]',
        meta=pickle.dumps(print),
        job_class="os.system",
    )
    client.sadd("rq:job:job:dependents", "other")

    work()

    assert client.hlen("policytape:ledger:2025-05-16") == 1
    assert list(client.scan_iter("rq:job:*")) == []


@pytest.mark.parametrize("job_id", [b"\xff\xfe", b"a:b", b"", b"x" * 10_000, "标题".encode()])
def test_ids_that_rq_cannot_make_are_set_aside(client: redis.Redis, work: Work, job_id: bytes) -> None:
    client.rpush("rq:queue:briefs", job_id)
    enqueue_items([make_brief()], client=client)

    work()

    assert len(list_aside(client)) == 1
    assert client.hlen("policytape:ledger:2025-05-16") == 1


def test_a_key_of_another_type_is_set_aside(client: redis.Redis, work: Work) -> None:
    client.set("rq:job:text", "x")
    client.rpush("rq:queue:briefs", "text")

    work()

    assert [job["id"] for job in list_aside(client)] == ["text"]


def test_maintenance_passes_over_foreign_jobs(client: redis.Redis) -> None:
    _put(client, "foreign", _call("os.getcwd"), status="started")
    client.zadd("rq:wip:briefs", {"foreign:execution": 1})
    worker = BatchWorker(queues.BRIEFS, "somebody", client)

    worker.clean_registries()  # type: ignore[no-untyped-call]  # RQ's

    registry = StartedJobRegistry(queues.BRIEFS, connection=client)
    assert registry.get_job_ids(cleanup=False) == []


def test_deeply_nested_items_are_rejects_of_their_own(client: redis.Redis, work: Work) -> None:
    deep = b'{"a":' * 100 + b"1" + b"}" * 100
    data = b'["workers.jobs.process_batch",null,[[' + deep + b"," + orjson.dumps(make_payload()) + b"]],{}]"
    _put(client, "deep", data)

    work()

    assert client.hlen("policytape:ledger:2025-05-16") == 1
    assert client.hlen("policytape:ledger:undated") == 1
    assert list_aside(client) == []


def test_jobs_set_aside_can_be_tried_again_and_dropped(client: redis.Redis, work: Work) -> None:
    _put(client, "good", _GOOD, origin="another")
    _put(client, "bad", _call("os.getcwd"))
    work()
    client.hset("rq:job:good", "origin", queues.BRIEFS)

    assert retry_jobs(client, ["good", "never-seen"]) == ["never-seen"]
    work()
    assert drop_jobs(client, ["bad", "never-seen"], feeds=client) == ["never-seen"]

    assert list_aside(client) == []
    assert client.hlen("policytape:ledger:2025-05-16") == 1
    assert not client.exists("rq:job:bad")


@pytest.mark.parametrize("job_id", [b"\xff\xfe", b"", "标题".encode()])
def test_whatever_its_id_a_job_is_dropped_by_what_the_list_shows(
    client: redis.Redis, work: Work, job_id: bytes
) -> None:
    client.rpush("rq:queue:briefs", job_id)
    work()
    (shown,) = [job["id"] for job in list_aside(client)]

    assert retry_jobs(client, [shown]) == [shown]  # it has no hash
    assert drop_jobs(client, [shown], feeds=client) == []
    assert list_aside(client) == []


def test_a_job_that_failed_for_good_can_be_tried_again(client: redis.Redis, work: Work) -> None:
    _put(client, "failed", _GOOD, status="failed")
    _put(client, "other", _GOOD, status="failed")
    client.delete("rq:queue:briefs")
    client.zadd("rq:failed:briefs", {"failed": 1, "other": 2})

    assert retry_jobs(client, ["failed"]) == []
    assert drop_jobs(client, ["other"], feeds=client) == []
    work()
    assert list_aside(client) == []
    assert client.hlen("policytape:ledger:2025-05-16") == 1
    assert list(client.scan_iter("rq:job:*")) == []


def test_what_is_no_hash_is_not_tried_again(client: redis.Redis, work: Work) -> None:
    client.set("rq:job:text", "x")
    client.rpush("rq:queue:briefs", "text")
    work()

    assert retry_jobs(client, ["text"]) == ["text"]
    assert client.llen("rq:queue:briefs") == 0


def test_a_job_may_not_name_functions_even_when_none_are_bound(client: redis.Redis) -> None:
    _put(client, "foreign", _call("os.getcwd"))

    with pytest.raises(UnreadableJobError, match="getcwd"):
        BatchJob.fetch("foreign", connection=client)


def test_unpacking_stops_before_a_bomb_fills_memory() -> None:
    with pytest.raises(UnpackError, match="inflated"):
        unpack(_bomb())
