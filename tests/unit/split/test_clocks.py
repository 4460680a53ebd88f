"""Lists whose briefs have a clock in front."""

from datetime import datetime

import pytest

from producers.split import Capture, split_capture
from schemas.raw import SHANGHAI, RawArticle, RawBrief

CAPTURED_AT = datetime(2025, 5, 16, 10, tzinfo=SHANGHAI)
LINES = ("09:45 甲股份涨停", "09:41 乙股份跌2%", "09:30 丙股份涨1%")


def split(*lines: str, captured_at: datetime = CAPTURED_AT) -> tuple[list[str], list[tuple[str, str | None]]]:
    """The titles of articles; each brief's words with its time, without the year and the seconds."""
    items = split_capture(Capture("\n".join(lines), "测试门户", captured_at)).items
    briefs = [item for item in items if isinstance(item, RawBrief)]
    return [item.title for item in items if isinstance(item, RawArticle)], [
        (brief.title + brief.snippet, f"{brief.published_at:%m-%d %H:%M}" if brief.published_at else None)
        for brief in briefs
    ]


@pytest.mark.parametrize(
    ("line", "text", "at"),
    [
        pytest.param("09:45 甲股份涨停", "甲股份涨停", "05-16 09:45", id="minutes"),
        pytest.param("9:45:12 甲股份涨停", "甲股份涨停", "05-16 09:45", id="seconds"),
        pytest.param("· 09:45　甲股份涨停", "甲股份涨停", "05-16 09:45", id="behind-a-bullet"),
        pytest.param("[09:45] 甲股份涨停", "甲股份涨停", "05-16 09:45", id="in-brackets"),
        pytest.param("09:45 | 甲股份涨停", "甲股份涨停", "05-16 09:45", id="set-off"),
        pytest.param("０９：４５ 甲股份涨停", "甲股份涨停", "05-16 09:45", id="full-width"),
        pytest.param("09:45【甲股份】甲股份涨停。", "【甲股份】甲股份涨停。", "05-16 09:45", id="before-a-bracket"),
        pytest.param("23:50 甲股份涨停", "甲股份涨停", "05-16 23:50", id="ahead-of-the-capture"),
        pytest.param("9:45 甲股份涨停", "甲股份涨停", "05-16 09:45", id="one-digit-and-a-price"),
        pytest.param("1:10 拆股方案获批", "1:10 拆股方案获批", None, id="a-ratio"),
        pytest.param("03:30 PM 甲股份涨停", "甲股份涨停", "05-16 15:30", id="pm"),
        pytest.param("[3:30 p.m.] 甲股份发布公告", "甲股份发布公告", "05-16 15:30", id="pm-with-dots"),
        pytest.param("12:10 AM 甲股份涨停", "甲股份涨停", "05-16 00:10", id="am"),
        pytest.param("09:45 AMX股份涨停", "AMX股份涨停", "05-16 09:45", id="a-name-in-am"),
        pytest.param("09:45 甲股份涨停 2025-05-14", "甲股份涨停", "05-14 09:45", id="a-day-as-well"),
        pytest.param("09:45 甲股份涨停 2025-05-14 08:00", "甲股份涨停", "05-14 08:00", id="a-whole-time-as-well"),
        pytest.param("9:30开盘 甲股份涨停", "9:30开盘 甲股份涨停", None, id="a-sentence"),
        pytest.param("09:30-11:30 甲股份停牌", "09:30-11:30 甲股份停牌", None, id="a-range"),
        pytest.param("09:30 至 11:30 甲股份停牌", "09:30 至 11:30 甲股份停牌", None, id="a-range-in-words"),
        pytest.param("24:30 甲股份涨停", "24:30 甲股份涨停", None, id="no-clock"),
        pytest.param("09:3٣ 甲股份涨停", "09:3٣ 甲股份涨停", None, id="digits-of-another-script"),
    ],
)
def test_a_clock_in_front_of_a_brief_is_its_time(line: str, text: str, at: str | None) -> None:
    assert split("热门资讯", line) == ([], [(text, at)])


def test_three_lines_with_clocks_are_a_list_without_a_heading() -> None:
    told = [("甲股份涨停", "05-16 09:45"), ("乙股份跌2%", "05-16 09:41"), ("丙股份涨1%", "05-16 09:30")]

    assert split(*LINES) == ([], told)
    assert split("某某快讯", *LINES) == ([], told)
    assert split("5月16日 周五", *LINES) == ([], told)


