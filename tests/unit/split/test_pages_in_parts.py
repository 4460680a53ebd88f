"""Pages in small: what stands above a story, the story, and the lists below it."""

from datetime import datetime

import pytest

from producers.split import Capture, split_capture
from schemas.raw import SHANGHAI, RawArticle, RawBrief

CAPTURED_AT = datetime(2025, 5, 16, 10, tzinfo=SHANGHAI)
TITLE = "甲市部署夏季用水保障工作"
BODY = "　　甲市近日印发通知，部署夏季用水保障。\n　　通知自6月1日起施行。"
CLEAN = BODY.replace("　　", "")
TIME = "2025-05-16 07:11"


def split(text: str) -> tuple[RawArticle | None, list[RawBrief], list[str]]:
    items, leftovers = split_capture(Capture(text, "page.txt", CAPTURED_AT))
    articles = [item for item in items if isinstance(item, RawArticle)]
    briefs = [item for item in items if isinstance(item, RawBrief)]
    assert len(articles) <= 1
    return (articles[0] if articles else None), briefs, [left.text for left in leftovers]


def briefs_of(*lines: str) -> list[tuple[str, str]]:
    article, briefs, _ = split("\n".join(("热门资讯", *lines)))
    assert article is None
    return [(brief.title, brief.snippet) for brief in briefs]


@pytest.mark.parametrize(
    ("header", "author"),
    [
        pytest.param([TITLE, "创始人", TIME], "创始人", id="title-author-time"),
        pytest.param([TITLE, "创始人", TIME, TITLE, "创始人", TIME, "0"], "创始人", id="all-of-it-twice"),
        pytest.param([TITLE, TIME, "某某日报"], "某某日报", id="title-time-source"),
        pytest.param([TIME, TITLE, "某某日报"], "某某日报", id="time-title-source"),
        pytest.param(["张某", TITLE, TIME], "张某", id="author-title-time"),
        pytest.param(["某某日报", TIME, TITLE], "某某日报", id="source-time-title"),
        pytest.param([TITLE, "深蓝观察员", TIME], "深蓝观察员", id="unknown-author-between"),
        pytest.param([TITLE, f"来源：某某网 {TIME}"], "某某网", id="labelled-source"),
        pytest.param([TITLE, "来源：某某网", "作者：张某", TIME], "张某", id="an-author-before-a-source"),
        pytest.param([TITLE, "张某", f"来源：某某网 {TIME}"], "张某", id="a-name-before-a-labelled-source"),
        pytest.param([TITLE, f"某某网 {TIME}"], "某某网", id="name-beside-the-time"),
        pytest.param(["某某网", TITLE, TIME], "某某网", id="masthead-above-the-title"),
        pytest.param(["深读", TITLE, TIME], None, id="eyebrow-above-the-title"),
        pytest.param([f"{TITLE}_要闻_某某网", TITLE, TIME], None, id="name-of-the-page"),
        pytest.param([TITLE, TIME, TITLE], None, id="title-again-below-the-time"),
        pytest.param([TITLE, TIME, "张某", "张某"], "张某", id="author-again-below-the-time"),
        pytest.param(["首页 > 要闻", TITLE, "阅读 12", TIME, "评论(3)"], None, id="furniture-between"),
    ],
)
def test_header_lines_in_any_order(header: list[str], author: str | None) -> None:
    article, _, _ = split("\n".join([*header, "", BODY]))

    assert article is not None
    assert (article.title, article.author, article.body) == (TITLE, author, CLEAN)
    assert article.published_at == datetime(2025, 5, 16, 7, 11, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("text", "body"),
    [
        pytest.param(f"{TITLE}\n——甲市见闻\n{TIME}\n{BODY}", f"——甲市见闻\n{CLEAN}", id="subtitle"),
        pytest.param(f"{TITLE}\n甲政办〔2025〕1号\n{TIME}\n{BODY}", f"甲政办〔2025〕1号\n{CLEAN}", id="number"),
        pytest.param(f"{TITLE}\n{TIME}\n一、总体要求\n{BODY}", f"一、总体要求\n{CLEAN}", id="subhead"),
        pytest.param(f"{TITLE}\n各区县人民政府：\n{BODY}", f"各区县人民政府：\n{CLEAN}", id="no-header-but-a-title"),
        pytest.param(
            f"{TITLE}\n{TIME}\n本报记者李某 5月16日，甲市发文。", "本报记者李某 5月16日，甲市发文。", id="dateline"
        ),
        pytest.param(f"{TITLE}\n{TIME}\n12\n{BODY}\n34\n{BODY}\n56", f"{CLEAN}\n34\n{CLEAN}", id="cells-and-counters"),
        pytest.param(f"{TITLE}\n{TIME}\n{BODY}\n2025年5月16日", f"{CLEAN}\n2025年5月16日", id="date-below"),
        pytest.param(f"{TITLE}\n{TIME}\n{BODY}\n来源：某某网", CLEAN, id="source-below"),
        pytest.param(f"　　{TITLE}\n　　{TIME}\n{BODY}", CLEAN, id="everything-indented"),
        pytest.param(f"{TITLE}\n（记者 张某）\n{TIME}\n□李某\n{BODY}", f"□李某\n{CLEAN}", id="two-bylines"),
        pytest.param(f"{TITLE}\n□李某\n□张某\n{TIME}\n{BODY}", f"□张某\n{CLEAN}", id="two-bylines-above"),
    ],
)
def test_what_is_body(text: str, body: str) -> None:
    article, _, _ = split(text)

    assert article is not None
    assert (article.title, article.body) == (TITLE, body)


