from datetime import date

import pytest

from workers.price.identity import identify
from workers.price.names import read_name

DAY = date(2025, 5, 16)


@pytest.mark.parametrize(
    ("text", "name", "asset"),
    [
        pytest.param("成分股格力电器", "格力电器", "stock", id="known-behind-a-lead"),
        pytest.param("高位股格力电器", "格力电器", "stock", id="known-behind-the-longer-of-two-leads"),
        pytest.param("港股泡泡玛特", "泡泡玛特", "stock", id="market-in-front"),
        pytest.param("今日停牌后复牌的格力电器", "格力电器", "stock", id="behind-的"),
        pytest.param("格力电器000651", "格力电器", "stock", id="code-behind"),
        pytest.param("002651", "002651", None, id="code-alone"),
        pytest.param("美元兑日元USD/JPY", "美元兑日元", "fx", id="pair-behind"),
        pytest.param("芯片设备商Test Semi", "Test Semi", None, id="latin-behind-what-it-is"),
        pytest.param("格力电器于深交所", "格力电器", "stock", id="place-behind"),
        pytest.param("创业板指运行平稳", "创业板指", "index", id="known-at-the-head"),
        pytest.param("测试设备指数", "测试设备指数", "index", id="index-by-form"),
        pytest.param("测试红利ETF", "测试红利ETF", "fund", id="fund-by-form"),
        pytest.param("测试转债", "测试转债", "bond", id="bond-by-form"),
        pytest.param("20测试G1", "20测试G1", "bond", id="bond-by-number"),
        pytest.param("测试币", "测试币", "crypto", id="coin-by-form"),
        pytest.param("铀价", "铀价", "commodity", id="price-by-form"),
        pytest.param("金属锂", "金属锂", "commodity", id="metal-by-form"),
        pytest.param("养殖业", "养殖业", "sector", id="sector-by-form"),
        pytest.param("影院相关股份", "影院相关股份", "sector", id="related-shares"),
        pytest.param("测试股份", "测试股份", "stock", id="company-by-form"),
        pytest.param("测试控股", "测试控股", None, id="holding-is-no-sector"),
        pytest.param("10年期", "10年期", "future", id="term"),
        pytest.param("法国股指", "法国股指", "market", id="a-market"),
        pytest.param("测试科技H股", "测试科技H股", "stock", id="class"),
        pytest.param("某某食品公司", "某某食品公司", None, id="a-company"),
        pytest.param("各规格比特币", "比特币", "crypto", id="coin-behind-a-lead"),
        pytest.param("新能源 光伏", "光伏", "sector", id="behind-a-space"),
    ],
)
def test_names(text: str, name: str, asset: str | None) -> None:
    found = read_name(text)

    assert found is not None
    assert (found.text, found.asset) == (name, asset)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "…",
        "避险情绪",
        "在A股带动下",
        "某某旗下债券",
        "指数",
        "他们的",
        "他们都说那个高估的行业将来会走下坡路的人们",
        "的",
        "板块",
    ],
)
def test_what_is_no_name(text: str) -> None:
    assert read_name(text) is None


@pytest.mark.parametrize(
    ("text", "code", "identity"),
    [
        pytest.param("格力电器", None, ("000651.SZ", "SZSE", "main", "stock", "CN"), id="by-name"),
        pytest.param("格力电器", "000651", ("000651.SZ", "SZSE", "main", "stock", "CN"), id="by-code"),
        pytest.param(
            "格力电器", "000651.SH", ("000651.SH", "SSE", None, "stock", "CN"), id="a-suffix-that-does-not-fit"
        ),
        pytest.param("测试红利ETF", "159001", ("159001.SZ", "SZSE", "fund", "fund", "CN"), id="by-range"),
        pytest.param("测试设备指数", "931001", ("931001.CSI", None, None, "index", "CN"), id="csi-index"),
        pytest.param("测试设备指数", "399001", ("399001.SZ", "SZSE", None, "index", "CN"), id="shenzhen-index"),
        pytest.param("测试设备指数", "000001", ("000001.SH", "SSE", None, "index", "CN"), id="shanghai-index"),
        pytest.param("测试控股", "01234.HK", ("01234.HK", "HKEX", None, "stock", "HK"), id="hong-kong"),
        pytest.param("测试控股", "1234.HK", ("01234.HK", "HKEX", None, "stock", "HK"), id="four-digits"),
        pytest.param("测试控股", "TEST.N", ("TEST.N", "NYSE", None, "stock", "US"), id="new-york"),
        pytest.param("测试控股", "TEST", ("TEST", None, None, "stock", "US"), id="ticker-alone"),
        pytest.param("美元兑日元", "USD/JPY", ("USD/JPY", None, None, "fx", None), id="pair"),
        pytest.param("测试控股", "USD/JPY", ("USD/JPY", None, None, "fx", None), id="pair-by-form"),
        pytest.param("测试控股", "999999", ("999999", None, None, None, "CN"), id="outside-all-ranges"),
        pytest.param("玻璃", None, (None, None, None, "commodity", "CN"), id="variety"),
        pytest.param("苹果", None, (None, None, None, "stock", "US"), id="apple"),
        pytest.param("苹果", "AAPL", ("AAPL", None, None, "stock", "US"), id="apple-with-its-code"),
        pytest.param("美股", "USD/CAD", ("USD/CAD", None, None, "fx", "US"), id="a-market-before-a-pair"),
        pytest.param("港股", None, (None, None, None, "index", "HK"), id="market"),
        pytest.param("碳酸锂", None, (None, None, None, "commodity", "CN"), id="commodity"),
        pytest.param("测试控股", None, (None, None, None, "stock", None), id="unknown"),
    ],
)
def test_identities(text: str, code: str | None, identity: tuple[str | None, ...]) -> None:
    name = read_name(text)

    assert name is not None
    who = identify(name, code, DAY, futures=False)
    assert (who.code, who.exchange, who.board, who.asset, who.market) == identity


@pytest.mark.parametrize("text", ["玻璃", "碳酸锂", "苹果"])
def test_where_futures_are_told_of_a_variety_is_one(text: str) -> None:
    name = read_name(text)

    assert name is not None
    assert identify(name, None, DAY, futures=True).asset == "future"
