import gc
import time

import pytest

from reference.move_words import move_words
from reference.price_limits import limit_on
from schemas.raw import Report
from tests.builders import make_report
from tests.unit.price.samples import read
from workers.price import read_moves
from workers.price.cuts import find_cut
from workers.price.scan import scan

from datetime import date  # isort: skip
import itertools


@pytest.mark.parametrize(
    ("text", "marked", "field"),
    [
        pytest.param("涨3%,换手率...", True, "turnover_rate_pct", id="label-alone"),
        pytest.param("涨3%,换...", True, "turnover_rate_pct", id="one-character"),
        pytest.param("涨3%,成...", True, None, id="one-character-that-fits-several"),
        pytest.param("涨3%,成交额1.46亿…", True, "amount", id="no-unit"),
        pytest.param("涨3%,成交额1.46亿元…", True, None, id="whole"),
        pytest.param("涨3%,成交量12…", True, "volume_shares", id="volume"),
        pytest.param("涨3%,总市...", True, "market_value", id="market-value"),
        pytest.param("涨3%,报12.6...", True, "price", id="price"),
        pytest.param("涨3%,现报...", True, "price", id="price-label"),
        pytest.param("某股涨3.6...", True, "change_pct", id="percent"),
        pytest.param("跌幅...", True, "change_pct", id="percent-label"),
        pytest.param("某股,截至09:...", True, "as_of", id="time"),
        pytest.param("测试ETF(1...", True, "code", id="code"),
        pytest.param("涨3%,换手率1.2", False, "turnover_rate_pct", id="no-mark-but-inside-a-figure"),
        pytest.param("跌2%,成交额1.59亿", False, "amount", id="no-mark-but-before-a-unit"),
        pytest.param("跌2%,换手率2.", False, "turnover_rate_pct", id="no-mark-but-before-a-fraction"),
        pytest.param("某股截至09:", False, "as_of", id="no-mark-but-inside-a-time"),
        pytest.param("某股总市值", False, None, id="no-mark-behind-a-word"),
        pytest.param("某股涨停", False, None, id="nothing-cut"),
        pytest.param("......", True, None, id="only-a-mark"),
    ],
)
def test_cuts(text: str, *, marked: bool, field: str | None) -> None:
    found = find_cut(text)

    assert found is not None
    assert (found.marked, found.field) == (marked, field)


@pytest.mark.parametrize("text", ["", "  ", "涨3%。", "涨3%。（测试社）", "涨3%！"])
def test_no_cut(text: str) -> None:
    assert find_cut(text) is None


@pytest.mark.parametrize(
    ("title", "text", "truncated"),
    [
        pytest.param("某股测试涨2%,成交额1...", "别的话。", ["moves[0].amount"], id="title-alone"),
        pytest.param("五粮液涨2%,成交额1...", "五粮液涨2%,成交额1.2...", ["moves[0].amount"], id="both"),
        pytest.param(
            "五粮液涨2%,成交额1...",
            "五粮液涨2%,成交额1.2亿元,换手...",
            ["moves[0].turnover_rate_pct"],
            id="each-completes-the-other",
        ),
        pytest.param("简讯", "白酒板块,成交额1.2...", [], id="no-move-to-name-it-of"),
    ],
)
def test_truncated(title: str, text: str, truncated: list[str]) -> None:
    assert read(title, text).truncated == truncated


def kinds(text: str) -> list[tuple[str, str]]:
    plain, tokens = scan(text)
    return [(kind, plain[start:end]) for kind, start, end, _ in tokens]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        pytest.param(
            "期货合约涨约5%",
            [("gap", "期货合约"), ("move", "涨"), ("near", "约"), ("figure", "5%")],
            id="a-bound-inside-a-word",
        ),
        pytest.param("日报称涨", [("gap", "日报称"), ("move", "涨")], id="a-label-without-a-figure"),
        pytest.param("中证500涨", [("gap", "中证500"), ("move", "涨")], id="digits-of-a-name"),
        pytest.param("跌26,172点", [("move", "跌"), ("figure", "26,172点")], id="separators"),
        pytest.param(
            "测试(3天2板)涨", [("gap", "测试"), ("paren", "(3天2板)"), ("move", "涨")], id="figures-in-parentheses"
        ),
        pytest.param(
            "(1)涨5%(2)", [("paren", "(1)"), ("move", "涨"), ("figure", "5%"), ("paren", "(2)")], id="parentheses"
        ),
        pytest.param("涨12345678901234567%", [("move", "涨"), ("gap", "12345678901234567%")], id="too-many-digits"),
        pytest.param("换手率高", [("filler", "换手率"), ("gap", "高")], id="a-long-label-without-a-figure"),
    ],
)
def test_tokens(text: str, tokens: list[tuple[str, str]]) -> None:
    assert kinds(text) == tokens


def test_tokens_tile_what_they_cover() -> None:
    text = "5月16日，五粮液(000858)盘中涨超3%，报１３０．５元，成交2.5亿元…"
    places = [(start, end) for _, start, end, _ in scan(text)[1]]

    assert all(before[1] <= after[0] for before, after in itertools.pairwise(places))


def test_the_vocabulary_is_one_row_a_word() -> None:
    words = [word.word for word in move_words()]

    assert len(words) == len(set(words))
    assert all(word.direction or word.kind != "noun" for word in move_words())


@pytest.mark.parametrize(
    ("board", "day", "st", "limit"),
    [
        ("main", date(2025, 5, 16), False, 10),
        ("main", date(2026, 7, 5), True, 5),
        ("main", date(2026, 7, 6), True, 10),
        ("chinext", date(2020, 8, 21), False, 10),
        ("chinext", date(2020, 8, 24), False, 20),
        ("bse", date(2025, 5, 16), True, 30),
        ("fund", date(2025, 5, 16), False, None),
    ],
)
def test_limits(board: str, day: date, *, st: bool, limit: int | None) -> None:
    assert limit_on(board, day, st=st) == limit


@pytest.mark.parametrize(
    "piece",
    [
        "1,111",
        "(",
        "涨",
        "五粮液、",
        "涨5%，",
        "一成",
        "的",
        "和",
        "公司",
        "成交1",
        "较",
        "10天",
        "创",
        "“",
        "1.",
        "A股",
        "5月",
        "(1",
        "…",
        "股方面",
        " ",
        "五粮液涨1%，指数，",
        "某某，指数跌，",
        "，今年",
        "涨停个股：",
        "涨幅居前的个股有",
        "金银",
        "沪铜沪锌",
        "涨2倍",
        "(jià)",
        "五粮液五粮液",
        "甲乙丙丁",
        "使令的",
    ],
)
def test_hostile_repeats_take_time_in_proportion(piece: str) -> None:
    reports = [make_report("article", title="简讯", body=(piece * size)[:size] + "。") for size in (8_000, 16_000)]

    def seconds(report: Report) -> float:
        start = time.process_time()
        read_moves(report)
        return time.process_time() - start

    gc.disable()  # a collection would be paid for by whoever comes last
    try:
        rounds = [[seconds(report) for report in reports] for _ in range(6)]
    finally:
        gc.enable()
    small, large = map(min, zip(*rounds, strict=True))

    assert large <= 3 * small + 0.002  # twice the text