def test_a_source_below_the_body_is_the_author_only_if_none_stands_above() -> None:
    alone, _, _ = split(f"{TITLE}\n{TIME}\n{BODY}\n来源：某某网")
    second, _, left = split(f"{TITLE}\n张某\n{TIME}\n{BODY}\n来源：某某网")

    assert alone is not None
    assert alone.author == "某某网"
    assert second is not None
    assert second.author == "张某"
    assert left == ["来源：某某网"]


def test_a_time_that_does_not_exist_is_left() -> None:
    article, briefs, left = split(f"{TITLE}\n2025-02-30 07:11\n{BODY}\n热门资讯\n甲乙涨停")

    assert article is not None
    assert article.published_at is None
    assert briefs[0].page_published_at is None
    assert left == ["2025-02-30 07:11", "热门资讯"]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        pytest.param("", [], id="nothing"),
        pytest.param("\n \r\n", [""], id="blanks"),
        pytest.param("首页 财经\n某某财经\n\n热门资讯\n\n", ["首页 财经", "某某财经", "热门资讯"], id="furniture"),
        pytest.param("2025-05-16 07:11\n热门资讯", ["2025-05-16 07:11", "热门资讯"], id="time-alone"),
        pytest.param(
            "热门资讯\n......\n来源：某某网\n12", ["热门资讯", "......", "来源：某某网", "12"], id="nothing-said"
        ),
    ],
)
def test_pages_without_items(text: str, left: list[str]) -> None:
    assert split(text) == (None, [], left)


def test_a_line_that_is_the_whole_page_is_a_story() -> None:
    title, _, _ = split("某行宣布降准0.5个百分点")
    body, _, _ = split("某行宣布降准0.5个百分点。")

    assert title is not None
    assert (title.title, title.body) == ("某行宣布降准0.5个百分点", "")
    assert body is not None
    assert (body.title, body.body) == ("", "某行宣布降准0.5个百分点。")


