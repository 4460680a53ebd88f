"""What market wraps say besides plain changes: first days, shares of the news, the other day's figures."""

import pytest

from tests.unit.price.samples import read, told


@pytest.mark.parametrize(
    ("title", "text", "moves"),
    [
        pytest.param(
            "",
            "美国国债周五收盘涨跌不一，10年期国债收益率升2个基点。",
            ["10年期国债收益率 up close"],
            id="a-close-of-both-kinds",
        ),
        pytest.param(
            "", "白酒股升幅显著，五粮液升逾8%。", ["白酒股 up", "五粮液 up 8% over"], id="much-without-a-figure"
        ),
        pytest.param("", "化工股随油价下跌。", ["化工股 down"], id="what-it-follows"),
        pytest.param("", "酒店餐饮、影视板块跌幅居前。", ["酒店餐饮 down", "影视板块 down"], id="one-trade"),
        pytest.param(
            "",
            "新股首日挂牌，星河互动低招股价逾7%，报5.8元。",
            ["星河互动 down -7% over price 5.8 CNY"],
            id="below-its-first-price",
        ),
        pytest.param("", "五粮液急跌后停牌，停牌前跌逾4%。", ["五粮液 down -4% over"], id="before-it-was-halted"),
        pytest.param(
            "",
            "昨日公布业绩的五粮液跌4%，泸州老窖升2%。",
            ["五粮液 down -4%", "泸州老窖 up 2%"],
            id="whose-news-is-of-another-day",
        ),
        pytest.param("", "去年三季报中的前十大持仓股大跌。", [], id="another-day-of-no-name"),
        pytest.param(
            "", "五粮液成交额50亿元，创年内新高。泸州老窖净流出近2亿元，创新高。", [], id="a-record-of-the-turnover"
        ),
        pytest.param("成交额创新高", "", [], id="a-record-of-nobody"),
        pytest.param(
            "",
            "恒指较早时报20100点，跌1%。星河互动开报7.89元，较早时报7.5元。腾讯及美团跌2%。",
            ["恒指 down -1% points 20100 intraday", "腾讯 down -2% intraday", "美团 down -2% intraday"],
            id="the-open-of-one-share",
        ),
        pytest.param("", "沪指低开。\n白酒股走强。", ["沪指 down open", "白酒股 up"], id="the-open-of-a-paragraph"),
        pytest.param("", "三大白酒股跌逾1%，五粮液跌2%。", ["五粮液 down -2%"], id="three-of-a-trade"),
        pytest.param("", "成分股普遍下跌，五粮液跌2%。", ["五粮液 down -2%"], id="whatever-is-in-it"),
        pytest.param(
            "",
            "两只首日挂牌的新股造好，星河互动收报1.75元，升幅逾1.5倍。星海文化报45.2元，高于招股价近七成。",
            ["星河互动 up 150% over price 1.75 CNY close", "星海文化 up 70% near price 45.2 CNY close"],
            id="two-new-ones",
        ),
        pytest.param("", "只有星河互动逆市升2%。", ["星河互动 up 2%"], id="only-one"),
        pytest.param("天然气期货因寒潮来袭而大涨7%", "", ["天然气期货 up 7%"], id="why-it-rose"),
        pytest.param("", "五粮液刷新连续跌停纪录，今日跌停。", ["五粮液 down limit down"], id="a-record-it-broke"),
        pytest.param("多只白酒股急升", "", ["白酒股 up"], id="some-of-a-trade"),
        pytest.param("黄金大跌超5%后反弹 白银跌2%又强势反弹", "", ["黄金 up", "白银 up"], id="what-was-and-what-is"),
        pytest.param("", "沪铜跌5%后跌幅扩大至6%。", ["沪铜 down -6%"], id="no-turn"),
        pytest.param(
            "",
            "五粮液计划发行不超过5亿元3年期公司债，股价跌逾1%。",
            ["五粮液 down -1% over"],
            id="whose-share-price",
        ),
        pytest.param(
            "",
            "美股周四上涨，道指涨0.2%，周三曾跌1%。周三道指收盘涨0.4%，报42000.5点。标普周三收涨1%。周五公布数据前纳指涨0.3%。",
            ["道指 up 0.2%", "纳指 up 0.3%"],
            id="the-day-before-it",
        ),
    ],
)
def test_one_form(title: str, text: str, moves: list[str]) -> None:
    assert told(title, text) == moves


def test_a_day_in_brackets_may_say_more() -> None:
    text = "两年期国债收益率周五（5月9日，假期前最后一个交易日）升2个基点。"

    assert read(text=text).moves[0]["as_of"] == "2025-05-09T00:00:00+08:00"


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("美股周四高开。美东时间5月13日09:30（北京时间21:30），道指涨0.2%。", "2025-05-13T09:30:00-04:00"),
        ("美股周四高开。北京时间5月13日21:30，道指涨0.2%。", "2025-05-13T21:30:00+08:00"),
        ("5月13日21:30（北京时间），道指涨0.2%。", "2025-05-13T21:30:00+08:00"),
        ("5月13日10:30，道指涨0.2%。", "2025-05-13T10:30:00-04:00"),
    ],
    ids=["new-yorks", "shanghais", "shanghais-behind-it", "its-market's"],
)
def test_a_date_with_a_clock_is_the_quotes(text: str, when: str) -> None:
    assert read(text=text).moves[0]["as_of"] == when


def test_a_ticker_may_stand_behind_the_companys_name() -> None:
    assert read(text="星河航空(Star Airlines Co., STR)的股价下跌1.75美元。").moves[0]["code"] == "STR"
