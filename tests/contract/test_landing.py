"""Landing: the same items, feeds and ledger, whatever the order, the repetition, the company and the crash."""

import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

import pytest
import redis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feeds import FeedReader
from feeds.digest import digest
from feeds.entries import Entry, enter
from feeds.keys import Keys
from feeds.land import land
from feeds.ledger import fate, ledger, write_off
from feeds.ready import make_ready
from feeds.rejects import get_reject, list_rejects, reject
from feeds.wire import send
from schemas.items import Doc
from tests.contract.conftest import Crash, CrashingConnection
from tests.readings import DAY, make_told, read

CODE, OTHER_CODE = "002317.SZ", "600000.SH"
KEYS = Keys()
many = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def price(title: str = "甲", text: str = "pct=3.5", **fields: str) -> Doc:
    return read(make_told(title=title, text=f"kind=price {text}", **fields))


def story(title: str = "文", text: str = "", **fields: str) -> Doc:
    return read(make_told(title=title, text=f"kind=story {text}", **fields))


def put(client: redis.Redis, *docs: Doc) -> list[str]:
    return list(land([make_ready(doc) for doc in docs], client=client, read=read))


def ids(client: redis.Redis, feed: str) -> list[str]:
    return [item.id for item in FeedReader(client).all(feed)]


def test_a_new_item_is_in_all_its_feeds(feeds: redis.Redis) -> None:
    move, paper = price(text=f"pct=-3.5 code={CODE}"), story(text="region=330110 topic=科技")

    assert put(feeds, move, paper) == ["landed", "landed"]
    for feed in ("price", f"movers:{DAY}", f"security:{CODE}"):
        assert ids(feeds, feed) == [move["id"]]
    for feed in ("policy", "region:330110", "region:330100", "region:330000", "topic:科技"):
        assert ids(feeds, feed) == [paper["id"]]
    assert set(ids(feeds, "source:门户甲")) == {move["id"], paper["id"]}


def test_a_second_report_joins_its_item(feeds: redis.Redis) -> None:
    first, second = price(source="甲"), price(source="乙", text=f"pct=3.5 code={CODE} at=09:30")

    assert (put(feeds, first), put(feeds, second)) == (["landed"], ["merged"])
    item = FeedReader(feeds).doc(first["id"])
    assert item is not None
    assert [report["source"] for report in item["reports"]] in (["甲", "乙"], ["乙", "甲"])
    assert ids(feeds, "source:甲") == ids(feeds, "source:乙") == ids(feeds, f"security:{CODE}") == [first["id"]]
    assert feeds.zscore(KEYS.feed("source:甲"), first["id"]) == feeds.zscore(KEYS.feed("source:乙"), first["id"])


def test_a_repeat_changes_nothing(feeds: redis.Redis) -> None:
    put(feeds, price(), story())
    before = digest(feeds)

    assert put(feeds, story(), price(), price()) == ["repeat"] * 3
    assert digest(feeds) == before
    assert feeds.xlen(KEYS.events()) == 2


def test_a_repeat_within_a_batch_is_one_report(feeds: redis.Redis) -> None:
    assert put(feeds, price(), price(), price(source="乙")) == ["landed", "repeat", "merged"]


def test_a_later_capture_of_one_report_is_only_remembered(feeds: redis.Redis) -> None:
    later = f"{DAY}T11:00:00+08:00"
    put(feeds, price())

    assert put(feeds, price(first_captured_at=later, last_captured_at=later)) == ["repeat"]
    item = FeedReader(feeds).doc(price()["id"])
    assert item is not None
    assert (item["first_captured_at"], item["last_captured_at"]) == (f"{DAY}T10:00:00+08:00", later)


def test_the_ledger_tells_what_became_of_each(feeds: redis.Redis) -> None:
    docs = [price(), price(source="乙"), story()]
    feeds.sadd(KEYS.received(DAY), *(doc["reports"][0]["raw_id"] for doc in docs), "another")

    put(feeds, *docs)

    day, total = ledger(feeds, feeds)
    assert (day.day, day.received, day.landed, day.merged, day.rejected, day.waiting) == (DAY, 4, 2, 1, 0, 1)
    assert total[1:] == day[1:]
    assert not day.is_balanced


def test_an_item_of_two_days_is_landed_on_both(feeds: redis.Redis) -> None:
    docs = [price(), price(first_captured_at="2025-05-17T10:00:00+08:00", raw_id="2025-05-17-02")]
    put(feeds, *docs)

    assert docs[0]["id"] == docs[1]["id"]
    assert [(account.day, account.landed, account.merged) for account in ledger(feeds, feeds)] == [
        (DAY, 1, 0), ("2025-05-17", 1, 0), ("total", 2, 0),
    ]  # fmt: skip