def test_the_time_of_a_page_without_a_story_dates_its_briefs() -> None:
    article, briefs, _ = split(f"{TIME}\n热门资讯\n甲乙涨停")

    assert article is None
    assert briefs[0].page_published_at == datetime(2025, 5, 16, 7, 11, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("line", "title", "snippet"),
    [
        pytest.param(
            "甲乙涨3.68%,成交额1.... 5月16日,甲乙盘中",
            "甲乙涨3.68%,成交额1....",
            "5月16日,甲乙盘中",
            id="cut-in-a-figure",
        ),
        pytest.param("甲乙股份涨停… 5月16日，甲乙股份…", "甲乙股份涨停…", "5月16日，甲乙股份…", id="one-ellipsis"),
        pytest.param("甲乙股份涨停……　５月１６日，甲乙股份", "甲乙股份涨停……", "５月１６日，甲乙股份", id="wide"),
        pytest.param("甲乙股份涨停...5月16日,甲乙股份", "甲乙股份涨停...", "5月16日,甲乙股份", id="no-gap"),
        pytest.param(
            "甲乙股份涨停 5月16日,甲乙股份盘中涨停", "甲乙股份涨停", "5月16日,甲乙股份盘中涨停", id="title-not-cut"
        ),
        pytest.param(
            "丙丁科技大涨 丙丁科技盘中大涨9%,报7元", "丙丁科技大涨", "丙丁科技盘中大涨9%,报7元", id="name-again"
        ),
        pytest.param("甲地印发新规... 某社5月16日电 甲地", "甲地印发新规...", "某社5月16日电 甲地", id="agency"),
        pytest.param("甲地印发新规... 甲地近日印发规定,明确", "甲地印发新规...", "甲地近日印发规定,明确", id="weak"),
        pytest.param(
            "甲地出台办法 支持小店发展 甲地某局近日印发办法，对小店给予贷款贴息，并简化办理手续，今年起施行，为期三年…",
            "甲地出台办法 支持小店发展",
            "甲地某局近日印发办法，对小店给予贷款贴息，并简化办理手续，今年起施行，为期三年…",
            id="last-gap-before-a-comma",
        ),
        pytest.param(
            "甲地，乙地出台办法 两地某局近日印发办法并对小店给予贷款贴息及简化办理手续自今年起施行为期共三年半。",
            "甲地，乙地出台办法",
            "两地某局近日印发办法并对小店给予贷款贴息及简化办理手续自今年起施行为期共三年半。",
            id="comma-in-the-title",
        ),
        pytest.param("甲" * 60 + "。", "", "甲" * 60 + "。", id="no-gap-at-all"),
        pytest.param("刚刚...重磅来了", "刚刚...重磅来了", "", id="dots-inside"),
        pytest.param("刚刚... 重磅", "刚刚... 重磅", "", id="dots-and-too-little"),
        pytest.param("等等... 还有… 5月16日，甲乙涨停", "等等... 还有…", "5月16日，甲乙涨停", id="second-dots"),
        pytest.param("三大指数收涨 创业板指涨1%", "三大指数收涨 创业板指涨1%", "", id="gap-in-a-title"),
        pytest.param("新规发布\t某部近日发布新规，明确要求", "新规发布", "某部近日发布新规，明确要求", id="tab"),
        pytest.param(
            "某部。发布\t某部近日发布新规，明确要求", "", "某部。发布\t某部近日发布新规，明确要求", id="tab-late"
        ),
        pytest.param("5月16日早盘播报", "5月16日早盘播报", "", id="day-in-a-title"),
        pytest.param("5月16日,甲乙盘中涨停,报7.1元/股...", "", "5月16日,甲乙盘中涨停,报7.1元/股...", id="snippet"),
        pytest.param("甲乙盘中涨停。", "", "甲乙盘中涨停。", id="sentence"),
        pytest.param("甲" * 81, "", "甲" * 81, id="long"),
        pytest.param("· 甲乙涨停", "甲乙涨停", "", id="bullet"),
        pytest.param("1、甲乙涨停", "甲乙涨停", "", id="number"),
        pytest.param("（2）甲乙涨停", "甲乙涨停", "", id="number-in-brackets"),
        pytest.param("③甲乙涨停", "甲乙涨停", "", id="number-in-a-circle"),
        pytest.param("1.5%！甲乙再涨", "1.5%！甲乙再涨", "", id="a-figure-is-no-number"),
        pytest.param("*ST甲乙涨停", "*ST甲乙涨停", "", id="a-star-is-no-bullet"),
        pytest.param("□ 甲乙涨停", "甲乙涨停", "", id="a-square-is-no-byline-here"),
        pytest.param("甲乙涨停 3-1", "甲乙涨停 3-1", "", id="a-score-is-no-day"),
        pytest.param("甲乙涨停 02-30", "甲乙涨停 02-30", "", id="no-such-day"),
        pytest.param("甲乙涨停... ", "甲乙涨停...", "", id="nothing-after-the-cut"),
    ],
)
def test_one_line_of_a_list(line: str, title: str, snippet: str) -> None:
    assert briefs_of(line) == [(title, snippet)]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(["甲乙涨停", "5月16日,甲乙盘中涨停"], [("甲乙涨停", "5月16日,甲乙盘中涨停")], id="pair"),
        pytest.param(
            ["甲乙涨停", "5月16日,丙丁盘中涨停"], [("甲乙涨停", ""), ("", "5月16日,丙丁盘中涨停")], id="of-another"
        ),
        pytest.param(
            ["甲乙股份：拟回购", "甲乙股份公告，拟以不超过三亿元回购公司股份，用于员工持股计划"],
            [("甲乙股份：拟回购", "甲乙股份公告，拟以不超过三亿元回购公司股份，用于员工持股计划")],
            id="longer-and-about-it",
        ),
        pytest.param(
            ["两地出台办法", "某局近日发文要求对小店给予贷款贴息并简化办理手续…"],
            [("两地出台办法", "某局近日发文要求对小店给予贷款贴息并简化办理手续…")],
            id="longer-and-cut",
        ),
        pytest.param(
            ["两地出台办法", "某局近日发文。要求对小店给予贷款贴息并简化办理手续"],
            [("两地出台办法", "某局近日发文。要求对小店给予贷款贴息并简化办理手续")],
            id="sentences",
        ),
        pytest.param(["两地出台办法", "某局发文。"], [("两地出台办法", ""), ("", "某局发文。")], id="too-short"),
        pytest.param(
            [
                "两地出台办法",
                "小店贴息 某局近日发文要求对小店给予贷款贴息并简化手续…",
                "三地开会",
                "小店免租 某局近日发文要求对小店给予房租减免并简化手续…",
            ],
            [
                ("两地出台办法", "小店贴息 某局近日发文要求对小店给予贷款贴息并简化手续…"),
                ("三地开会", "小店免租 某局近日发文要求对小店给予房租减免并简化手续…"),
            ],
            id="in-turn",
        ),
        pytest.param(
            ["甲乙涨停", "5月16日,丙丁盘中涨停,截至09:35,报7元…", "戊己涨停", "5月16日,庚辛盘中涨停,截至09:35,报7元…"],
            [
                ("甲乙涨停", ""),
                ("", "5月16日,丙丁盘中涨停,截至09:35,报7元…"),
                ("戊己涨停", ""),
                ("", "5月16日,庚辛盘中涨停,截至09:35,报7元…"),
            ],
            id="in-turn-but-of-others",
        ),
        pytest.param(["甲乙涨停", "甲乙一字涨停"], [("甲乙涨停", ""), ("甲乙一字涨停", "")], id="titles-of-one-name"),
        pytest.param(["甲乙涨停", "　　详情待续"], [("甲乙涨停", "详情待续")], id="indented"),
        pytest.param(["甲涨", "乙述", "", "丙涨", "丁述"], [("甲涨", "乙述"), ("丙涨", "丁述")], id="pairs-set-apart"),
        pytest.param(["甲涨", "乙涨", "", "丙涨"], [("甲涨", "乙涨"), ("丙涨", "")], id="a-pair-and-one"),
        pytest.param(
            ["甲涨", "乙涨", "丙涨", "", "丁涨"], [("甲涨", ""), ("乙涨", ""), ("丙涨", ""), ("丁涨", "")], id="threes"
        ),
        pytest.param(
            ["甲乙涨停", "更多", "5月16日,甲乙涨停"], [("甲乙涨停", ""), ("", "5月16日,甲乙涨停")], id="parted"
        ),
        pytest.param(["1 甲涨", "2 乙涨"], [("甲涨", ""), ("乙涨", "")], id="ranks"),
        pytest.param(["1 甲涨", "3 乙涨"], [("1 甲涨", ""), ("3 乙涨", "")], id="no-ranks"),
        pytest.param(["1 甲涨", "乙涨"], [("1 甲涨", ""), ("乙涨", "")], id="one-rank"),
    ],
)
def test_lines_of_a_list(lines: list[str], expected: list[tuple[str, str]]) -> None:
    assert briefs_of(*lines) == expected


