import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.ids import content_key, item_id, name_key
from schemas.queues import ARTICLES, BRIEFS, queue_for


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("涨３．６８％，成交", "涨3.68%,成交", id="full-width"),
        pytest.param(" 南 京 港 ", "南京港", id="spaces"),
        pytest.param("“通知”——（全文）", '"通知"(全文)', id="punctuation"),
        pytest.param("甲\u200b乙", "甲乙", id="zero-width"),
    ],
)
def test_texts_that_differ_in_form_only_have_one_key(one: str, other: str) -> None:
    assert content_key(one) == content_key(other)


@pytest.mark.parametrize("name", ["京东方A", "京东方Ａ", " 京东方 A", "京东方\u3000Ａ\n"])
def test_names_that_differ_in_width_and_spaces_have_one_key(name: str) -> None:
    assert name_key(name) == "京东方A"


@given(st.text(max_size=60))
def test_a_key_is_its_own_key(text: str) -> None:
    key = content_key(text)

    assert content_key(key) == key


def test_an_item_id_depends_on_kind_day_and_each_part_of_the_key() -> None:
    ids = {
        item_id("other", "2025-05-16", ["a", "b"]),
        item_id("policy_story", "2025-05-16", ["a", "b"]),
        item_id("other", "2025-05-17", ["a", "b"]),
        item_id("other", "2025-05-16", ["ab"]),
        item_id("other", "2025-05-16", ["b", "a"]),
    }

    assert len(ids) == 5


def test_each_kind_has_its_queue() -> None:
    assert (queue_for("article"), queue_for("brief")) == (ARTICLES, BRIEFS)
