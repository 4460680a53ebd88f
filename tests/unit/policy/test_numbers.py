from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workers.policy.numbers import arabic, chinese, compound, json_number, neighbours


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("八", 8, id="a-digit"),
        pytest.param("十", 10, id="ten-alone"),
        pytest.param("两千", 2000, id="two-thousand"),
        pytest.param("一百二十", 120, id="a-hundred-and-twenty"),
        pytest.param("一千零五", 1005, id="a-gap"),
        pytest.param("廿", 20, id="old-twenty"),
        pytest.param("二〇二五", 2025, id="digits-of-a-year"),
        pytest.param("五六", None, id="five-or-six"),
        pytest.param("十百", None, id="ten-hundred"),
        pytest.param("一二十", None, id="ten-or-twenty"),
        pytest.param("零十", None, id="no-tens"),
        pytest.param("十百千", None, id="rising"),
    ],
)
def test_chinese_numbers(text: str, value: int | None) -> None:
    assert chinese(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("3亿4千万", 340_000_000, id="two-scales"),
        pytest.param("42万6千", 426_000, id="a-tail-of-thousands"),
        pytest.param("31万2000", 312_000, id="a-tail-of-digits"),
        pytest.param("1.5亿", 150_000_000, id="a-fraction-of-a-scale"),
        pytest.param("1万零5百", 10_500, id="a-gap"),
        pytest.param("两亿三千多万", 230_000_000, id="chinese-and-more"),
        pytest.param("1亿2万亿", None, id="rising"),
        pytest.param("1万25000", None, id="a-tail-beyond-its-scale"),
        pytest.param("3百2千", None, id="rising-inside-a-section"),
        pytest.param("3千2千", None, id="the-same-twice"),
        pytest.param("千", None, id="a-scale-of-nothing"),
        pytest.param("万", None, id="a-big-scale-of-nothing"),
        pytest.param("3五万", None, id="two-numbers"),
        pytest.param("五六万", None, id="five-or-six"),
    ],
)
def test_compound_numbers(text: str, value: int | None) -> None:
    assert compound(text) == value


@pytest.mark.parametrize(
    ("text", "both"),
    [
        pytest.param("五六", (5, 6), id="next-to-each-other"),
        pytest.param("六五", None, id="falling"),
        pytest.param("五", None, id="one"),
        pytest.param("十五", None, id="fifteen"),
    ],
)
def test_neighbours(text: str, both: tuple[int, int] | None) -> None:
    assert neighbours(text) == both


def test_numbers_keep_their_printed_digits() -> None:
    assert arabic("1,134.10") == Decimal("1134.10")
    assert json_number(Decimal("3.68")) == 3.68
    assert json_number(Decimal("3.00")) == 3


def test_a_number_that_json_cannot_carry_is_none() -> None:
    assert json_number(Decimal(2**53)) == 2**53
    assert json_number(Decimal(2**53 + 1)) is None
    assert json_number(Decimal("123456789012.123456")) is None


@given(st.text(alphabet="0123456789.,万亿千百零五两十", max_size=14))
def test_any_parts_give_a_number_or_none(text: str) -> None:
    value = compound(text)

    assert value is None or value >= 0


@given(st.text(alphabet="零〇一二三四五六七八九两十百千廿卅", min_size=1, max_size=9))
def test_any_numerals_give_a_number_or_none(text: str) -> None:
    value = chinese(text)

    assert value is None or value >= 0
