from datetime import datetime

import pytest

from producers.split.times import find_times
from schemas.raw import SHANGHAI

CAPTURED_AT = datetime(2025, 1, 2, 10, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        pytest.param("2025-05-16 07:11:23", "2025-05-16T07:11:23+08:00", id="seconds"),
        pytest.param("2025年5月16日 07:11", "2025-05-16T07:11:00+08:00", id="ideographs"),
        pytest.param("2025 年 5 月 16 日 7时11分", "2025-05-16T07:11:00+08:00", id="spaced-ideographs"),
        pytest.param("2025年5月16日07时11分23秒", "2025-05-16T07:11:23+08:00", id="hours-in-words"),
        pytest.param("2025/05/16", "2025-05-16T00:00:00+08:00", id="day-alone"),
        pytest.param("2025.5.6 7:05", "2025-05-06T07:05:00+08:00", id="dots"),
        pytest.param("2025-05-16T07:11:23+08:00", "2025-05-16T07:11:23+08:00", id="iso"),
        pytest.param("2025-05-16T07:11:23Z", "2025-05-16T15:11:23+08:00", id="iso-utc"),
        pytest.param("2025-05-16T07:11:23.456-0500", "2025-05-16T20:11:23+08:00", id="iso-west"),
        pytest.param("2025-05-16T07:11+09:00", "2025-05-16T06:11:00+08:00", id="iso-east-without-seconds"),
        pytest.param("2025-05-16 07:11-08:30", "2025-05-16T07:11:00+08:00", id="a-range-is-no-zone"),
        pytest.param("2025年5月16日 星期五 下午3:05", "2025-05-16T15:05:00+08:00", id="weekday-and-half"),
        pytest.param("2025年5月16日(周五)上午9:05", "2025-05-16T09:05:00+08:00", id="weekday-in-brackets"),
        pytest.param("2025年5月16日 星期五", "2025-05-16T00:00:00+08:00", id="day-and-weekday"),
        pytest.param("2025-05-16(周五)", "2025-05-16T00:00:00+08:00", id="day-and-weekday-in-brackets"),
        pytest.param("2025年5月16日 下午12:05", "2025-05-16T12:05:00+08:00", id="noon-is-twelve"),
        pytest.param("2025-05-16 3:30 PM", "2025-05-16T15:30:00+08:00", id="pm-behind"),
        pytest.param("2025-05-16 12:30 a.m. +09:00", "2025-05-15T23:30:00+08:00", id="am-behind-and-a-zone"),
        pytest.param("2025-05-16 12:30pm", "2025-05-16T12:30:00+08:00", id="noon-in-english"),
        pytest.param("2025-05-16 PM 3:30:05", "2025-05-16T15:30:05+08:00", id="pm-in-front"),
        pytest.param("2025-05-16 9:30 AMD", "2025-05-16T09:30:00+08:00", id="another-word-behind"),
        pytest.param("2025-05-16 凌晨12:30", "2025-05-16T00:30:00+08:00", id="the-first-hour"),
        pytest.param("2025-05-16 凌晨1:30", "2025-05-16T01:30:00+08:00", id="small-hours"),
        pytest.param("2025-05-16 中午12:30", "2025-05-16T12:30:00+08:00", id="noon"),
        pytest.param("2025-05-16 中午1:30", "2025-05-16T13:30:00+08:00", id="after-noon"),
        pytest.param("2025-05-16 中午11:30", "2025-05-16T11:30:00+08:00", id="before-noon"),
        pytest.param("2025-05-16 晚上8:30", "2025-05-16T20:30:00+08:00", id="evening"),
        pytest.param("2025-05-16 晚上20:30", "2025-05-16T20:30:00+08:00", id="evening-of-24-hours"),
        pytest.param("2025-12-31 晚上12:30", "2026-01-01T00:30:00+08:00", id="midnight-ends-the-day"),
        pytest.param("2025-05-16 晚上1:30", None, id="night-of-which-day"),
        pytest.param("2025-05-16 24:00", None, id="no-hour-24"),
        pytest.param("01-02 07:11", "2025-01-02T07:11:00+08:00", id="year-of-the-capture"),
        pytest.param("01-03 00:10", "2025-01-03T00:10:00+08:00", id="a-day-ahead-is-a-zone"),
        pytest.param("12-31 23:50", "2024-12-31T23:50:00+08:00", id="december-in-january"),
        pytest.param("今天 07:11", "2025-01-02T07:11:00+08:00", id="today"),
        pytest.param("昨日07:11", "2025-01-01T07:11:00+08:00", id="yesterday"),
        pytest.param("2025-02-30 07:11", None, id="no-such-day"),
        pytest.param("02-30 07:11", None, id="no-such-day-without-year"),
        pytest.param("02-29 07:11", "2024-02-29T07:11:00+08:00", id="the-last-29-february"),
        pytest.param("2025-02-28 25:61", None, id="no-such-hour"),
        pytest.param("0000-01-01 07:11", None, id="no-such-year"),
        pytest.param("1000-01-01 07:11", None, id="a-year-that-no-raw-item-may-name"),
        pytest.param("2025-05-16T07:11:23+99:00", None, id="no-such-zone"),
    ],
)
def test_a_printed_time_is_read_or_left(printed: str, expected: str | None) -> None:
    found = [time.at and time.at.isoformat() for time in find_times(printed, CAPTURED_AT)]

    assert found == [expected]


@pytest.mark.parametrize(
    "text",
    ["3.68%", "12:30", "20250516", "12025-05-16", "近日", "5月", "3小时前"],
)
def test_what_is_no_time_is_not_found(text: str) -> None:
    assert list(find_times(text, CAPTURED_AT)) == []


def test_a_time_says_where_it_stands_and_how_sure_it_is() -> None:
    day, range_, clock = find_times("于 2025-05-16 得分 3-5 至 05-16 07:11", CAPTURED_AT)

    assert (day.start, day.end, day.sure, day.clock) == (2, 12, True, False)
    assert (range_.sure, range_.clock) == (False, False)
    assert (clock.sure, clock.clock) == (True, True)


def test_a_weekday_is_part_of_its_day() -> None:
    (found,) = find_times("01-02 周四", CAPTURED_AT)

    assert (found.start, found.end, found.clock) == (0, 8, False)


def test_a_page_of_december_may_print_new_year() -> None:
    (found,) = find_times("01-01 00:05", datetime(2025, 12, 31, 23, 59, tzinfo=SHANGHAI))

    assert found.at == datetime(2026, 1, 1, 0, 5, tzinfo=SHANGHAI)


def test_a_29_february_of_no_year_near_is_none() -> None:
    (found,) = find_times("02-29 07:11", datetime(2026, 3, 1, tzinfo=SHANGHAI))

    assert found.at is None
