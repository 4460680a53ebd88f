"""Plain letters: one for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.classify_letters import plain


@pytest.mark.parametrize(
    ("printed", "seen"),
    [
        pytest.param("證監會譴責", "证监会谴责", id="traditional"),
        pytest.param("ＥＴＦ涨１．２％", "etf涨0.0%", id="full-width"),
        pytest.param("T+0，A股", "t+0,a股", id="case-digits-comma"),
        pytest.param("甲\n乙　丙", "甲 乙 丙", id="blanks"),
        pytest.param("「雙碳」", "“双碳”", id="corner-brackets"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_letters_become_plain(printed: str, seen: str) -> None:
    assert plain(printed) == seen


@given(st.text(max_size=60))
def test_a_text_keeps_its_length(text: str) -> None:
    assert len(plain(text)) == len(text)


@given(st.text(alphabet="證監會ＥＴＦ１２%，「abc", max_size=30))
def test_plain_letters_stay_plain(text: str) -> None:
    assert plain(plain(text)) == plain(text)
