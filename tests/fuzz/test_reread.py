from datetime import date
from decimal import Decimal

import pytest

from tests.fuzz.reread import amount_of, is_year_of, percent_of, values_of


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("12.69元", "12.69"),
        ("1,134.1億港元", "113410000000"),
        ("１．５万亿元", "1500000000000"),
        ("35美分", "0.35"),
        ("3万手", "3000000"),
        ("报", None),
    ],
)
def test_amounts(printed: str, value: str | None) -> None:
    assert amount_of(printed) == (None if value is None else Decimal(value))


@pytest.mark.parametrize(
    ("printed", "value"), [("3.68%", "3.68"), ("两成", "20"), ("半成", "5"), ("一成半", "15"), ("+5.00%", "5")]
)
def test_percentages(printed: str, value: str) -> None:
    assert percent_of(printed) == Decimal(value)


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("约30余万人", "300000"),
        ("34万8000人", "348000"),
        ("三分之二", "0.6667"),
        ("五六名", "6"),
        ("一百二十家", "120"),
        ("1.5-3%", "1.5"),
        ("3年半", "3.5"),
        ("-0.1%", "-0.1"),
        ("−5℃至－3℃", "-3"),
        ("-5--3℃", "-3"),
        ("-5—3℃", "3"),
        ("5--10%", "10"),
        ("约-1亿2千万元", "-120000000"),
        ("零下5℃", "-5"),
        ("零下6至11℃", "-11"),
        ("零下6～11℃", "-6"),
        ("零下16-21℃", "-21"),
        ("零下6℃至11℃", "11"),
        ("-两成半", "-2.5"),
    ],
)
def test_values_of_figures(printed: str, value: str) -> None:
    assert Decimal(value) in values_of(printed)
    assert -Decimal(value) not in values_of(printed)


@pytest.mark.parametrize(
    ("before", "printed", "after", "year", "other"),
    [
        ("", "2019年5月1日", "", 2019, 2025),
        ("", "明年5月1日", "", 2026, 2025),
        ("2019年印发，", "同年5月1日", "", 2019, 2025),
        ("2019年印发，", "次年5月1日", "", 2020, 2025),
        ("2019年3月1日至", "5月1日", "", 2019, 2017),
        ("2019年3月1日印发，", "5月1日", "", 2025, 2019),
        ("", "12月31日", "", 2024, 2025),
        ("", "5月17日", "至5月15日", 2024, 2023),
        ("", "2月29日", "", 2024, 2020),
    ],
)
def test_years_of_days(before: str, printed: str, after: str, year: int, other: int) -> None:
    month, day = map(int, printed.rpartition("年")[2].removesuffix("日").split("月"))

    assert is_year_of(date(year, month, day), printed, before, after, date(2025, 5, 16))
    assert not is_year_of(date(other, month, day), printed, before, after, date(2025, 5, 16))
