"""Places: which divisions of China and which countries a page names, and where.

A name that several divisions bear is settled by its parent, first the one printed before it (浙江 金华 义乌市), then
any that the page names; else it stays ambiguous. Names inside companies, universities, papers and datelines are no
places here.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from reference import divisions
from reference.divisions import Division
from reference.policy_tables import countries, place_words, places, words
from workers.policy.page import Page
from workers.policy.spans import Spans

_INSTITUTION: Final = re.compile(
    "大学|学院|日报|晚报|早报|商报|青年报|证券报|电视台|卫视|网讯|路透|银行|证券|联赛|煤业|矿业|集团公司"
)
_APART: Final = re.compile(r"[在的和与及、，。,；：:\s“”《》（）()]")
_INSIDE: Final = 10  # characters after a place in which an institution's name ends
_NO_PLACE_BEFORE: Final = re.compile(  # streets, companies and datelines
    r"(?:[东西南北中]?(?:路(?!演)|大街|大道|大院|社区|小区)|村(?![镇庄民级寨企里])"
    r"|股份|集团|药业|白药|制药|实业|置业|电机"
    r"|(?:\d{1,2}月)?\d{1,2}日(?:综合外)?(?:电(?![价力池])|讯| -|-|（记者)|话(?!题))"
)
_BEGINS: Final = frozenset("东西南北中路大社小话村股集药白制实置电")  # how _NO_PLACE_BEFORE does, or with a digit
_WRITERS: Final = ("路透", "路透社", "新华社", "中新社", "中新网", "法新社", "央视网", "共同社", "彭博", "记者")
_WRITERS_LAST: Final = frozenset(writer[-1] for writer in _WRITERS)
_EDGE: Final = re.compile(r"[^\u4e00-\u9fff]\Z|[在从由对将与和及以是到赴]\Z|^\Z")
_HEAD: Final = frozenset({"", "\n", "。", "，", "：", "　", " ", "“"})
_MUNICIPALITIES: Final = frozenset({"110000", "120000", "310000", "500000"})


class Place(NamedTuple):
    """A division, or several under one name, where the page names it.

    Attributes:
        start: Where the whole name begins, parents included (江苏省苏州市吴中区).
        name_at: Where the last part begins.
        adcodes: The divisions meant; several only for a group (京津冀).
        candidates: The divisions it could be, if the page does not settle it; then adcodes is empty.
    """

    start: int
    name_at: int
    end: int
    adcodes: tuple[str, ...]
    candidates: tuple[str, ...] = ()


class Country(NamedTuple):
    """A country or bloc where the page names it."""

    start: int
    end: int
    code: str


class Meaning(NamedTuple):
    """What a name can stand for."""

    options: tuple[Division, ...]  # what the name can mean
    group: tuple[str, ...]  # the divisions of a group
    country: str  # the code of a country
    sure: tuple[str, ...]  # the division, if the name is always a place and only that one


Hit = tuple[int, int, Meaning]  # where a name stands, and what it can stand for


def known_names() -> dict[str, Meaning | None]:
    """Every name that a page is searched for; None for those that only hide the place inside them."""
    known: dict[str, Meaning | None] = {
        name: Meaning((), (), code, ()) for name, code in countries().items() if len(name) > 1
    }
    known |= {name: Meaning(each, (), "", _sure(name, each)) for name, each in divisions.names().items()}
    words_too = [name for name in place_words() if name not in known]  # 中方 is our side before it is a county
    known |= {name: Meaning(tuple(divisions.by_name(name)), (), "", ()) for name in words_too}
    known |= {name: Meaning((), adcodes, "", ()) for name, adcodes in places().items()}
    return known | dict.fromkeys(words("no_place"))


@lru_cache(maxsize=4096)
def above(adcode: str) -> frozenset[str]:
    """The adcodes above a division."""
    return frozenset(divisions.ancestors(adcode))


def find_places(
    page: Page, hits: Sequence[Hit], companies: Sequence[tuple[int, int]]
) -> tuple[list[Place], list[Country]]:
    """The places and countries of a page in print order.

    Args:
        page: All of it.
        hits: Of ``find_names``.
        companies: Where company names stand.
    """
    if companies:
        taken = Spans(companies)
        hits = [hit for hit in hits if not taken.hold(hit[0])]
    abroad = [Country(start, end, meaning.country) for start, end, meaning in hits if meaning.country]
    named = {meaning.options[0].adcode for _, _, meaning in hits if len(meaning.options) == 1}
    named_apart = _INSTITUTION.search(page.plain) is None
    found: list[Place] = []
    for start, end, meaning in hits:
        if meaning.country or _is_no_place(page.plain, start, end, named_apart=named_apart):
            continue
        before = found[-1] if found and found[-1].end == start else None
        if before is None and meaning.sure:
            found.append(Place(start, start, end, meaning.sure))
            continue
        place = _settle(page.plain, (start, end), meaning, before, named)
        if place is None:
            continue
        if before and place.start == before.start:
            found.pop()
        found.append(place)
    return found, abroad


def _sure(name: str, options: Sequence[Division]) -> tuple[str, ...]:
    """The one division of a name that is a place wherever it stands; () if it depends on what stands around it."""
    only = len(options) == 1 and options[0].valid_to is None
    county = options[0].level == "county"
    whole = name == options[0].name and len(name) > 2 and not name.endswith("城市")
    return (options[0].adcode,) if only and (whole or not county) else ()


def _is_no_place(plain: str, start: int, end: int, *, named_apart: bool) -> bool:
    """Whether a name is part of another thing's. ``named_apart``: the page has no institution that could hold one."""
    inside = None if named_apart else _INSTITUTION.search(plain, end, end + _INSIDE)
    if inside and not _APART.search(plain, end, inside.start()):
        return True
    behind = plain[end : end + 1]
    if (behind in _BEGINS or behind.isdecimal()) and _NO_PLACE_BEFORE.match(plain, end):
        return True
    return plain[start - 1] in _WRITERS_LAST and plain.endswith(_WRITERS, 0, start)


