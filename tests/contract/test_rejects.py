"""Rejects: listed with filters, shown, dropped; and the digest sees what is the same whenever it happens."""

import pytest
import redis

from feeds import FeedError
from feeds.digest import digest
from feeds.keys import Keys
from feeds.rejects import Filter, drop_rejects, get_reject, list_rejects, reject
from schemas.items import Doc

KEYS = Keys()


def make_reject(name: str, stage: str = "validate", field: str = "title", source: str = "甲", **fields: object) -> Doc:
    raw = {"source": source, "title": name}
    made = {"kind": "reject", "raw_id": f"undated-{name}", "stage": stage, "field": field, "reason": "bad", "raw": raw}
    return made | fields


def listed(client: redis.Redis, **wanted: object) -> list[str]:
    return [each.raw_id for each in list_rejects(client, Filter(**wanted))]  # type: ignore[arg-type]  # a test's choice


def test_rejects_are_listed_last_seen_first_with_filters(feeds: redis.Redis) -> None:
    reject([make_reject("a"), make_reject("b", field="body", source="乙")], client=feeds, now_ms=1)
    reject([make_reject("c", "parse", "", raw="no JSON")], client=feeds, now_ms=2)

    assert listed(feeds) == ["undated-c", "undated-b", "undated-a"]
    assert listed(feeds, stage="parse") == listed(feeds, since_ms=2) == ["undated-c"]
    assert listed(feeds, source="乙") == listed(feeds, field="body") == ["undated-b"]


def test_a_reject_is_kept_whole(feeds: redis.Redis) -> None:
    reject([make_reject("a")], client=feeds, now_ms=1)

    assert get_reject(feeds, "undated-a").raw == {"source": "甲", "title": "a"}
    with pytest.raises(FeedError, match="no reject 'undated-b'"):
        get_reject(feeds, "undated-b")


def test_a_dropped_reject_stays_away_and_in_the_ledger(feeds: redis.Redis) -> None:
    reject([make_reject("a"), make_reject("b")], client=feeds, now_ms=1)

    assert drop_rejects(feeds, ["undated-a", "undated-x"]) == 1
    assert reject([make_reject("a")], client=feeds, now_ms=2) == [False]
    assert listed(feeds) == ["undated-b"]
    assert feeds.hget(KEYS.ledger("undated"), "undated-a") == b"rejected"
    assert drop_rejects(feeds, []) == 0


def test_many_rejects_are_listed_page_by_page(feeds: redis.Redis) -> None:
    names = [f"{at:03}" for at in range(450)]
    reject([make_reject(name) for name in names], client=feeds, now_ms=1)

    assert listed(feeds) == [f"undated-{name}" for name in reversed(names)]


def test_the_digest_sees_rejects_but_not_when_nor_crashed_ones(feeds: redis.Redis) -> None:
    reject([make_reject("a")], client=feeds, now_ms=1)
    before = digest(feeds)
    reject([make_reject("z", "crashed")], client=feeds, now_ms=2)
    feeds.zadd(KEYS.feed("rejected"), {"undated-a": 5})

    assert digest(feeds) == before
    reject([make_reject("b")], client=feeds, now_ms=3)
    assert digest(feeds) != before


def test_the_digest_of_nothing_is_that_of_any_other_nothing(feeds: redis.Redis) -> None:
    before = digest(feeds)
    reject([make_reject("a")], client=feeds, now_ms=1)
    drop_rejects(feeds, ["undated-a"])

    assert digest(feeds) == before
    assert len(before) == 64
