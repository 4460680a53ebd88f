from datetime import date

import pytest

from tests.unit.policy.pages import make_page, make_story, read
from workers.policy.dates import read_dates, read_effective, story_day
from workers.policy.days import find_days
from workers.policy.names import find_names

TOLD = date(2025, 5, 16)  # a Friday


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("2025年4月1日印发", [("2025-04-01", "印发")], id="whole"),
        pytest.param("去年12月1日发布", [("2024-12-01", "发布")], id="last-year"),
        pytest.param("明年1月2日启动", [("2026-01-02", "启动")], id="next-year"),
        pytest.param("12月30日召开会议", [("2024-12-30", "召开")], id="nearest-year"),
        pytest.param("下月3日截止", [("2025-06-03", "截止")], id="next-month"),
        pytest.param("本月10日公布", [("2025-05-10", "公布")], id="this-month"),
        pytest.param("上月28日", [("2025-04-28", None)], id="last-month"),
        pytest.param("昨日发布", [("2025-05-15", "发布")], id="yesterday"),
        pytest.param("今天（2月6日）举行", [("2025-02-06", "举行")], id="today-with-its-date"),
        pytest.param("24日起", [("2025-05-24", "起")], id="a-day-alone"),
        pytest.param("签署于2025-05-01", [("2025-05-01", "签署")], id="iso-and-the-act-in-front"),
        pytest.param("二〇〇六年五月二十三日", [("2006-05-23", None)], id="in-chinese"),
        pytest.param("二〇〇六年十月十日", [("2006-10-10", None)], id="tens-in-chinese"),
        pytest.param("二〇〇六年十三月一日", [], id="no-month-in-chinese"),
        pytest.param("周五起", [], id="a-weekday-tells-no-date"),
        pytest.param("本周", [], id="a-week"),
        pytest.param("2025年2月30日", [], id="no-such-day"),
        pytest.param("5月16日内，5月16日后", [("2025-05-16", None)], id="once"),
        pytest.param("39日起", [], id="no-month-has-it"),
        pytest.param("2月29日发布", [("2024-02-29", "发布")], id="the-leap-year-beside"),
    ],
)
def test_dates(text: str, found: list[tuple[str, str | None]]) -> None:
    page = make_page(text)

    assert [
        (each.on.isoformat(), each.what) for each in read_dates(page, find_days(page, find_names(page).days, TOLD))
    ] == found


@pytest.mark.parametrize(
    ("text", "days"),
    [
        pytest.param("2018年4月2日印发，同年6月1日起施行", "2018-04-02 2018-06-01", id="the-same-year"),
        pytest.param("2018年底出台，同年12月30日起施行", "2018-12-30", id="of-a-year-alone"),
        pytest.param("2018-04-02印发，同年6月1日起施行", "2018-04-02 2018-06-01", id="of-an-iso-day"),
        pytest.param("2018年出台，次年6月1日起施行，同年7月1日修订", "2019-06-01 2019-07-01", id="the-next-year"),
        pytest.param("2018年出台，次年6月1日起施行，次年7月1日修订", "2019-06-01 2019-07-01", id="the-next-year-once"),
        pytest.param(
            "去年4月2日印发，同年6月1日施行，翌年2月1日修订", "2024-04-02 2024-06-01 2025-02-01", id="of-last-year"
        ),
        pytest.param("2018年出台《2016年要点》，同年6月1日施行", "2018-06-01", id="a-title-names-no-year"),
        pytest.param("出台，同年6月1日施行", "", id="of-no-year"),
        pytest.param("4月2日印发，次年6月1日施行", "2025-04-02", id="of-a-year-not-printed"),
        pytest.param(
            "2018年4月2日印发。" + "各地落实。" * 40 + "同年6月1日施行", "2018-04-02", id="of-a-year-far-away"
        ),
        pytest.param("2018年出台，每年5月1日起检查，次年6月1日施行", "", id="every-year"),
        pytest.param("2018年出台，每年5月1日至6月30日检查", "", id="a-range-of-every-year"),
        pytest.param("2018年10月1日至每年6月30日", "2018-10-01", id="to-every-year"),
        pytest.param("2018年9月1日至11月30日", "2018-09-01 2018-11-30", id="a-range"),
        pytest.param("2018年9月1日（周六）上午8时起至3月1日", "2018-09-01 2019-03-01", id="a-range-over-new-year"),
        pytest.param("2018年9月1日—次年11月30日", "2018-09-01 2019-11-30", id="a-range-to-the-next-year"),
        pytest.param("2018年9月1日至同年11月30日", "2018-09-01 2018-11-30", id="a-range-in-one-year"),
        pytest.param("2022年8月1日8:30至11月30日18:00", "2022-08-01 2022-11-30", id="a-range-with-clocks"),
        pytest.param("2022年11月1日09：00—2月10日", "2022-11-01 2023-02-10", id="a-range-with-clocks-over-a-year"),
        pytest.param("12月20日9:00-次年2月5日", "2024-12-20 2025-02-05", id="a-clock-before-the-next-year"),
        pytest.param("1月1日至12月31日", "2025-01-01 2025-12-31", id="a-range-without-a-year"),
        pytest.param("11月14日至5月15日", "2024-11-14 2025-05-15", id="the-nearest-range"),
        pytest.param("2月1日至2月30日", "", id="no-range-has-that-end"),
        pytest.param("12月20日-1月5日", "2024-12-20 2025-01-05", id="over-new-year-without-a-year"),
        pytest.param("即日起至1月31日", "2025-05-16 2026-01-31", id="a-range-from-now"),
        pytest.param("2023年2月1日至2月29日", "2023-02-01", id="an-end-that-is-none"),
        pytest.param("2018年9月1日，11月30日", "2018-09-01 2024-11-30", id="no-range"),
    ],
)
def test_years_of_days(text: str, days: str) -> None:
    page = make_page(text)

    assert [
        each.on.isoformat() for each in read_dates(page, find_days(page, find_names(page).days, TOLD))
    ] == days.split()