def test_raw_items_that_nobody_will_read_are_written_off_once(feeds: redis.Redis) -> None:
    put(feeds, price())
    (landed,) = (report["raw_id"] for report in price()["reports"])
    feeds.sadd(KEYS.received(DAY), landed, f"{DAY}-unread")
    chosen = [landed, f"{DAY}-unread", f"{DAY}-foreign", f"{DAY}-unread"]

    assert fate(feeds, chosen) == (0, 2, 0)
    assert [write_off(feeds, feeds, chosen) for _ in range(2)] == [1, 0]
    assert fate(feeds, chosen) == (1, 1, 0)  # what was never received is nobody's debt
    assert ledger(feeds, feeds)[-1][1:] == (2, 1, 0, 1, 0)


def test_events_tell_what_landed(feeds: redis.Redis) -> None:
    put(feeds, price())
    put(feeds, price(source="乙"))

    events: Any = feeds.xrange(KEYS.events())
    assert [event[b"outcome"] for _, event in events] == [b"landed", b"merged"]
    assert events[0][1] == {
        b"id": price()["id"].encode(), b"kind": b"price_move", b"outcome": b"landed",
        b"event_time": f"{DAY}T09:40:00+08:00".encode(),
    }  # fmt: skip


def test_the_greatest_move_scores_whoever_comes_first(feeds: redis.Redis) -> None:
    put(feeds, price(text="pct=3.5"), price(text="pct=-3.5", source="乙"))
    assert feeds.zscore(KEYS.feed(f"movers:{DAY}"), price()["id"]) == 3.5

    put(feeds, price(text="pct=-9", source="丙"))
    put(feeds, price(text="pct=3.5", source="丁"))
    assert feeds.zscore(KEYS.feed(f"movers:{DAY}"), price()["id"]) == -9


def test_a_raw_item_lands_once_even_if_it_reads_differently_later(feeds: redis.Redis) -> None:
    put(feeds, price())

    assert put(feeds, price() | {"id": "f" * 24}) == ["repeat"]
    assert ids(feeds, "price") == [price()["id"]]


def test_an_item_that_was_lost_comes_back_by_a_repeat(feeds: redis.Redis) -> None:
    put(feeds, price())
    before = digest(feeds)
    feeds.delete(KEYS.item(price()["id"]))

    assert put(feeds, price()) == ["repeat"]
    assert digest(feeds) == before


def test_a_client_that_decodes_lands_the_same(feeds: redis.Redis) -> None:
    pool = feeds.connection_pool
    decoding = type(feeds)(connection_pool=type(pool)(
        connection_class=pool.connection_class, **pool.connection_kwargs | {"decode_responses": True}
    ))  # fmt: skip
    put(feeds, price(), story())
    before = digest(feeds)

    assert put(decoding, price(), price(source="乙")) == ["repeat", "merged"]
    assert digest(decoding) == digest(feeds) != before
    decoding.close()


@pytest.mark.parametrize(
    ("before", "commands"),
    [
        pytest.param(0, 400 + 42 + 10, id="new: the item, one a feed, and ten"),
        pytest.param(1, 400 + 42 + 8, id="repeat: a look at the item, one a feed, no event and no account"),
    ],
)
def test_what_a_batch_costs_in_commands(crashing: Callable[[int], redis.Redis], before: int, commands: int) -> None:
    docs = [price(f"{at}", text=f"pct=3 code={at % 40:06}.SZ") for at in range(400)]
    for _ in range(before + 1):
        client = crashing(10_000)
        put(client, price("by which scripts are loaded"))
        CrashingConnection.left = 10_000
        put(client, *docs)

    assert 10_000 - CrashingConnection.left == commands


def test_a_landing_takes_the_reject_away(feeds: redis.Redis) -> None:
    doc = price()
    raw_id = doc["reports"][0]["raw_id"]
    reject([make_reject(raw_id, "crashed")], client=feeds, now_ms=1)

    assert put(feeds, doc) == ["landed"]
    assert list(list_rejects(feeds)) == []
    assert feeds.hget(KEYS.ledger(DAY), raw_id) == doc["id"].encode()


def make_reject(raw_id: str, stage: str = "validate", **fields: object) -> Doc:
    raw = {"source": "门户甲", "title": ""}
    return {
        "kind": "reject",
        "raw_id": raw_id,
        "stage": stage,
        "field": "title",
        "reason": "empty",
        "raw": raw,
    } | fields


def test_what_has_landed_is_not_rejected(feeds: redis.Redis) -> None:
    put(feeds, price())
    raw_id = price()["reports"][0]["raw_id"]

    assert reject([make_reject(raw_id)], client=feeds, now_ms=1) == [False]
    assert list(list_rejects(feeds)) == []


