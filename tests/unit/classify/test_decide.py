"""The decision as a whole: any text, its score and its reasons."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.classify_letters import plain
from workers.classify import classify, explain

WORDS = st.text(alphabet="国务院央行印发通知涨跌停收報價0123456789.%《》，。 公司股份沪指abc漲", max_size=80)


@given(title=st.text(max_size=40), text=st.text(max_size=120))
def test_any_text_has_a_class(title: str, text: str) -> None:
    verdict = classify(title, text)

    assert verdict.label in {"policy_story", "price_move", "other"}
    assert 0 <= verdict.score <= 1


@given(title=WORDS, text=WORDS)
def test_reasons_are_places_that_do_not_overlap(title: str, text: str) -> None:
    sizes = {"title": len(title), "text": len(text)}
    reasons = classify(title, text).reasons
    places = {(part, at) for part, start, end in reasons for at in range(start, end)}

    assert len(reasons) <= 5
    assert all(0 <= start < end <= sizes[part] for part, start, end in reasons)
    assert len(places) == sum(end - start for _, start, end in reasons)


@given(title=WORDS, text=WORDS)
def test_script_and_width_change_nothing(title: str, text: str) -> None:
    assert classify(plain(title), plain(text)) == classify(title, text)


def test_nothing_at_all_is_other_without_a_reason() -> None:
    verdict = classify("", "")

    assert (verdict.label, verdict.reasons) == ("other", ())


def test_a_part_of_unknown_letters_alone_weighs_nothing() -> None:
    assert classify("\U0001f600", "\U0001f600").label == "other"


def test_reasons_of_the_model_are_words_of_the_text() -> None:
    title = "国务院部署加快推进养老服务改革"
    verdict = classify(title, "")

    assert verdict.label == "policy_story"
    assert all(title[start:end] in title for _, start, end in verdict.reasons)
    assert verdict.reasons


@given(title=WORDS, text=WORDS)
def test_what_the_model_knows_gives_a_reason(title: str, text: str) -> None:
    known = bool(explain(title, text).features)

    assert bool(classify(title, text).reasons) == (known or explain(title, text).rule is not None)


@pytest.mark.parametrize("title", ["股", "^股$", "0", "政"])
def test_a_part_of_one_letter_has_a_reason_inside_it(title: str) -> None:
    assert {(start >= 0, end <= len(title)) for _, start, end in classify(title, "").reasons} == {(True, True)}


def test_an_explanation_names_features_by_weight() -> None:
    rule, features = explain("老旧营运车辆更新补贴可以申报了", "各地可自下月起申报。")
    weights = [abs(weight) for _, _, weight in features]

    assert rule is None
    assert {part for part, _, _ in features} == {"title", "text"}
    assert weights == sorted(weights, reverse=True)
    assert explain("", "").features == []


def test_a_very_long_text_is_judged_by_its_start() -> None:
    start = "市教育局发布通知，全市中小学下周起实行错峰上下学。" * 10

    assert classify("", start + "涨停" * 90_000) == classify("", start + "涨停")
