"""Every name of the tables in the ticker's form: no word of change, number or market inside a name cuts it."""

from collections.abc import Callable, Iterable

import pytest

from reference import securities
from reference.instruments import spoken
from schemas.raw import Report
from tests.builders import make_report
from workers.price.reading import MovesReading, read_by_grammar, read_moves

SHARES = {
    name: naming.security.code
    for name, namings in securities.names().items()
    for naming in namings
    if naming.rank == "current" and naming.security.status == "listed"
}
INDICES = [name for name, found in spoken().items() if found.asset == "index" and len(name) > 2]
FUNDS = [
    *("创业板ETF测试", "创业板人工智能ETF测试", "科创50ETF测试", "港股汽车ETF", "港股通高股息ETF测试", "高股息ETF"),
    *("恒生中国企业ETF测试", "中证500ETF中银证券", "500ETF增强"),
]


def brief_of(name: str) -> Report:
    text = f"5月16日,{name}盘中上涨2.54%,截至10:31,报61.91元/股,成交6.1亿元,换手率3...."
    return make_report(
        "brief", title=f"{name}涨2.54%,成交额6...", snippet=text, page_published_at="2025-05-16 15:00:00"
    )


def told_of(names: Iterable[str], read: Callable[[Report], MovesReading]) -> dict[str, list[tuple[object, ...]]]:
    return {
        name: [(move["name"], move["change_pct"], move["amount"]) for move in read(brief_of(name)).moves]
        for name in names
    }


@pytest.mark.parametrize("read", [read_moves, read_by_grammar])
@pytest.mark.parametrize("names", [SHARES, INDICES, FUNDS], ids=["shares", "indices", "funds"])
def test_a_name_is_read_whole(names: Iterable[str], read: Callable[[Report], MovesReading]) -> None:
    told = told_of(names, read)

    assert {name: moves for name, moves in told.items() if moves != [(name, 2.54, 610_000_000)]} == {}


def test_every_listed_share_has_its_code_unless_two_bore_its_name() -> None:
    found = {name: read_moves(brief_of(name)).moves[0]["code"] for name in SHARES}

    missed = {name: code for name, code in found.items() if code != SHARES[name]}
    assert {name for name, code in missed.items() if code or len(securities.names()[name]) == 1} == set()


@pytest.mark.parametrize(
    ("text", "code", "exchange"),
    [
        pytest.param("中国移动涨3.2%，报72.5港元。", "00941.HK", "HKEX", id="of-both-markets"),
        pytest.param("阿里巴巴涨3.2%，报92.5港元。", "09988.HK", "HKEX", id="new-yorks-as-well"),
        pytest.param("平安银行涨3.2%，报12.5港元。", None, "HKEX", id="that-we-do-not-know-there"),
        pytest.param("中国移动涨3.2%，报102.5元。", "600941.SH", "SSE", id="in-yuan"),
    ],
)
def test_the_currency_of_the_price_says_which_share_it_is(text: str, code: str | None, exchange: str) -> None:
    move = read_moves(make_report("brief", title="", snippet=text, page_published_at="2025-05-16 15:00:00")).moves[0]

    assert (move["code"], move["exchange"]) == (code, exchange)
