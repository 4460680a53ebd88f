import unicodedata

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.neutral import neutral, neutral_json


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("涨停，成交1.2亿", "涨停，成交1.2亿", id="plain-text-stays"),
        pytest.param("一\t二\n三", "一\t二\n三", id="tab-and-line-feed-stay"),
        pytest.param("\x1b[2J\x1b]0;x\x07", "␛[2J␛]0;x<0007>", id="escape-codes"),
        pytest.param("\x9b31m", "<009B>31m", id="one-character-escape-of-c1"),
        pytest.param("a\u202eb\u2066c", "a<202E>b<2066>c", id="bidi"),
        pytest.param("平\u200b安\ufeff", "平<200B>安<FEFF>", id="zero-width"),
        pytest.param("a\r\x00", "a␍␀", id="carriage-return-and-nul"),
        pytest.param("x\U000e0041", "x<E0041>", id="tags"),
    ],
)
def test_what_would_steer_a_terminal_is_shown_by_its_code(text: str, shown: str) -> None:
    assert neutral(text) == shown


@given(st.text())
def test_nothing_that_steers_or_hides_is_left(text: str) -> None:
    left = {unicodedata.category(char) for char in neutral(text) if char not in "\t\n"}

    assert "Cc" not in left
    assert not set(neutral(text)) & set("\u200b\u200d\u200e\u202e\u2066\u2069\ufeff\u061c\xad")


@given(st.dictionaries(st.text(), st.text()))
def test_a_neutral_line_of_json_has_the_same_value_and_stays_one_line(value: dict[str, str]) -> None:
    line = neutral_json(orjson.dumps(value))

    assert orjson.loads(line) == value
    assert len(line.decode().splitlines()) == 1
