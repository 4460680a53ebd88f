"""What moves and is no mainland share: indices, futures, commodities, bonds, currencies, coins, shares overseas.

Tables: indices.csv, szse_indices.csv, futures.csv, commodities.csv, bonds.csv, currencies.csv, crypto.csv,
market_names.csv, overseas.csv. Names are in simplified characters.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from reference import overseas
from reference.markets import market_of
from reference.naming import written_form
from reference.tables import optional_text, read_rows


class Instrument(NamedTuple):
    """One instrument.

    Attributes:
        name: Its usual name ("上证指数", "螺纹钢", "COMEX黄金").
        asset: index, future, commodity, fx or crypto.
        code: "000001.SH", "HSI.HK", contract letters ("rb"), ISO currency or coin; None if it has none of note.
        exchange: None for currencies, coins, and indices of no exchange.
        market: The home market of an index (CN, HK, US, JP, ...), None for other assets.
        currency: What it is quoted in as a rule, None if that varies; of a currency: itself.
    """

    name: str
    asset: str
    code: str | None
    exchange: str | None
    market: str | None
    currency: str | None


class Spoken(NamedTuple):
    """A name as briefs print it.

    Attributes:
        name: As printed, in simplified characters.
        canonical: Equal for the names of one instrument (沪指, 上证指数).
        asset: index, future, commodity, bond, fx, crypto or stock; ``variety`` for a name that means a future only
            where futures are told of (玻璃), ``market`` for a market as a whole (港股).
        market: Where it is quoted, an ISO country, HK, TW; XX if that is nowhere or not known.
    """

    name: str
    canonical: str
    asset: str
    market: str


_CONTRACT = re.compile(r"([A-Z]{1,2})(\d{3,4})", re.ASCII | re.IGNORECASE)
_NOWHERE = "XX"
_MARKETS_OF = {"CNY": "CN", "HKD": "HK", "USD": "US"}
_CONTRACT_WORDS = re.compile(r"主力|连续|合约|[0-9]{1,2}月", re.ASCII)
# Names of Shenzhen's lesser indices that are themes as well (数字经济, 长三角) are no names of the index.
_OWN_NAME = re.compile(r"深证|国证|中证|创业|中小|巨潮|央视|沪深|深[0-9A创新企红成消医]|[0-9]+|.*[指综]")


def _indices() -> Iterator[tuple[Instrument, str]]:
    for name, code, exchange, market, forms in read_rows("indices.csv"):
        yield (
            Instrument(name, "index", optional_text(code), optional_text(exchange), optional_text(market), None),
            f"{name}|{forms}",
        )


def _lesser_indices() -> Iterator[tuple[Instrument, str]]:
    for code, name in read_rows("szse_indices.csv"):
        own = f"{name}|" if _OWN_NAME.match(name) else ""
        yield Instrument(name, "index", code, "SZSE", "CN", None), f"{own}{name.removesuffix('指数')}指数"


def _futures() -> Iterator[tuple[Instrument, str]]:
    for name, letters, exchange, currency, forms, bare in read_rows("futures.csv"):
        yield (
            Instrument(name, "future", optional_text(letters), exchange, None, optional_text(currency)),
            f"{forms}|{bare}",
        )


def _commodities() -> Iterator[tuple[Instrument, str]]:
    for name, asset, exchange, currency, forms in read_rows("commodities.csv"):
        yield Instrument(name, asset, None, optional_text(exchange), None, optional_text(currency)), forms


def _currencies() -> Iterator[tuple[Instrument, str]]:
    for code, name, forms in read_rows("currencies.csv"):
        yield Instrument(name, "fx", code, None, None, code), forms


def _coins() -> Iterator[tuple[Instrument, str]]:
    for code, name, forms in read_rows("crypto.csv"):
        yield Instrument(name, "crypto", code, None, None, "USD"), forms


@lru_cache(maxsize=1)
def _by_name() -> dict[str, Instrument]:
    """Every form; the earlier table wins: 白银 is Shanghai's contract, 现货白银 the metal."""
    found: dict[str, Instrument] = {}
    for table in (_indices(), _commodities(), _futures(), _currencies(), _coins()):
        for instrument, forms in table:
            for form in (instrument.name, *filter(None, forms.split("|"))):
                found.setdefault(written_form(form), instrument)
    for instrument, forms in _lesser_indices():
        for form in forms.split("|"):
            found.setdefault(written_form(form), instrument)
    return found


def _spoken_rows() -> Iterator[tuple[Spoken, str]]:
    """One instrument and its names besides its own; an earlier row wins a name."""
    for index, forms in (*_indices(), *_lesser_indices()):
        yield Spoken(forms.partition("|")[0], index.name, "index", index.market or _NOWHERE), forms
    for name, market, forms in read_rows("bonds.csv"):
        yield Spoken(name, name, "bond", market), forms
    for name, asset, exchange, currency, forms in read_rows("commodities.csv"):
        home = market_of(exchange)
        market = home.code if home else _MARKETS_OF.get(currency, _NOWHERE)
        yield Spoken(name, name, asset, market), forms
    for name, _letters, _exchange, _currency, forms, bare in read_rows("futures.csv"):
        explicit = name if name.endswith("期货") else forms.partition("|")[0]
        if explicit:
            yield Spoken(explicit, name, "future", "CN"), forms
        if bare:
            yield Spoken(bare.partition("|")[0], name, "variety", "CN"), bare
    for code, name, forms in read_rows("currencies.csv"):
        yield Spoken(name, name, "fx", "CN" if code in ("CNY", "CNH") else "US"), forms
    for _code, name, forms in read_rows("crypto.csv"):
        yield Spoken(name, name, "crypto", _NOWHERE), forms
    for market, names_of_market in read_rows("market_names.csv"):
        first = names_of_market.partition("|")[0]
        yield Spoken(first, first, "market", market or _NOWHERE), names_of_market


@lru_cache(maxsize=1)
def spoken() -> Mapping[str, Spoken]:
    """Every name that briefs use, as printed."""
    found: dict[str, Spoken] = {}
    for row, forms in _spoken_rows():
        for form in (row.name, *filter(None, forms.split("|"))):
            found.setdefault(form, row._replace(name=form))
    abroad = overseas.homes()
    shares = overseas.in_briefs()
    for form, market in abroad.items():
        if form in found:  # 苹果 is a company where no futures are told of
            found[form] = found[form]._replace(market=market)
        else:
            found[form] = Spoken(form, shares[form].name, "stock", market)
    return found


@lru_cache(maxsize=1)
def _by_letters() -> dict[str, Instrument]:
    return {each.code.upper(): each for each, _forms in _futures() if each.code}


def by_name(name: str) -> Instrument | None:
    """The instrument of a name or form; None if unknown.

    Width, spaces, case, 期货, 主力, 合约 and a month do not matter.
    """
    text = written_form(name)
    bare = _CONTRACT_WORDS.sub("", text)
    return _by_name().get(text) or _by_name().get(bare) or _by_name().get(bare.replace("期货", ""))


def by_contract(contract: str) -> Instrument | None:
    """The future of a contract's printed code ("rb2510", "CF509") or letters alone ("lc"); None if unknown."""
    text = written_form(contract)
    found = _CONTRACT.fullmatch(text)
    return _by_letters().get(found.group(1) if found else text)
