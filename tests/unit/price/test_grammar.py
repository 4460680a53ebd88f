import pytest

from tests.unit.price.samples import read, told


@pytest.mark.parametrize(
    ("text", "moves"),
    [
        pytest.param("五粮液涨超3%。", ["五粮液 up 3% over"], id="over"),
        pytest.param("五粮液跌近3%。", ["五粮液 down -3% near"], id="near"),
        pytest.param("五粮液涨幅不足1%。", ["五粮液 up 1% under"], id="under-behind-a-noun"),
        pytest.param("五粮液涨3%以上。", ["五粮液 up 3% over"], id="bound-behind"),
        pytest.param("五粮液涨3%左右。", ["五粮液 up 3% near"], id="about-behind"),
        pytest.param("五粮液跌幅扩大至4%。", ["五粮液 down -4%"], id="widened-to"),
        pytest.param(
            "五粮液现涨２．５％，报１３０．２元。", ["五粮液 up 2.5% price 130.2 CNY intraday"], id="full-width"
        ),
        pytest.param("五粮液升1﹒2%。", ["五粮液 up 1.2%"], id="small-full-stop"),
        pytest.param("五粮液跌两成，", ["五粮液 down -20%"], id="tenths"),
        pytest.param("五粮液跌近半成，", ["五粮液 down -5% near"], id="half-a-tenth"),
        pytest.param(
            "五粮液、泸州老窖涨超6%，洋河股份等跟涨。",
            ["五粮液 up 6% over", "泸州老窖 up 6% over", "洋河股份 up"],
            id="lists",
        ),
        pytest.param(
            "五粮液（000858）、泸州老窖000568涨停。",
            ["五粮液 up limit up", "泸州老窖 up limit up"],
            id="codes-in-lists",
        ),
        pytest.param("五粮液和泸州老窖涨2%。", ["五粮液 up 2%", "泸州老窖 up 2%"], id="and"),
        pytest.param("五粮液、泸州老窖分别涨1.2%、0.8%。", ["五粮液 up 1.2%", "泸州老窖 up 0.8%"], id="each-its-own"),
        pytest.param("五粮液一度涨5%，现涨2.1%。", ["五粮液 up 2.1% intraday"], id="current-over-extreme"),
        pytest.param("五粮液盘中一度涨超5%。", ["五粮液 up 5% over intraday"], id="extreme-if-nothing-else"),
        pytest.param("五粮液跌2%，昨日涨停。", ["五粮液 down -2%"], id="yesterday-is-not-today"),
        pytest.param(
            "五粮液收盘报130元，较昨日跌1.1%。", ["五粮液 down -1.1% price 130 CNY close"], id="compared-with-yesterday"
        ),
        pytest.param("五粮液有望涨停。", [], id="hope"),
        pytest.param("五粮液逼近涨停。", ["五粮液 up"], id="nearly"),
        pytest.param("五粮液20%涨停。", ["五粮液 up limit up 20%"], id="limit-with-percent"),
        pytest.param("宁德时代20cm涨停。", ["宁德时代 up limit up"], id="limit-in-cm"),
        pytest.param("宁德时代今日涨停（20.01%）。", ["宁德时代 up limit up 20.01%"], id="percent-in-parenthesis"),
        pytest.param("五粮液走出3连板。", ["五粮液 up limit up"], id="boards"),
        pytest.param("五粮液早盘涨停，午后跳水，收盘涨2.2%。", ["五粮液 up 2.2% close"], id="limit-overtaken"),
        pytest.param("五粮液失守130元关口，跌1.3%。", ["五粮液 down -1.3%"], id="threshold-is-no-price"),
        pytest.param(
            "五粮液以130.5元/股收盘，跌幅为0.9%。",
            ["五粮液 down -0.9% price 130.5 CNY close"],
            id="price-before-its-word",
        ),
        pytest.param(
            "五粮液涨2%，成交5.1万手，换手率1.2%。",
            ["五粮液 up 2% turnover_rate_pct 1.2 volume_shares 5100000"],
            id="lots",
        ),
        pytest.param(
            "五粮液涨2%，成交额超30亿元，总市值5000亿元。",
            ["五粮液 up 2% amount 3000000000 market_value 500000000000 CNY"],
            id="value",
        ),
        pytest.param("五粮液跌1%，振幅5%，溢价率3%，目标价150元。", ["五粮液 down -1%"], id="figures-that-are-none"),
        pytest.param("五粮液股价创历史新高。", ["五粮液 up"], id="record"),
        pytest.param("三大指数集体收跌，沪指跌0.5%。", ["沪指 down -0.5% close"], id="groups-are-none"),
        pytest.param(
            "白酒板块走强，约20只个股涨停，五粮液涨4%。", ["白酒板块 up", "五粮液 up 4%"], id="counts-are-groups"
        ),
        pytest.param("光伏、储能等板块表现强势。", ["光伏 up", "储能 up"], id="sectors-listed"),
        pytest.param(
            "沪指收报3380.1点，比上个交易日跌10.2点，跌幅为0.3%。", ["沪指 down -0.3% points 3380.1 close"], id="points"
        ),
        pytest.param("沪指跌10点或0.3%，至3380点。", ["沪指 down -0.3% points 3380"], id="points-or-percent"),
        pytest.param(
            "截至午盘，恒指升0.8%，报23512点；美团涨2%。",
            ["恒指 up 0.8% points 23512 midday", "美团 up 2% midday"],
            id="phase-holds",
        ),
        pytest.param("騰訊升逾2%，報512.5元。", ["騰訊 up 2% over price 512.5 HKD"], id="traditional"),
        pytest.param("中远海控H股涨5%，A股涨3%。", ["中远海控H股 up 5%", "中远海控 up 3%"], id="the-other-class"),
        pytest.param("阿里巴巴(BABA.N)盘前跌2.2%。", ["阿里巴巴 down -2.2% pre"], id="ticker"),
        pytest.param(
            "LME期铜收涨50美元，报9500美元/吨。", ["LME期铜 up price 9500 USD close"], id="change-in-money-is-no-price"
        ),
        pytest.param(
            "沪铜主力合约夜盘收涨0.4%，报78000元/吨。", ["沪铜主力合约 up 0.4% price 78000 CNY night"], id="night"
        ),
        pytest.param("美元兑日元USD/JPY涨0.3%，报148.20。", ["美元兑日元 up 0.3% price 148.2"], id="no-unit"),
        pytest.param(
            "美国10年期国债收益率涨3个基点，至4.25%。", ["美国10年期国债收益率 up"], id="a-yield-is-no-change"
        ),
        pytest.param("比特币24小时内下跌5%，至60000.5美元。", ["比特币 down -5% price 60000.5 USD"], id="coins"),
        pytest.param("京东物流短线下挫，跌近6%。", ["京东物流 down -6% near"], id="unknown-name-with-figure"),
        pytest.param("市场情绪回落，五粮液跌1%。", ["五粮液 down -1%"], id="moods-are-no-names"),
        pytest.param("某公司公告，五粮液盘中涨停", ["五粮液 up limit up intraday"], id="limit-at-the-end"),
        pytest.param("五粮液收平，泸州老窖平开。", ["五粮液 flat close", "泸州老窖 flat open"], id="flat"),
        pytest.param("指数维持不足0.2%的涨幅。", [], id="no-index-named"),
        pytest.param("沪指维持不足0.2%的涨幅。", ["沪指 up 0.2% under"], id="noun-behind"),
        pytest.param(
            "日经指数早段上升，指数半日收报38000点，升100点，升幅0.3%。",
            ["日经指数 up 0.3% points 38000 midday"],
            id="the-index",
        ),
        pytest.param(
            "五粮液(128.5 -2.10%,诊股)低开。", ["五粮液 down -2.1% price 128.5 open"], id="quote-in-parenthesis"
        ),
        pytest.param("五粮液最新价：128.5元，最新涨跌幅：-0.6%。", ["五粮液 down -0.6% price 128.5 CNY"], id="signed"),
        pytest.param("涨5%。", [], id="no-subject"),
        pytest.param("土耳其主要股指收跌0.3%。", ["土耳其主要股指 down -0.3% close"], id="whole-market"),
        pytest.param(
            "上海测试信息股份有限公司（以下简称“测试信息”，证券代码：300001）涨3%。", ["测试信息 up 3%"], id="alias"
        ),
    ],
)
def test_texts(text: str, moves: list[str]) -> None:
    assert told(text=text) == moves