def test_of_two_rejects_of_one_raw_id_the_same_stays_whoever_comes_first(feeds: redis.Redis) -> None:
    one, two = make_reject("undated-1", reason="a"), make_reject("undated-1", reason="b")
    crashed = make_reject("undated-1", "crashed", reason="0")

    assert reject([two, crashed], client=feeds, now_ms=1) == [True, False]
    assert reject([one], client=feeds, now_ms=2) == [False]
    assert reject([two], client=feeds, now_ms=2) == [False]
    assert get_reject(feeds, "undated-1").reason == "a"
    assert feeds.zscore(KEYS.feed("rejected"), "undated-1") == 1


texts = st.sampled_from(
    [
        "kind=price pct=3.5",
        "kind=price pct=3.5 amount=100",
        f"kind=price pct=-9 amount=120 code={CODE}",
        f"kind=price amount=1... pct=3.5 at=09:30 code={OTHER_CODE}",
        "kind=price at=09:31",
        "kind=story region=330110",
        f"kind=story code={CODE} topic=科技 region=330000",
        "nothing",
    ]
)
clocks = st.integers(0, 5).map(lambda minute: f"{DAY}T10:0{minute}:00+08:00")


@st.composite
def readings(draw: st.DrawFn) -> Doc:
    captured, published = draw(clocks), draw(st.sampled_from([None, f"{DAY}T09:40:00+08:00"]))
    told = make_told(title=draw(st.sampled_from("甲乙")), text=draw(texts), source=draw(st.sampled_from("丙丁")),
                     published_at=published, first_captured_at=captured, last_captured_at=captured)  # fmt: skip
    return read(told)


batches = st.lists(readings(), min_size=1, max_size=12)


def landed_alone(client: redis.Redis, docs: list[Doc]) -> str:
    """The digest of one quiet landing of everything."""
    client.flushall()
    for doc in docs:
        put(client, doc)
    whole = digest(client)
    client.flushall()
    return whole


@many
@given(docs=batches, data=st.data())
def test_any_order_and_repetition_gives_the_same_digest(
    feeds: redis.Redis, docs: list[Doc], data: st.DataObject
) -> None:
    whole = landed_alone(feeds, docs)
    left = data.draw(st.permutations(docs + data.draw(st.lists(st.sampled_from(docs), max_size=6))))

    while left:
        size = data.draw(st.integers(1, len(left)))
        put(feeds, *left[:size])
        left = left[size:]

    assert digest(feeds) == whole


@many
@given(docs=batches, data=st.data())
def test_a_crash_anywhere_heals_when_the_batch_comes_again(
    feeds_client: redis.Redis, crashing: Callable[[int], redis.Redis], docs: list[Doc], data: st.DataObject
) -> None:
    whole = landed_alone(feeds_client, docs)

    for _ in range(data.draw(st.integers(1, 3))):
        some = data.draw(st.permutations(docs))
        with suppress(Crash):
            put(crashing(data.draw(st.integers(0, 40))), *some)
    put(feeds_client, *docs)
    account = ledger(feeds_client, feeds_client)

    assert digest(feeds_client) == whole
    assert account[-1].landed == len({doc["id"] for doc in docs})
    put(feeds_client, *docs)
    assert ledger(feeds_client, feeds_client) == account


def test_many_workers_at_once_give_the_same_digest(feeds_client: redis.Redis) -> None:
    moves = list(zip((1, -2, 3, -3, 2), "一二三四五", strict=True))
    docs = [price(title, f"pct={pct} at=09:3{abs(pct)}", source=source) for title in "甲乙丙" for pct, source in moves]
    whole = landed_alone(feeds_client, docs)
    orders = [random.Random(seed).sample(docs, len(docs)) for seed in range(8)]

    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(lambda order: [put(feeds_client, doc)[0] for doc in order], orders))

    assert digest(feeds_client) == whole
    assert sum(outcome.count("repeat") for outcome in outcomes) > 0
    assert ledger(feeds_client, feeds_client)[-1][2:] == (3, 12, 0, 0)


def test_the_greatest_of_many_movers_stays(feeds: redis.Redis) -> None:
    def entries(*scores: float) -> list[Entry]:
        return [Entry(f"{at:04}", 0, [f"movers:{DAY}"], pct) for at, pct in enumerate(scores)]

    send(feeds, enter(entries(*[2.5] * 1200), KEYS))
    send(feeds, enter(entries(*[1.0, -3.0] * 700), KEYS))
    send(feeds, enter([*entries(-2.5), *entries(3.0), *entries(-3.0)], KEYS))

    rows: Any = feeds.zrange(KEYS.feed(f"movers:{DAY}"), 0, -1, withscores=True)
    known = dict(rows)
    scores = [known[f"{at:04}".encode()] for at in range(1400)]
    assert scores == [3.0, -3.0, *[2.5, -3.0] * 599, *[1.0, -3.0] * 100]
