"""Where a story is cut off by dots, and what the cut takes away: a figure without its whole unit, a date, a title.

Only the last characters are looked at. A text that ends without dots is taken as whole: headlines end as they please.
"""

import re
from functools import lru_cache
from typing import Final, NamedTuple

from reference.policy_tables import units
from workers.policy.page import Page

__all__ = ["NO_CUT", "Cut", "find_cut"]

_DOTS: Final = re.compile(r"(?:[…⋯]|\.\.)[.…⋯\s]*\Z")
_BLANKS_AND_DOTS: Final = " \t\r\n\u3000.…⋯"
_TITLE_CHARS: Final = 200
_OPEN_TITLE: Final = re.compile(r"《[^《》]{0,200}\Z")
_TAIL_CHARS: Final = 40
_NUMBER: Final = r"[0-9][0-9,.]{0,20}"
_SCALES: Final = "(?:万亿|千亿|百亿|千万|百万|亿|万|千|百)"
_OPEN_NUMBER: Final = re.compile(
    r"(?P<documents>[〔\[(（]20[0-9]{0,2}[〕\]）)]?第?[0-9]{0,4})\Z"
    r"|(?P<dates>(?:(?<![0-9])[0-9]{4}年(?:[0-9]{1,2}月?)?|[0-9]{1,2}月)[0-9]{0,2})\Z"
    rf"|(?P<figures>{_NUMBER}[余多几]?{_SCALES}?[余多]?)(?P<unit>[^0-9，。；、：]{{0,6}})\Z"
)


class Cut(NamedTuple):
    """What a cut takes.

    Attributes:
        field: Which field it falls into; None if it falls into none.
        figure_at: Where the figure begins that is not whole; what reaches behind it is no figure.
    """

    field: str | None
    figure_at: int | None


NO_CUT: Final = Cut(None, None)


def find_cut(page: Page) -> Cut:
    """What is cut off at a story's end: 投入3.5亿..., 自2025年7月1..., 《关于进一步..."""
    plain, (start, end) = page.plain, page.told()
    if _OPEN_TITLE.search(plain, max(start, end - _TITLE_CHARS), end):
        return Cut("documents", None)
    if not _DOTS.search(plain, max(start, end - _TAIL_CHARS), end):
        return NO_CUT
    start = max(start, end - 2 * _TAIL_CHARS)
    found = _OPEN_NUMBER.search(plain, start, start + len(plain[start:end].rstrip(_BLANKS_AND_DOTS)))
    if found is None:
        return NO_CUT
    if found["figures"] is None:
        return Cut(found.lastgroup, None)
    return Cut("figures", found.start()) if _is_part_of_a_unit(found["unit"]) else NO_CUT


def _is_part_of_a_unit(printed: str) -> bool:
    """Whether a unit may be cut here: none is printed, or less than a whole one (平方 of 平方米)."""
    return not printed or (printed in _beginnings() and printed not in units())


@lru_cache(maxsize=1)
def _beginnings() -> frozenset[str]:
    return frozenset(unit[:size] for unit in units() for size in range(1, len(unit)))
