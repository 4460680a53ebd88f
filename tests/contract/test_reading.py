"""Reading: newest first, page by page, nothing skipped and nothing twice, whatever arrives meanwhile."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import redis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feeds import FeedError, FeedReader
from feeds.keys import Keys
from feeds.land import land
from feeds.read import parse_cursor
from feeds.ready import make_ready
from schemas.items import Doc, PolicyStory, PriceMove
from tests.readings import DAY, make_told, read

KEYS = Keys()


def story(title: str, minute: int = 40, **fields: str) -> Doc:
    return read(make_told(title=title, text="kind=story", published_at=f"{DAY}T09:{minute:02}:00+08:00", **fields))


def put(client: redis.Redis, *docs: Doc) -> None:
    land([make_ready(doc) for doc in docs], client=client, read=read)


def pages(reader: FeedReader, feed: str, limit: int) -> list[list[str]]:
    cursor, found = None, []
    while True:
        page = reader.page(feed, limit=limit, after=cursor)
        found.append([item.title for item in page.items])
        if (cursor := page.cursor) is None:
            return found


def test_a_feed_is_read_newest_first(feeds: redis.Redis) -> None:
    put(feeds, story("二", 2), story("三", 3), story("一", 1))

    assert pages(FeedReader(feeds), "policy", 2) == [["三", "二"], ["一"]]
    assert FeedReader(feeds).count("policy") == 3


def test_a_full_last_page_is_the_last(feeds: redis.Redis) -> None:
    put(feeds, story("二", 2), story("一", 1))
    page = FeedReader(feeds).page("policy", limit=1, since=datetime(2025, 5, 16, 1, 2, tzinfo=UTC))

    assert pages(FeedReader(feeds), "policy", 2) == [["二", "一"]]
    assert ([item.title for item in page.items], page.cursor) == (["二"], None)
    assert pages(FeedReader(feeds), "other", 2) == [[]]


def test_items_of_one_time_are_read_by_falling_id(feeds: redis.Redis) -> None:
    docs = [story(title) for title in "甲乙丙丁戊"]
    put(feeds, *docs)

    found = [title for page in pages(FeedReader(feeds), "policy", 2) for title in page]
    assert found == [doc["title"] for doc in sorted(docs, key=lambda doc: doc["id"], reverse=True)]


def test_movers_are_read_by_falling_percentage(feeds: redis.Redis) -> None:
    put(feeds, *(read(make_told(title=f"{pct}", text=f"kind=price pct={pct}")) for pct in (-9.5, 10, 3.25)))

    assert pages(FeedReader(feeds), f"movers:{DAY}", 2) == [["10", "3.25"], ["-9.5"]]


def test_a_span_of_time_includes_its_start_and_not_its_end(feeds: redis.Redis) -> None:
    put(feeds, *(story(f"{minute}", minute) for minute in range(6)))
    start = datetime(2025, 5, 16, 1, 1, tzinfo=UTC)
    end = start + timedelta(minutes=3)
    reader = FeedReader(feeds)

    assert [item.title for item in reader.all("policy", since=start, until=end)] == ["3", "2", "1"]
    page = reader.page("policy", since=start, until=end, limit=1)
    assert [item.title for item in reader.page("policy", since=start, until=end, after=page.cursor).items] == ["2", "1"]
    late = reader.page("policy", limit=5).cursor
    assert [item.title for item in reader.page("policy", until=end, after=late).items] == ["0"]


def test_what_is_gone_is_left_out(feeds: redis.Redis) -> None:
    put(feeds, *(story(f"{minute}", minute) for minute in range(5)))
    feeds.delete(KEYS.item(story("3", 3)["id"]), KEYS.item(story("2", 2)["id"]))

    assert pages(FeedReader(feeds), "policy", 2) == [["4", "1"], ["0"]]


def test_a_cursor_holds_when_its_item_is_trimmed(feeds: redis.Redis) -> None:
    docs = sorted((story(title) for title in "甲乙丙丁戊己"), key=lambda doc: doc["id"], reverse=True)
    put(feeds, *docs)
    cursor = FeedReader(feeds).page("policy", limit=3).cursor
    feeds.zrem(KEYS.feed("policy"), docs[2]["id"])

    assert [item.id for item in FeedReader(feeds).page("policy", after=cursor).items] == [doc["id"] for doc in docs[3:]]
    feeds.zremrangebyrank(KEYS.feed("policy"), 0, -1)
    assert FeedReader(feeds).page("policy", after=cursor) == ([], None)


def test_items_are_typed_and_raw(feeds: redis.Redis) -> None:
    paper, move = story("文"), read(make_told(title="价", text="kind=price pct=3"))
    put(feeds, paper, move)
    reader = FeedReader(feeds)

    assert isinstance(reader.item(paper["id"]), PolicyStory)
    assert isinstance(reader.item(move["id"]), PriceMove)
    assert reader.raw_item(move["id"]) == feeds.get(KEYS.item(move["id"]))
    assert reader.raw_page("price").items == [reader.raw_item(move["id"])]
    assert (reader.item("0" * 24), reader.doc("0" * 24)) == (None, None)


def test_a_reader_opens_a_url(server: Any, feeds_client: redis.Redis) -> None:
    put(feeds_client, story("文"))

    reader = FeedReader.from_url(server.url)
    assert reader.count("policy") == 1
    reader.close()


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        pytest.param({"feed": "prices"}, "no feed is called 'prices'", id="feed"),
        pytest.param({"feed": "movers:16.5."}, "no feed is called", id="day"),
        pytest.param({"feed": "movers:2025-02-30"}, "no feed is called", id="day-that-does-not-exist"),
        pytest.param({"feed": "region:浙江"}, "no feed is called", id="adcode"),
        pytest.param({"feed": "rejected"}, "rejects are no items", id="rejects"),
        pytest.param({"feed": "policy", "after": "x"}, "not a cursor: 'x'", id="cursor"),
        pytest.param({"feed": "policy", "after": "one-0"}, "not a cursor", id="word"),
        pytest.param({"feed": "policy", "after": "1-"}, "not a cursor", id="half-cursor"),
        pytest.param({"feed": "policy", "after": "nan-0"}, "not a cursor", id="no-number"),
        pytest.param({"feed": "policy", "limit": 0}, "limit must be 1 to 1000", id="limit"),
        pytest.param({"feed": "policy", "since": date(2025, 5, 16)}, "datetimes, not date", id="a-date"),
        pytest.param({"feed": f"movers:{DAY}", "until": datetime.now(UTC)}, "do not apply", id="movers-have-no-time"),
    ],
)
def test_a_wrong_question_is_answered_in_one_line(feeds: redis.Redis, arguments: dict[str, Any], reason: str) -> None:
    with pytest.raises(FeedError, match=reason) as caught:
        FeedReader(feeds).page(**arguments)

    assert "\n" not in str(caught.value)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_paging_while_items_come_and_go_skips_and_repeats_nothing(feeds: redis.Redis, data: st.DataObject) -> None:
    feeds.flushall()
    minutes = st.integers(0, 3)
    there = {f"{at}": data.draw(minutes) for at in range(data.draw(st.integers(0, 12)))}
    put(feeds, *(story(title, minute) for title, minute in there.items()))
    gone: set[str] = set()
    reader, cursor, found, fresh = FeedReader(feeds), None, list[str](), 100

    while True:
        page = reader.page("policy", limit=data.draw(st.integers(1, 4)), after=cursor)
        found += [item.title for item in page.items]
        if (cursor := page.cursor) is None:
            break
        if data.draw(st.booleans()):
            put(feeds, story(f"{fresh}", data.draw(minutes)))
            fresh += 1
        leaves: bool = data.draw(st.booleans())
        if there and leaves:
            title = data.draw(st.sampled_from(sorted(there)))
            gone.add(title)
            feeds.zrem(KEYS.feed("policy"), story(title, there[title])["id"])
            feeds.delete(KEYS.item(story(title, there[title])["id"]))

    assert len(found) == len(set(found))
    assert set(there) - gone <= set(found)
    old = [title for title in found if title in there]
    assert old == sorted(old, key=lambda title: (there[title], story(title, there[title])["id"]), reverse=True)


@given(st.floats(allow_nan=False, allow_infinity=False), st.text("0123456789abcdef", min_size=1))
def test_a_cursor_comes_back_as_it_was(score: float, item_id: str) -> None:
    position = parse_cursor(f"{score:.17g}-{item_id}")

    assert position == (score, item_id)
    assert parse_cursor(position.cursor()) == position


def test_a_time_without_a_zone_is_shanghais(feeds: redis.Redis) -> None:
    put(feeds, story("二", 2), story("一", 1))
    since = datetime(2025, 5, 16, 9, 2)  # noqa: DTZ001

    assert [item.title for item in FeedReader(feeds).page("policy", since=since).items] == ["二"]