def times_of(*lines: str) -> list[tuple[str, str, str | None]]:
    _, briefs, _ = split("\n".join(("热门资讯", *lines)))
    return [
        (one.title, one.snippet, one.published_at.isoformat()[5:16] if one.published_at else None) for one in briefs
    ]


def test_briefs_have_times_of_their_own() -> None:
    assert times_of("05-16 09:35", "甲乙涨停", "5月16日,甲乙涨停", "05-16 09:36", "丙丁涨停") == [
        ("甲乙涨停", "5月16日,甲乙涨停", "05-16T09:35"),
        ("丙丁涨停", "", "05-16T09:36"),
    ]
    assert times_of("甲乙涨停", "05-16 09:35", "5月16日,甲乙涨停", "05-16 09:36", "丙丁涨停") == [
        ("甲乙涨停", "5月16日,甲乙涨停", "05-16T09:35"),
        ("丙丁涨停", "", None),
    ]
    assert times_of("甲乙涨停 2025-05-16 09:35", "丙丁涨停 [05-15]", "5月15日,丙丁涨停 2025-05-15 10:00") == [
        ("甲乙涨停", "", "05-16T09:35"),
        ("丙丁涨停", "5月15日,丙丁涨停", "05-15T00:00"),
    ]
    assert times_of("05-16 09:35", "甲乙涨停", "更多", "05-16 09:36") == [("甲乙涨停", "", "05-16T09:35")]


