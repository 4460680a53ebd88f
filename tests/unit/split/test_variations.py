"""Pages put together from every usual form of each part: whatever the form, the same items come out."""

from datetime import datetime
from itertools import permutations
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from producers.split import Capture, split_capture
from schemas.raw import SHANGHAI, RawArticle, RawBrief

CAPTURED_AT = datetime(2025, 5, 16, 10, tzinfo=SHANGHAI)
AT = datetime(2025, 5, 16, 7, 11, tzinfo=SHANGHAI)
TITLE = "甲市部署夏季用水保障工作"
PARAGRAPHS = ["甲市近日印发通知，部署夏季用水保障工作，明确各部门分工。", "通知自6月1日起施行，有效期两年。"]
TIMES = [
    "2025-05-16 07:11",
    "2025-05-16 07:11:00",
    "2025年5月16日 07:11",
    "2025/05/16 07:11",
    "2025.05.16 07:11",
    "05-16 07:11",
    "今天 07:11",
    "2025-05-16T07:11:00+08:00",
    "2025-05-15T23:11:00Z",
    "发布时间：2025-05-16 07:11",
    "时间:2025年05月16日 星期五 07:11",
    "２０２５－０５－１６　０７：１１",
]
AUTHORS = {
    "创始人": "创始人",
    "某某日报": "某某日报",
    "张晓明": "张晓明",
    "来源：某某网": "某某网",
    "作者：张晓明": "张晓明",
    "来源: 某某网  作者: 张晓明": "张晓明",
}
COUNTS = ["0", "阅读 123", "评论(3)", "1.2万阅读", "阅读：12 | 评论：3", "浏览次数：356次"]
BYLINES = [
    "□张晓明 李华",
    "■ 本报记者 张晓明",
    "本报记者 张晓明 通讯员 李华",
    "文/张晓明",
    "（记者 张晓明）",
    "记者：张晓明",
]
INDENTS = ["　　", "  ", ""]
HEADINGS = ["相关内容", "热门资讯", "【相关阅读】", "推荐阅读：", "最新资讯 更多>>", "■ 热门推荐", "更多新闻"]
FURNITURE = [
    "首页 > 新闻 > 正文",
    "责任编辑：王编",
    "【编辑:王编】",
    "上一篇：上月用水情况",
    "返回首页",
    "分享到：微信 微博",
    "版权声明：转载请注明。",
]


class Brief(NamedTuple):
    title: str
    snippet: str


WHOLE = [
    Brief("众信科技涨4.15%,成交额2.06亿元", "5月16日,众信科技盘中上涨4.15%,截至09:35,报14.82元/股,成交2.06亿元"),
    Brief("北港ETF(159000)开盘跌0.10%", "5月16日,北港ETF(159000)开盘跌0.10%,报1.001元。"),
    Brief("大湖股份涨停,成交额5.37亿元", "5月16日,大湖股份盘中涨停,截至09:35,报10.23元/股"),
    Brief("两部门发布电池回收新规", "5月16日,两部门联合发布电池回收新规,明确回收责任"),
]
CUTS = ["...", "…", "……", "....", ""]
BULLETS = ["", "· ", "● ", "• "]


def cut(text: str, mark: str, keep: int) -> str:
    return text[:keep] + mark if mark else text


@st.composite
def listed(draw: st.DrawFn) -> tuple[list[str], list[Brief]]:
    """A list as printed, and its briefs; one form throughout the list, as portals print."""
    mark, bullet, layout = (
        draw(st.sampled_from(CUTS)),
        draw(st.sampled_from(BULLETS)),
        draw(st.sampled_from(["one line", "two lines", "titles", "snippets", "empty"])),
    )
    wide = draw(st.booleans())
    lines: list[str] = [""] if draw(st.booleans()) else []
    briefs: list[Brief] = []
    for whole in draw(st.permutations(WHOLE)) if layout != "empty" else []:
        title, snippet = cut(whole.title, mark, 12), cut(whole.snippet, mark, 30)
        if wide:
            title, snippet = title.replace(",", "，"), snippet.replace(",", "，")
        if layout == "titles":
            snippet = ""
        if layout == "snippets":
            title = ""
        gap = " " if layout == "one line" else "\n" if layout == "two lines" else ""
        lines += f"{bullet}{title}{gap}{snippet}".split("\n")
        briefs.append(Brief(title, snippet))
    return lines, briefs


@st.composite
def pages(draw: st.DrawFn) -> tuple[str, str, str | None, list[Brief]]:
    """A page, its story's author and byline, and its briefs."""
    printed = draw(st.sampled_from(list(AUTHORS)))
    time = draw(st.sampled_from(TIMES))
    header = list(draw(st.permutations([TITLE, printed, time])))
    if draw(st.booleans()):
        header += header
    if draw(st.booleans()):
        header.insert(draw(st.integers(0, len(header))), draw(st.sampled_from(COUNTS)))
    byline = draw(st.none() | st.sampled_from(BYLINES))
    indent = draw(st.sampled_from(INDENTS))
    blank = [""] * draw(st.integers(0, 1))
    body = [line for paragraph in PARAGRAPHS for line in (indent + paragraph, *blank)]
    lines = [*header, *blank, *([byline, *blank] if byline else []), *body]
    briefs: list[Brief] = []
    for heading in draw(st.lists(st.sampled_from(HEADINGS), max_size=3, unique=True)):
        lines += draw(st.lists(st.sampled_from(FURNITURE), max_size=1))
        more, found = draw(listed())
        lines += [heading, *more]
        briefs += found
    lines = draw(st.lists(st.sampled_from(FURNITURE[:1]), max_size=1)) + lines
    lines += draw(st.lists(st.sampled_from(FURNITURE), max_size=2))
    return draw(st.sampled_from(["\n", "\r\n"])).join(lines), AUTHORS[printed], byline, briefs


@settings(max_examples=600, deadline=None)
@given(pages())
def test_every_form_of_a_page_gives_the_same_items(page: tuple[str, str, str | None, list[Brief]]) -> None:
    text, author, byline, expected = page

    article, *briefs = split_capture(Capture(text, "page.txt", CAPTURED_AT)).items

    assert isinstance(article, RawArticle)
    assert (article.title, article.author, article.byline) == (TITLE, author, byline)
    assert article.body == "\n".join(PARAGRAPHS)
    assert article.published_at == AT
    assert [Brief(brief.title, brief.snippet) for brief in briefs if isinstance(brief, RawBrief)] == expected


@pytest.mark.parametrize("order", list(permutations([TITLE, "某某日报", "2025-05-16 07:11", "阅读 12"])), ids="-".join)
def test_every_order_of_the_header(order: tuple[str, ...]) -> None:
    text = "\n".join([*order, *PARAGRAPHS])

    article = split_capture(Capture(text, "page.txt", CAPTURED_AT)).items[0]

    assert isinstance(article, RawArticle)
    assert (article.title, article.author, article.published_at) == (TITLE, "某某日报", AT)
    assert article.body == "\n".join(PARAGRAPHS)
