"""The commonest brief read at one glance: 5月16日,某股盘中上涨2.15%,截至09:42,报8.20元/股,成交2.06亿元...

It gives what the grammar gives for the same words, only faster; whatever is not exactly of this form is left to the
grammar. A test holds the two against one another.
"""

import re
from datetime import date
from functools import lru_cache
from typing import Any, Final

from reference.move_words import MoveWord, move_words
from schemas.evidence import Span
from schemas.raw import Report
from workers.price import times
from workers.price.brief_name import PHASES, VERBS, begins, identity_of
from workers.price.checks import checks_of
from workers.price.figures import exact
from workers.price.identity import Identity
from workers.price.keys import move_key
from workers.price.lists import state_of

__all__ = ["read_brief_form"]

_NUMBER = r"\d{1,9}(?:\.\d{1,4})?"
_AMOUNT = r"\d{1,7}(?:\.\d{1,4})?"  # so that no 亿 passes what JSON can carry
_MARK = r"(?:\.{3,6}|…{1,2})"
# The day stands before the name or behind it. 自5月16日 would not be the quote's.
_TEXT: Final = re.compile(
    rf"(?:(?P<day>\d{{1,2}}月\d{{1,2}}日)(?:[,，]|(?![起至创所以])))?(?P<name>[^\s\u3000,，。()（）\"“”、:：]{{2,24}}?)(?:\((?:(?P<flag>维权)|(?P<code>\d{{6}}))\))?"
    rf"(?(day)|(?<![\d自从较至于以])(?P<day_behind>\d{{1,2}}月\d{{1,2}}日))(?P<phase>{PHASES})(?P<verb>{VERBS})(?:(?P<pct>{_NUMBER})%)?(?:[,，]截至(?P<clock>\d{{2}}:\d{{2}}))?"
    rf"(?:[,，]报(?P<price>{_NUMBER})(?P<unit>元)(?:/(?:股|(?=[.…])))?(?:[,，]成交额?(?P<amount>{_AMOUNT})(?P<scale>万|亿)?(?P<aunit>元)(?:[,，]换手率(?P<turnover>{_NUMBER})%(?:[,，]总市值(?P<value>{_AMOUNT})(?P<vscale>万|亿)?(?P<vunit>元))?)?)?)?"
    rf"(?:(?P<cut>(?:[,，](?:报(?:\d{{1,9}}(?:\.\d{{0,4}})?)?|成交?额?(?:\d{{1,9}}(?:\.\d{{0,4}})?)?[万亿]?|换手?率?(?:\d{{1,3}}(?:\.\d{{0,4}})?)?|总(?:市值?)?(?:(?<=值)\d{{1,7}}(?:\.\d{{0,4}})?[万亿]?)?)?)?{_MARK})|。(?P<again>[^。,，]{{0,24}}?)(?P<bracket>\(\d{{0,6}})?{_MARK}|。?)$",
    re.ASCII,
)
# What stands behind the name in a title; and a title that is cut within the name or right behind it.
_REST: Final = re.compile(
    rf"(?P<verb>{VERBS})(?:(?P<pct>{_NUMBER})%)?(?P<price>[,，]报{_NUMBER}元(?:/股)?)?(?P<rest>[,，]成交额?(?:(?P<amount>\d{{1,9}}(?:\.\d{{0,4}})?[万亿]?)元|(?:\d{{1,9}}(?:\.\d{{0,4}})?)?[万亿]?))?(?:(?P<left>[,，]成?|(?<!%)\d{{1,9}}(?:\.\d{{0,4}})?)?(?P<mark>{_MARK}))?$",
    re.ASCII,
)
_STUB: Final = re.compile(rf"(?P<stub>[^\s\u3000,，。()（）\"“”、:：]{{2,24}}?)(?:\(\d{{0,6}}\)?)?{_MARK}$", re.ASCII)
# Numbers of groups, for all places of a match at once.
(
    _NAME,
    _FLAG,
    _CODE,
    _PHASE,
    _VERB,
    _PCT,
    _CLOCK,
    _PRICE,
    _UNIT,
    _AMOUNT_AT,
    _AMOUNT_UNIT,
    _TURNOVER,
    _DAY,
    _DAY_BEHIND,
    _VALUE,
    _VALUE_UNIT,
) = (
    _TEXT.groupindex[name]
    for name in (
        *("name", "flag", "code", "phase", "verb", "pct", "clock", "price", "unit", "amount", "aunit", "turnover"),
        *("day", "day_behind", "value", "vunit"),
    )
)
_POWERS: Final = {None: 0, "万": 4, "亿": 8}


