"""Well-known companies listed in Hong Kong or New York, by name. A small table: a printed code always decides."""

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from reference.naming import written_form
from reference.tables import read_rows


class OverseasShare(NamedTuple):
    """One share: `code` is "00700.HK" or a New York ticker; of a company listed in both places, the Hong Kong one."""

    name: str
    code: str
    exchange: str


@lru_cache(maxsize=1)
def names() -> Mapping[str, OverseasShare]:
    """Every form in its written form (capitals, no spaces), in simplified characters."""
    return {
        written_form(form): OverseasShare(name, code, exchange)
        for name, code, exchange, forms in read_rows("overseas.csv")
        for form in (name, *filter(None, forms.split("|")))
    }


@lru_cache(maxsize=1)
def _by_code() -> dict[str, OverseasShare]:
    return {each.code: each for each in names().values()}


def by_name(name: str) -> OverseasShare | None:
    """The share of a name, None if the table lacks it, which says nothing: most are not in it."""
    return names().get(written_form(name))


def by_code(code: str) -> OverseasShare | None:
    """The share of a code as the table writes it: "00700.HK", "AAPL"."""
    return _by_code().get(code)
