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
        pytest.param("23:50 甲股份涨停", "甲股份涨停", "05-15 23:50", id="ahead-of-the-capture"),
        pytest.param("10:20 甲股份涨停", "甲股份涨停", "05-16 10:20", id="clocks-that-differ"),
        pytest.param("09:45 甲股份涨停 2025-05-14 08:00", "甲股份涨停", "05-14 08:00", id="a-whole-time-as-well"),
        pytest.param("9:30开盘 甲股份涨停", "9:30开盘 甲股份涨停", None, id="a-sentence"),
        pytest.param("09:30-11:30 甲股份停牌", "09:30-11:30 甲股份停牌", None, id="a-range"),
        pytest.param("09:30 至 11:30 甲股份停牌", "09:30 至 11:30 甲股份停牌", None, id="a-range-in-words"),
        pytest.param("24:30 甲股份涨停", "24:30 甲股份涨停", None, id="no-clock"),
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


def test_a_capture_of_a_day_sees_the_whole_day() -> None:
    _, briefs = split("热门资讯", "23:50 甲股份涨停", captured_at=datetime(2025, 5, 16, tzinfo=SHANGHAI))

    assert briefs == [("甲股份涨停", "05-16 23:50")]


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