@lru_cache(maxsize=1)
def _words() -> dict[str, MoveWord]:
    return {word.word: word for word in move_words()}


def read_brief_form(report: Report) -> tuple[dict[str, Any], dict[str, list[Span]], list[str], str] | None:
    """Move, evidence, truncated and key of a report of this form; None if it is of another."""
    text = _TEXT.match(report["text"])
    if text is None:
        return None
    told = _day(report["published_at"] or report["page_published_at"] or report["first_captured_at"])
    name, word = text["name"], _words()[text["verb"]]
    title = _REST.match(report["title"], len(name)) if report["title"].startswith(name) else None
    who = identity_of(name, text["code"], told)
    if who is None or (text["bracket"] and not who.code) or not _of_the_form(text, report["title"], title, word):
        return None
    day = _printed_day(text["day"] or text["day_behind"], told)
    phase = "open" if text["phase"] == "开盘" else "intraday"
    clock = text["clock"]
    if day is None or (clock is not None and (phase == "open" or clock[:2] > "23" or clock[3:] > "59")):
        return None
    at = (
        times.as_of_text("CN", day, clock, phase) if clock or phase == "open" or report["text"].endswith("。") else None
    )
    move, pct = _move(text, who, word, phase, at)
    title_pct = exact(title["pct"]) if title and title["pct"] else None
    if title_pct is not None and word.direction == "down":
        title_pct = -title_pct
    market = who.market or ("CN" if text["flag"] else None)
    printed_code = text["code"] is not None
    move["checks"] = checks_of(move, market, (title_pct, pct), who.candidates, printed_code=printed_code)
    change = f"exact{pct}" if pct is not None else None
    key = move_key(name, word.direction, change, word.limit, clock or "", phase)
    return move, _evidence(report["raw_id"], text, move), _truncated(move, text, title), key


@lru_cache(maxsize=512)
def _day(iso: str) -> date:
    return date.fromisoformat(iso[:10])


@lru_cache(maxsize=512)
def _printed_day(printed: str, told: date) -> date | None:
    month, _, day = printed[:-1].partition("月")
    return times.complete_date(None, int(month), int(day), told)


def _of_the_form(text: re.Match[str], title: str, rest: re.Match[str] | None, word: MoveWord) -> bool:
    """Whether title and text tell the same move, so that the text's words are the ones that count.

    Args:
        text: The match.
        title: All of it.
        rest: The match of what stands behind the name; None if the title does not go on as the text does.
        word: The text's word of change.
    """
    name, pct = text["name"], text["pct"]
    if text["again"] and not begins(name, text["again"]):
        return False
    at_open = text["phase"] == "开盘"
    if (pct is None) is not (word.limit is not None) or (word.limit and at_open):
        return False  # 开盘涨停 is a word of its own
    if rest is None:
        stub = _STUB.match(title)
        return stub is not None and begins(name, stub["stub"])
    if at_open and (rest["price"] or rest["amount"]):
        return False  # what stands beside the price at the open may be of later
    if (rest["price"] and text["price"] is None) or (
        rest["amount"] and rest["amount"] != (text["amount"] or "") + (text["scale"] or "")
    ):
        return False
    other = _words()[rest["verb"]]
    is_cut = rest["pct"] is None and rest["mark"] is not None
    same_kind = (rest["pct"] is None) is (pct is None) or is_cut
    return same_kind and other.direction == word.direction and other.limit == word.limit


