"""Rejects listed, shown, retried, dropped; jobs set aside unread."""

import math
from collections.abc import Callable
from typing import Any, cast

import pytest
import redis

from feeds.rejects import reject
from producers.send import Limits
from tests.builders import make_payload
from tests.command import Command, json_lines

Work = Callable[[], None]


@pytest.fixture
def rejects(client: redis.Redis, policytape: Command) -> Command:
    """The command with three rejects: one that would land now, one that never will, one that is no object."""
    docs: list[dict[str, Any]] = [
        {"raw_id": "2025-05-16-00", "stage": "crashed", "field": "", "reason": "died", "raw": make_payload()},
        {
            "raw_id": "undated-01",
            "stage": "validate",
            "field": "title",
            "reason": "too long",
            "raw": {"source": "门户乙"},
        },
        {"raw_id": "undated-02", "stage": "parse", "field": "", "reason": "not JSON", "raw": "{\x1b[31m"},
    ]
    for now_ms, doc in enumerate(docs, start=1_747_000_000_000):
        reject([{"kind": "reject", **doc}], client=client, now_ms=now_ms)
    return policytape


@pytest.mark.parametrize(
    ("filters", "raw_ids"),
    [
        ([], ["undated-02", "undated-01", "2025-05-16-00"]),
        (["--stage", "validate"], ["undated-01"]),
        (["--field", "title"], ["undated-01"]),
        (["--source", "测试门户"], ["2025-05-16-00"]),
        (["--since", "2025-05-20"], []),
        (["--limit", "1"], ["undated-02"]),
    ],
)
def test_rejects_are_listed_by_filters_the_last_seen_first(
    filters: list[str], raw_ids: list[str], rejects: Command
) -> None:
    assert [line["raw_id"] for line in rejects("rejected", "list", *filters).lines] == raw_ids


def test_a_table_of_rejects_is_safe_to_look_at(rejects: Command) -> None:
    shown = rejects("rejected", "list", "--format", "table").out

    assert "undated-02" in shown
    assert "\x1b" not in shown


def test_a_reject_is_shown_whole(rejects: Command) -> None:
    (shown,) = rejects("rejected", "show", "2025-05-16-00").lines

    assert shown["raw"] == make_payload()


def test_a_reject_is_shown_field_by_field(rejects: Command) -> None:
    shown = rejects("rejected", "show", "undated-01", "--format", "table").out
    text = rejects("rejected", "show", "undated-02", "--format", "table").out

    assert all(word in shown for word in ("undated-01", "validate", "title: too long", "门户乙"))
    assert "{␛[31m" in text


def test_no_rejects_are_said_to_be_none(policytape: Command) -> None:
    assert policytape("rejected", "list", "--format", "table").out == "nothing\n"
    assert policytape("rejected", "list", "--jobs", "--format", "table").out == "nothing\n"
    assert policytape("rejected", "list").out == ""


def test_many_are_only_told_of_until_yes(rejects: Command) -> None:
    done = rejects("rejected", "drop", "--all")

    assert done.status == 0
    assert done.complaints[-1] == "would drop 3 rejects; nothing done: add --yes"
    assert "1 of stage validate, field title" in done.complaints
    assert len(rejects("rejected", "list").lines) == 3


def test_dropping_one_leaves_the_others(rejects: Command) -> None:
    assert rejects("rejected", "drop", "undated-01").lines == [{"dropped": 1}]
    assert len(rejects("rejected", "list").lines) == 2


def test_dropping_by_a_filter(rejects: Command) -> None:
    assert rejects("rejected", "drop", "--stage", "parse", "--yes").lines == [{"dropped": 1}]


def test_a_retry_that_lands_leaves_the_rejects(rejects: Command, work: Work) -> None:
    assert rejects("rejected", "retry", "--stage", "crashed", "--yes").lines == [{"retried": 1, "refused": 0}]
    work()

    assert [item["title"] for item in rejects("feed", "other").lines] == [make_payload()["title"]]


@pytest.fixture
def upgraded(policytape: Command, client: redis.Redis) -> Command:
    """The command with a reject that an earlier version did not take for valid: it stands under a hash of its bytes."""
    doc = {"raw_id": "undated-03", "stage": "validate", "field": "schema_version", "reason": "", "raw": make_payload()}
    client.sadd("policytape:received:undated", "undated-03")
    reject([{"kind": "reject", **doc}], client=client, now_ms=1)
    assert policytape("ledger").lines[-1]["rejected"] == 1
    return policytape


def _account(policytape: Command) -> dict[str, int]:
    total = policytape("ledger").lines[-1]
    return {name: count for name, count in total.items() if name != "day" and count}


def test_a_retry_that_lands_under_another_raw_id_leaves_the_rejects_too(upgraded: Command, work: Work) -> None:
    assert upgraded("rejected", "retry", "undated-03").lines == [{"retried": 1, "refused": 0}]
    assert _account(upgraded) == {"received": 1, "waiting": 1}
    assert upgraded("rejected", "list").lines == []

    work()
    assert _account(upgraded) == {"received": 1, "landed": 1}
    assert len(upgraded("feed", "other").lines) == 1