def test_clocks_may_stand_above_their_briefs_or_below() -> None:
    told = [("甲股份涨停", "05-16 09:45"), ("乙股份跌2%", "05-16 09:41"), ("丙股份涨1%", "05-15 23:30")]
    clocks = ("09:45", "[09:41]", "23:30")
    texts = [text for text, _ in told]
    above = [line for pair in zip(clocks, texts, strict=True) for line in pair]
    below = [line for pair in zip(texts, clocks, strict=True) for line in pair]

    assert split("热门资讯", *above) == split("热门资讯", *below) == split("某某快讯", *above) == ([], told)
    assert split("甲市防汛实录", "2025-05-16 09:50", *above) == (["甲市防汛实录"], [])


def test_a_clock_is_of_the_day_told_last_above_it_else_of_the_page_else_of_the_capture() -> None:
    _, briefs = split("2025-05-14", *LINES[:2], "2025-05-13", LINES[2], "15:00 丁股份涨3%")

    assert [at for _, at in briefs] == ["05-14 09:45", "05-14 09:41", "05-13 09:30", "05-13 15:00"]
    story = ("甲市印发通知", "2025-05-12 07:11", "　　甲市印发通知，要求落实。", "热门资讯")
    assert split(*story, LINES[0]) == (["甲市印发通知"], [("甲股份涨停", "05-12 09:45")])


def test_a_printed_day_holds_whatever_the_clock() -> None:
    _, briefs = split("2025-05-16", "19:00 甲股份涨停", "09:45 乙股份涨停", "09:30 丙股份跌1%")

    assert [at for _, at in briefs] == ["05-16 19:00", "05-16 09:45", "05-16 09:30"]


def test_a_day_among_a_tickers_lines_is_of_those_below_it() -> None:
    lines = (*LINES, "2025-05-15", "23:10 丁股份涨1%", "22:50 戊股份跌1%")
    _, briefs = split(*lines)

    assert [at for _, at in briefs] == ["05-16 09:45", "05-16 09:41", "05-16 09:30", "05-15 23:10", "05-15 22:50"]
    items = split_capture(Capture("\n".join(lines), "测试门户", CAPTURED_AT)).items
    assert {item.page_published_at for item in items if isinstance(item, RawBrief)} == {None}


@pytest.mark.parametrize(("hour", "minute"), [(0, 0), (0, 5), (10, 0), (22, 45), (23, 55)])
@pytest.mark.parametrize(
    ("clocks", "days"),
    [
        pytest.param(("00:10", "23:50", "23:40"), ("16", "15", "15"), id="down-past-midnight"),
        pytest.param(("23:50", "23:40", "23:40"), ("16", "16", "16"), id="down"),
        pytest.param(("09:00", "10:00", "22:30"), ("16", "16", "16"), id="up"),
        pytest.param(("09:40", "23:50", "09:30"), ("16", "16", "16"), id="in-no-order"),
        pytest.param(("09:40", "10:50", "10:30"), ("16", "16", "16"), id="up-and-down"),
        pytest.param(("06:00", "22:00"), ("16", "16"), id="two"),
    ],
)
def test_the_day_of_a_clock_does_not_hang_on_the_minute_of_the_capture(
    clocks: tuple[str, ...], days: tuple[str, ...], hour: int, minute: int
) -> None:
    captured_at = CAPTURED_AT.replace(hour=hour, minute=minute)
    _, briefs = split("热门资讯", *(f"{clock} 甲股份涨停" for clock in clocks), captured_at=captured_at)

    assert [at for _, at in briefs] == [f"05-{day} {clock}" for day, clock in zip(days, clocks, strict=True)]


@pytest.mark.parametrize(
    ("lines", "ats"),
    [
        pytest.param(["甲股份涨停", "2025-05-15", "09:45", "乙股份跌2%"], ["05-15 09:45", None], id="below"),
        pytest.param(
            ["甲股份涨停 2025-05-15", "乙股份跌2% 2025-05-15", "09:41"], ["05-15 00:00", "05-15 09:41"], id="behind"
        ),
        pytest.param(["甲股份涨停", "09:45", "09:41"], ["05-16 09:45"], id="one-too-many"),
        pytest.param(["甲股份涨停", "首页 > 财经 > 正文", "09:45"], [None], id="set-apart"),
        pytest.param(["09:45", "甲股份涨停 2025-05-15"], ["05-15 09:45"], id="above-and-behind"),
        pytest.param(["2025-05-15", "09:45", "甲股份涨停"], ["05-15 09:45"], id="above"),
    ],
)
def test_a_day_and_a_clock_are_one_time(lines: list[str], ats: list[str | None]) -> None:
    assert [at for _, at in split("热门资讯", *lines)[1]] == ats


