"""Shares on their first day, where goods are traded, and words that stand between a figure and what it is of."""

import pytest

from tests.unit.price.samples import read, told
from workers.price.forms import formed_name


@pytest.mark.parametrize(
    ("text", "moves"),
    [
        pytest.param(
            "某云控股首日挂牌，收报12.5元，较招股价10元升25%。",
            ["某云控股 up 25% price 12.5 CNY close"],
            id="no-table-has-its-name",
        ),
        pytest.param(
            "首日上市的某云控股表现反复，平开后一度较招股价8元低逾6%，收市较招股价高出近5%。",
            ["某云控股 up 5% near close"],
            id="named-behind-its-first-day",
        ),
        pytest.param(
            "某云控股首日挂牌，收报9.2元，较招股价10元低8%。",
            ["某云控股 down -8% price 9.2 CNY close"],
            id="lower-than-issued",
        ),
        pytest.param(
            "某云控股开市报15元，较招股价10元高五成，最新报14元，升幅近四成。",
            ["某云控股 up 40% near price 14 CNY intraday"],
            id="the-open-against-the-issue",
        ),
        pytest.param("首日上市，升势不一。", [], id="no-name-at-all"),
        pytest.param(
            "沪指涨1%。某云集团，收报2.7元，涨2%。",
            ["沪指 up 1% close", "某云集团 up 2% price 2.7 CNY close"],
            id="no-first-day",
        ),
        pytest.param("恒指首日挂牌，收市升1%。", ["恒指 up 1% close"], id="what-is-no-share"),
    ],
)
def test_a_share_on_its_first_day(text: str, moves: list[str]) -> None:
    assert told("简讯", text) == moves


def test_a_price_to_compare_with_that_says_no_more() -> None:
    assert told("简讯", "五粮液较发行价14元持有更久，收盘跌1%。") == ["五粮液 down -1% close"]


@pytest.mark.parametrize(
    ("text", "moves"),
    [
        pytest.param(
            "纽约商品期货交易所(NYMEX)4月份交割的轻质原油期货下跌0.5美元,报收61.2美元/桶,跌幅为0.8%。",
            ["轻质原油期货 down -0.8% price 61.2 USD close"],
            id="a-place-with-its-letters",
        ),
        pytest.param(
            "纽约原油期货收盘上涨近2%。当日,4月份交割的轻质原油期货收涨1.7%。",
            ["轻质原油期货 up 1.7% close"],
            id="one-oil-by-two-names",
        ),
        pytest.param("国际油价上涨。国际市场原油价格大涨3%。", ["国际市场原油 up 3%"], id="oil-of-the-world"),
        pytest.param("美国和国际市场原油价格急升。", ["国际市场原油 up"], id="a-country-is-no-oil"),
        pytest.param("市场担忧油价上涨,沪指跌1%。", ["沪指 down -1%"], id="what-is-feared"),
        pytest.param(
            "11月汽油期货每加仑下跌5美分,跌幅3%,以1.6美元作收。",
            ["11月汽油期货 down -3% price 1.6 USD close"],
            id="at-which-it-ended",
        ),
        pytest.param(
            "道-琼斯30种工业股票平均价格指数下跌30点,以8390点报收;那斯达克指数微升3点,收于1329点。",
            ["道-琼斯30种工业股票平均价格指数 down points 8390 close", "那斯达克指数 up points 1329 close"],
            id="an-index-by-its-long-name",
        ),
        pytest.param(
            "11月原油期货每桶下跌79美分,跌幅1.5%,为52美元。", ["11月原油期货 down -1.5% price 52 USD"], id="which-is"
        ),
        pytest.param(
            "铁矿石期货收涨2.5%。焦煤收跌1%，铁矿涨超2%。",
            ["铁矿石期货 up 2.5% close", "焦煤 down -1% close"],
            id="goods-and-their-future",
        ),
    ],
)
def test_goods_and_where_they_are_traded(text: str, moves: list[str]) -> None:
    assert told("简讯", text) == moves


