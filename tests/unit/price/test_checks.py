from typing import Any

import pytest

from reference import securities
from tests.unit.price.samples import read
from workers.price import identity


def checks(text: str, title: str = "", **fields: Any) -> dict[str, bool]:
    return {check["name"]: check["ok"] for check in read(title, text, **fields).moves[0]["checks"]}


@pytest.mark.parametrize(
    ("text", "name", "ok"),
    [
        pytest.param("5月16日五粮液收涨9.9%。", "within_limit", True, id="main-board"),
        pytest.param("5月16日五粮液收涨11.9%。", "within_limit", False, id="over-the-main-boards-limit"),
        pytest.param("5月16日宁德时代收涨19.9%。", "within_limit", True, id="chinext"),
        pytest.param("5月16日*ST天宜收跌10%。", "within_limit", True, id="star-st"),
        pytest.param("5月16日五粮液涨停，收涨10%。", "limit_reached", True, id="limit-reached"),
        pytest.param("5月16日宁德时代涨停，涨幅12%。", "limit_reached", False, id="limit-not-reached"),
        pytest.param("五粮液(000858)涨1%。", "name_agrees", True, id="name-and-code"),
        pytest.param("五粮液(000651)涨1%。", "name_agrees", False, id="another-shares-code"),
        pytest.param("5月16日五粮液收涨1%。", "trading_day", True, id="a-friday"),
        pytest.param("5月17日五粮液收涨1%。", "trading_day", False, id="a-saturday"),
        pytest.param("截至10:15，五粮液涨1%。", "within_session", True, id="in-the-morning"),
        pytest.param("截至12:15，五粮液涨1%。", "within_session", False, id="at-lunch"),
        pytest.param("五粮液涨1%。", "direction_agrees", True, id="sign"),
        pytest.param("五粮液涨0%。", "direction_agrees", True, id="zero"),
        pytest.param("五粮液涨-1%。", "direction_agrees", False, id="another-sign"),
        pytest.param("五粮液涨1%，报10元，成交100股，成交额1000元。", "amount_agrees", True, id="amount"),
        pytest.param(
            "五粮液涨1%，报10元，成交100股，成交额9万元。", "amount_agrees", False, id="amount-that-does-not-fit"
        ),
    ],
)
def test_checks(text: str, name: str, ok: bool) -> None:
    assert checks(text)[name] is ok


def test_title_and_text_that_agree() -> None:
    assert checks("五粮液涨1%。", "五粮液涨1%")["title_agrees"] is True


def test_signed_figures_against_the_word() -> None:
    assert checks("五粮液(128.5 +2.10%,诊股)跌停。")["direction_agrees"] is True


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("五粮液涨1%。", "within_limit", id="no-day"),
        pytest.param("5月16日五粮液(999999)收涨1%。", "within_limit", id="no-board"),
        pytest.param("5月16日沪指收涨11%。", "within_limit", id="an-index-has-none"),
        pytest.param("1995年5月16日五粮液收涨11%。", "trading_day", id="outside-the-table"),
        pytest.param("1995年5月16日格力电器收涨11%。", "within_limit", id="before-there-were-limits"),
        pytest.param("测试控股(300999999)涨1%。", "name_agrees", id="no-code"),
    ],
)
def test_checks_that_do_not_apply(text: str, name: str) -> None:
    assert name not in checks(text)


def test_a_shares_first_days_have_no_limit() -> None:
    assert "within_limit" not in checks("2018年6月11日宁德时代收涨44%。")


def test_an_ambiguous_name_has_no_code_but_candidates(monkeypatch: pytest.MonkeyPatch) -> None:
    found = securities.by_name("五粮液") + securities.by_name("格力电器")
    monkeypatch.setattr(securities, "by_name", lambda _name, _on=None: found)
    identity.identify.cache_clear()
    move = read(text="五粮液涨1%。").moves[0]
    identity.identify.cache_clear()

    assert move["code"] is None
    assert {"name": "name_is_one", "ok": False, "detail": "五粮液 can be 000858.SZ, 000651.SZ"} in move["checks"]