def test_a_year_of_the_title_is_none_of_the_text() -> None:
    assert read("dates", "同年6月1日起施行", title="2018年发布的办法") == []
    assert read("dates", "", title="2018年发布的办法，同年6月1日起施行")[0]["date"] == "2018-06-01"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        pytest.param("自2022年3月1日起施行", "2022-03-01", id="from"),
        pytest.param("从6月1日零时起，全市暂停", "2025-06-01", id="an-hour-between"),
        pytest.param("明年1月1日起，居民可参加", "2026-01-01", id="no-verb-needed"),
        pytest.param("今起接受申请", "2025-05-16", id="from-today"),
        pytest.param("即日起取消限购", "2025-05-16", id="at-once"),
        pytest.param("由星期日上午6时起，须持证明", "2025-05-18", id="a-weekday"),
        pytest.param("政府傍晚6时起封闭该处", "2025-05-16", id="an-hour-of-the-day"),
        pytest.param("周日晚上6时起封闭该处", "2025-05-18", id="an-hour-of-another-day"),
        pytest.param("下周一起生效，下星期二起加开", "2025-05-19", id="a-weekday-of-next-week"),
        pytest.param("本周三起生效", "2025-05-14", id="a-weekday-of-this-week"),
        pytest.param("油价将于5月17日24时下调", "2025-05-17", id="what-it-does-from-then"),
        pytest.param("5月15日下调了油价", None, id="what-was-done-then"),
        pytest.param("执行期限为2025年1月1日至2027年12月31日", "2025-01-01", id="a-term"),
        pytest.param("该计划5月26日起分阶段推行，此计划", "2025-05-26", id="a-plan-is-no-intention"),
        pytest.param("条例23日刊宪生效", "2025-05-23", id="takes-effect"),
        pytest.param("将于6月1日全面正式施行", "2025-06-01", id="the-verb-later"),
        pytest.param("将于6月1日在全市施行", "2025-06-01", id="the-verb-later-still"),
        pytest.param("2025年9月1日至2026年8月31日期间，给予贴息", "2025-09-01", id="a-period"),
        pytest.param("2018年4月2日印发，同年6月1日起施行", "2018-06-01", id="in-the-year-of-another-day"),
        pytest.param("拟自6月1日起施行", None, id="intended"),
        pytest.param("自5月1日起累计接待", None, id="counted-since"),
        pytest.param("昨日起恢复", None, id="yesterday-is-over"),
        pytest.param("会议于6月1日召开", None, id="another-act"),
        pytest.param("7月1日发布", None, id="issued"),
        pytest.param("2025年9月1日至2026年8月31日", None, id="no-period-of-a-rule"),
    ],
)
def test_effective_from(text: str, day: str | None) -> None:
    page = make_page(text)
    found = read_effective(page, find_days(page, find_names(page).days, TOLD), is_dated=True)

    assert (found.on.isoformat() if found else None) == day


def test_a_capture_says_no_weekday() -> None:
    assert read("effective_from", "由星期六起，须持证明", published_at=None) is None
    assert read("effective_from", "由6月1日起，须持证明", published_at=None) == "2025-06-01"


def test_the_text_goes_before_the_title() -> None:
    assert read("effective_from", "自2025年6月2日起施行", title="新规2025年6月1日起施行") == "2025-06-02"
    assert read("effective_from", "并无日期", title="新规2025年6月1日起施行") == "2025-06-01"


def test_the_day_of_a_story_is_its_publication_else_its_page_else_its_capture() -> None:
    assert story_day(make_story("")) == date(2025, 5, 16)
    assert story_day(make_story("", published_at=None, page_published_at="2025-05-01T00:00:00+08:00")) == date(
        2025, 5, 1
    )
    assert story_day(make_story("", published_at=None)) == date(2025, 5, 16)


def test_a_day_alone_is_the_nearest_that_exists() -> None:
    page = make_page("31日起施行")

    assert [each.on for each in read_dates(page, find_days(page, find_names(page).days, date(2025, 4, 29)))] == [
        date(2025, 3, 31)
    ]
