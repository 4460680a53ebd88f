"""Retention: what is kept, what goes, and that landing and trimming at once leave nothing behind."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime

import pytest
import redis

from feeds import FeedReader
from feeds.audit import audit
from feeds.digest import digest
from feeds.entries import enter, entry_of
from feeds.indexes import feeds_of
from feeds.keys import Keys
from feeds.land import land
from feeds.ledger import ledger
from feeds.ready import make_ready
from feeds.rejects import list_rejects, reject
from feeds.trim import Retention, trim
from feeds.wire import send
from schemas.items import Doc
from tests.contract.conftest import Crash
from tests.readings import DAY, make_told, read

KEYS = Keys()
NOW = datetime(2025, 5, 20, 4, 0, tzinfo=UTC)


def story(title: str, day: int = 16, **fields: str) -> Doc:
    text = fields.pop("text", "kind=story region=330110 topic=科技 code=002317.SZ")
    return read(make_told(title=title, text=text, published_at=f"2025-05-{day:02}T09:40:00+08:00", **fields))


def put(client: redis.Redis, *docs: Doc) -> list[str]:
    return list(land([make_ready(doc) for doc in docs], client=client, read=read))


def cut(client: redis.Redis, **kept: float) -> int:
    return trim(client, client, Retention(**kept), now=NOW).items  # type: ignore[arg-type]  # counts are ints


def titles(client: redis.Redis, feed: str = "policy") -> list[str]:
    return [item.title for item in FeedReader(client).all(feed)]


def test_the_newest_are_kept_by_count(feeds: redis.Redis) -> None:
    put(feeds, story("甲", 14), story("乙", 15), story("丙", 16))

    assert cut(feeds, items=2) == 1
    assert titles(feeds) == titles(feeds, "region:330000") == ["丙", "乙"]
    assert feeds.exists(KEYS.item(story("甲", 14)["id"])) == 0
    assert list(audit(feeds)) == []


def test_of_one_time_the_greatest_ids_are_kept(feeds: redis.Redis) -> None:
    docs = [story(title) for title in "甲乙丙丁"]
    put(feeds, *docs)

    cut(feeds, items=2)

    kept = sorted((doc["id"] for doc in docs), reverse=True)[:2]
    assert [item.id for item in FeedReader(feeds).all("policy")] == kept


def test_the_newest_are_kept_by_age(feeds: redis.Redis) -> None:
    put(feeds, story("甲", 10), story("乙", 19))

    assert cut(feeds, item_days=3) == 1
    assert titles(feeds) == ["乙"]


def test_what_is_small_and_young_enough_stays(feeds: redis.Redis) -> None:
    put(feeds, story("甲"))
    before = digest(feeds)

    assert cut(feeds, items=5, item_days=30, ledger_days=30, reject_days=3, rejects=4) == 0
    assert trim(feeds, feeds, Retention(), now=NOW) == (0, 0, 0)
    assert digest(feeds) == before


def test_a_repeat_below_the_cut_does_not_come_back(feeds: redis.Redis) -> None:
    put(feeds, story("甲", 10), story("乙", 19))
    cut(feeds, item_days=3)

    assert put(feeds, story("甲", 10), story("又", 11)) == ["repeat", "below_cut"]
    feeds.delete(KEYS.ledger("2025-05-10"))
    assert put(feeds, story("甲", 10)) == ["below_cut"]
    assert titles(feeds) == ["乙"]
    assert feeds.hget(KEYS.ledger("2025-05-11"), story("又", 11)["reports"][0]["raw_id"]) == b"below_cut"
    assert put(feeds, story("又", 11)) == ["repeat"]
    assert ledger(feeds, feeds)[-1]._asdict() == {
        "day": "total",
        "received": 0,
        "landed": 1,
        "merged": 0,
        "rejected": 0,
        "below_cut": 2,
    }
    assert list(audit(feeds)) == []


def test_a_reject_that_would_land_below_the_cut_is_below_it(feeds: redis.Redis) -> None:
    doc = story("甲", 10)
    raw_id = doc["reports"][0]["raw_id"]
    reject(
        [{"kind": "reject", "raw_id": raw_id, "stage": "read", "field": "", "reason": "", "raw": {}}],
        client=feeds,
        now_ms=1,
    )
    cut(feeds, item_days=3)

    assert put(feeds, doc, doc) == ["below_cut", "repeat"]
    assert feeds.hgetall(KEYS.ledger("2025-05-10")) == {raw_id.encode(): b"below_cut"}
    assert list(list_rejects(feeds)) == []


def test_a_cut_is_never_taken_back(feeds: redis.Redis) -> None:
    put(feeds, story("甲", 10), story("乙", 19))
    cut(feeds, item_days=3)

    assert cut(feeds, item_days=30) == 0
    assert put(feeds, story("丙", 11)) == ["below_cut"]


def test_ledgers_and_received_sets_go_by_age(feeds: redis.Redis) -> None:
    put(feeds, story("甲", 10), story("乙", 19))
    for doc in (story("甲", 10), story("乙", 19)):
        raw_id = doc["reports"][0]["raw_id"]
        feeds.sadd(KEYS.received(raw_id[:10]), raw_id)

    assert trim(feeds, feeds, Retention(ledger_days=5), now=NOW).ledgers == 1
    assert [account.day for account in ledger(feeds, feeds)] == ["2025-05-19", "total"]
    assert ledger(feeds, feeds)[-1].is_balanced
    assert titles(feeds) == ["乙", "甲"]


def make_reject(raw_id: str) -> Doc:
    return {"kind": "reject", "raw_id": raw_id, "stage": "parse", "field": "", "reason": "not JSON", "raw": "甲"}


@pytest.mark.parametrize(
    "kept", [pytest.param(Retention(rejects=1), id="count"), pytest.param(Retention(reject_days=1), id="age")]
)
def test_rejects_go_and_do_not_come_back(feeds: redis.Redis, kept: Retention) -> None:
    now_ms = int(NOW.timestamp() * 1000)
    old, new = f"{DAY}-old", f"{DAY}-new"
    reject([make_reject(old), make_reject("undated-old")], client=feeds, now_ms=now_ms - 2 * 86_400_000)
    reject([make_reject(new)], client=feeds, now_ms=now_ms)
    feeds.sadd(KEYS.received("undated"), "undated-old")

    assert trim(feeds, feeds, kept, now=NOW).rejects == 2
    assert [each.raw_id for each in list_rejects(feeds)] == [new]
    assert reject([make_reject(old)], client=feeds, now_ms=now_ms) == [False]
    assert [each.raw_id for each in list_rejects(feeds)] == [new]
    assert (feeds.exists(KEYS.received("undated")), feeds.exists(KEYS.ledger("undated"))) == (0, 0)


def test_many_rejects_go_in_portions(feeds: redis.Redis) -> None:
    feeds.zadd(KEYS.feed("rejected"), {f"{DAY}-{number:024x}": number for number in range(1_203)})

    assert trim(feeds, feeds, Retention(rejects=3, reject_days=30_000), now=NOW).rejects == 1_200
    assert feeds.zrange(KEYS.feed("rejected"), 0, 0) == [f"{DAY}-{1_200:024x}".encode()]


def test_a_trim_that_was_interrupted_is_finished_by_the_next(feeds: redis.Redis) -> None:
    put(feeds, story("甲", 10), story("乙", 10), story("丙", 19))
    feeds.delete(KEYS.item(story("甲", 10)["id"]))
    for feed in ("region:330110", "topic:科技"):
        feeds.zrem(KEYS.feed(feed), story("甲", 10)["id"], story("乙", 10)["id"])

    assert {fault.what for fault in audit(feeds)} == {"entry without an item", "item without its entry"}
    assert cut(feeds, item_days=3) == 1
    assert titles(feeds, "topic:科技") == titles(feeds) == ["丙"]


@pytest.mark.parametrize("entered", [pytest.param(True, id="and-named"), pytest.param(False, id="and-not-yet-named")])
def test_a_trim_killed_anywhere_beside_a_landing_leaves_nothing_behind(
    feeds_client: redis.Redis, crashing: Callable[[int], redis.Redis], entered: bool
) -> None:
    """The landing had looked at the cut before the trim raised it, and writes the item again in the end."""
    docs = [story("甲", 10), story("乙", 10), story("丙", 19)]
    for commands in range(60):
        feeds_client.flushall()
        put(feeds_client, *docs)
        items = [feeds_client.get(KEYS.item(doc["id"])) for doc in docs]
        with suppress(Crash):
            cut(crashing(commands), item_days=3)
        for doc, item in zip(docs[:2], items, strict=False):
            feeds_client.set(KEYS.item(doc["id"]), item or b"", nx=True)
        if entered:
            send(feeds_client, enter([entry_of({**doc, "feeds": feeds_of(doc)}) for doc in docs], KEYS))
        else:
            cut(feeds_client, item_days=3)
            put(feeds_client, *docs)
        cut(feeds_client, item_days=3)

        assert (list(audit(feeds_client)), titles(feeds_client)) == ([], ["丙"]), commands


def test_what_a_trim_wrote_down_long_ago_is_crossed_out(feeds: redis.Redis) -> None:
    feeds.hset(KEYS.trimming(), mapping={"dead": b"[0,[]]", "alive": b"[9999999999,[]]"})

    cut(feeds, items=1)

    assert feeds.hkeys(KEYS.trimming()) == [b"alive"]


def test_an_audit_mends_what_it_finds(feeds: redis.Redis) -> None:
    put(feeds, story("甲"), read(make_told(title="乙", text="kind=price pct=3 code=600000.SH")), story("丙"))
    reject([make_reject("undated-0")], client=feeds, now_ms=1)
    before = digest(feeds)
    reject([make_reject("undated-1"), make_reject("undated-2"), make_reject("undated-3")], client=feeds, now_ms=1)
    feeds.zrem(KEYS.feed("policy"), story("甲")["id"])
    feeds.zrem(KEYS.feed(f"movers:{DAY}"), *feeds.zrange(KEYS.feed("price"), 0, -1))
    feeds.zadd(KEYS.feed("topic:科技"), {story("丙")["id"]: 2e12, "f" * 24: 1})
    feeds.zadd(KEYS.feed("source:谁"), {story("丙")["id"]: 1})
    feeds.delete(KEYS.rejected("undated-1"))
    feeds.zrem(KEYS.feed("rejected"), "undated-2")
    feeds.hset(KEYS.ledger("undated"), "undated-3", "f" * 24)

    faults = list(audit(feeds, repair=True))

    assert sorted(fault.what for fault in faults) == [
        "entry at another time than its item's", "entry that its item does not name", "entry without a reject",
        "entry without an item", "item without its entry", "item without its entry",
        "reject that has landed", "reject without its entry",
    ]  # fmt: skip
    assert list(audit(feeds)) == []
    assert digest(feeds) == before


def test_a_landing_that_overlaps_a_trim_leaves_no_entry_behind(feeds: redis.Redis) -> None:
    """The item goes after it was written and before it is named: stopped between, the batch comes again."""
    doc = story("甲", 10)
    put(feeds, story("乙", 19), doc)
    cut(feeds, item_days=3)
    for feed in ("policy", "topic:科技", "region:330110"):
        feeds.zadd(KEYS.feed(feed), {doc["id"]: 1})

    assert put(feeds, doc) == ["repeat"]
    assert list(audit(feeds)) == []


@pytest.mark.timeout(60)
def test_landing_and_trimming_at_once_come_to_rest_without_orphans(feeds_client: redis.Redis) -> None:
    texts = "kind=story region=330110", "kind=price pct=3 code=002317.SZ"
    docs = [
        read(make_told(title=f"题{at}", text=texts[at % 2],
                       published_at=f"2025-05-16T{at % 24:02}:{at % 60:02}:00+08:00", source=source))
        for at in range(600) for source in "甲乙"
    ]  # fmt: skip

    def work(worker: int) -> None:
        for start in range(0, len(docs), 40):
            put(feeds_client, *docs[(start + worker * 300) % len(docs) :][:40])
            if worker % 2:
                cut(feeds_client, items=300 - start // 8)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(4)))
    cut(feeds_client, items=150)

    assert list(audit(feeds_client)) == []
    assert [FeedReader(feeds_client).count(feed) for feed in ("policy", "price")] == [150, 150]
