"""Well-known companies listed in Hong Kong, New York and elsewhere. A small table: a printed code always decides.

Rows without a code only tell where a name is quoted; `in_briefs` holds what price briefs call a company (建行, 润地).
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from reference.markets import market_of
from reference.naming import written_form
from reference.tables import read_rows


class OverseasShare(NamedTuple):
    """One share: `code` is "00700.HK" or a New York ticker; of a company listed in both places, the Hong Kong one."""

    name: str
    code: str
    exchange: str


@lru_cache(maxsize=1)
def _rows() -> list[list[str]]:
    return read_rows("overseas.csv")


@lru_cache(maxsize=1)
def names() -> Mapping[str, OverseasShare]:
    """Every form in its written form (capitals, no spaces), in simplified characters."""
    return {
        written_form(form): OverseasShare(name, code, exchange)
        for name, code, exchange, forms, _in_briefs, _also_in in _rows()
        if code
        for form in (name, *filter(None, forms.split("|")))
    }


@lru_cache(maxsize=1)
def in_briefs() -> Mapping[str, OverseasShare]:
    """Every form as printed in simplified characters, also short ones and those whose share has no code here."""
    return {
        form: OverseasShare(name, code, exchange)
        for name, code, exchange, forms, in_briefs, _also_in in _rows()
        for form in (name, *filter(None, f"{forms}|{in_briefs}".split("|")))
    }


@lru_cache(maxsize=1)
def homes() -> Mapping[str, str]:
    """Market by every form as printed: New York's for companies that are quoted there as well, else its exchange's."""
    found = {}
    for name, _code, exchange, forms, in_briefs, also_in in _rows():
        home = market_of(exchange)
        market = also_in or (home.code if home else "")
        found.update(dict.fromkeys((name, *filter(None, f"{forms}|{in_briefs}".split("|"))), market))
    return found


def by_name(name: str) -> OverseasShare | None:
    """The share of a name, None if the table lacks it, which says nothing: most are not in it."""
    return names().get(written_form(name))