@pytest.mark.parametrize(
    ("title", "text", "moves"),
    [
        pytest.param(
            "五粮液大涨超3%", "五粮液收涨3.21%，报130元。", ["五粮液 up 3.21% price 130 CNY close"], id="the-exact-one"
        ),
        pytest.param("五粮液涨3.21%", "五粮液涨超3%。", ["五粮液 up 3.21%"], id="the-exact-one-in-the-title"),
        pytest.param("收评：酒业走强", "沪指涨0.2%。", ["沪指 up 0.2% close"], id="the-title-tells-the-time"),
        pytest.param(
            "酒ETF(512690)高开1%",
            "酒ETF涨0.8%，白酒股跟涨。",
            ["酒ETF up 0.8% open", "白酒股 up"],
            id="code-from-the-title",
        ),
        pytest.param(
            "港股半日跌100點", "恒生指數跌0.5%。", ["恒生指數 down -0.5% midday"], id="an-index-stands-for-its-market"
        ),
        pytest.param("", "", [], id="empty"),
    ],
)
def test_titles_and_texts(title: str, text: str, moves: list[str]) -> None:
    assert told(title or "简讯", text) == moves


def test_a_difference_between_title_and_text_is_a_check_not_a_choice() -> None:
    move = read("五粮液涨3.1%", "五粮液涨3.2%。").moves[0]

    assert move["change_pct"] == 3.2
    assert {"name": "title_agrees", "ok": False, "detail": "title 3.1%, text 3.2%"} in move["checks"]


def test_a_flag_with_characters_of_no_width_stands_as_printed() -> None:
    reading = read("简讯", "S\u200bT天宜午后跌停，报3.1元。")

    assert reading.moves[0]["flags"] == ["ST"]
    (place,) = reading.evidence["moves[0].flags"]
    assert (place["start"], place["end"]) == (0, 3)


def test_an_open_without_a_change_has_no_percentage_but_zero() -> None:
    moves = read(text="五粮液平开4%，格力电器平开。").moves

    assert [(each["name"], each["direction"], each["change_pct"]) for each in moves] == [
        ("五粮液", "flat", None),
        ("格力电器", "flat", None),
    ]


def test_flags_are_no_part_of_the_name() -> None:
    move = read(text="*ST天宜跌停，格力电器(维权)跌2%。").moves

    assert [(each["name"], each["flags"]) for each in move] == [("*ST天宜", ["*ST"]), ("格力电器", ["维权"])]