def test_a_line_without_a_clock_goes_on_with_the_brief_above_and_one_with_a_clock_never_does() -> None:
    snippet = "甲股份盘中涨停，截至09:44，报7.35元/股，成交额1.02亿元，换手率1.12%..."
    _, briefs = split("热门资讯", LINES[0], snippet, f"09:44 {snippet}")

    assert briefs == [("甲股份涨停" + snippet, "05-16 09:45"), (snippet, "05-16 09:44")]


@pytest.mark.parametrize(
    "above",
    [
        pytest.param(["甲市防汛实录", "2025-05-16 09:50"], id="a-time"),
        pytest.param(["甲市防汛实录", "来源：某某网 2025-05-16"], id="a-source"),
        pytest.param(["甲市防汛实录", "甲市昨夜普降大雨，多处积水。"], id="a-paragraph"),
        pytest.param(["甲市防汛实录", "2025-02-30"], id="a-day-that-is-none"),
    ],
)
def test_a_story_may_tell_its_day_hour_by_hour(above: list[str]) -> None:
    articles, briefs = split(*above, *LINES)

    assert (articles, briefs) == (["甲市防汛实录"], [])


def test_a_few_clocks_among_many_paragraphs_are_no_list() -> None:
    articles, briefs = split("甲市防汛实录", *LINES, *(f"第{number}中队已到位" for number in "一二三四五"))

    assert (articles, briefs) == (["甲市防汛实录"], [])


def test_indented_lines_with_clocks_are_paragraphs() -> None:
    articles, briefs = split("甲市防汛实录", *(f"　　{line}。" for line in LINES))

    assert (articles, briefs) == (["甲市防汛实录"], [])


PARAGRAPH = "承办方表示，名额有限，报满为止，欢迎各位读者带上家人一同前来。"
NOTICE = ("甲市印发通知", "2025-05-16 07:11", f"　　{PARAGRAPH}", f"　　{PARAGRAPH}")
LIVE = ("10:40 二号线恢复运行", "10:15 抢修人员到场", "09:50 二号线停运")


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(
            ["读书节论坛日程", "09:00 签到", "09:30 致辞", "10:30 对谈", "12:00 茶歇", PARAGRAPH], id="programme"
        ),
        pytest.param(["读书节论坛日程", "09:00 签到", "09:30 致辞", "10:30 对谈"], id="programme-alone"),
        pytest.param(["地铁二号线停运经过", *LIVE[::-1], PARAGRAPH], id="timeline"),
        pytest.param(["地铁二号线停运直播", *LIVE], id="live-newest-first"),
        pytest.param([*LIVE, PARAGRAPH], id="live-and-a-paragraph"),
        pytest.param(
            ["读者问答", "问：几时入场？", "09:00 入场", "09:30 开讲", "10:00 散场", "答：如上。"], id="questions"
        ),
        pytest.param(["某台今晚节目", "2025-05-16", "19:00 新闻", "19:30 天气", "20:00 纪录片"], id="television"),
        pytest.param(["2025-05-16", "19:00 新闻", "19:30 天气", "20:00 纪录片"], id="television-without-a-title"),
        pytest.param(["水位一日三变", "08:00 水位升至25米", "11:00 水位升至26米", "14:00 水位跌至24米"], id="water"),
        pytest.param(
            ["甲股份停牌始末", "09:31 甲股份跌5%", "09:45 甲股份跌停", "10:00 甲股份涨1%"], id="a-share's-day"
        ),
        pytest.param([*LINES, *NOTICE], id="a-dated-story-below"),
        pytest.param([*LINES, "甲市印发通知", PARAGRAPH], id="a-story-below"),
        pytest.param([*LINES, "来源：某某网"], id="a-source-below"),
        pytest.param(["首页 > 财经 > 正文", *LIVE], id="live-below-a-trail"),
        pytest.param(["某市赔率", "3:10 甲队涨1%", "2:50 乙队跌2%", "2:10 丙队跌1%"], id="ratios"),
        pytest.param(["09:45 甲", "09:45 乙", "09:45 丙"], id="one-clock"),
    ],
)
def test_an_ordinary_page_is_never_torn_into_briefs(lines: list[str]) -> None:
    articles, briefs = split(*lines)

    assert (len(articles), briefs) == (1, [])


def test_a_list_without_a_title_needs_one_sign_more() -> None:
    assert len(split(*LIVE)[1]) == len(LIVE)
    assert len(split(*LINES[::-1])[1]) == len(LINES)
    assert len(split("首页 > 财经 > 正文", *LINES)[1]) == len(LINES)
    assert len(split("某某快讯", *LINES, "返回顶部")[1]) == len(LINES)
