from datetime import datetime

import pytest

from producers.split.labels import inline_byline, label_of
from producers.split.lines import split_lines
from producers.split.meta import Meta
from schemas.raw import SHANGHAI

CAPTURED_AT = datetime(2025, 5, 16, 10, tzinfo=SHANGHAI)
AT = datetime(2025, 5, 16, 7, 11, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param("相关内容", "heading", id="heading"),
        pytest.param("【热门资讯】", "heading", id="heading-dressed"),
        pytest.param("—— 推荐阅读 ——", "heading", id="heading-between-dashes"),
        pytest.param("最新资讯 更多>>", "heading", id="heading-with-more"),
        pytest.param("热门新闻 TOP10", "heading", id="heading-with-top"),
        pytest.param("热文排行", "heading", id="heading-that-ends-like-more"),
        pytest.param("相关阅读：甲乙公司上市", "heading", id="heading-shares-its-line"),
        pytest.param("相关阅读：", "heading", id="heading-with-colon"),
        pytest.param("推荐阅读者协会成立", "text", id="heading-inside-a-word"),
        pytest.param("0", "number", id="counter"),
        pytest.param("1.2万阅读", "nav", id="counter-with-word-after"),
        pytest.param("阅读 123", "nav", id="counter-with-word-before"),
        pytest.param("评论(3)", "nav", id="counter-in-brackets"),
        pytest.param("浏览次数：1,024次 | 点赞 5 | 分享", "nav", id="counters-and-buttons"),
        pytest.param("阅读 123 篇文章后的感想", "text", id="counter-in-a-sentence"),
        pytest.param("首页 > 新闻 > 正文", "nav", id="trail"),
        pytest.param("首页/要闻/地方要闻", "nav", id="trail-with-slashes"),
        pytest.param("某某网 >> 要闻", "nav", id="trail-of-two"),
        pytest.param("甲公司 > 乙公司", "text", id="two-names-are-no-trail"),
        pytest.param("甲公司上半年收入首次达到两百亿元 > 乙公司", "text", id="a-long-step-is-no-trail"),
        pytest.param("某某晚报 · 要闻", "nav", id="masthead"),
        pytest.param("首页 财经 股票", "nav", id="menu"),
        pytest.param("返回首页", "nav", id="button"),
        pytest.param("责任编辑：某某", "nav", id="editor"),
        pytest.param("【编辑:某某】", "nav", id="editor-in-brackets"),
        pytest.param("上一篇：上一条新闻", "nav", id="previous"),
        pytest.param("上一篇：上一条新闻... 5月16日,上一条新闻说", "nav", id="previous-with-a-snippet"),
        pytest.param("版权声明：转载请注明来源：某某网。", "nav", id="rights"),
        pytest.param("原标题：" + "甲" * 100, "text", id="a-title-before-its-text"),
        pytest.param("图片来源：某某社", "text", id="a-caption"),
        pytest.param("某某公司版权所有", "nav", id="rights-at-the-end"),
        pytest.param("□某某 某某某", "byline", id="byline-square"),
        pytest.param("■ 本报记者 张某", "byline", id="byline-black-square"),
        pytest.param("本报记者 张某 通讯员 李某某 北京报道", "byline", id="byline-of-two"),
        pytest.param("记者：张某", "byline", id="byline-after-colon"),
        pytest.param("记者张某某", "byline", id="byline-without-space"),
        pytest.param("文/张某", "byline", id="byline-slash"),
        pytest.param("图文｜张某", "byline", id="byline-bar"),
        pytest.param("文：张某", "byline", id="byline-colon"),
        pytest.param("（记者 张某）", "byline", id="byline-in-brackets"),
        pytest.param("记者调查：外卖食品封签落地了吗", "text", id="an-inquiry-is-no-byline"),
        pytest.param("多名记者遇袭身亡", "text", id="reporters-in-the-news"),
        pytest.param("记者：这项政策有何考虑？", "text", id="a-question"),
        pytest.param("文" * 301, "text", id="long"),
        pytest.param("甲乙涨3.68%... 5月16日,甲乙上涨", "text", id="brief"),
        pytest.param("2025年5月16日要闻", "text", id="a-day-in-a-title"),
        pytest.param("2025年5月16日，某局召开会议", "text", id="a-day-in-a-sentence"),
        pytest.param("2025-05-16 07:11 甲局印发通知，即日施行", "text", id="a-time-before-a-sentence"),
        pytest.param("2025-05-16 07:11 " + "甲" * 21, "text", id="a-time-before-a-title"),
        pytest.param("2025-05-16 07:11 甲网 乙网 | 丙网", "text", id="two-names"),
        pytest.param("来源：甲。乙", "text", id="a-source-that-is-a-sentence"),
        pytest.param("来源：" + "甲" * 61, "text", id="a-source-too-long"),
        pytest.param("来源：" + "甲" * 160, "text", id="a-line-too-long"),
        pytest.param("3-5", "meta", id="a-day-without-year-alone"),
    ],
)
def test_kinds(text: str, kind: str) -> None:
    assert label_of(split_lines(text)[0], CAPTURED_AT).kind == kind


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("2025-05-16 07:11", Meta(AT, None, None, None, True, False), id="time"),
        pytest.param("发布时间：2025-05-16 07:11", Meta(AT, None, None, None, True, True), id="labelled-time"),
        pytest.param("发布于 2025-05-16 07:11", Meta(AT, None, None, None, True, True), id="label-without-colon"),
        pytest.param("２０２５－０５－１６　０７：１１", Meta(AT, None, None, None, True, False), id="wide"),
        pytest.param("2025-05-16 07:11 阅读 123 打印", Meta(AT, None, None, None, True, False), id="with-counter"),
        pytest.param("某某网 2025-05-16 07:11", Meta(AT, None, None, "某某网", False, False), id="name"),
        pytest.param("某某网2025-05-16 07:11", Meta(AT, None, None, "某某网", False, False), id="name-beside"),
        pytest.param(
            "来源：某某网 作者：某 某某 时间：2025-05-16 07:11 字号：大 中 小",
            Meta(AT, "某 某某", "某某网", None, False, True),
            id="all-labelled",
        ),
        pytest.param(
            "2025-05-16 07:11 | 来源：某某网 打印 分享 | 阅读 12",
            Meta(AT, None, "某某网", None, False, True),
            id="buttons",
        ),
        pytest.param("来源：某某网 阅读 12", Meta(None, None, "某某网", None, False, True), id="counter-after-source"),
        pytest.param("作 者：某某", Meta(None, "某某", None, None, False, True), id="spread-label"),
        pytest.param("来源：", Meta(None, None, "", None, True, True), id="label-of-nothing"),
        pytest.param("2025-02-30 07:11", Meta(None, None, None, None, True, False), id="no-such-day"),
    ],
)
def test_what_a_line_of_the_header_says(text: str, expected: Meta) -> None:
    meta = label_of(split_lines(text)[0], CAPTURED_AT).meta

    assert meta is not None
    assert meta._replace(is_time=expected.is_time) == expected
    assert meta.is_time == (expected.is_time and "来源" not in text)


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        pytest.param([], None, id="no-body"),
        pytest.param(["本报讯（记者 张某）昨日，甲地发文。"], "（记者 张某）", id="head"),
        pytest.param(["甲地发文。", "即日施行。(记者张某 通讯员李某)"], "(记者张某 通讯员李某)", id="tail"),
        pytest.param(["甲地发文（试行）。", "即日施行。"], None, id="brackets-of-something-else"),
    ],
)
def test_a_byline_inside_the_body(paragraphs: list[str], expected: str | None) -> None:
    assert inline_byline(paragraphs) == expected
