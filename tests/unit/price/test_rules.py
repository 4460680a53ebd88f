"""General rules, one example of our own each: who is spoken of, what a list tells, what is no name and no figure."""

from datetime import date

import pytest

from tests.spans import cut
from tests.unit.price.samples import brief_words, read, told
from workers.price import times
from workers.price.glued import glued_names


@pytest.mark.parametrize(
    ("text", "moves"),
    [
        pytest.param(
            "恒指早段曾升1%，觸及26000點，其後回落，收報25700點，跌0.3%。",
            ["恒指 down -0.3% points 25700 close"],
            id="a-level-touched-is-no-subject",
        ),
        pytest.param(
            "深證成指升0.2%，報11000點。創業板指數有沽壓。指數早段最多跌3%，收報2280點，跌1.3%。",
            ["深證成指 up 0.2% points 11000 close", "創業板指數 down -1.3% points 2280 close"],
            id="the-index-named-last-without-a-verb",
        ),
        pytest.param(
            "沪指跌1%。新东方在线公布业绩，该股涨5%。", ["沪指 down -1%", "新东方在线 up 5%"], id="a-name-with-in"
        ),
        pytest.param(
            "欧元涨0.1%。人民幣兌美元，報6.36兌1美元，跌0.2%。",
            ["欧元 up 0.1%", "人民幣兌美元 down -0.2% price 6.36"],
            id="a-label-takes-the-newest-name",
        ),
        pytest.param("五粮液成交额升20%，跌1%。", ["五粮液 down -1%"], id="what-rises-is-the-turnover"),
        pytest.param("五粮液净利降30%，跌1%。", ["五粮液 down -1%"], id="what-falls-is-the-profit"),
        pytest.param("某某业务收入升66%至512亿元。", [], id="income-is-no-instrument"),
        pytest.param("受美股下跌影响，沪指跌1%。", ["沪指 down -1%"], id="a-cause-in-few-words"),
        pytest.param("由于日元走高，日经指数跌1%。", ["日经指数 down -1%"], id="because"),
        pytest.param(
            "由于日元走高0.5%，日经指数跌1%。", ["日元 up 0.5%", "日经指数 down -1%"], id="because-with-a-figure"
        ),
        pytest.param("交易员表示，美元受压，人民币走高0.1%。", ["人民币 up 0.1%"], id="a-view-needs-its-figure"),
        pytest.param("分析师认为，五粮液涨停。", ["五粮液 up limit up"], id="a-limit-is-a-fact"),
        pytest.param(
            "中国恒大表示，谈判继续，早段跌半成，现跌3%。", ["中国恒大 down -3% intraday"], id="a-speaker-who-moves"
        ),
        pytest.param("五粮液连续2日跌停。", ["五粮液 down limit down"], id="a-run-up-to-today"),
        pytest.param("今年，五粮液大升23%，泸州老窖升43%。", [], id="a-period-holds-for-its-sentence"),
        pytest.param("昨日，五粮液跌停，今日涨2%。", ["五粮液 up 2%"], id="until-today"),
        pytest.param("五粮液本周跌5%，泸州老窖涨2%。", ["泸州老窖 up 2%"], id="a-period-inside-holds-for-its-clause"),
        pytest.param("沪指逼近4000点，再创10年新高。", ["沪指 up"], id="a-level-neared"),
        pytest.param("恒指临近中午收市倒跌0.2%。", ["恒指 down -0.2% midday"], id="near-the-close"),
        pytest.param("五粮液跌近10%，恐跌停。", ["五粮液 down -10% near"], id="feared"),
        pytest.param("五粮液、泸州老窖跌近2%或以上。", ["五粮液 down", "泸州老窖 down"], id="or-more-is-no-figure"),
        pytest.param("国债收益率涨1.5个基点，交投于1.236%-1.288%区间。", ["国债收益率 up"], id="a-range-is-no-change"),
        pytest.param("中际旭创新高。", ["中际旭创 up"], id="a-name-that-ends-like-a-record"),
        pytest.param("创业板创阶段新高。", ["创业板 up"], id="a-record-behind-a-name-that-begins-so"),
        pytest.param("五粮液封2板。", ["五粮液 up limit up"], id="boards"),
        pytest.param("五粮液上市首日翻倍。", ["五粮液 up 100%"], id="doubled-today"),
        pytest.param("五粮液股价翻倍。", ["五粮液 up"], id="doubled-some-time"),
        pytest.param("五粮液去年翻倍。", [], id="doubled-before"),
        pytest.param("五粮液首日涨2倍。", ["五粮液 up 200%"], id="multiples"),
        pytest.param("停火现曙光，五粮液涨1%。", ["五粮液 up 1%"], id="a-sign-that-is-no-time"),
        pytest.param("内地3大指數跌1%。", [], id="a-group-with-a-place"),
        pytest.param("五粮液等权重股下跌。", ["五粮液 down"], id="a-name-before-a-group"),
        pytest.param(
            "五粮液涨999999999999999.999999%，报2元。", ["五粮液 up price 2 CNY"], id="more-digits-than-json-has"
        ),
        pytest.param("五粮液涨2%，报123456789012345.123456元。", ["五粮液 up 2%"], id="a-price-of-too-many-digits"),
        pytest.param("某某指数涨1%。", ["某某指数 up 1%"], id="an-index-of-no-table"),
        pytest.param("公司称，某某某某(600519)，跌1%。", ["某某某某 down -1%"], id="a-code-makes-the-topic"),
        pytest.param(
            "恒指受压，成交淡静。指数收报25700点，跌0.3%。",
            ["恒指 down -0.3% points 25700 close"],
            id="the-index-of-a-move-before",
        ),
        pytest.param(
            "日经指数反复，成交淡静。指数跌0.3%。", ["日经指数 down -0.3%"], id="the-index-two-clauses-before"
        ),
        pytest.param("指数跌0.3%。", [], id="the-index-of-nobody"),
        pytest.param("利差为1.5个基点，五粮液至3，跌1%。", ["五粮液 down -1%"], id="figures-that-are-nothings"),
        pytest.param("个股中，涨1%。", [], id="a-lead-to-nothing"),
        pytest.param("氢能动力设备(FCEL.O)跌4.3%。", ["氢能动力设备 down -4.3%"], id="a-code-makes-one-of-two"),
        pytest.param("甲国和新西兰国债收益率飙升。", ["新西兰国债收益率 up"], id="a-place-before-a-yield"),
        pytest.param("现货原油飙升至140美元以上。", ["现货原油 up"], id="a-level-passed-is-no-price"),
        pytest.param(
            "欧元区收益率回落，欧元涨1%。",
            ["欧元区收益率 down", "欧元 up 1%"],
            id="a-place-that-begins-like-a-currency",
        ),
        pytest.param("昨日盘中五粮液走弱，跌1%。", [], id="a-time-of-yesterday"),
        pytest.param("较前一交易日上涨1%。", [], id="compared-of-nobody"),
        pytest.param("五粮液跌因业绩不佳。", ["五粮液 down"], id="a-sign-behind-a-verb"),
        pytest.param("五粮液跌幅20%涨停创新高。", ["五粮液 up"], id="a-percentage-held-for-nothing"),
        pytest.param("五粮液一度收报130元，涨1%。", ["五粮液 up 1% close"], id="only-an-extreme-level"),
        pytest.param("五粮液涨一成", ["五粮液 up"], id="tenths-at-the-end"),
        pytest.param("科技指数升4%，某某科技盈利佳，股价升12%。", ["科技指数 up 4%"], id="an-index-has-no-share-price"),
        pytest.param("五粮液升4%，股价创新高。", ["五粮液 up 4%"], id="a-share-has-one"),
        pytest.param("總結全年，沪指跌15%，五粮液跌29%。", [], id="a-summary"),
        pytest.param("这次见证港股走高。", [], id="a-witness"),
        pytest.param("五粮液、，跌1%。", ["五粮液 down -1%"], id="an-empty-place-of-a-list"),
        pytest.param("某某测试在也亦则均曾为涨1%。", ["某某测试在 up 1%"], id="words-without-end-before-a-verb"),
    ],
)
def test_clauses(text: str, moves: list[str]) -> None:
    assert told(text=text) == moves