def _settle(plain: str, at: tuple[int, int], meaning: Meaning, before: Place | None, named: set[str]) -> Place | None:
    start, end = at
    if meaning.group:
        return Place(start, start, end, meaning.group)
    if before:
        parents = set(before.adcodes) | set(before.candidates)
        below = [each for each in meaning.options if above(each.adcode) & parents]
        if below:
            return Place(before.start, start, end, (below[0].adcode,))
    options = _in_use(meaning.options)
    if not _stands_alone(plain, at, options, named):
        return None
    near = [each for each in options if above(each.adcode) & named] if len(options) > 1 else options
    chosen = near if len(near) == 1 else _foremost(options)
    codes = tuple(dict.fromkeys(each.adcode for each in chosen))
    if len(codes) == 1:
        return Place(start, start, end, codes)
    return Place(start, start, end, (), codes)


def _stands_alone(plain: str, at: tuple[int, int], options: Sequence[Division], named: set[str]) -> bool:
    """Whether a name is a place without its parent in front.

    Short and former names of counties stand in other words more often than as places (推动力, 新增城市): they need an
    edge in front, and a county's short form the head of a clause or another place of its area on the page.
    """
    start, end = at
    name = plain[start:end]
    if divisions.is_common_word(name):
        return False
    first = options[0]
    if first.level != "county" and first.valid_to is None:
        return True
    edge = _EDGE.search(plain, max(0, start - 1), start) is not None
    related = bool(named & above(first.adcode)) and len(name) > 1
    if first.valid_to is not None:
        return edge and (related or first.level != "county")
    if name == first.name and len(name) > 2:
        return edge or not name.endswith("城市")
    return edge and (related or plain[start - 1 : start] in _HEAD)


def _in_use(options: Sequence[Division]) -> Sequence[Division]:
    """Present divisions and zones if there are any, else former ones."""
    return [each for each in options if each.valid_to is None] or options


def _foremost(options: Sequence[Division]) -> Sequence[Division]:
    """The only one of the highest level, unless a district of Beijing or Shanghai, as well known, has its name."""
    if len({each.level for each in options}) > 1 and options[0].level != options[1].level:
        rivals = any(each.parent in _MUNICIPALITIES for each in options[1:])
        return options if rivals else options[:1]
    return options
