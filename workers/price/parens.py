"""What a parenthesis behind a name says of it: a code, a flag, a quote, a better name."""

import re
from typing import Final

from workers.price import figures
from workers.price.names import read_name
from workers.price.scan import Token
from workers.price.told import Event, Figure, Mention

__all__ = ["bound_of", "has_code", "lone_percent", "read_paren"]

_DIGITS = (
    r"(?P<before>sh|sz|bj|hk|SH|SZ|BJ|HK)?(?P<digits>\d{6}|\d{5}|\d{4}(?=\.HK))(?:\.(?P<after>[A-Za-z]{1,4}))?(?!\d)"
)
_CODE: Final = re.compile(rf"\s*(?:行情|(?:证券|股票|股份)?代[码号])?[:：,，\s]*{_DIGITS}", re.ASCII)
_LABELLED: Final = re.compile(rf"代[码号][:：,，\s]*{_DIGITS}", re.ASCII)
_TICKER: Final = re.compile(
    r"\s*(?:(?:NYSE|NASDAQ|US)[:：]\s?|[A-Z][A-Za-z&.' -]{1,40}[,，]\s?)?"
    r"(?P<ticker>[A-Z][A-Z0-9]{0,5}(?:[./][A-Z]{1,3})?)\s*$"
)
_ALIAS: Final = re.compile(r"(?:简称|下称)[:：]?\s?[“\"”]?(?P<alias>[^”\"“,，]{2,10})[”\"“]")
_QUOTE: Final = re.compile(
    r"(?P<price>\d{1,9}(?:\.\d{1,6})?)(?:\s{1,3}|,\s?[+-]?\d{1,9}(?:\.\d{1,6})?,\s?)"
    r"(?P<pct>[+-]?\d{1,6}(?:\.\d{1,6})?)%",
    re.ASCII,
)
_LONE_PCT: Final = re.compile(r"\s*(?P<bound>超|逾|近|约)?(?P<pct>[+-]?\d{1,6}(?:\.\d{1,6})?)%\s*$", re.ASCII)
_FLAG: Final = re.compile(r"\s*(?P<flag>维权|退市|\*?ST|停牌|复牌|N|C|XD|XR|DR|破发|新股)\s*$")
_BOUNDS: Final = {"超": "over", "逾": "over", "近": "near", "约": "near", None: "exact"}
_WHOLE_CODE: Final = 6


def _inside(token: Token) -> tuple[str, int]:
    """The text between the brackets and where it begins; an open bracket holds only the digits behind it."""
    match = token[3]
    group = "inside" if match["inside"] is not None else "open"
    return match[group] or "", match.start(group)


def has_code(parens: list[Token]) -> bool:
    """Whether one of the parentheses holds a code or a ticker, so that what stands before it is a name."""
    for token in parens:
        text, _ = _inside(token)
        if _is_a_code(text) or _CODE.match(text) or _TICKER.match(text):
            return True
    return False


def _is_a_code(inside: str) -> bool:
    """Whether a parenthesis is six digits and nothing else, as most; a fifth of the time that the patterns take."""
    return len(inside) == _WHOLE_CODE and inside.isascii() and inside.isdigit()


def lone_percent(token: Token) -> re.Match[str] | None:
    """涨停（20.09%）: the percentage that fills a parenthesis; groups bound and pct."""
    return _LONE_PCT.match(_inside(token)[0])


def bound_of(match: re.Match[str]) -> str:
    """The bound of a lone percentage."""
    return _BOUNDS[match["bound"]]


def read_paren(mention: Mention, token: Token, plain: str, order: int) -> None:
    """Takes what the parenthesis says into the mention before it."""
    inside, offset = _inside(token)
    part = mention.part
    if _is_a_code(inside):
        mention.code, mention.code_at = inside, (part, offset, offset + _WHOLE_CODE)
        return
    code = _CODE.match(inside) or _LABELLED.search(inside)
    is_open = token[3]["inside"] is None
    if code and is_open and token[2] >= len(plain) and len(code["digits"]) != _WHOLE_CODE:
        return  # (56038 at the end of a text: five digits of six
    if code:
        digits, suffix = code["digits"], (code["after"] or code["before"] or "").upper()
        mention.code = f"{digits}.{suffix}" if suffix else digits
        mention.code_at = (
            part,
            offset + code.start("digits"),
            offset + code.end("after" if code["after"] else "digits"),
        )
        if code.span() == (0, len(inside)):
            return  # nothing but a code, as in most
    elif flag := _FLAG.match(inside):
        place = (part, offset + flag.start("flag"), offset + flag.end("flag"))
        mention.flags = (*mention.flags, (flag["flag"], place))
    elif ticker := _TICKER.match(inside):
        mention.code = ticker["ticker"]
        mention.code_at = (part, offset + ticker.start("ticker"), offset + ticker.end("ticker"))
    alias = _ALIAS.search(inside)
    name = read_name(alias["alias"]) if alias else None
    if alias and name:
        mention.rename(name, (part, offset + alias.start("alias"), offset + alias.end("alias")))
    quote = _QUOTE.search(inside)
    if quote:
        _take_quote(mention, quote, offset, order)


def _take_quote(mention: Mention, quote: re.Match[str], offset: int, order: int) -> None:
    """(2.94 +5.00%,诊股), (2.94, 0.14, +5.00%): a price and its change."""
    part = mention.part
    start, end = offset + quote.start("pct"), offset + quote.end("pct")
    price = Figure(
        figures.exact(quote["price"]), (part, offset + quote.start("price"), offset + quote.end("price")), order
    )
    mention.take("price", price)
    event = Event((part, start, end), order, "down" if quote["pct"].startswith("-") else "up")
    event.take(figures.exact(quote["pct"].lstrip("+-")), "exact", (part, start, end + 1))
    mention.events.append(event)
