"""Who a share is: by its code, by the name it has or had, by the range of its code.

Tables: securities.csv (one row a share, its newest name), security_names.csv (names it had before), bse_codes.csv (codes that Beijing's
shares had before October 2025), common_words.csv. Sources stand in SOURCES.md.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Literal, NamedTuple

from reference.code_ranges import EXCHANGES, CodeRange, exchange_of, full_code
from reference.naming import has_state_of_the_day, is_first_days_name, normal_name, without_state, written_form
from reference.tables import optional_date, optional_text, read_rows

__all__ = ["CodeRange", "Naming", "Security", "by_code", "by_name", "exchange_of", "full_code", "is_common_word", "names", "namings"]

_LISTING_WINDOW_DAYS = 14  # N is the first day, C the four after it; holidays may lie between

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
def _securities() -> dict[str, Security]:
    """Every share by its newest code, and its days of naming."""
    return {row[0]: _security(row) for row in read_rows("securities.csv")}


def _security(row: list[str]) -> Security:
    code, name, board, asset, listed_on, gone_by, _since, _source = row
    status = "delisted" if gone_by else "listed"
    return Security(code, name, EXCHANGES[code[-2:]], optional_text(board), asset, optional_date(listed_on), optional_date(gone_by), status)


@lru_cache(maxsize=1)
def _old_codes() -> dict[str, str]:
    return dict(read_rows("bse_codes.csv"))


@lru_cache(maxsize=1)
def namings() -> Mapping[str, tuple[Naming, ...]]:
    """Every normal name, former name and short form, with the shares that bear or bore it, best rank first."""
    shares, found = _securities(), dict[str, list[Naming]]()
    for row in read_rows("securities.csv"):
        _add(found, row[1], Naming(shares[row[0]], "current", optional_date(row[6]), None))
    for code, name, first_on, last_on, _source in read_rows("security_names.csv"):
        _add(found, name, Naming(shares[code], "former", optional_date(first_on), optional_date(last_on)))
    for name in tuple(found):
        for short in _short_forms(name):
            for naming in found[name]:
                _add(found, short, naming._replace(rank="short"))
    return {name: tuple(sorted(each, key=_by_rank)) for name, each in found.items()}


def _add(found: dict[str, list[Naming]], name: str, naming: Naming) -> None:
    known = found.setdefault(name, [])
    if all(each.security is not naming.security for each in known):
        known.append(naming)


def _by_rank(naming: Naming) -> tuple[int, str]:
    return ("current", "former", "short").index(naming.rank), naming.security.code


def _short_forms(name: str) -> Iterable[str]:
    """Names without class letter or star (万科A → 万科, *ST天宜 → ST天宜), and without the state if three characters are left.

    Two characters that are left of a state are words more often than not (阳光, 金刚), so they are no names.
    """
    bare = without_state(name)
    forms = [name.removeprefix("*"), name.removesuffix("A"), *([bare, bare.removesuffix("A")] if len(bare) > 2 else [])]
    return [form for form in dict.fromkeys(forms) if form != name and len(form) >= 2]


def names() -> Mapping[str, tuple[Naming, ...]]:
    """Every name to look for in running text, in normal form. Ask `is_common_word` before trusting one without context."""
    return namings()


def by_code(code: str) -> Security | None:
    """The share of a code with or without its exchange ("002317", "002317.SZ", "sz002317"); None if the tables lack it.

    Codes that Beijing's shares had before October 2025 give the share under its present code.
    """
    text = written_form(code)
    if text[:2] in EXCHANGES and text[2:].isdigit():
        text = f"{text[2:]}.{text[:2]}"
    full = text if "." in text else full_code(text)
    return _securities().get(_old_codes().get(full, full)) if full else None


def by_name(name: str, on: date | None = None) -> list[Security]:
    """The shares that a printed name can mean: [] unknown, several if it is ambiguous.

    XD, XR, DR, N, C, -U, -W and a closing A股 are ignored, and a wrong or missing ST is forgiven if nothing fits exactly. With `on`, names
    that were in force on that day win; without it, listed shares win over delisted ones and then present names over former ones.
    """
    written = written_form(name).removesuffix("A股")
    key = normal_name(written)
    found = namings().get(key) or namings().get(without_state(key), ())
    if not found and (is_first_days_name(written) or has_state_of_the_day(written)):
        found = _cut_short(key, on, only_new=is_first_days_name(written))
    return [each.security for each in _best(found, on)]


def _best(found: Iterable[Naming], on: date | None) -> list[Naming]:
    """The namings that fit best. On a day when no name is known to have been in force, all that are no short forms fit alike."""
    candidates = [each for each in found if on is not None and each.holds_on(on)] or list(found)
    if on is None:
        candidates = _prefer(candidates, lambda each: each.security.status == "listed")
        candidates = _prefer(candidates, lambda each: each.rank == "current")
    return _prefer(candidates, lambda each: each.rank != "short")


def _prefer(candidates: list[Naming], test: Callable[[Naming], bool]) -> list[Naming]:
    return [each for each in candidates if test(each)] or candidates


def _cut_short(start: str, on: date | None, *, only_new: bool) -> list[Naming]:
    """Shares whose name begins so: the exchange cuts names of eight bytes with N, C, XD before them.

    Of a share's first days only those count whose days hold `on`; of an ex-dividend day only a cut of the fourth character.
    """
    found = [each for name, namings_of in namings().items() if name.startswith(start) and len(name) <= 4 for each in namings_of]
    if only_new:
        return [each for each in found if len(start) > 1 and on and _is_new(each.security, on)]
    return [each for each in found if len(start) == 3 and each.rank == "current" and (on is None or each.holds_on(on))]


def _is_new(security: Security, on: date) -> bool:
    return security.listed_on is not None and 0 <= (on - security.listed_on).days <= _LISTING_WINDOW_DAYS


@lru_cache(maxsize=1)
def _common_words() -> frozenset[str]:
    return frozenset(row[0] for row in read_rows("common_words.csv"))


def is_common_word(name: str) -> bool:
    """Whether a share's name is also an ordinary word, place or body: in running text it needs a code or company words."""
    return normal_name(name) in _common_words()
