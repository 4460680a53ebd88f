"""Items through real queues and workers, read as a user reads them."""

import re
from collections.abc import Callable
from typing import Any

import pytest
import redis

from tests.builders import make_payload
from tests.command import Command, json_lines

Work = Callable[[], None]
NAMES = ("平安银行", "中芯国际", "京东方A", "科大讯飞", "北方稀土", "三一重工", "海尔智家")


def _move(name: str, minute: int, **fields: Any) -> dict[str, Any]:
    title, text = (
        f"{name}涨2.31%,成交额1...",
        f"5月16日,{name}盘中上涨2.31%,截至09:{minute:02},报14.82元/股,成交2.06亿元...",
    )
    return make_payload(title=title, snippet=text, **fields)


@pytest.fixture
def filled(policytape: Command, work: Work) -> Command:
    """The command with seven price moves and one hostile item in the feeds."""
    hostile = make_payload(title="甲乙公司\x1b[2J召开\u202e年会\u200b", source="来\x1b]0;x\x07源")
    payloads = [*(_move(name, 30 + at) for at, name in enumerate(NAMES)), hostile]
    assert policytape("enqueue", "-", stdin=json_lines(*payloads)).status == 0
    work()
    return policytape


def test_a_feed_is_newest_first_one_item_a_line(filled: Command) -> None:
    times = [item["event_time"] for item in filled("feed", "price").lines]

    assert len(times) == 7
    assert times == sorted(times, reverse=True)


def test_pages_are_the_whole_feed_in_its_order(filled: Command) -> None:
    whole = filled("feed", "price").out
    pages, after = list[str](), list[str]()
    while not pages or after:
        done = filled("feed", "price", "--limit", "1", *after)
        pages.append(done.out)
        cursor = re.search(r"more: --after (\S+)", done.err)
        after = ["--after", cursor.group(1)] if cursor else []

    assert "".join(pages) == whole
    assert len(pages) == 7


def test_since_and_until_bound_the_event_time(filled: Command) -> None:
    done = filled("feed", "price", "--since", "2025-05-16T09:32", "--until", "2025-05-16T09:34:00+08:00")

    assert [item["moves"][0]["name"] for item in done.lines] == [NAMES[3], NAMES[2]]


def test_a_security_has_its_own_feed(filled: Command) -> None:
    assert [item["moves"][0]["name"] for item in filled("feed", "security:000001.SZ").lines] == ["平安银行"]


