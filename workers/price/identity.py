"""Who an instrument is: code, exchange, board, asset, currency zone, from printed codes first and tables after."""

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Final

from reference import instruments, securities
from reference.code_ranges import exchange_of
from workers.price.names import Name

__all__ = ["Identity", "identify"]


@dataclass(frozen=True, slots=True)
class Identity:
    """`printed`: the code rests on a printed one, else on the name. `candidates`: what an ambiguous name can mean."""

    code: str | None
    exchange: str | None
    board: str | None
    asset: str | None
    market: str | None
    printed: bool
    candidates: tuple[str, ...] = ()


_SUFFIXES: Final = {
    "SH": "SSE",
    "SZ": "SZSE",
    "BJ": "BSE",
    "SS": "SSE",
    "HK": "HKEX",
    "O": "NASDAQ",
    "N": "NYSE",
    "OQ": "NASDAQ",
    "A": "AMEX",
    "US": None,
}
_MAINLAND: Final = ("SH", "SZ", "BJ")
_CODE: Final = re.compile(r"^(\d{4,6})(?:\.([A-Z]+))?$")
_INDEX_CODE: Final = re.compile(r"^(?:93|95|98|H3|000|399|899|88)")


@lru_cache(maxsize=8192)
def identify(name: Name, code: str | None, on: date | None, *, futures: bool) -> Identity:
    """Who a name with or without a printed code is, on a day. `futures`: the text tells of futures."""
    if code:
        return _of_code(_told_by_its_code(name, code, futures=futures), code)
    if name.asset == "stock" and name.market in ("CN", None) and (name.key.startswith("share:") or name.market == "CN"):
        return _of_share_name(name, on)
    asset = name.asset
    if asset == "index":
        known = instruments.by_name(name.text)
        if known and known.asset == "index":
            return Identity(known.code, known.exchange, None, "index", name.market or known.market, printed=False)
    if asset == "variety":
        if name.market == "US" and not futures:
            return Identity(None, None, None, "stock", "US", printed=False)
        asset = "future" if futures else "commodity"
        return Identity(None, None, None, asset, "CN", printed=False)
    if asset == "market":
        asset = "index"
    if asset == "commodity" and futures and name.market == "CN":
        asset = "future"
    return Identity(None, None, None, asset or "stock", name.market, printed=False)


def _told_by_its_code(name: Name, code: str, *, futures: bool) -> Name:
    """苹果(AAPL), 乙二醇(EG): the code tells what a word of several meanings is; a contract has letters of its own."""
    if name.asset not in ("market", "variety"):
        return name
    contract = instruments.by_contract(code) or instruments.by_name(code)
    if contract is not None and contract == instruments.by_name(name.text):
        return replace(name, asset="future" if futures else "commodity")
    return replace(name, asset=None)


def _of_code(name: Name, code: str) -> Identity:
    match = _CODE.match(code)
    if not match:
        suffix = code.rpartition(".")[2] if "." in code else None
        asset = name.asset or ("fx" if "/" in code else "stock")
        if asset == "stock":
            return Identity(code, _SUFFIXES.get(suffix or ""), None, "stock", "US", printed=True)
        return Identity(code, None, None, asset, name.market, printed=True)
    digits, suffix = match.groups()
    if suffix == "HK" or len(digits) < 6:
        asset = name.asset if name.asset in ("fund", "index", "bond") else "stock"
        return Identity(f"{digits.zfill(5)}.HK", "HKEX", None, asset, "HK", printed=True)
    return _of_mainland(name, digits, suffix)


def _of_mainland(name: Name, digits: str, suffix: str | None) -> Identity:
    if name.asset == "index" and _INDEX_CODE.match(digits):
        home = suffix or (
            "SZ"
            if digits.startswith("399")
            else "CSI"
            if digits[:2] in ("93", "95", "98") or name.text.startswith("中证")
            else "SH"
        )
        return Identity(
            f"{digits}.{home}", {"SZ": "SZSE", "SH": "SSE", "BJ": "BSE"}.get(home), None, "index", "CN", printed=True
        )
    share = securities.by_code(digits)
    if share and suffix in _MAINLAND and share.code[:6] == digits and share.code[-2:] != suffix:
        return Identity(f"{digits}.{suffix}", _SUFFIXES[suffix], None, name.asset or "stock", "CN", printed=True)
    if share:
        return Identity(share.code, share.exchange, share.board, "stock", "CN", printed=True)
    found = exchange_of(digits)
    if found is None:
        return Identity(digits, None, None, name.asset, "CN", printed=True)
    home = {"SSE": "SH", "SZSE": "SZ", "BSE": "BJ"}[found.exchange]
    asset = found.asset if found.asset != "stock" or name.asset in (None, "stock") else name.asset
    return Identity(f"{digits}.{home}", found.exchange, found.board, asset, "CN", printed=True)


def _of_share_name(name: Name, on: date | None) -> Identity:
    shares = securities.by_name(name.text.removesuffix("A股"), on)
    if len(shares) == 1:
        share = shares[0]
        return Identity(share.code, share.exchange, share.board, "stock", "CN", printed=False)
    return Identity(None, None, None, "stock", "CN", printed=False, candidates=tuple(share.code for share in shares))
