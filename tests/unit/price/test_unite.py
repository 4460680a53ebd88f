"""Which mentions are one instrument."""

import pytest

from tests.unit.price.samples import told


@pytest.mark.parametrize(
    ("title", "text", "moves"),
    [
        pytest.param("沪指涨1%", "上证指数收涨1.02%。", ["上证指数 up 1.02% close"], id="names-of-one-index"),
        pytest.param("光伏概念走强", "光伏板块涨2%。", ["光伏板块 up 2%"], id="one-sector"),
        pytest.param(
            "国债期货走强",
            "国债期货5年期主力合约涨0.1%。",
            ["国债期货5年期主力合约 up 0.1%"],
            id="a-kind-and-its-contract",
        ),
        pytest.param(
            "玻璃期货跌停",
            "玻璃主力合约夜盘跌停。",
            ["玻璃主力合约 down limit down night"],
            id="a-variety-and-its-contract",
        ),
        pytest.param("布油涨超1%", "布伦特6月原油期货收涨1.2%。", ["布伦特6月原油期货 up 1.2% close"], id="brent"),
        pytest.param("美油涨超1%", "WTI 6月原油期货收涨1.2%。", ["WTI 6月原油期货 up 1.2% close"], id="wti"),
        pytest.param(
            "人民幣急升",
            "在岸人民幣收報7.1兌1美元，升幅0.2%。",
            ["在岸人民幣 up 0.2% price 7.1 close"],
            id="a-currency-and-its-market",
        ),
        pytest.param("滙控ADR升1%", "滙控升1.2%。", ["滙控 up 1.2%"], id="a-share-and-its-receipt"),
        pytest.param("某某科技涨5%", "某某科技(300001)涨5.2%。", ["某某科技 up 5.2%"], id="with-and-without-a-code"),
        pytest.param(
            "某某科技(300001)涨5%",
            "某某科技(300002)涨6%。",
            ["某某科技 up 6%", "某某科技 up 5%"],
            id="two-codes-are-two",
        ),
        pytest.param("甲股科技(300001)涨5%", "某某科技(300001)涨6%。", ["某某科技 up 6%"], id="one-code-is-one"),
        pytest.param("测试龙头涨5%", "测试龙头ETF涨6%。", ["测试龙头ETF up 6%"], id="a-short-form-of-a-fund"),
        pytest.param("比特币涨5%", "比特币现金涨6%。", ["比特币现金 up 6%", "比特币 up 5%"], id="two-coins"),
        pytest.param("黄金涨5%", "黄金股涨6%。", ["黄金股 up 6%", "黄金 up 5%"], id="a-metal-and-its-shares"),
        pytest.param("台股全日升1%", "加權指數升1%。", ["加權指數 up 1% close"], id="an-index-and-its-market"),
        pytest.param("台股全日升1%", "分析稱後市看好。", ["台股 up 1% close"], id="a-market-alone"),
        pytest.param("台股走高", "分析稱後市看好。", ["台股 up"], id="a-market-without-a-figure"),
        pytest.param("台股走高", "甲科技涨2%。", ["甲科技 up 2%"], id="a-market-as-a-background"),
    ],
)
def test_one_instrument_is_one_move(title: str, text: str, moves: list[str]) -> None:
    assert told(title, text) == moves
