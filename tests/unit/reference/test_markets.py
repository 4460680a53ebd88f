"""Days, sessions, instruments, overseas shares, legal names, topics."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference import instruments, legal_names, markets, overseas, sectors, trading_days, warming
from reference.topics import TOPICS


@pytest.mark.parametrize(
    ("day", "market", "trades"),
    [
        pytest.param(date(2025, 5, 16), "CN", True, id="a-friday"),
        pytest.param(date(2025, 5, 17), "CN", False, id="a-saturday"),
        pytest.param(date(2025, 10, 1), "CN", False, id="national-day"),
        pytest.param(date(2025, 2, 8), "CN", False, id="a-saturday-worked-in-exchange-is-no-trading-day"),
        pytest.param(date(2025, 10, 8), "HK", True, id="hong-kong-trades-when-the-mainland-rests"),
        pytest.param(date(2025, 7, 4), "US", False, id="independence-day"),
        pytest.param(date(2027, 1, 4), "CN", None, id="no-holidays-published-yet"),
        pytest.param(date(1995, 1, 4), "CN", None, id="before-the-table"),
        pytest.param(date(2025, 5, 16), "JP", None, id="a-market-without-a-table"),
    ],
)
def test_whether_a_market_trades(day: date, market: str, trades: bool | None) -> None:
    assert trading_days.is_trading_day(day, market) is trades


def test_the_day_before_skips_closed_days() -> None:
    assert trading_days.previous_trading_day(date(2025, 10, 9)) == date(2025, 9, 30)
    assert trading_days.previous_trading_day(date(2025, 10, 9), "HK") == date(2025, 10, 8)


def test_a_day_outside_the_table_is_unknown() -> None:
    assert trading_days.previous_trading_day(date(1996, 1, 1)) is None


def test_a_closure_longer_than_any_is_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trading_days, "is_trading_day", lambda _day, _market: False)

    assert trading_days.previous_trading_day(date(2025, 1, 2)) is None


@given(st.dates(date(1996, 2, 1), date(2026, 12, 31)))
def test_the_day_before_is_the_last_that_trades(day: date) -> None:
    before = trading_days.previous_trading_day(day)

    assert before is not None
    assert before < day
    between = [before + timedelta(days=at) for at in range((day - before).days)]
    assert [trading_days.is_trading_day(each) for each in between] == [True, *[False] * (len(between) - 1)]


def test_a_market_knows_its_sessions_zone_and_exchanges() -> None:
    mainland, hong_kong = markets.market_of("SZSE"), markets.market_of("HKEX")

    assert mainland is not None
    assert mainland.sessions == {
        "pre": time(9, 15),
        "open": time(9, 30),
        "midday": time(11, 30),
        "close": time(15),
        "night": time(21),
    }
    assert hong_kong is not None
    assert (hong_kong.code, hong_kong.currency, hong_kong.sessions["close"]) == ("HK", "HKD", time(16))
    assert str(markets.zone_of("US")) == "America/New_York"


def test_a_market_outside_the_table_is_none() -> None:
    assert markets.market("XX") is markets.market_of("XX") is None
    assert markets.zone_of("XX") is None


@pytest.mark.parametrize(
    ("name", "asset", "code", "exchange"),
    [
        ("沪指", "index", "000001.SH", "SSE"),
        ("深成指", "index", "399001.SZ", "SZSE"),
        ("创业板指", "index", "399006.SZ", "SZSE"),
        ("科创50指数", "index", "000688.SH", "SSE"),
        ("北证50", "index", "899050.BJ", "BSE"),
        ("国证算力", "index", "399363.SZ", "SZSE"),
        ("恒科指", "index", "HSTECH.HK", "HKEX"),
        ("道琼斯指数", "index", "DJI", "NYSE"),
        ("日经２２５指数", "index", "N225", "TSE"),
        ("螺纹钢", "future", "rb", "SHFE"),
        ("沪金主力合约", "future", "au", "SHFE"),
        ("碳酸锂期货", "future", "lc", "GFEX"),
        ("国债期货5年期主力合约", "future", "TF", "CFFEX"),
        ("WTI 3月原油期货", "future", None, "NYMEX"),
        ("伦铜", "future", None, "LME"),
        ("现货黄金", "commodity", None, None),
        ("离岸人民币", "fx", "CNH", None),
        ("比特币", "crypto", "BTC", None),
    ],
)
def test_an_instrument_is_known_by_any_of_its_names(
    name: str, asset: str, code: str | None, exchange: str | None
) -> None:
    found = instruments.by_name(name)

    assert found is not None
    assert (found.asset, found.code, found.exchange) == (asset, code, exchange)


def test_themes_are_no_indices() -> None:
    assert instruments.by_name("数字经济") is None
    index = instruments.by_name("数字经济指数")
    assert index is not None
    assert index.code == "399262.SZ"


@pytest.mark.parametrize(
    ("contract", "letters"), [("rb2510", "rb"), ("CF509", "CF"), ("lc", "lc"), ("rb２510", "rb"), ("zz2510", None)]
)
def test_a_contract_is_known_by_its_letters(contract: str, letters: str | None) -> None:
    found = instruments.by_contract(contract)

    assert (found.code if found else None) == letters


def test_well_known_shares_abroad_are_known_by_name() -> None:
    tencent = overseas.by_name("腾讯")

    assert tencent is not None
    assert tencent == overseas.names()["腾讯控股"] == ("腾讯控股", "00700.HK", "HKEX")
    assert overseas.by_name("不存在") is None


@pytest.mark.parametrize(
    ("legal_name", "code"),
    [
        pytest.param("广东粤海饲料集团股份有限公司", "001313.SZ", id="region-before-the-short-name"),
        pytest.param("广州市聚赛龙工程塑料股份有限公司", "301131.SZ", id="region-and-words-behind"),
        pytest.param("深圳市中金岭南有色金属股份有限公司", "000060.SZ", id="characters-left-out"),
        pytest.param("中国石油化工集团有限公司", None, id="no-stock-corporation"),
        pytest.param("江苏不存在股份有限公司", None, id="unknown"),
        pytest.param("股份有限公司", None, id="nothing-else"),
    ],
)
def test_a_legal_name_leads_to_its_share_if_only_one_fits(legal_name: str, code: str | None) -> None:
    found = legal_names.by_legal_name(legal_name)

    assert (found.code if found else None) == code


def test_a_legal_name_that_several_shares_fit_is_none() -> None:
    assert legal_names.by_legal_name("中国民生银行股份有限公司") is None


def test_sectors_are_names_without_what_stands_behind_them() -> None:
    assert "国防军工" in sectors.names()
    assert not any(name.endswith("概念") for name in sectors.names())


def test_headings_know_their_subheadings() -> None:
    assert "医药管理" in TOPICS["卫生、体育"]
    assert TOPICS["其他"] == ()


def test_warming_loads_everything_once() -> None:
    warming.warm()

    assert instruments.spoken() is instruments.spoken()