def test_a_table_shows_names_and_whole_ids(filled: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    (item,) = filled("feed", "price", "--limit", "1").lines
    shown = filled("feed", "price", "--limit", "1", "--format", "table").out

    assert NAMES[-1] in shown
    assert item["id"] in shown
    assert "+2.31%" in shown
    assert max(len(line) for line in shown.splitlines()) <= 80


def test_an_empty_feed_is_said_to_be_empty(filled: Command) -> None:
    assert filled("feed", "policy", "--format", "table").out == "policy: 0 items\n"


def test_a_wide_table_shows_more(filled: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "140")

    assert "2.06亿" in filled("feed", "price", "--format", "table").out


@pytest.mark.parametrize(
    "way", [["feed", "other", "--format", "table"], ["feed", "other"], ["show", "ID", "--format", "table"]]
)
def test_nothing_in_a_text_steers_a_terminal(way: list[str], filled: Command) -> None:
    (item,) = filled("feed", "other").lines
    shown = filled(*(item["id"] if word == "ID" else word for word in way)).out

    assert not set("\x1b\x07\u202e\u200b") & set(shown)
    assert item["title"] == "甲乙公司\x1b[2J召开\u202e年会\u200b"  # the item itself is as it came


def test_show_marks_the_evidence_in_the_text(filled: Command) -> None:
    (item,) = filled("feed", "security:000001.SZ").lines
    shown = filled("show", item["id"], "--format", "table").out

    assert "⟦平安银行" in shown
    assert "classification.label" in shown
    assert filled("show", item["id"]).lines == [item]


def test_status_shows_queues_workers_feeds(filled: Command) -> None:
    (state,) = filled("status").lines

    assert [queue["queue"] for queue in state["queues"]] == ["articles", "briefs"]
    assert {feed["feed"]: feed["items"] for feed in state["feeds"]} == {"policy": 0, "price": 7, "other": 1}
    assert state["landed_last_minute"] == 8
    assert filled("status", "--format", "table").status == 0


def test_a_server_that_can_lose_items_is_told_by_status_and_at_a_workers_start(
    policytape: Command, client: redis.Redis
) -> None:
    client.config_set("maxmemory-policy", "allkeys-lru")
    try:
        (state,) = policytape("status").lines
        shown = policytape("status", "--format", "table").out
        log = policytape("worker", "--burst").err
    finally:
        client.config_set("maxmemory-policy", "noeviction")

    policy = "maxmemory-policy is allkeys-lru, not noeviction"
    assert [risk.startswith((policy, "appendonly is no")) for risk in state["servers"][0]["risks"]] == [True, True]
    assert policy in " ".join(shown.split())
    assert "server may lose items" in log
    assert policy in log


@pytest.mark.parametrize("job_id", [b"\xff\xfe", b"a-text", b"a-time-of-wrong-utf8", b"nowhere"])
def test_status_counts_whatever_stands_at_a_queues_head(
    job_id: bytes, policytape: Command, client: redis.Redis
) -> None:
    client.set("rq:job:a-text", "no hash")
    client.hset("rq:job:a-time-of-wrong-utf8", "enqueued_at", b"\xff")
    client.lpush("rq:queue:briefs", job_id)
    client.sadd("rq:hands", b"\xff.briefs.0.1")
    client.hset(b"rq:worker:\xff.briefs.0.1", "state", b"\xff")
    done = policytape("status")

    assert (done.status, done.complaints) == (0, [])
    assert done.lines[0]["queues"][1] == {"queue": "briefs", "waiting": 1, "oldest_s": None}


def test_status_says_how_long_the_oldest_batch_has_waited(policytape: Command) -> None:
    policytape("enqueue", "-", stdin=json_lines(make_payload()))
    queue = policytape("status").lines[0]["queues"][1]

    assert queue["waiting"] == 1
    assert 0 <= queue["oldest_s"] < 30


def test_looking_at_the_status_changes_nothing(policytape: Command, client: redis.Redis) -> None:
    policytape("enqueue", "-", stdin=json_lines(make_payload()))
    before = {key: client.dump(key) for key in client.scan_iter()}
    policytape("status")

    assert {key: client.dump(key) for key in client.scan_iter()} == before


def test_the_ledger_balances_once_all_is_done(filled: Command) -> None:
    done = filled("ledger")

    assert done.status == 0
    counts = {"received": 8, "landed": 8, "merged": 0, "rejected": 0, "below_cut": 0, "waiting": 0}
    assert done.lines[-1] == {"day": "total", **counts}
    assert "total" in filled("ledger", "--format", "table").out


def test_a_ledger_that_does_not_balance_is_status_1(policytape: Command) -> None:
    policytape("enqueue", "-", stdin=json_lines(make_payload()))

    assert policytape("ledger").status == 1


def test_sent_twice_is_told_as_repeats_and_changes_nothing(filled: Command, work: Work) -> None:
    before = filled("digest").lines
    done = filled("enqueue", "-", stdin=json_lines(*(_move(name, 30 + at) for at, name in enumerate(NAMES))))
    work()

    assert done.lines == [{"acknowledged": 7, "new": 0, "repeats": 7, "refused": 0}]
    assert filled("digest").lines == before


def test_trim_keeps_the_newest_and_the_audit_finds_nothing(filled: Command) -> None:
    assert filled("trim", "--items", "2").lines == [{"items": 5, "ledgers": 0, "rejects": 0}]
    assert [item["moves"][0]["name"] for item in filled("feed", "price").lines] == [NAMES[6], NAMES[5]]
    assert filled("audit") == (0, "", "")


def test_trim_wants_to_be_told_what_to_keep(policytape: Command) -> None:
    assert policytape("trim").status == 2


def test_the_audit_finds_an_entry_without_an_item(filled: Command, client: redis.Redis) -> None:
    (item,) = filled("feed", "other").lines
    client.delete(f"policytape:item:{item['id']}")
    done = filled("audit")

    assert done.status == 1
    assert {fault["what"] for fault in done.lines} == {"entry without an item"}
    assert filled("audit", "--repair").status == 1
    assert filled("audit").status == 0
