"""Briefs of our own, and how the tests of price reading look at a reading."""

from typing import Any

from tests.builders import make_report
from workers.price import MovesReading, read_moves

NUMBERS = ("change_pct", "price", "points", "amount", "turnover_rate_pct", "volume_shares", "market_value")

SEED_FORM = [
    ("平安银行涨1.25%,成交额2...", "5月16日,平安银行盘中上涨1.25%,截至10:12,报11.36元/股,成交2.08亿元,换手率0.09%..."),
    ("格力电器跌2.07%,成交额8...", "5月16日,格力电器(维权)盘中下跌2.07%,截至10:13,报45.02元/股,成交8123.4..."),
    ("万科A涨停,成交额3.15亿...", "5月16日,万科A盘中涨停,截至10:14,报7.59元/股,成交3.15亿元,换手率0...."),
    ("沪深300ETF华泰柏瑞(5...", "5月16日,沪深300ETF华泰柏瑞(510300)开盘涨0.21%,报3.915元。沪深300ETF华..."),
    ("宁德时代大涨5.02%,成交...", "5月16日,宁德时代盘中大涨5.02%,截至10:15,报260.10元/股,成交5.6亿元,换..."),
]


def read(title: str = "", text: str = "", **fields: Any) -> MovesReading:
    """The reading of one brief, told on Friday, 16 May 2025 unless `fields` say otherwise."""
    start: dict[str, Any] = {"title": title or "简讯", "page_published_at": "2025-05-16 07:11:00"} | fields
    start["snippet" if start.get("kind", "brief") == "brief" else "body"] = text
    return read_moves(make_report(start.pop("kind", "brief"), **start))


def brief_words(move: dict[str, Any]) -> str:
    """A move in one line: name, direction, figures with their bounds, phase."""
    words = [move["name"], move["direction"] or "?"]
    if move["limit"]:
        words.append(f"limit {move['limit']}")
    if move["change_pct"] is not None:
        words.append(f"{move['change_pct']}%" + ("" if move["pct_bound"] == "exact" else f" {move['pct_bound']}"))
    words += [f"{field} {move[field]}" for field in NUMBERS[1:] if move[field] is not None]
    if move["currency"]:
        words.append(move["currency"])
    if move["phase"]:
        words.append(move["phase"])
    return " ".join(words)


def told(title: str = "", text: str = "", **fields: Any) -> list[str]:
    """All moves of one brief, one line each."""
    return [brief_words(move) for move in read(title, text, **fields).moves]
