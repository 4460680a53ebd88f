"""From enqueue to feed through real queues and a real worker, and what a supervisor does about processes that die."""

from __future__ import annotations

import os
import signal
import threading
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import orjson
import pytest
import redis

from feeds.ledger import ledger
from feeds.rejects import Filter, list_rejects
from producers import Capture, enqueue_capture
from producers.send import Limits, QueueFullError, SendInterruptedError, Sent, enqueue_items
from producers.split import split_capture
from schemas import queues
from tests.builders import make_article, make_brief, make_payload
from workers import jobs
from workers.hands import (
    DOUBTFUL,
    HANDS,
    SURE,
    Death,
    Others,
    beat,
    hand_key,
    host_key,
    new_host,
    put_back,
    this_machine,
)
from workers.jobs import Landing, process_batch
from workers.note import Note
from workers.pipeline import Judged, judge
from workers.rq_job import BatchJob
from workers.rq_worker import BatchWorker, HandQueue
from workers.state import live_workers_here
from workers.supervisor import Supervisor

if TYPE_CHECKING:
    from collections.abc import Callable

    from runtime.settings import Settings
    from schemas.items import Doc

    Work = Callable[[], None]


def _landed(client: redis.Redis) -> int:
    account = ledger(client, client)[-1]
    assert account.is_balanced
    return account.landed + account.merged


def test_what_is_acknowledged_lands_and_leaves_nothing_behind(client: redis.Redis, work: Work) -> None:
    items = [make_brief(title=f"第{number}条消息") for number in range(3)] + [make_article(title="一篇文章")]

    sent = enqueue_items(items, client=client)
    work()

    assert sent == Sent(acknowledged=4, new=4, batches=2)
    assert _landed(client) == 4
    left = {key for key in client.scan_iter("rq:*") if not key.startswith(b"rq:worker:")}
    assert left <= {b"rq:queues", b"rq:clean_groups", b"rq:probe"}


def test_the_same_items_again_are_repeats(client: redis.Redis, work: Work) -> None:
    items = [make_brief(title=f"第{number}条消息") for number in range(3)]

    first, again = (enqueue_items(items, client=client) for _ in range(2))
    work()

    assert (first.new, again.new) == (3, 0)
    assert _landed(client) == 3


def test_what_was_received_is_known_until_retention_forgets_it(client: redis.Redis) -> None:
    enqueue_items([make_brief()], client=client)

    assert client.ttl("policytape:received:2025-05-16") == -1


def test_inputs_that_are_no_raw_items_are_refused_and_the_others_go_on(client: redis.Redis, work: Work) -> None:
    sent = enqueue_items([{"kind": "brief"}, make_payload(), make_payload(captured_at="2025-02-30")], client=client)
    work()

    assert sent.acknowledged == 1
    assert [(refused.position, refused.field) for refused in sent.refused] == [(0, "source"), (2, "captured_at")]
    assert _landed(client) == 1


_PAGE = """关于加强学校食堂管理的通知
来源：测试日报
2025-06-12 08:05:40

{body}

行情快讯
海川科技上涨3.2%，报11.2元
海川科技6月12日上涨3.2%，报11.2元/股。
"""


@pytest.mark.parametrize(
    ("body", "source", "fields"),
    [
        pytest.param("各县区要加强学校食堂管理。" * 20_000, "门户", {"body"}, id="a-story-that-is-too-long"),
        pytest.param("各县区要加强学校食堂管理。", "门" * 300, {"source"}, id="a-source-that-is-too-long"),
    ],
)
def test_what_a_page_has_too_long_is_refused_and_the_account_is_right(
    client: redis.Redis, work: Work, body: str, source: str, fields: set[str]
) -> None:
    page = Capture(_PAGE.format(body=body), source, datetime(2025, 6, 12, 9, tzinfo=UTC))

    sent = enqueue_capture(page, client=client)
    work()

    assert {refused.field for refused in sent.refused} == fields
    assert sent.acknowledged + len(sent.refused) == len(split_capture(page).items)
    assert _landed(client) == sent.acknowledged


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param("<!DOCTYPE html><p>财政部印发通知</p>", "HTML is not read yet", id="html"),
        pytest.param('{"kind": "brief"}', "JSON, no page", id="json"),
        pytest.param("\n \n", "neither an article nor briefs", id="nothing"),
    ],
)
def test_what_is_no_page_is_refused_and_told(client: redis.Redis, text: str, reason: str) -> None:
    sent = enqueue_capture(Capture(text, "门户", datetime(2025, 6, 12, 9, tzinfo=UTC)), client=client)

    assert (sent.acknowledged, [refused.field for refused in sent.refused]) == (0, ["text"])
    assert sent.refused[0].reason.startswith(reason)


def test_a_page_goes_under_the_prefix_and_within_the_limits_that_are_given(client: redis.Redis) -> None:
    page = Capture(_PAGE.format(body="各县区要加强学校食堂管理。"), "门户", datetime(2025, 6, 12, 9, tzinfo=UTC))
    full = Limits(jobs=1, patience_s=0)

    assert enqueue_capture(page, client=client, prefix="x:", limits=full).acknowledged > 0
    assert client.keys("*received*") == [b"x:received:2025-06-12"]
    with pytest.raises(QueueFullError):
        enqueue_capture(page, client=client, prefix="x:", limits=full)


