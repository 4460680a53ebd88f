"""Which feeds name an item, and how."""

from typing import Any

import pytest

from feeds.entries import entry_of
from feeds.indexes import event_ms, feeds_of, movers_score
from feeds.keys import FeedError, check_feed_name
from tests.readings import DAY, make_doc, make_move

REGIONS = [{"adcode": "330110", "name": "甲", "role": "about"}, {"adcode": "110000", "name": "乙", "role": "mentioned"}]
TOPICS = [{"level1": "科技、教育", "level2": None, "score": 1.0}]
COMPANIES = [{"name": "甲", "code": "002415.SZ"}, {"name": "乙", "code": None}]


@pytest.mark.parametrize(
    ("kind", "fields", "feeds"),
    [
        pytest.param("other", {}, ["other"], id="other"),
        pytest.param("price_move", {"moves": []}, ["price"], id="no-moves"),
        pytest.param("price_move", {"moves": [make_move(change_pct=None)]}, ["price"], id="no-percentage-no-mover"),
        pytest.param(
            "price_move",
            {"moves": [make_move(code="002317.SZ"), make_move(code="00175.HK"), make_move(code=None)]},
            [f"movers:{DAY}", "price", "security:00175.HK", "security:002317.SZ"],
            id="every-code-of-its-moves",
        ),
        pytest.param(
            "price_move",
            {"moves": [make_move(code="AAPL.O", change_pct=None), make_move(code="BRK.B", change_pct=None)]},
            ["price", "security:AAPL", "security:AAPL.O", "security:BRK.B"],
            id="a-ticker-with-its-exchange-and-without",
        ),
        pytest.param("policy_story", {"companies": COMPANIES}, ["policy", "security:002415.SZ"], id="companies"),
        pytest.param(
            "policy_story",
            {"regions": REGIONS},
            ["policy", "region:330000", "region:330100", "region:330110"],
            id="what-it-is-about-and-all-above",
        ),
        pytest.param("policy_story", {"topics": TOPICS}, ["policy", "topic:科技、教育"], id="topics"),
    ],
)
def test_feeds_of_a_reading(kind: str, fields: dict[str, Any], feeds: list[str]) -> None:
    assert feeds_of(make_doc(kind, **fields)) == sorted([*feeds, "source:门户甲"])


@pytest.mark.parametrize(
    ("pcts", "score"),
    [
        pytest.param([], None, id="none"),
        pytest.param([None], None, id="not-printed"),
        pytest.param([-3.5], -3.5, id="one"),
        pytest.param([0], 0, id="zero-is-a-value"),
        pytest.param([2, -9.5, None, 3], -9.5, id="greatest-magnitude"),
        pytest.param([-3, 3], 3, id="a-rise-wins-a-tie"),
    ],
)
def test_the_score_of_a_mover(pcts: list[float | None], score: float | None) -> None:
    assert movers_score(make_doc(moves=[make_move(change_pct=pct) for pct in pcts])) == score


@pytest.mark.parametrize(
    ("pcts", "score"), [((None, 2), 2), ((-5, 3), -5), ((2, None), 2), ((None, None), None), ((0, None), 0)]
)
def test_all_reports_count_for_the_score(pcts: tuple[float | None, float | None], score: float | None) -> None:
    item, told = (make_doc(moves=[make_move(change_pct=pct)]) for pct in pcts)

    assert entry_of({**item, "feeds": feeds_of(item)}, [told]).pct == score


def test_a_moment_is_one_number_in_every_zone() -> None:
    assert event_ms("2025-05-16T09:30:00+08:00") == event_ms("2025-05-15T21:30:00-04:00") == 1747359000000


@pytest.mark.parametrize("name", ["policy", f"movers:{DAY}", "security:00175.HK", "source:a:b c", "rejected"])
def test_names_of_feeds(name: str) -> None:
    assert check_feed_name(name) == name


@pytest.mark.parametrize("name", ["", "Policy", "movers:", "movers:today", "security:", "item:1", "policy\n"])
def test_names_that_no_feed_has(name: str) -> None:
    with pytest.raises(FeedError):
        check_feed_name(name)