def _move(
    text: re.Match[str], who: Identity, word: MoveWord, phase: str, at: times.AsOf | None
) -> tuple[dict[str, Any], Any]:
    pct = exact(text["pct"]) if text["pct"] else None
    if pct is not None and word.direction == "down":
        pct = -pct
    amount = exact(text["amount"], _POWERS[text["scale"]]) if text["amount"] else None
    return {
        "name": text["name"],
        "code": who.code,
        "exchange": who.exchange,
        "board": who.board,
        "asset": who.asset,
        "direction": word.direction,
        "change_pct": pct,
        "pct_bound": None if pct is None else "exact",
        "limit": word.limit,
        "price": exact(text["price"]) if text["price"] else None,
        "currency": "CNY" if text["price"] else None,
        "points": None,
        "amount": amount,
        "amount_bound": None if amount is None else "exact",
        "amount_currency": None if amount is None else "CNY",
        "turnover_rate_pct": exact(text["turnover"]) if text["turnover"] else None,
        "volume_shares": None,
        "market_value": exact(text["value"], _POWERS[text["vscale"]]) if text["value"] else None,
        "as_of": at.text if at else None,
        "as_of_precision": at.precision if at else None,
        "phase": phase,
        "flags": [flag for flag in (state_of(text["name"]), text["flag"]) if flag],
    }, pct


def _span(raw_id: str, start: int, end: int) -> list[Span]:
    return [{"raw_id": raw_id, "part": "text", "start": start, "end": end}]


def _evidence(raw_id: str, text: re.Match[str], move: dict[str, Any]) -> dict[str, list[Span]]:
    places = text.regs
    name, change = _span(raw_id, *places[_NAME]), _span(raw_id, *places[_VERB])
    code = _span(raw_id, *places[_CODE]) if text["code"] else name
    found = {"moves[0].name": name}
    if move["code"]:
        found |= {"moves[0].code": code, "moves[0].exchange": code, "moves[0].board": code}
    found |= {"moves[0].asset": code, "moves[0].direction": change}
    if move["change_pct"] is not None:
        start, end = places[_PCT]
        found["moves[0].change_pct"] = found["moves[0].pct_bound"] = _span(raw_id, start, end + 1)
    else:
        found["moves[0].limit"] = change
    if move["price"] is not None:
        start, end = places[_UNIT]
        found["moves[0].price"] = _span(raw_id, places[_PRICE][0], end)
        found["moves[0].currency"] = _span(raw_id, start, end)
    if move["amount"] is not None:
        start, end = places[_AMOUNT_UNIT]
        found["moves[0].amount"] = found["moves[0].amount_bound"] = _span(raw_id, places[_AMOUNT_AT][0], end)
        found["moves[0].amount_currency"] = _span(raw_id, start, end)
    if move["turnover_rate_pct"] is not None:
        start, end = places[_TURNOVER]
        found["moves[0].turnover_rate_pct"] = _span(raw_id, start, end + 1)
    if move["market_value"] is not None:
        found["moves[0].market_value"] = _span(raw_id, places[_VALUE][0], places[_VALUE_UNIT][1])
    found["moves[0].phase"] = _span(raw_id, *places[_PHASE])
    if move["as_of"]:
        found["moves[0].as_of"] = found["moves[0].as_of_precision"] = _moment(raw_id, text, move["as_of_precision"])
    if move["flags"]:
        found["moves[0].flags"] = _of_flags(raw_id, text)
    return found


def _of_flags(raw_id: str, text: re.Match[str]) -> list[Span]:
    start, state = text.start(_NAME), state_of(text["name"])
    spans = _span(raw_id, start, start + len(state)) if state else []
    return spans + _span(raw_id, *text.span(_FLAG)) if text["flag"] else spans


def _moment(raw_id: str, text: re.Match[str], precision: str) -> list[Span]:
    """What tells when: the day, and the clock or the part of the session."""
    places = text.regs
    at = _span(raw_id, *places[_DAY if text["day"] else _DAY_BEHIND])
    if text["clock"]:
        at += _span(raw_id, *places[_CLOCK])
    elif precision == "session":
        at += _span(raw_id, *places[_PHASE])
    return at


def _truncated(move: dict[str, Any], text: re.Match[str], title: re.Match[str] | None) -> list[str]:
    cut, rest, found = text["cut"], title["rest"] if title else None, list[str]()
    if move["amount"] is None and (
        (cut and "成交" in cut) or (title and rest and (title["mark"] or rest[-1].isdigit()))
    ):
        found.append("moves[0].amount")
    if cut and "报" in cut:
        found.append("moves[0].price")
    if cut and "总市" in cut:
        found.append("moves[0].market_value")
    if move["turnover_rate_pct"] is None and cut and "换" in cut:
        found.append("moves[0].turnover_rate_pct")
    return found