def test_a_retry_under_another_raw_id_may_be_interrupted_anywhere(
    upgraded: Command, client: redis.Redis, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    for step in ("cli.rejected.settle_retried", "feeds.rejects.forget_rejects"):  # the account, then the reject itself
        with monkeypatch.context() as patch:
            patch.setattr(step, die)
            assert upgraded("rejected", "retry", "undated-03").status == 130
        assert [line["raw_id"] for line in upgraded("rejected", "list").lines] == ["undated-03"]

    upgraded("rejected", "retry", "undated-03")
    work()
    assert _account(upgraded) == {"received": 1, "landed": 1}
    assert upgraded("rejected", "list").lines == []
    assert client.exists("policytape:received:undated", "policytape:ledger:undated") == 0


def test_a_retry_that_is_not_taken_leaves_the_reject(upgraded: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    limits_of = Limits.of
    monkeypatch.setattr(Limits, "of", lambda settings: limits_of(settings)._replace(jobs=0, patience_s=0))

    assert upgraded("rejected", "retry", "undated-03").status == 1
    assert _account(upgraded) == {"received": 1, "rejected": 1}
    assert len(upgraded("rejected", "list").lines) == 1


def test_a_retry_passes_over_fields_that_a_newer_producer_sent(
    policytape: Command, client: redis.Redis, work: Work
) -> None:
    raw = make_payload(language="zh")
    doc = {"raw_id": "2025-05-16-00", "stage": "read", "field": "", "reason": "a fault", "raw": raw}
    reject([{"kind": "reject", **doc}], client=client, now_ms=1)

    assert policytape("rejected", "retry", "2025-05-16-00").status == 0
    work()
    assert [item["title"] for item in policytape("feed", "other").lines] == [raw["title"]]


def test_retrying_all_tells_of_those_that_never_will(rejects: Command) -> None:
    done = rejects("rejected", "retry", "--all", "--yes")

    assert done.lines == [{"retried": 1, "refused": 2}]
    words = "still not valid, mend it or drop it"
    assert [line.split(": ")[:3] for line in sorted(done.complaints)] == [
        ["undated-01", words, "kind"],
        ["undated-02", words, "kind"],
    ]
    assert done.status == 1


@pytest.mark.parametrize(
    "args", [["drop"], ["retry"], ["drop", "undated-01", "--all"], ["retry", "x", "--stage", "read"]]
)
def test_what_is_meant_has_to_be_clear(args: list[str], rejects: Command) -> None:
    assert rejects("rejected", *args).status == 2


def test_jobs_set_aside_unread_are_listed(policytape: Command, client: redis.Redis, work: Work) -> None:
    client.hset("rq:job:evil", mapping={"data": b"not zlib", "status": "queued", "origin": "briefs"})
    client.rpush("rq:queue:briefs", "evil")
    work()

    (job,) = policytape("rejected", "list", "--jobs").lines
    assert (job["id"], job["queue"]) == ("evil", "briefs")
    assert "evil" in policytape("rejected", "list", "--jobs", "--format", "table").out
    assert policytape("status").lines[0]["jobs_set_aside"] == 1


def test_a_job_set_aside_comes_back_when_it_is_retried_and_goes_when_it_is_dropped(
    policytape: Command, client: redis.Redis, work: Work
) -> None:
    client.hset("rq:job:evil", mapping={"data": b"not zlib", "status": "queued", "origin": "briefs"})
    client.rpush("rq:queue:briefs", "evil")
    work()

    assert policytape("rejected", "retry-job", "evil").lines == [{"retried": 1}]
    assert client.llen("rq:queue:briefs") == 1

    work()
    done = policytape("rejected", "drop-job", "evil", "unknown")

    assert (done.status, done.lines) == (1, [{"dropped": 1}])
    assert done.complaints == ["unknown: no such job was set aside"]
    assert policytape("rejected", "list", "--jobs").lines == []


@pytest.mark.parametrize("broken", [{"origin": "another"}, {"status": "failed"}])
def test_a_dropped_job_leaves_an_account_that_balances_and_its_items_may_come_again(
    broken: dict[Any, str], policytape: Command, client: redis.Redis, work: Work
) -> None:
    policytape("enqueue", "-", stdin=json_lines(make_payload()))
    (job_id,) = cast("list[bytes]", client.lrange("rq:queue:briefs", 0, -1))
    client.hset(b"rq:job:" + job_id, mapping=broken)
    if "status" in broken:
        client.delete("rq:queue:briefs")
        client.zadd("rq:failed:briefs", {job_id.decode(): math.inf})  # as RQ does
    work()
    assert policytape("status").lines[0]["jobs_set_aside"] == 1
    assert policytape("ledger").status == 1

    assert policytape("rejected", "drop-job", job_id.decode()).lines == [{"dropped": 1}]
    assert policytape("status").lines[0]["jobs_set_aside"] == 0
    account = policytape("ledger")
    assert (account.status, account.lines[-1]["rejected"]) == (0, 1)

    again = policytape("run", "-", stdin=json_lines(make_payload()))
    assert (again.status, len(again.lines)) == (0, 1)
