"""Who a share is: by its code, by the name it has or had, by the range of its code.

Tables: securities.csv (one row a share, its newest name), security_names.csv (names it had before), bse_codes.csv
(codes that Beijing's shares had before October 2025), common_words.csv. Sources stand in SOURCES.md.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Literal, NamedTuple

from reference.code_ranges import EXCHANGES, CodeRange, exchange_of, full_code
from reference.naming import has_state_of_the_day, is_first_days_name, normal_name, without_state, written_form
from reference.tables import optional_date, optional_text, read_rows

__all__ = [
    "CodeRange",
    "Naming",
    "Security",
    "by_code",
    "by_name",
    "exchange_of",
    "full_code",
    "is_common_word",
    "names",
    "namings",
]

_LISTING_WINDOW_DAYS = 14  # N is the first day, C the four after it; holidays may lie between

_MAY_BE_SHORTER = re.compile(r"^[*SP退]|[A退]$")  # most names have no state and no class letter

Rank = Literal["current", "former", "short"]


class Security(NamedTuple):
    """One share.

    Attributes:
        code: The newest code with its suffix, "002317.SZ".
        name: The newest name in its normal form ("万科A", "*ST天宜").
        exchange: SSE, SZSE or BSE.
        board: main, chinext, star or bse.
        asset: "stock".
        listed_on: None if unknown.
        delisted_on: The day by which it was no longer listed, as far as the sources know; None if it is listed.
        status: "listed" or "delisted".
    """

    code: str
    name: str
    exchange: str
    board: str | None
    asset: str
    listed_on: date | None
    delisted_on: date | None
    status: str


class Naming(NamedTuple):
    """That a share is or was called by a name. Days are those of the first and last list that has it; None: open.

    `rank`: "current" and "former" names as listed; "short" forms lack the class letter or the state (万科, 天宜).
    """

    security: Security
    rank: Rank
    first_on: date | None
    last_on: date | None

    def holds_on(self, on: date) -> bool:
        """Whether the name is known to have been in force on a day."""
        starts, ends = self.first_on or self.security.listed_on, self.last_on or self.security.delisted_on
        return (starts is None or starts <= on) and (ends is None or on <= ends)


@lru_cache(maxsize=1)
def _current_namings() -> dict[str, Naming]:
    """Every share under its newest name, by its newest code."""
    return {row[0]: _current_naming(row) for row in read_rows("securities.csv")}


def _current_naming(row: list[str]) -> Naming:
    code, name, board, asset, listed_on, gone_by, since, _source = row
    days = optional_date(listed_on), optional_date(gone_by)
    status = "delisted" if gone_by else "listed"
    share = Security(code, name, EXCHANGES[code[-2:]], optional_text(board), asset, *days, status)
    return Naming(share, "current", optional_date(since), None)


@lru_cache(maxsize=1)
def _old_codes() -> dict[str, str]:
    return {old: new for old, new in read_rows("bse_codes.csv")}  # noqa: C416  dict() would not know that rows are pairs


@lru_cache(maxsize=1)
def namings() -> Mapping[str, tuple[Naming, ...]]:
    """Every normal name, former name and short form, with the shares that bear or bore it, best rank first."""
    current, found = _current_namings(), dict[str, list[Naming]]()
    for naming in current.values():
        found.setdefault(naming.security.name, []).append(naming)
    for code, name, first_on, last_on, _source in read_rows("security_names.csv"):
        naming = Naming(current[code].security, "former", optional_date(first_on), optional_date(last_on))
        found.setdefault(name, []).append(naming)
    for name in [name for name in found if _MAY_BE_SHORTER.search(name)]:
        for short in _short_forms(name):
            known = found.setdefault(short, [])
            bearers = {naming.security.code for naming in known}
            known += [each._replace(rank="short") for each in found[name] if each.security.code not in bearers]
    return {name: tuple(each) if len(each) == 1 else tuple(sorted(each, key=_by_rank)) for name, each in found.items()}


def _by_rank(naming: Naming) -> tuple[int, str]:
    return ("current", "former", "short").index(naming.rank), naming.security.code


def _short_forms(name: str) -> list[str]:
    """Names without class letter or star (万科A → 万科), and without the state if three characters are left.

    Two characters that are left of a state are words more often than not (阳光, 金刚), so they are no names.
    """
    bare = without_state(name)
    kept = [name.removeprefix("*"), name.removesuffix("A")]
    stripped = [form for form in (bare, bare.removesuffix("A")) if len(form) > 2]
    return [form for form in dict.fromkeys([*kept, *stripped]) if form != name and len(form) > 1]


def names() -> Mapping[str, tuple[Naming, ...]]:
    """Every name to look for in running text, in normal form; without context ask `is_common_word` first."""
    return namings()


def by_code(code: str) -> Security | None:
    """The share of a code with or without its exchange ("002317", "002317.SZ", "sz002317"); None if the tables lack it.

    Codes that Beijing's shares had before October 2025 give the share under its present code.
    """
    if naming := _current_namings().get(code):
        return naming.security
    text = written_form(code)
    if text[:2] in EXCHANGES and text[2:].isdigit():
        text = f"{text[2:]}.{text[:2]}"
    full = text if "." in text else full_code(text)
    naming = _current_namings().get(_old_codes().get(full, full)) if full else None
    return naming.security if naming else None


def by_name(name: str, on: date | None = None) -> list[Security]:
    """The shares that a printed name can mean: [] unknown, several if it is ambiguous.

    XD, XR, DR, N, C, -U, -W and a closing A股 are ignored, and a wrong or missing ST is forgiven if nothing fits
    exactly. With `on`, names that were in force on that day win; without it, listed shares win over delisted ones
    and then present names over former ones. Full names win over short forms.
    """
    found = namings().get(name) or _loosely_named(name, on)
    return [each.security for each in (_best(found, on) if len(found) > 1 else found)]


def _loosely_named(name: str, on: date | None) -> Sequence[Naming]:
    written = written_form(name).removesuffix("A股")
    key = normal_name(written)
    for form in (key, key.removeprefix("*"), without_state(key)):
        if form in namings():
            return namings()[form]
    if is_first_days_name(written) or has_state_of_the_day(written):
        return _cut_short(key, on, only_new=is_first_days_name(written))
    return ()


def _best(found: Iterable[Naming], on: date | None) -> list[Naming]:
    """The namings that fit best. On a day when no name is known to have been in force, full names fit alike."""
    candidates = [each for each in found if on is not None and each.holds_on(on)] or list(found)
    candidates = _prefer(candidates, lambda each: each.rank != "short")
    if on is None:
        candidates = _prefer(candidates, lambda each: each.security.status == "listed")
        candidates = _prefer(candidates, lambda each: each.rank == "current")
    return candidates


def _prefer(candidates: list[Naming], test: Callable[[Naming], bool]) -> list[Naming]:
    return [each for each in candidates if test(each)] or candidates


def _cut_short(start: str, on: date | None, *, only_new: bool) -> list[Naming]:
    """Shares whose name begins so: the exchange cuts names of eight bytes with N, C, XD before them.

    Of a share's first days only those count whose days hold `on`; of an ex-dividend day only a cut of the fourth
    character.
    """
    found = [
        each
        for name, namings_of in namings().items()
        if name.startswith(start) and len(name) <= 4
        for each in namings_of
    ]
    if only_new:
        return [each for each in found if len(start) > 1 and on and _is_new(each.security, on)]
    return [each for each in found if len(start) == 3 and each.rank == "current" and (on is None or each.holds_on(on))]


def _is_new(security: Security, on: date) -> bool:
    return security.listed_on is not None and 0 <= (on - security.listed_on).days <= _LISTING_WINDOW_DAYS


@lru_cache(maxsize=1)
def _common_words() -> frozenset[str]:
    return frozenset(row[0] for row in read_rows("common_words.csv"))


def is_common_word(name: str) -> bool:
    """Whether a share's name is an ordinary word, place or product too: in running text it needs company words."""
    return normal_name(name) in _common_words()
