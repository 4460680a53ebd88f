from datetime import date

import pytest

from schemas.days import days_of, nearest_day


@pytest.mark.parametrize(
    ("month", "day", "told_on", "found"),
    [
        pytest.param(5, 16, date(2025, 5, 16), date(2025, 5, 16), id="the-same-day"),
        pytest.param(12, 31, date(2026, 1, 2), date(2025, 12, 31), id="over-new-year"),
        pytest.param(1, 2, date(2025, 12, 31), date(2026, 1, 2), id="and-forward"),
        pytest.param(2, 29, date(2024, 2, 29), date(2024, 2, 29), id="a-leap-day"),
        pytest.param(2, 29, date(2023, 12, 1), date(2024, 2, 29), id="a-leap-day-ahead"),
        pytest.param(2, 29, date(2025, 1, 2), date(2024, 2, 29), id="a-leap-day-ago"),
        pytest.param(2, 29, date(2026, 3, 1), None, id="no-leap-year-near"),
        pytest.param(2, 30, date(2024, 3, 1), None, id="no-such-day"),
    ],
)
def test_a_day_without_a_year_is_the_nearest(month: int, day: int, told_on: date, found: date | None) -> None:
    assert nearest_day(month, day, told_on) == found


def test_days_keep_the_order_of_the_years() -> None:
    assert days_of(2, 29, [2028, 2025, 2024]) == [date(2028, 2, 29), date(2024, 2, 29)]