@pytest.mark.parametrize(
    ("text", "moves"),
    [
        pytest.param(
            "夜盘棉花、白糖、苹果最多涨1.5%。",
            ["棉花 up 1.5% under night", "白糖 up 1.5% under night", "苹果 up 1.5% under night"],
            id="at-most-of-a-list",
        ),
        pytest.param("恒指最多跌3%，收报20100点，跌1%。", ["恒指 down -1% points 20100 close"], id="at-most-of-one"),
        pytest.param(
            "恒指一度升破关口，最多升0.5%，大市转跌，收报20100点，跌22点或0.8%。",
            ["恒指 down -0.8% points 20100 close"],
            id="the-market-is-its-index",
        ),
        pytest.param(
            "五粮液涨1%，实时成交额快速突破2亿元。", ["五粮液 up 1% amount 200000000 CNY"], id="a-turnover-that-passes"
        ),
        pytest.param(
            "机器人概念、晶圆大厂中芯国际股价飙升4%。", ["中芯国际 up 4%"], id="what-a-share-price-is-not-said-of"
        ),
        pytest.param("贵州茅台、五粮液股价大涨3%。", ["贵州茅台 up 3%", "五粮液 up 3%"], id="prices-of-two-shares"),
        pytest.param("五粮液股价大涨3%。", ["五粮液 up 3%"], id="the-price-of-one"),
        pytest.param(
            "沪指跌破3300点,下探3250点后缓步回升,尾盘收报3320点,跌幅为0.2%。",
            ["沪指 down -0.2% points 3320 close"],
            id="slowly-back",
        ),
    ],
)
def test_words_between_a_figure_and_its_name(text: str, moves: list[str]) -> None:
    assert told("简讯", text) == moves


def test_a_turnover_that_passes_a_figure_is_over_it() -> None:
    assert read("简讯", "五粮液涨1%，成交额突破2亿元。").moves[0]["amount_bound"] == "over"


@pytest.mark.parametrize(
    ("title", "text", "moves"),
    [
        pytest.param("某某概念继续活跃 五粮液涨5%", "", ["五粮液 up 5%"], id="a-space-between-two-clauses"),
        pytest.param("标普纳指均涨超1%", "", ["标普 up 1% over", "纳指 up 1% over"], id="two-names-and-both"),
        pytest.param("金银新高但黄金转跌", "", ["黄金 down"], id="but"),
        pytest.param("AH溢指跌0.34点至115.69 全周回升", "", ["AH溢指 down points 115.69"], id="points-without-a-unit"),
        pytest.param("南风股份几近跌停", "", ["南风股份 down"], id="nearly-at-its-limit"),
        pytest.param("简讯", "黄金等有色板块领涨。", ["黄金 up"], id="what-sectors-are-of"),
        pytest.param(
            "简讯",
            "光刻机概念、先进封装等半导体相关概念股集体走低。",
            ["光刻机概念 down", "先进封装 down"],
            id="related",
        ),
        pytest.param(
            "收评：创指跌超1%",
            "三大指数低开，临近午盘跌幅收窄。板块方面，钢铁板块走强。",
            ["钢铁板块 up close", "创指 down -1% over close"],
            id="shortly-before-the-break",
        ),
        pytest.param("简讯", "2021年金价下跌3.6%，现货银跌1.9%。", ["现货银 down -1.9%"], id="a-year-before-a-name"),
        pytest.param("简讯", "该债券收益率上涨，沪指涨1%。", ["沪指 up 1%"], id="what-is-pointed-at"),
        pytest.param(
            "简讯",
            "国债期货尾盘集体收跌，5年期主力合约跌0.12%。",
            ["5年期主力合约 down -0.12% close"],
            id="contracts-of-all-terms",
        ),
        pytest.param(
            "紐約期銀高收",
            "紐約期銀收市報每盎士33.2美元，升0.8%。",
            ["紐約期銀 up 0.8% price 33.2 USD close"],
            id="ounce",
        ),
    ],
)
def test_names_that_stand_close(title: str, text: str, moves: list[str]) -> None:
    assert told(title, text) == moves


@pytest.mark.parametrize(
    ("title", "asset"),
    [
        pytest.param("收评：螺纹钢反弹", "future", id="a-session-and-goods"),
        pytest.param("收评：螺纹钢反弹 沪指涨1%", "commodity", id="shares-as-well"),
        pytest.param("螺纹钢大涨", "commodity", id="no-session"),
    ],
)
def test_goods_of_a_session_are_futures(title: str, asset: str) -> None:
    assert read(title).moves[0]["asset"] == asset


@pytest.mark.parametrize("text", ["就趁港股", "该债券收益率"])
def test_words_that_are_no_name(text: str) -> None:
    assert formed_name(text, 0, len(text)) is None