def test_a_full_queue_stops_a_producer_with_what_it_had_sent(client: redis.Redis) -> None:
    limits = Limits(jobs=1, patience_s=0)
    items = [make_brief(title=f"第{number}条消息") for number in range(501)]

    with pytest.raises(QueueFullError, match="holds 1 jobs") as stopped:
        enqueue_items(items, client=client, limits=limits)

    assert stopped.value.sent is not None
    assert stopped.value.sent.acknowledged == 500


def test_a_server_that_is_away_interrupts_a_producer() -> None:
    nobody = redis.Redis(unix_socket_path="/nonexistent/socket")

    with pytest.raises(SendInterruptedError, match="ConnectionError"):
        enqueue_items([make_brief()], client=nobody, limits=Limits(patience_s=0))


@pytest.mark.parametrize("stored", ["v0-plain.json", "v0-with-more.json"])
def test_a_worker_reads_jobs_of_other_versions(client: redis.Redis, work: Work, stored: str) -> None:
    # As an earlier and a later version write them: unpacked, no schema_version, unknown fields and arguments.
    more: dict[str, Any] = {"language": "zh"} if stored == "v0-with-more.json" else {}
    item = make_payload(**more)
    call = [queues.PROCESS_BATCH, None, [[item]], {"trace": "x"} if more else {}]
    client.hset("rq:job:old", mapping={"data": orjson.dumps(call), "origin": queues.BRIEFS, "status": "queued"})
    client.rpush("rq:queue:briefs", "old")

    work()

    assert len(client.hgetall("policytape:ledger:2025-05-16")) == 1


def _hold(client: redis.Redis, worker: str, count: int) -> str:
    """A job of some items in the hand of a worker that is no more."""
    enqueue_items([make_brief(title=f"第{number}条消息") for number in range(count)], client=client)
    client.sadd(HANDS, worker)
    job_id = client.lmove("rq:queue:briefs", hand_key(worker), "LEFT", "RIGHT")
    assert isinstance(job_id, bytes)
    return job_id.decode()


def _queued_sizes(worker: BatchWorker) -> list[int]:
    return [len(job.items) for job in worker.queues[0].get_jobs()]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("death", "sizes"),
    [
        pytest.param(Death(0), [5], id="stopped-in-order"),
        pytest.param(Death(DOUBTFUL), [5], id="killed-by-somebody"),
        pytest.param(Death(SURE, 2), [2, 1, 2], id="aborted-in-the-third"),
        pytest.param(Death(SURE, 0), [1, 4], id="aborted-in-the-first"),
        pytest.param(Death(SURE), [2, 3], id="aborted-nobody-knows-where"),
    ],
)
def test_a_dead_hand_is_emptied_into_its_queue(client: redis.Redis, work: Work, death: Death, sizes: list[int]) -> None:
    _hold(client, "gone.briefs.0.1", 5)

    put_back(client, "gone.briefs.0.1", death)
    put_back(client, "gone.briefs.0.1", death)  # safe to repeat

    seen = _queued_sizes(BatchWorker(queues.BRIEFS, "looker", client))
    assert sorted(seen) == sorted(sizes)
    work()
    assert _landed(client) == 5


def test_an_item_is_poison_only_after_three_deaths_with_it_alone(client: redis.Redis, work: Work) -> None:
    for _ in range(3):
        assert not list(list_rejects(client, Filter(stage="crashed")))
        if not client.llen("rq:queue:briefs"):
            _hold(client, "gone.briefs.0.1", 1)
        else:
            client.lmove("rq:queue:briefs", hand_key("gone.briefs.0.1"), "LEFT", "RIGHT")
        put_back(client, "gone.briefs.0.1", Death(SURE, 0))

    work()

    (reject,) = list_rejects(client, Filter(stage="crashed"))
    assert reject.raw["title"] == "第0条消息"
    assert ledger(client, client)[-1].is_balanced


def test_a_job_that_ended_as_its_worker_died_does_not_come_back(client: redis.Redis) -> None:
    job_id = _hold(client, "gone.briefs.0.1", 1)
    client.delete(f"rq:job:{job_id}")

    put_back(client, "gone.briefs.0.1", Death(DOUBTFUL))

    assert client.llen("rq:queue:briefs") == 0
    assert client.llen(hand_key("gone.briefs.0.1")) == 0


def test_a_job_that_came_with_a_lost_answer_is_not_forgotten(client: redis.Redis) -> None:
    _hold(client, "looker", 2)
    queue = BatchWorker(queues.BRIEFS, "looker", client).queues[0]
    assert isinstance(queue, HandQueue)

    assert queue.take(client, None) is None
    queue.is_in_doubt = True

    assert queue.take(client, None) is not None