def test_briefs_without_a_heading() -> None:
    loose = "甲乙股份涨停... 5月16日,甲乙股份盘中\n丙丁科技跌停 5月16日,丙丁科技盘中"

    below, briefs, _ = split(f"{TITLE}\n{TIME}\n{BODY}\n{loose}")
    alone, more, _ = split(f"{loose}\n戊己涨停")

    assert below is not None
    assert below.body == CLEAN
    assert [brief.title for brief in briefs] == ["甲乙股份涨停...", "丙丁科技跌停"]
    assert alone is None
    assert [brief.title for brief in more] == ["甲乙股份涨停...", "丙丁科技跌停", "戊己涨停"]


@pytest.mark.parametrize(
    ("story", "is_story"),
    [
        pytest.param(f"{TITLE}\n{TIME}\n张某\n{BODY}", True, id="story"),
        pytest.param(f"{TIME}\n{BODY}", False, id="no-title"),
        pytest.param(f"{TITLE}\n{TIME}\n　　只有一段。", False, id="one-paragraph"),
        pytest.param(f"{TITLE}\n{TIME}\n丙丁涨停\n戊己涨停", False, id="titles-below"),
        pytest.param(f"甲乙股份涨停... 5月16日,甲乙\n{TIME}\n{BODY}", False, id="a-brief-above"),
    ],
)
def test_a_story_below_a_list(story: str, *, is_story: bool) -> None:
    article, briefs, _ = split(f"热门资讯\n甲乙股份涨停... 5月16日,甲乙股份盘中\n\n{story}\n相关阅读\n庚辛涨停")

    assert (article is not None) == is_story
    assert briefs[0].title == "甲乙股份涨停..."
    assert briefs[-1].title == "庚辛涨停"
    if article is not None:
        assert (article.title, article.body, len(briefs)) == (TITLE, CLEAN, 2)


def test_only_the_first_story_of_a_page_is_one() -> None:
    article, briefs, _ = split(f"{TITLE}\n{TIME}\n{BODY}\n热门资讯\n另一标题\n{TIME}\n{BODY}")

    assert article is not None
    assert article.body == CLEAN
    assert briefs[0].title == "另一标题"


def test_a_brief_may_share_the_line_of_its_heading() -> None:
    _, briefs, left = split("相关阅读：甲乙涨停\n丙丁涨停")

    assert [(brief.title, brief.spans) for brief in briefs] == [("甲乙涨停", ((0, 10),)), ("丙丁涨停", ((10, 14),))]
    assert left == []


def test_items_carry_their_page() -> None:
    capture = Capture(f"{TITLE}\n{TIME}\n{BODY}\n热门资讯\n甲乙涨停", "某门户", CAPTURED_AT, "https://portal.example/1")
    article, brief = split_capture(capture).items

    assert (article.source, article.url, article.position) == ("某门户", "https://portal.example/1", 0)
    assert (brief.source, brief.url, brief.position) == ("某门户", None, 1)
    assert article.page_id == brief.page_id == capture.page_id
    assert article.captured_at == brief.captured_at == CAPTURED_AT
    assert capture._replace(source="别处").page_id != capture.page_id
