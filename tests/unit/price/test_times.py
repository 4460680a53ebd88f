from datetime import date
from typing import Any

import pytest

from tests.unit.price.samples import read
from workers.price import times


@pytest.mark.parametrize(
    ("year", "month", "day", "told", "on"),
    [
        pytest.param(None, 5, 16, date(2025, 5, 16), date(2025, 5, 16), id="same-day"),
        pytest.param(None, 12, 31, date(2026, 1, 2), date(2025, 12, 31), id="across-new-year"),
        pytest.param(None, 1, 2, date(2025, 12, 31), date(2026, 1, 2), id="and-forward"),
        pytest.param(2024, 2, 29, date(2026, 1, 2), date(2024, 2, 29), id="printed-year"),
        pytest.param(None, 2, 29, date(2025, 3, 1), date(2024, 2, 29), id="the-year-that-has-it"),
        pytest.param(None, 2, 30, date(2025, 3, 1), None, id="no-such-day"),
    ],
)
def test_dates(year: int | None, month: int, day: int, told: date, on: date | None) -> None:
    assert times.complete_date(year, month, day, told) == on


@pytest.mark.parametrize(("day", "on"), [(16, date(2025, 5, 16)), (31, date(2025, 3, 31)), (40, None)])
def test_days_of_the_month(day: int, on: date | None) -> None:
    assert times.day_of_month(day, date(2025, 5, 16) if day != 31 else date(2025, 4, 30)) == on


@pytest.mark.parametrize(
    ("text", "as_of", "precision"),
    [
        pytest.param("5月15日，五粮液涨2%。", "2025-05-15T00:00:00+08:00", "day", id="day"),
        pytest.param("五粮液今日涨2%。", "2025-05-16T00:00:00+08:00", "day", id="today"),
        pytest.param("周四五粮液涨2%。", "2025-05-15T00:00:00+08:00", "day", id="weekday"),
        pytest.param("测试社15日讯 五粮液涨2%。", "2025-05-15T00:00:00+08:00", "day", id="day-of-month"),
        pytest.param("截至10:15，五粮液涨2%。", "2025-05-16T10:15:00+08:00", "minute", id="clock-alone"),
        pytest.param("截至9时5分，五粮液涨2%。", "2025-05-16T09:05:00+08:00", "minute", id="hours-and-minutes"),
        pytest.param("2024-05-15 10:15，五粮液涨2%。", "2024-05-15T10:15:00+08:00", "minute", id="iso-date"),
        pytest.param("5月16日五粮液收涨2%。", "2025-05-16T15:00:00+08:00", "session", id="close"),
        pytest.param("5月15日恒指收涨2%。", "2025-05-15T16:00:00+08:00", "session", id="close-in-hong-kong"),
        pytest.param("5月15日道指收涨2%。", "2025-05-15T16:00:00-04:00", "session", id="close-in-new-york"),
        pytest.param("1月15日道指收涨2%。", "2025-01-15T16:00:00-05:00", "session", id="winter-in-new-york"),
        pytest.param("沪铜夜盘收涨2%。", "2025-05-16T21:00:00+08:00", "session", id="night"),
        pytest.param("隔夜沪铜夜盘收涨2%。", "2025-05-15T21:00:00+08:00", "session", id="night-before"),
        pytest.param("隔夜富时100指数收涨2%。", "2025-05-15T16:30:00+01:00", "session", id="overnight-in-london"),
        pytest.param("日经225开盘涨2%，隔夜美股收跌。", "2025-05-16T09:00:00+09:00", "session", id="by-day-in-tokyo"),
        pytest.param("受隔夜美股下跌影响，今晚夜盘沪铜跌1%。", "2025-05-16T21:00:00+08:00", "session", id="tonight"),
        pytest.param("美股开盘，道指涨0.5%，隔夜收跌。", "2025-05-16T09:30:00-04:00", "session", id="a-beginning"),
        pytest.param("隔夜市场平静，五粮液收涨2%。", "2025-05-16T15:00:00+08:00", "session", id="by-day-at-home"),
        pytest.param("隔夜纳指收涨2%。", "2025-05-15T16:00:00-04:00", "session", id="overnight-in-new-york"),
        pytest.param("截至北京时间10:15，纳指涨2%。", "2025-05-16T10:15:00+08:00", "minute", id="clock-of-beijing"),
        pytest.param("比特币夜盘涨2%。", None, None, id="a-session-that-the-market-has-not"),
        pytest.param("五粮液涨2%。", None, None, id="nothing-told"),
        pytest.param("五粮液盘中涨2%。", None, None, id="some-time-in-the-session"),
        pytest.param("自5月1日起，五粮液涨2%。", None, None, id="not-the-quotes-day"),
        pytest.param("五粮液涨2%，今日公告称2日复牌。", None, None, id="days-behind-the-move"),
        pytest.param("五粮液10:05涨2%。", None, None, id="a-time-of-another-event"),
        pytest.param("截至25:75，五粮液涨2%。", None, None, id="no-such-time"),
        pytest.param("较上周五，五粮液涨2%。", None, None, id="compared-with"),
    ],
)
def test_as_of(text: str, as_of: str | None, precision: str | None) -> None:
    move = read(text=text).moves[0]

    assert (move["as_of"], move["as_of_precision"]) == (as_of, precision)


