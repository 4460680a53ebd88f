"""The model file and the arithmetic of packed weights."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.classify_model import (
    MODEL_PATH,
    Shape,
    model,
    pack,
    read_model,
    text_grams,
    title_grams,
    unpack,
    write_model,
)

SHAPE = Shape(scale=0.001, bias=(0.5, -0.5), no_title=(0.1, 0.2), no_text=(0.3, 0.4), sharpness=1.2)
WEIGHT = st.integers(-2000, 2000)


@given(st.lists(st.tuples(WEIGHT, WEIGHT, st.integers(0, 2000)), max_size=300))
def test_a_sum_of_packed_weights_is_the_sums_of_each(rows: list[tuple[int, int, int]]) -> None:
    sums = tuple(sum(row[place] for row in rows) for place in range(3))

    assert unpack(sum(pack(*row) for row in rows)) == sums


def test_a_written_model_is_read_back() -> None:
    title = {"涨停": pack(-3, 900, 40), "印发": pack(800, -2, 50), "^股": pack(0, 1, 2)}
    text = {"公司": pack(-200, -100, 30)}
    known = read_model(write_model(SHAPE, title, text))

    assert known.shape == SHAPE
    assert (known.title.weights, known.text.weights) == (title, text)
    assert known.title.weights.keys() == {"涨停", "印发", "^股"}
    assert known.title.reasons == ({"印发": 2}, {"涨停": 1}, {})
    assert [set(words) for words in known.text.reasons] == [set(), set(), {"公司"}]


@pytest.mark.parametrize(
    ("gram", "is_word"), [("涨停", True), ("涨%", True), ("涨", False), ("涨0", False), ("^涨", False), ("。涨", False)]
)
def test_only_words_are_shown_as_reasons(gram: str, is_word: bool) -> None:
    known = read_model(write_model(SHAPE, {gram: pack(0, 9, 1)}, {}))

    assert (gram in known.title.reasons[1]) == is_word


def test_grams_of_a_title_know_its_ends() -> None:
    assert title_grams("涨停") == {"涨", "停", "^涨", "涨停", "停$", "^涨停", "涨停$", "^涨停$"}


def test_grams_of_a_text_know_its_start() -> None:
    assert text_grams("ab") == {"a", "b", "^a", "ab", "^ab"}


def test_the_model_of_this_release_is_small() -> None:
    assert MODEL_PATH.stat().st_size < 800_000
    assert len(model().title.weights) > 1000