def test_a_silent_supervisor_is_dead_at_the_third_look(client: redis.Redis) -> None:
    client.sadd(HANDS, "silent.briefs.0.1", "alive.briefs.0.1")
    beat(client, "alive")
    others = Others(new_host())

    assert [others.dead_workers(client) for _ in range(3)] == [[], [], ["silent.briefs.0.1"]]


@pytest.mark.parametrize("sign", [b"\xff", b"7", b"{}", orjson.dumps({"machine": this_machine(), "pid": "x"})])
def test_a_sign_of_life_that_nobody_can_read_is_one(client: redis.Redis, sign: bytes) -> None:
    client.sadd(HANDS, "odd.briefs.0.1")
    client.set(host_key("odd"), sign)
    others = Others(new_host())

    assert [others.dead_workers(client) for _ in range(4)] == [[]] * 4
    assert live_workers_here(client, queues.QUEUES) == 0


def test_who_ran_here_and_is_gone_is_dead_at_the_first_look(client: redis.Redis) -> None:
    gone = 1 << 40  # no process can have this number
    client.sadd(HANDS, f"gone.briefs.0.{gone}")
    client.set(host_key("gone"), orjson.dumps({"machine": this_machine(), "pid": gone}))

    assert Others(new_host()).dead_workers(client) == [f"gone.briefs.0.{gone}"]


def test_a_supervisor_works_off_everything_and_ends(client: redis.Redis, settings: Settings) -> None:
    enqueue_items([make_brief(title=f"第{number}条消息") for number in range(20)], client=client)

    Supervisor(settings, {queues.BRIEFS: 1}).run(burst=True)

    assert _landed(client) == 20
    assert client.smembers(HANDS) == set()


def _abort_on_poison(payload: object) -> Judged | Doc:
    if isinstance(payload, dict) and payload["title"] == "毒":
        os.abort()
    return judge(payload)


def test_poison_alone_becomes_a_reject(
    client: redis.Redis, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "judge", _abort_on_poison)
    titles = [f"第{number}条消息" for number in range(5)] + ["毒", "最后一条"]
    enqueue_items([make_brief(title=title) for title in titles], client=client)

    Supervisor(settings, {queues.BRIEFS: 2}).run(burst=True)

    assert [reject.raw["title"] for reject in list_rejects(client)] == ["毒"]
    assert _landed(client) == 6


def test_a_worker_that_is_killed_is_replaced(client: redis.Redis, settings: Settings) -> None:
    supervisor = Supervisor(settings, {queues.BRIEFS: 1})
    seen: list[int] = []
    killed: list[int] = []

    def kill_once() -> None:
        seen.extend(pid for pid in supervisor.pids() if pid not in seen)
        if len(seen) == 1 and not killed:
            killed.append(seen[0])
            os.kill(seen[0], signal.SIGKILL)
        if len(seen) > 1:
            supervisor.stop()

    supervisor.on_step = kill_once
    supervisor.run()

    assert len(seen) == 2
    assert client.smembers(HANDS) == set()


def test_a_batch_waits_for_a_server_that_comes_back() -> None:
    tries: list[int] = []

    def land(docs: Any) -> list[str]:
        tries.append(len(docs))
        if len(tries) < 3:
            raise redis.ConnectionError
        return ["landed"]

    process_batch([make_payload()], landing=Landing(land, land, Note()))

    assert tries == [1, 1, 1]


def test_a_fault_of_the_server_that_does_not_pass_is_raised() -> None:
    def land(_docs: Any) -> list[str]:
        raise redis.ResponseError("WRONGTYPE")

    with pytest.raises(redis.ResponseError):
        process_batch([make_payload()], landing=Landing(land, land, Note()))


def test_a_server_that_is_full_at_a_jobs_end_is_waited_for(client: redis.Redis) -> None:
    enqueue_items([make_brief()], client=client)
    room = threading.Timer(0.5, client.config_set, ("maxmemory", 0))
    batches: list[int] = []

    def fill(items: list[object], **_more: object) -> None:
        batches.append(len(items))
        client.config_set("maxmemory", 1)
        room.start()

    BatchJob.functions = {queues.PROCESS_BATCH: fill}
    BatchWorker(queues.BRIEFS, "looker", client).work(burst=True)
    room.join()

    assert batches == [1]
    assert not list(client.scan_iter("rq:job:*"))
    assert client.llen(hand_key("looker")) == 0
    assert client.zcard("rq:wip:briefs") == 0


def test_a_failing_job_is_tried_again_and_then_kept(client: redis.Redis, work: Work) -> None:
    enqueue_items([make_brief()], client=client)
    client.set("policytape:feed:other", "of the wrong type")  # as no code of ours would leave it
    client.set("policytape:feed:price", "of the wrong type")
    client.set("policytape:feed:policy", "of the wrong type")

    work()

    assert client.zcard("rq:failed:briefs") == 1
    (job_id,) = client.zrange("rq:failed:briefs", 0, -1)
    assert isinstance(job_id, bytes)
    assert client.ttl(b"rq:job:" + job_id) == -1  # for good: it holds what we acknowledged
