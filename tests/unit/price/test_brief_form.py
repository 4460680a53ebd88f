"""The one-glance reading of the commonest brief against the grammar, and what any cut leaves."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.moves import Move
from schemas.raw import Report
from tests.builders import make_report
from tests.spans import cut
from tests.unit.price.samples import NUMBERS, SEED_FORM, read
from workers.price.brief_form import read_brief_form
from workers.price.reading import read_by_grammar, read_moves

known = st.sampled_from(
    [
        *("TCL科技", "金正大", "盈方微", "ST八菱", "S*ST金科", "平安银行", "万科A", "宁德时代", "恒生电子", "*ST天宜"),
        *("沪深300ETF华泰柏瑞", "上证指数", "半导体", "腾讯控股", "玻璃"),
    ]
)
endings = st.sampled_from(
    ["", "股", "份", "科", "股份", "概念", "板块", "ETF", "指数", "转债", "港股", "期货", "集团", "A", "-U", "50", "系"]
)
# Nobody's names, some of which hold or end with words: 海高涨 is 高涨, 某自5月16日 a beginning.
made_up = st.builds(
    "{}{}".format, st.text("海川云某甲高微大收报近约自从中和与一三新恒港T5", min_size=1, max_size=4), endings
)
names = known | made_up | st.sampled_from(["不知其名", "日报科技", "某某收入", "早盘", "上行", "云海和川江"])
numbers = st.decimals(0, 999, places=2, allow_nan=False).map(str)
marks = st.sampled_from(["...", "…", "。", "", "......"])


@st.composite
def briefs(draw: st.DrawFn) -> tuple[str, str]:
    name, pct, mark = draw(names), draw(numbers), draw(marks)
    verb = draw(st.sampled_from(["上涨", "下跌", "大涨", "涨停", "跌停", "跌"]))
    pct = "" if "停" in verb else f"{pct}%"
    paren = draw(st.sampled_from(["", "", "(维权)", "(510300)", "(000001)", "(159"]))
    phase = draw(st.sampled_from(["盘中", "开盘", "午后", ""]))
    clock = draw(st.sampled_from([",截至09:35", ",截至25:10", ""]))
    rest = draw(
        st.sampled_from(
            [
                ",成交1.5亿元",
                ",成交1.5亿元,换手率2.1%",
                ",成交1.5亿元,换手率2.1%,总市值63.25亿元",
                ",成交1.5亿元,换手率2.1%,总市值63.2",
                ",成交1.5亿元,换手率2.1%,总市值63.2亿",
                ",成交1.5亿元,换手率2.1%,总市",
                ",成交1.5亿元,换手率2.1%,总",
                ",成交1.5亿元,总市值63.2亿元",
                ",成交12.5",
                ",成交",
                ",成",
                ",换手率",
                "",
                "。" + name[:3],
                f"。{name}(",
            ]
        )
    )
    day = draw(st.sampled_from(["5月16日", "2月30日", "12月31日"]))
    whom = draw(
        st.sampled_from([f"{day},{name}{paren}", f"{day}{name}{paren}", f"{name}{paren}{day}", f"{name}{paren}"])
    )
    text = f"{whom}{phase}{verb}{pct}{clock},报{draw(numbers)}元/股{rest}{mark}"
    title = draw(
        st.sampled_from(
            [
                f"{name}{verb[-1:]}{pct},成交额1...",
                f"{name}{verb}{pct}",
                f"{name}(15...",
                f"{name}(510300)...",
                f"{name[:2]}...",
                f"{name}{verb}{pct},成交额3.2亿元",
                f"{name}{verb}{pct},报12.5元/股",
                f"{name}{verb}{pct},报12.5元,成交额1.5亿元",
                f"{name}{verb}{pct},成...",
                f"{name}{verb}{pct}"[: draw(st.integers(2, 12))] + "...",
                "别的事",
            ]
        )
    )
    return title, text[: draw(st.integers(0, len(text)))] + mark if draw(st.booleans()) else text


def parts(reading: Any) -> tuple[Any, ...]:
    return reading.moves, reading.evidence, reading.truncated, reading.keys


@given(briefs())
def test_one_glance_gives_what_the_grammar_gives(brief: tuple[str, str]) -> None:
    report = make_report(title=brief[0], snippet=brief[1])
    glance = read_brief_form(report)

    if glance:
        move, evidence, truncated, key = glance
        assert ([move], evidence, truncated, [key]) == parts(read_by_grammar(report))


@pytest.mark.parametrize(("title", "text"), SEED_FORM)
def test_the_commonest_briefs_are_read_at_one_glance(title: str, text: str) -> None:
    assert read_brief_form(make_report(title=title, snippet=text)) is not None


@pytest.mark.parametrize(
    ("title", "text"),
    [
        pytest.param("五粮液昨日涨1%", "5月16日,五粮液昨日盘中上涨1%,报130元。", id="a-name-with-other-words"),
        pytest.param("海川高涨1%", "5月16日,海川高盘中上涨1%,报130元。", id="a-name-that-ends-as-a-word-begins"),
        pytest.param("云海收入涨1%", "5月16日,云海收入盘中上涨1%,报130元。", id="a-label"),
        pytest.param("腾讯控股涨1%", "5月16日,腾讯控股盘中上涨1%,报130元。", id="of-another-market"),
        pytest.param("上证指数涨1%", "5月16日,上证指数盘中上涨1%,报130元。", id="an-index"),
        pytest.param("云川股涨1%", "5月16日,云川股盘中上涨1%,报130元。", id="a-sector"),
        pytest.param("云海美股业涨1%", "5月16日,云海美股业盘中上涨1%,报130元。", id="a-word-of-another-market"),
        pytest.param("将与涨1%", "5月16日,将与盘中上涨1%,报130元。", id="no-name"),
        pytest.param("五粮液和云川江涨1%", "5月16日,五粮液和云川江盘中上涨1%,报130元。", id="two-names"),
        pytest.param("五粮液涨1%,报9元", "5月16日,五粮液盘中上涨1%,报...", id="a-title-with-the-only-price"),
        pytest.param("云港股...", "5月16日,云港股份盘中上涨1%,报130元。", id="a-name-cut-to-a-market"),
        pytest.param("云成交科...", "5月16日,云成交科盘中上涨1%,报130元。云成交...", id="a-name-cut-to-a-label"),
        pytest.param("涨停板个...", "5月16日,涨停板个股盘中上涨1%,报130元。", id="a-name-cut-to-a-verb"),
        pytest.param("五粮液涨1%", "五粮液盘中上涨1%,报130元。", id="no-day"),
        pytest.param("五粮液涨1%", "5月16日,五粮液5月16日盘中上涨1%,报130元。", id="two-days"),
        pytest.param("云川科涨1%", "5月16日,云川科盘中上涨1%,报130元。云川科(...", id="a-code-cut-off"),
        pytest.param("五粮液涨1%,报9元", "5月16日,五粮液开盘上涨1%,报130元。", id="a-title-with-a-later-price"),
        pytest.param("五粮液涨1%", "2月30日,五粮液盘中上涨1%,报130元。", id="no-such-day"),
        pytest.param("五粮液涨1%", "5月16日,五粮液盘中上涨1%,截至25:10,报130元。", id="no-such-time"),
        pytest.param("五粮液涨停", "5月16日,五粮液开盘涨停,报130元。", id="a-word-of-its-own"),
        pytest.param("五粮液涨停", "5月16日,五粮液盘中涨停,报130元。泸州", id="another-name-behind"),
    ],
)
def test_other_briefs_are_left_to_the_grammar(title: str, text: str) -> None:
    assert read_brief_form(make_report(title=title, snippet=text)) is None


@pytest.mark.parametrize(
    ("title", "text", "code", "asset", "limit"),
    [
        pytest.param("云川科涨停", "云川科5月16日盘中涨停，报8.2元。", None, "stock", "up", id="nobody-knows-it"),
        pytest.param("云川ETF涨1%", "云川ETF5月16日盘中涨1%，报8.2元。", None, "fund", None, id="nobodys-fund"),
        pytest.param(
            "盈方微跌1%", "5月16日盈方微盘中跌1%,报8元。", "000670.SZ", "stock", None, id="a-word-begins-in-it"
        ),
        pytest.param(
            "平安银行涨1%,报9元", "平安银行(000001)5月16日盘中涨1%,报9元", "000001.SZ", "stock", None, id="code"
        ),
    ],
)
def test_names_of_all_kinds_on_either_side_of_the_day(
    title: str, text: str, code: str | None, asset: str, limit: str | None
) -> None:
    glance = read_brief_form(make_report(title=title, snippet=text))

    assert glance is not None
    assert (glance[0]["code"], glance[0]["asset"], glance[0]["limit"]) == (code, asset, limit)
    move, evidence, truncated, key = glance
    assert ([move], evidence, truncated, [key]) == parts(read_by_grammar(make_report(title=title, snippet=text)))


def test_a_market_value_that_is_cut_away_is_named() -> None:
    text = "5月16日,五粮液盘中上涨1%,报130元/股,成交1.5亿元,换手率2.1%,总市值63.2..."
    glance = read_brief_form(make_report(title="五粮液涨1%", snippet=text))

    assert glance is not None
    assert glance[2] == ["moves[0].market_value"]


def test_a_time_that_is_cut_away_leaves_the_glance_without_one() -> None:
    glance = read_brief_form(make_report(title="五粮液涨1%", snippet="5月16日,五粮液盘中上涨1%,报130元/股,成交..."))

    assert glance is not None
    assert glance[0]["as_of"] is None


def test_values_of_a_whole_brief() -> None:
    reading = read(*SEED_FORM[0])
    move = reading.moves[0]

    assert {field: move[field] for field in NUMBERS if move[field] is not None} == {
        "change_pct": 1.25,
        "price": 11.36,
        "amount": 208000000,
        "turnover_rate_pct": 0.09,
    }
    assert (move["code"], move["exchange"], move["board"], move["asset"]) == ("000001.SZ", "SZSE", "main", "stock")
    assert (move["as_of"], move["as_of_precision"], move["phase"]) == (
        "2025-05-16T10:12:00+08:00",
        "minute",
        "intraday",
    )
    assert reading.truncated == []
    assert all(check["ok"] for check in move["checks"])


@pytest.mark.parametrize(
    ("index", "truncated"),
    [(1, ["moves[0].amount"]), (2, ["moves[0].turnover_rate_pct"]), (3, []), (4, ["moves[0].turnover_rate_pct"])],
)
def test_what_a_cut_takes_is_named(index: int, truncated: list[str]) -> None:
    reading = read(*SEED_FORM[index])

    assert reading.truncated == truncated
    assert all(reading.moves[0][path.partition(".")[2]] is None for path in truncated)


def test_a_limit_without_a_percentage_has_none() -> None:
    move = read(*SEED_FORM[2]).moves[0]

    assert (move["limit"], move["change_pct"], move["pct_bound"]) == ("up", None, None)


@pytest.mark.parametrize(("title", "text"), SEED_FORM)
@pytest.mark.parametrize("mark", ["", "...", "…"])
def test_no_cut_gives_a_value_that_differs(title: str, text: str, mark: str) -> None:
    whole = read(title, text).moves[0]
    for at in range(len(text)):
        for move in read(title, text[:at] + mark).moves:
            assert all(
                value == whole[field] for field, value in move.items() if field != "checks" and value not in (None, [])
            )
    for at in range(1, len(title)):
        for move in read(title[:at] + mark, text).moves:
            assert all(value == whole[field] for field, value in move.items() if field not in ("checks", "flags"))


@given(st.data())
def test_a_cut_text_gives_no_figure_that_is_not_whole_there(data: st.DataObject) -> None:
    title, text = data.draw(
        st.sampled_from(
            [*SEED_FORM, ("", "沪指收报3380.1点，跌0.3%。五粮液跌两成半，报128.5港元，成交1.2亿美元，换手3%。")]
        )
    )
    part = text[: data.draw(st.integers(0, len(text)))]
    reading = read(title or "简讯", part)
    report = {"title": title or "简讯", "text": part}

    for index, move in enumerate(reading.moves):
        for field in NUMBERS:
            if move[field] is not None:
                span = reading.evidence[f"moves[{index}].{field}"][0]
                assert cut(span, report)[-1] in "%元点成半股"
                assert span["end"] <= len(report[span["part"]])


def whole_evidence(report: Report) -> None:
    reading = read_moves(report)
    printed = {"title": report["title"], "text": report["text"]}
    for path, spans in reading.evidence.items():
        index, field = int(path[6 : path.index("]")]), path.partition(".")[2]
        assert reading.moves[index][field] is not None
        assert all(cut(span, printed) for span in spans)
        if field == "name":
            assert cut(spans[0], printed) == reading.moves[index]["name"]
    for index, move in enumerate(reading.moves):
        Move.model_validate_json(__import__("json").dumps(move))
        for field, value in move.items():
            if value not in (None, []) and field != "checks":
                assert f"moves[{index}].{field}" in reading.evidence, field


@pytest.mark.parametrize(("title", "text"), SEED_FORM)
def test_every_value_shows_where_it_stands(title: str, text: str) -> None:
    whole_evidence(make_report(title=title, snippet=text))


def test_every_value_of_a_wrap_shows_where_it_stands() -> None:
    text = "截至15:00，沪指涨0.2%，报3380.1点；*ST天宜(维权)跌近5%，报6.1元，成交额超3亿元，换手1.1%，总市值30亿元。"
    text += "騰訊升2%，報510元。"
    whole_evidence(make_report("article", title="5月16日收评：沪指涨0.2%", body=text))


@given(
    st.text(
        alphabet="五粮液涨跌停升超近约报收现盘中一度昨日万亿元点%成交额换手率0123456789.,，。、（）()…和", max_size=60
    )
)
def test_any_text_is_read_without_a_fault_and_the_same_twice(text: str) -> None:
    report = make_report(title="简讯", snippet=text)

    assert read_moves(report) == read_moves(report)
    whole_evidence(report)


WORDS = [
    *[
        "五粮液",
        "沪指",
        "美股",
        "涨",
        "跌",
        "停",
        "升",
        "超",
        "近",
        "报",
        "收",
        "现",
        "盘中",
        "一度",
        "昨日",
        "亿元",
        "点",
        "%",
    ],
    *[
        "成交额",
        "换手率",
        "12",
        "3.4",
        ".",
        "，",
        "。",
        "、",
        "（",
        "）",
        "(600519)",
        "…",
        "和",
        "等",
        "个股",
        "涨停个股：",
        "\n",
    ],
    *[
        "涨幅前五名分别为",
        "今年",
        "连续2日",
        "首日",
        "翻倍",
        "2倍",
        "股價(jià)",
        "分析师认为",
        "影响",
        "由于",
        "金银铜",
        "《",
    ],
    *["》", "指数", "该股", "%区间", "或以上", "收报", "USD/CAD", "早盘", "午盘", "截至"],
]
texts = st.lists(st.sampled_from(WORDS), max_size=22).map("".join)


@given(texts, texts)
def test_any_words_are_read_with_their_places(title: str, text: str) -> None:
    whole_evidence(make_report(title="简讯" + title, snippet="讯" + text))


@pytest.mark.parametrize("name", ["空港股份", "东港股份"])
def test_the_end_of_a_firms_name_is_no_market(name: str) -> None:
    report = make_report(title=f"{name}涨1.5%", snippet=f"{name}午后拉升，现涨1.5%，报8.2元。")

    assert [move["currency"] for move in read_by_grammar(report).moves] == ["CNY"]