@pytest.mark.parametrize(
    ("text", "moves"),
    [
        pytest.param("涨停个股：五粮液、泸州老窖等 其他", ["五粮液 up limit up", "泸州老窖 up limit up"], id="colon"),
        pytest.param(
            "跌幅居前的个股有五粮液、泸州老窖，沪指跌1%。",
            ["五粮液 down", "泸州老窖 down", "沪指 down -1%"],
            id="in-front",
        ),
        pytest.param("涨幅前五名分别为五粮液、泸州老窖。", ["五粮液 up", "泸州老窖 up"], id="first-five"),
        pytest.param("涨幅居前的有：五粮液", ["五粮液 up"], id="up-to-the-end"),
        pytest.param("涨幅居前的个股有某某某某。", [], id="one-unknown-word"),
        pytest.param("涨幅居前的个股有五粮液涨5%。", ["五粮液 up 5%"], id="with-a-verb-of-its-own"),
        pytest.param("昨日涨停个股：五粮液。", [], id="of-yesterday"),
        pytest.param("涨停个股一览。", [], id="a-title-of-a-table"),
        pytest.param("涨幅居前的多只个股有五粮液。", ["五粮液 up"], id="with-a-count"),
    ],
)
def test_headings(text: str, moves: list[str]) -> None:
    assert told(text=text) == moves


