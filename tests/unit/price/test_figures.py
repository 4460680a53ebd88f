from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workers.price import figures
from workers.price.scan import scan


@pytest.mark.parametrize(
    ("digits", "power", "value"),
    [
        pytest.param("3.68", 0, 3.68, id="as-printed"),
        pytest.param("2.00", 0, 2, id="whole"),
        pytest.param("1134.1", 4, 11341000, id="ten-thousands"),
        pytest.param("1,134.15", 8, 113415000000, id="separators"),
        pytest.param("1. 3", 0, 1.3, id="space-inside"),
        pytest.param("92", -2, 0.92, id="hundredths"),
        pytest.param("1.23456", 4, 12345.6, id="a-rest"),
        pytest.param("300", -2, 3, id="hundredths-that-are-whole"),
    ],
)
def test_exact_numbers(digits: str, power: int, value: float) -> None:
    assert figures.exact(digits, power) == value
    assert type(figures.exact(digits, power)) is type(value)


@given(st.integers(0, 10**9), st.integers(0, 10**4), st.sampled_from([-2, 0, 3, 4, 8, 12]))
def test_exact_is_what_decimals_give(whole: int, fraction: int, power: int) -> None:
    digits = f"{whole}.{fraction:04d}"
    value = figures.exact(digits, power)

    told = Decimal(digits).scaleb(power)
    assert value == (None if told > 2**53 else told if isinstance(value, int) else float(told))


@pytest.mark.parametrize(
    ("digits", "power"),
    [
        ("999999999999999", 12),
        ("123456789012345.123456789012", 0),
        ("999999999999999.999999", 0),
        ("5037990710106.8535", 0),
    ],
)
def test_more_digits_than_json_carries_are_no_value(digits: str, power: int) -> None:
    assert figures.exact(digits, power) is None


@pytest.mark.parametrize(("text", "value"), [("半成", 5), ("一成", 10), ("两成半", 25), ("3成", 30)])
def test_tenths(text: str, value: int) -> None:
    assert figures.tenths(text) == value


@pytest.mark.parametrize(("unit", "iso"), [("元", None), ("港元", "HKD"), ("美仙", "USD"), ("人民币", "CNY")])
def test_currencies(unit: str, iso: str | None) -> None:
    assert figures.currency_of(unit) == iso


@pytest.mark.parametrize(
    ("text", "value"),
    [("92美仙", 0.92), ("1.5万亿元", 1500000000000), ("3千股", 3000), ("2手", 200)],
)
def test_scales(text: str, value: float) -> None:
    digits, scale, unit = scan(text)[1][0][3].group("number", "scale", "unit")

    assert figures.scaled(digits, scale, unit) == value
