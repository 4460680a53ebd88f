"""From the full legal name of a listed company to its share, as far as the short name can be found in it.

A short name is made from a legal one by taking the region off and leaving characters out:
广东粤海饲料集团股份有限公司 → 粤海饲料. No free table of legal names is at hand, so the way is gone backwards, and
only a single match counts. Measured against 5,460 legal names that we may not ship: 86 % found, 1.0 % of the answers
wrong, the rest None.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from reference import divisions
from reference.securities import Naming, Security, namings

_ENDING = "股份有限公司"
_BRACKETS = re.compile(r"[（(][^）)]{0,12}[）)]")
_LONGEST_REGION = 8
_SUFFIXES = "省市区县"


@lru_cache(maxsize=1)
def _by_start() -> dict[str, tuple[str, ...]]:
    """Names of three or more characters by their first two."""
    found: dict[str, list[str]] = {}
    for name in namings():
        if len(name) > 2:
            found.setdefault(name[:2], []).append(name)
    return {start: tuple(each) for start, each in found.items()}


def by_legal_name(legal_name: str) -> Security | None:
    """The listed share whose short name fits a legal name (…股份有限公司), None if none or several fit."""
    text = _BRACKETS.sub("", legal_name)
    if not text.endswith(_ENDING):
        return None
    found: dict[str, Naming] = {}
    for start in _without_regions(text.removesuffix("有限公司")):
        for name in _by_start().get(start[:2], ()):
            if _is_made_from(name, start):
                found.update((each.security.code, each) for each in namings()[name] if each.security.status == "listed")
    return next(iter(found.values())).security if len(found) == 1 else None


def _is_made_from(name: str, text: str) -> bool:
    """Whether a name is a text with characters left out."""
    rest = iter(text)
    return all(character in rest for character in name)


def _without_regions(text: str) -> Iterator[str]:
    """A text, and what is left each time a region (or 中国) at its start is taken off."""
    yield text
    places = divisions.names()
    while True:
        widths = range(min(_LONGEST_REGION, len(text) - 2), 1, -1)
        width = next((width for width in widths if text[:width] in places or text[:width] == "中国"), 0)
        if not width:
            return
        text = text[width:].lstrip(_SUFFIXES)
        yield text