@pytest.mark.parametrize(
    ("title", "moves"),
    [
        pytest.param("高开1%，五粮液受关注", ["五粮液 up 1% open"], id="a-verb-before-its-name"),
        pytest.param("暴跌8%！五粮液", ["五粮液 down -8%"], id="at-the-end"),
        pytest.param("暴跌8%！五粮液营收超预期", ["五粮液 down -8%"], id="before-its-income"),
        pytest.param("暴跌8%！五粮液营收12亿元", ["五粮液 down -8%"], id="before-a-figure-of-its-income"),
        pytest.param("市场预期骤降 科技股抛售 沪指跌1%", ["沪指 down -1%"], id="a-space-inside-unknown-text"),
        pytest.param("涨停！五粮液", ["五粮液 up limit up"], id="a-limit"),
        pytest.param("大跌！五粮液受关注", [], id="without-a-figure"),
        pytest.param("暴跌8%！某某受关注", [], id="before-an-unknown-word"),
        pytest.param("五粮液：净利降30% 大跌4.5%", ["五粮液 down -4.5%"], id="a-name-before-a-colon"),
        pytest.param("贵州茅台营收未达预期 现跌5%", ["贵州茅台 down -5% intraday"], id="a-space-ends-a-clause"),
        pytest.param("收评：沪指午后跌1%", ["沪指 down -1% close"], id="a-wrap-of-the-day"),
        pytest.param("期指收报23668 升114点", ["期指 up price 23668 close"], id="a-bare-level-before-a-space"),
        pytest.param("美股大跌 甲科技涨2%", ["甲科技 up 2%"], id="the-market-beside-a-share"),
        pytest.param("就业报告后美股下滑", ["美股 down"], id="the-market-alone"),
    ],
)
def test_titles(title: str, moves: list[str]) -> None:
    assert told(title) == moves


def test_the_text_may_say_that_the_morning_is_over() -> None:
    assert told("五粮液早盘涨1%", "截至早盘收盘，白酒股震荡。") == ["五粮液 up 1% midday"]


@pytest.mark.parametrize(
    ("text", "moves"),
    [
        pytest.param("V型反弹涨超1%。", [], id="a-form"),
        pytest.param("黄金站上3900再创新高。", ["黄金 up"], id="a-level"),
        pytest.param("超过一百只个股跌停。", [], id="a-count"),
        pytest.param("4400亿果链龙头涨停。", [], id="an-amount"),
        pytest.param("实控人易主涨停。", [], id="an-event"),
        pytest.param("GPU第一股涨3%。", [], id="a-nickname"),
        pytest.param("美国消费者信心指数上升2%。", [], id="a-statistic"),
        pytest.param("多空激烈争夺沪指失守2000点。", ["沪指 down"], id="what-is-before-an-index"),
        pytest.param("暴力反弹近10%。", [], id="a-way-of-moving"),
        pytest.param("\u2067涨3%。", [], id="signs-without-a-letter"),
        pytest.param("\u2067(600519)涨3%。", [], id="a-code-behind-signs"),
        pytest.param("公司涨3%。", [], id="the-company"),
        pytest.param("A500ETF159339)涨1%。", ["A500ETF up 1%"], id="a-bracket-lost"),
        pytest.param("沪铜2506涨1%。", ["沪铜2506 up 1%"], id="a-contract"),
        pytest.param("铜、银、铝上涨。", ["铜 up", "银 up", "铝 up"], id="metals-of-one-sign"),
        pytest.param("铝、铜也上涨。", ["铝 up", "铜 up"], id="a-metal-and-a-particle"),
    ],
)
def test_names(text: str, moves: list[str]) -> None:
    assert told(text=text) == moves


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("沪铜沪锌", ["沪铜", "沪锌"]),
        ("基建地产", ["基建", "地产"]),
        (" 金银油", ["金", "银", "油"]),
        ("谷歌特斯拉", ["谷歌", "特斯拉"]),
        ("标普纳指", ["标普", "纳指"]),
        ("5G消费电子概念", []),
        ("国债期货5年期主力合约", []),
        ("沪铜特斯拉", []),
        ("特斯拉特斯拉", []),
        ("金", []),
        ("沪铜某某", []),
        ("基准沪铜", []),
        ("比特币以太坊", []),
    ],
)
def test_glued_names(text: str, names: list[str]) -> None:
    assert [name.text for name in glued_names(text)] == names


