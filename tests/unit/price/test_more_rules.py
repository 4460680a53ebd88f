"""More general rules, one example of our own each: lists over a comma, ranges, runs of days, tables."""

import pytest

from tests.spans import cut
from tests.unit.price.samples import read, told

_TABLE = (
    "涨停股一览 代码 简称 收盘价（元） 今日换手率（%） 封单资金（万元） 行业 "
    "600519 贵州茅台 1500.20 1.25 3021.5 食品饮料 999999 无此股份 1.20 2.3 4.5 其他 000858 五粮液 130.5"
)


@pytest.mark.parametrize(
    ("title", "text", "moves"),
    [
        pytest.param(
            "",
            "五粮液涨停，贵州茅台，泸州老窖、洋河股份跟涨。",
            ["五粮液 up limit up", "贵州茅台 up", "泸州老窖 up", "洋河股份 up"],
            id="a-comma-inside-a-list",
        ),
        pytest.param(
            "",
            "五粮液(000858)涨2%，贵州茅台(600519)，泸州老窖000568等个股跟涨",
            ["五粮液 up 2%", "贵州茅台 up", "泸州老窖 up"],
            id="a-comma-before-the-last",
        ),
        pytest.param(
            "",
            "沪指走强，贵州茅台(600519)(示例)，泸州老窖、五粮液跟涨。",
            ["沪指 up", "泸州老窖 up", "五粮液 up"],
            id="more-than-a-code-behind-it",
        ),
        pytest.param("", "消息公布，泸州老窖、五粮液跟涨。", ["泸州老窖 up", "五粮液 up"], id="a-clause-before-a-list"),
        pytest.param(
            "",
            "沪指走强，白酒，泸州老窖、五粮液跟涨。",
            ["沪指 up", "泸州老窖 up", "五粮液 up"],
            id="no-share-before-a-list",
        ),
        pytest.param("", "主要银行股跌1.5%-3%不等，五粮液涨1%至2%。", ["银行股 down", "五粮液 up"], id="a-range"),
        pytest.param("", "五粮液、泸州老窖升幅1%至3%。", ["五粮液 up", "泸州老窖 up"], id="a-range-of-a-noun"),
        pytest.param("", "涨跌幅1%至3%，五粮液昨日涨幅1%至2%。", [], id="a-range-of-nothing"),
        pytest.param("", "沪指涨幅收窄至约30点。", ["沪指 up"], id="a-change-in-points-is-no-level"),
        pytest.param("", "午盘前后沪指一度跌1%。沪指收涨0.3%。", ["沪指 up 0.3% close"], id="the-close-after-midday"),
        pytest.param("", "五粮液、泸州老窖至少涨3%。", ["五粮液 up 3% over", "泸州老窖 up 3% over"], id="at-least"),
        pytest.param(
            "",
            "国债收益率上升2个基点，至1.75%。沪指下跌3个基点，至3300点。",
            ["国债收益率 up", "沪指 down points 3300"],
            id="a-level-behind-basis-points",
        ),
        pytest.param("", "五粮液回吐涨幅，现跌2%。", ["五粮液 down -2% intraday"], id="a-noun-without-its-figure"),
        pytest.param("五粮液连续3日上涨近5%", "", ["五粮液 up"], id="a-figure-of-several-days"),
        pytest.param("", "五粮液此前连续3日上涨。", [], id="days-before"),
        pytest.param("五粮液四连板", "", ["五粮液 up limit up"], id="boards-in-words"),
        pytest.param("", "白酒板块走强，五粮液此前涨停。", ["白酒板块 up", "五粮液 up limit up"], id="earlier-today"),
        pytest.param("", "美股期指上涨，纳指期货涨0.4%。", ["纳指期货 up 0.4%"], id="index-futures-as-a-group"),
        pytest.param(
            "", "白银做多涨2%，恐慌指数做空跌1%。", ["白银做多 up 2%", "恐慌指数做空 down -1%"], id="funds-that-bet"
        ),
        pytest.param("", "五粮液对指数上涨贡献最大，涨1.2%。", ["五粮液 up 1.2%"], id="what-a-share-does-to-the-index"),
        pytest.param(
            "",
            "成分股中航光电涨5%，成分股中五粮液涨1%。",
            ["中航光电 up 5%", "五粮液 up 1%"],
            id="a-name-that-begins-like-in",
        ),
        pytest.param(
            "",
            "两年期国债收益率跌1个基点。五年期国债收益率涨2个基点。",
            ["两年期国债收益率 down", "五年期国债收益率 up"],
            id="terms-in-words",
        ),
        pytest.param("", "生猪、大豆等农业股走强。", ["生猪 up", "大豆 up"], id="goods-as-shares"),
        pytest.param("", "五粮液、泸州老窖等白酒股走强。", ["五粮液 up", "泸州老窖 up"], id="shares-of-a-trade"),
        pytest.param("", "股价距高点还要7个跌停，具体多少跌停要看市场。", [], id="limits-that-are-counted"),
        pytest.param("", "五粮液开启跌停之旅，泸州老窖涨停之后跌2%。", ["泸州老窖 down -2%"], id="only-describing"),
        pytest.param(
            "夜盘收盘：沪铜跌1%",
            "沪铝收涨0.3%。",
            ["沪铝 up 0.3% night", "沪铜 down -1% night"],
            id="the-close-of-a-night",
        ),
        pytest.param(
            "",
            "人民幣兌美元收市報7.1元兌1美元，升幅0.1%。",
            ["人民幣兌美元 up 0.1% price 7.1 CNY close"],
            id="yuan-in-hong-kong",
        ),
        pytest.param(
            "铜价走低 上海3月期铜跌1%", "", ["铜价 down", "上海3月期铜 down -1%"], id="a-month-behind-a-space"
        ),
        pytest.param("期棉触及跌停", "", ["期棉 down limit down"], id="futures-in-short"),
        pytest.param(
            "",
            f"（示例） {_TABLE}",
            ["贵州茅台 up limit up price 1500.2 turnover_rate_pct 1.25 CNY", "五粮液 up limit up"][:1],
            id="a-table-of-limits",
        ),
    ],
)
def test_moves(title: str, text: str, moves: list[str]) -> None:
    assert told(title or "简讯", text) == moves