def test_no_such_time_tells_no_session() -> None:
    assert read(text="5月16日25:61，五粮液涨2%。").moves[0]["phase"] is None


@pytest.mark.parametrize(
    ("fields", "as_of"),
    [
        pytest.param({"page_published_at": "2026-01-02 09:00:00"}, "2025-12-31T15:00:00+08:00", id="page"),
        pytest.param(
            {"published_at": "2024-12-31 16:00:00"}, "2024-12-31T15:00:00+08:00", id="the-items-own-time-first"
        ),
        pytest.param(
            {"page_published_at": None, "captured_at": "2023-12-31T16:00:00+08:00"},
            "2023-12-31T15:00:00+08:00",
            id="capture",
        ),
    ],
)
def test_what_completes_a_date(fields: dict[str, Any], as_of: str) -> None:
    assert read(text="12月31日，五粮液收涨1%。", **fields).moves[0]["as_of"] == as_of


@pytest.mark.parametrize(
    ("published_at", "as_of"),
    [
        pytest.param("2025-05-16 08:30:00", "2025-05-15T21:00:00+08:00", id="in-the-morning"),
        pytest.param("2025-05-16 23:30:00", "2025-05-16T21:00:00+08:00", id="at-night"),
        pytest.param("2025-05-16", "2025-05-16T21:00:00+08:00", id="on-a-day"),
    ],
)
def test_a_storys_own_time_tells_which_night_it_was(published_at: str, as_of: str) -> None:
    assert read(text="沪铜夜盘收涨2%。", published_at=published_at).moves[0]["as_of"] == as_of


@pytest.mark.parametrize("captured_at", ["2025-05-16T00:00:00+08:00", "2025-05-16T10:00:00+08:00"])
def test_a_capture_tells_a_day_and_no_minute(captured_at: str) -> None:
    found = read(text="截至14:30，五粮液涨2%。", page_published_at=None, captured_at=captured_at)

    assert found.moves[0]["as_of"] == "2025-05-16T14:30:00+08:00"


def test_a_time_that_may_be_cut_away_is_not_told_as_a_day() -> None:
    assert read(text="5月16日,五粮液盘中上涨1%,截...").moves[0]["as_of"] is None


def test_titles_give_the_day_too() -> None:
    assert read("5月15日午间涨停分析", "五粮液、泸州老窖3连板。").moves[0]["as_of"] == "2025-05-15T11:30:00+08:00"


def test_a_year_far_off_dates_nothing() -> None:
    assert times.complete_date(380, 3, 9, date(2025, 5, 16)) is None