def test_glued_names_are_moves_of_their_own() -> None:
    assert told(text="沪铜沪锌领涨，金银油齐跌。") == ["沪铜 up", "沪锌 up", "金 down", "银 down", "油 down"]


@pytest.mark.parametrize(
    ("text", "assets"),
    [
        ("酒店餐飲及白酒等股份下跌。", {"酒店餐飲": "sector", "白酒": "sector"}),
        ("预制菜、云上游戏、家电板块涨幅居前。", {"预制菜": "sector", "云上游戏": "sector", "家电板块": "sector"}),
        ("半导体及元件板块走弱。", {"半导体及元件板块": "sector"}),
        ("美债收益率上升，10年期美债收益率升2%。", {"10年期美债收益率": "bond"}),
        ("横某转债(123013)涨5%。", {"横某转债": "bond"}),
    ],
)
def test_assets(text: str, assets: dict[str, str]) -> None:
    assert {move["name"]: move["asset"] for move in read(text=text).moves} == assets


def test_readings_between_characters_are_no_part_of_the_text() -> None:
    title, text = "高銀(gāo)金融跌", "高銀金融(00530)股價(jià)跌7.02%,報(bào)價(jià)6.09港元。"
    reading = read(title, text)
    move = reading.moves[0]

    assert brief_words(move) == "高銀金融 down -7.02% price 6.09 HKD"
    assert move["code"] == "00530.HK"
    report = {"title": title, "text": text}
    assert cut(reading.evidence["moves[0].price"][0], report) == "6.09港元"
    assert cut(reading.evidence["moves[0].change_pct"][0], report) == "7.02%"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(
            ("五粮液涨2.5%", "5月16日,五粮液盘中上涨2.5%,截至10:12,报128元/股,成交2.08亿元,换手..."),
            ("五粮液盘中涨2.5%", "截至10:12,五粮液股价涨2.5%,报128元,成交额2.08亿元,换手率0.4%。"),
            id="cut-behind-its-key",
        ),
        pytest.param(
            ("", "5月16日，沪指收盘上涨0.32%，报3380点。"),
            ("沪指收涨0.32%", "周五，沪指收盘涨幅为0.32%，两市成交1.1万亿元。"),
            id="other-words",
        ),
        pytest.param(
            ("五粮液涨停", "五粮液(000858)盘中涨停，报140元。"),
            ("五粮液（000858）涨停", "五粮液盘中触及涨停，封单2亿元..."),
            id="a-limit",
        ),
        pytest.param(
            ("", "五粮液收跌2%，泸州老窖（维权）收跌3%。"),
            ("", "泸州老窖收跌3%；五粮液收盘跌2%。"),
            id="flags-and-order",
        ),
    ],
)
def test_a_move_told_twice_has_one_key(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert read(*one).keys == read(*other).keys != []


@pytest.mark.parametrize(
    ("market", "on", "before"),
    [
        ("CN", date(2025, 10, 9), date(2025, 9, 30)),
        ("JP", date(2025, 5, 19), date(2025, 5, 16)),
        ("JP", date(2025, 5, 18), date(2025, 5, 16)),
        ("JP", date(2025, 5, 17), date(2025, 5, 16)),
        (None, date(2025, 5, 16), date(2025, 5, 15)),
    ],
)
def test_the_session_before(market: str | None, on: date, before: date) -> None:
    assert times.session_before(market, on) == before


def test_a_day_without_a_time_of_telling_keeps_its_session() -> None:
    assert read(text="沪指收涨1%。", page_published_at="2025-05-16").moves[0]["as_of"] == "2025-05-16T15:00:00+08:00"
