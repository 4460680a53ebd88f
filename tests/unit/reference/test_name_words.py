"""Words around names: where they count, and that each list is told."""

import re

import pytest

from reference import name_words as table
from reference.name_words import name_words, shape
from reference.tables import read_rows

LISTS = sorted({row[0] for row in read_rows("name_words.csv")})


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        pytest.param("{lead}", "个股中某某", "个股中", id="the-longest"),
        pytest.param("{lead}", "以某某", "以", id="not-in-front-of"),
        pytest.param("{lead}", "以太坊", None, id="not-in-front-of-that"),
        pytest.param("{lead}", "指标标普500", "指标", id="only-in-front-of"),
        pytest.param("{lead}", "指标某某", None, id="only-in-front-of-that"),
        pytest.param("{trail}$", "信创", None, id="not-behind-that"),
        pytest.param("{trail}$", "原油期货日", "日", id="only-behind"),
        pytest.param("{trail}$", "某某日", None, id="only-behind-that"),
        pytest.param("{price}$", "某某天然气", "天然气", id="at-the-end"),
        pytest.param("{fund}", "某某基金经理", None, id="at-the-end-alone"),
        pytest.param("{fund}", "基金某某", "基金", id="at-the-start"),
        pytest.param("{market}", "A\u00a0股某某", "A\u00a0股", id="any-blank"),
        pytest.param("{market}(?!{market_part})", "港股通某某", "港股通", id="two-lists"),
        pytest.param("{particle}{2,3}", "仍又也", "仍又也", id="counts-are-no-lists"),
    ],
)
def test_a_word_counts_where_its_row_says(words: str, text: str, found: str | None) -> None:
    match = shape(words).search(text)

    assert (match and match[0]) == found


@pytest.mark.parametrize("name", LISTS)
def test_each_list_is_told_and_makes_a_pattern(name: str) -> None:
    assert re.search(rf"^\| [^|]*\b{name}\b", table.__doc__ or "", re.MULTILINE)
    assert shape(f"{{{name}}}").search("") is None


@pytest.mark.parametrize("name", LISTS)
def test_words_come_longest_first(name: str) -> None:
    lengths = [len(word) for word in name_words(name)]

    assert lengths == sorted(lengths, reverse=True)


def test_a_shape_is_made_once() -> None:
    assert shape("{lead}") is shape("{lead}")


def test_a_list_that_is_not_there_is_a_fault() -> None:
    with pytest.raises(KeyError):
        shape("{no_such_list}")