def test_a_table_of_changes_gives_what_its_columns_name() -> None:
    head = "代码 证券简称 今日涨跌幅（%） 资金（万元） "
    rows = "600519 贵州茅台 -1.25 88.5 000858 五粮液 +2.50 12.0 000568 泸州老窖 0.00 1.5 002304 洋河股份 3.1"
    reading = read("简讯", head + rows)

    assert [(m["name"], m["code"], m["change_pct"], m["direction"]) for m in reading.moves] == [
        ("贵州茅台", "600519.SH", -1.25, "down"),
        ("五粮液", "000858.SZ", 2.5, "up"),
        ("泸州老窖", "000568.SZ", 0, "flat"),
    ]
    assert [
        cut(reading.evidence[f"moves[0].{field}"][0], {"text": head + rows}) for field in ("code", "name", "change_pct")
    ] == [
        "600519",
        "贵州茅台",
        "1.25",
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("代码 简称 收盘价（元） 600519 贵州茅台 1500.20 五粮液 ", id="no-change-told"),
        pytest.param("涨停股一览 代码 简称 600519 贵州茅台", id="no-values"),
        pytest.param("股票简称变更为某某", id="no-header"),
        pytest.param("代码 简称 涨跌幅 600519 贵州茅台 1.25 2.5 ", id="no-unit"),
    ],
)
def test_a_table_that_tells_no_change(text: str) -> None:
    assert told("简讯", text) == []


def test_a_date_in_brackets_is_the_quotes_own() -> None:
    move = read("简讯", "周三（4月30日），沪指收涨0.2%。").moves[0]

    assert move["as_of"] == "2025-04-30T15:00:00+08:00"


def test_characters_of_no_width_part_nothing() -> None:
    text = "\ufeff宁德时代\u200b(300750)涨3%，\u200b五粮液跌1%。"

    assert told("\u200b五粮液跌1%", text) == ["宁德时代 up 3%", "五粮液 down -1%"]


def test_a_range_that_is_cut_is_no_figure() -> None:
    assert told("简讯", "五粮液涨1%-3") == ["五粮液 up"]


def test_a_bracket_that_ends_like_a_date_is_none() -> None:
    assert told("简讯", "五粮液（连涨多日）涨1%。") == ["五粮液 up 1%"]


def test_of_two_prices_the_last_counts() -> None:
    assert told("简讯", "五粮液涨1%，现报128元，最新报129元。") == ["五粮液 up 1% price 129 CNY intraday"]


def test_a_date_is_taken_up_to_its_bracket() -> None:
    assert told("简讯", "五粮液（截至4月30日）涨1%，泸州老窖（1月1日2日）涨2%。") == ["五粮液 up 1%", "泸州老窖 up 2%"]


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        pytest.param(
            "5月16日,平安银行盘中上涨1.25%,截至10:12,报11.36元/股,成交2.08亿元,换手率0.09%,总市值2204.5亿元。",
            "market_value",
            220450000000,
            id="a-whole-market-value",
        ),
        pytest.param("5月16日,平安银行盘中上涨1.25%,报11.36元/股。", "as_of_precision", "day", id="a-day-alone"),
    ],
)
def test_the_commonest_form_with_more_or_less(text: str, field: str, value: object) -> None:
    reading = read("平安银行涨1.25%", text)

    assert reading.moves[0][field] == value
    assert f"moves[0].{field}" in reading.evidence
