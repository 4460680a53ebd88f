"""Which divisions a story is about, which it mentions, and which names it leaves open; and whose jurisdiction it is.

About are the divisions of the title; without any, those of the local bodies that act in the first sentence; without a
national body either, those that the first sentence names, with one those that it acts upon. The most specific ones
count: 河北保定 is 保定.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from reference import divisions
from workers.policy.acting import AT_HOME, Body
from workers.policy.page import Page
from workers.policy.places import Country, Place, above

HOME_RULED: Final = {"HK": "810000", "MO": "820000", "TW": "710000"}
_OWN_PAPERS: Final = {"810000": "HK", "820000": "MO"}  # these places in a title say whose rule it is; 台湾 does not
_OUR: Final = re.compile(
    "我国|全国|中华人民共和国|国务院|十[二三四五]五|各地区|国内|中央|各省|各地|人民币|内地|中国|本条例|本办法|本法"
)


_OURS: Final = ("中方", "我国")
_OWN: Final = re.compile("政府|行政长官|特首|港府|立法会议员|当局|市民")  # Hong Kong's papers of Hong Kong


_CHIEF: Final = re.compile("行政长官|特首")
_ACTED_UPON: Final = re.compile(r"(?:关于|批复|同意|核准|批准)[^，。；：\n]{0,40}\Z")
_PARAGRAPH: Final = frozenset("\n　")


class Ruled(NamedTuple):
    """Whose rule a story tells of: ISO code, and the words it rests on."""

    code: str
    at: tuple[int, int]


class Region(NamedTuple):
    """A division, its part in the story, and where it is named first."""

    adcode: str
    role: str
    at: tuple[int, int]


def find_jurisdiction(
    page: Page, bodies: Sequence[Body], places: Sequence[Place], abroad: Sequence[Country]
) -> Ruled | None:
    """That of the first body that acts, else of the first country or division, of 我国 and the like, of any body named.

    A title that names Hong Kong or Macao goes before a local body of the mainland that acts with them, and Hong Kong's
    Chief Executive, where its papers name them first, before a body of the mainland or a place. 中方, as the first side
    that the title names, goes before a foreign body.
    """
    acting = next((body for body in bodies if body.acts and body.jurisdiction), None)
    head = next((place for place in places if place.start < page.body_at and _own_rule(place)), None)
    if head and (acting is None or acting.adcodes):
        return Ruled(_own_rule(head), (head.start, head.end))
    ours = next((country for country in abroad if country.start < page.body_at), None)
    if acting and acting.jurisdiction not in AT_HOME and ours and page.plain.startswith(_OURS, ours.start):
        return Ruled("CN", (ours.start, ours.end))
    chief = _chief(page, acting, [*places, *abroad])
    if acting and not chief:
        return Ruled(acting.jurisdiction, (acting.start, acting.end))
    return chief or _by_places(page, places, abroad) or _by_words(page) or _by_body(bodies)


def _chief(page: Page, acting: Body | None, named: Sequence[Place | Country]) -> Ruled | None:
    """Hong Kong's rule, if its papers name its Chief Executive before any body, or before any place if none acts."""
    if not page.is_traditional or (acting and acting.jurisdiction != "CN"):
        return None
    first = acting.start if acting else min([each.start for each in named], default=len(page.plain))
    chief = _CHIEF.search(page.plain, 0, first)
    return Ruled("HK", chief.span()) if chief else None


def _own_rule(place: Place) -> str:
    """HK or MO if the place is theirs, else nothing."""
    return next((code for adcode, code in _OWN_PAPERS.items() if adcode in place.adcodes), "")


def _by_places(page: Page, places: Sequence[Place], abroad: Sequence[Country]) -> Ruled | None:
    foreign = next((country for country in abroad if country.code and country.start < page.lead_end), None)
    named = next((place for place in places if place.adcodes), None)
    ruler = _OWN.search(page.plain) if page.is_traditional and named is None else None
    if ruler and not (foreign and foreign.start < page.body_at):
        return Ruled("HK", ruler.span())
    if foreign and (named is None or foreign.start < named.start):
        return Ruled(foreign.code, (foreign.start, foreign.end))
    return Ruled(_own_rule(named) or "CN", (named.start, named.end)) if named else None


def _by_words(page: Page) -> Ruled | None:
    found = _OUR.search(page.plain)
    return Ruled("CN", found.span()) if found else None


def _by_body(bodies: Sequence[Body]) -> Ruled | None:
    """Whose the first body is that is named at all."""
    named = next((body for body in bodies if body.jurisdiction), None)
    return Ruled(named.jurisdiction, (named.start, named.end)) if named else None


def find_regions(page: Page, places: Sequence[Place], bodies: Sequence[Body], ruled: Ruled | None) -> list[Region]:
    """Divisions in order: those that the story is about, then the others it names, each once."""
    about = _about(page, places, bodies, ruled)
    mentioned: dict[str, tuple[int, int]] = {}
    for place in places:
        for code in place.adcodes:
            if code not in about:
                mentioned.setdefault(code, (place.start, place.end))
    return [
        *(Region(code, "about", at) for code, at in about.items()),
        *(Region(code, "mentioned", at) for code, at in mentioned.items()),
    ]


def region_name(adcode: str) -> str:
    """The present name of a division."""
    division = divisions.by_adcode(adcode)
    return division.name if division else adcode


def _about(
    page: Page, places: Sequence[Place], bodies: Sequence[Body], ruled: Ruled | None
) -> dict[str, tuple[int, int]]:
    if ruled is None or ruled.code not in {"CN", *HOME_RULED}:
        return {}
    found: dict[str, tuple[int, int]] = {}
    if ruled.code in HOME_RULED:
        found[HOME_RULED[ruled.code]] = ruled.at
    national = [(body.start, body.end) for body in bodies if not body.adcodes and body.start < page.body_at]
    title = [
        place
        for place in places
        if place.start < page.body_at and place.adcodes and not any(low <= place.start < high for low, high in national)
    ]
    local = [body for body in bodies if body.acts and body.adcodes and body.start < page.lead_end]
    if title:
        single = [place for place in title if len(place.adcodes) == 1]
        acting = {code for body in local for code in body.adcodes}
        # 京津冀 in a title that also names Tianjin is where Tianjin's rule reaches, not what the story is about
        for place in single or title:
            found |= {code: (place.start, place.end) for code in place.adcodes if code not in found}
        for body in local:
            if any(above(code) & set(found) for code in body.adcodes) and acting:
                found |= {code: (body.start, body.end) for code in body.adcodes if code not in found}
    elif local:
        found |= {code: (body.start, body.end) for body in local for code in body.adcodes if code not in found}
    elif ruled.code == "CN":
        for place in _of_lead(page, places, bodies):
            found |= {code: (place.start, place.end) for code in place.adcodes if code not in found}
    return _most_specific(found) if found or not places else _of_only_body(places, bodies)


def _of_only_body(places: Sequence[Place], bodies: Sequence[Body]) -> dict[str, tuple[int, int]]:
    """Those of the local body that acts further down, if no other body does and no other division is named."""
    only = next((body for body in bodies if body.acts), None)
    if only is None or not only.adcodes or any(body.acts and body.key != only.key for body in bodies):
        return {}
    if any(code not in only.adcodes for place in places for code in place.adcodes):
        return {}
    return dict.fromkeys(only.adcodes, (only.start, only.end))


def _of_lead(page: Page, places: Sequence[Place], bodies: Sequence[Body]) -> list[Place]:
    """The first place of the first sentence; where a national body acts there, what it acts upon (批复甲地的方案)."""
    lead = [place for place in places if place.start < page.lead_end and place.adcodes]
    if any(body.acts and not (body.adcodes or body.key[0] == "?") for body in bodies if body.start < page.lead_end):
        return [place for place in lead if _ACTED_UPON.search(page.plain, page.body_at, place.start)]
    return lead[:1] + (_heads(page, places) if not page.has_title() else [])


def _heads(page: Page, places: Sequence[Place]) -> list[Place]:
    """Places that open a paragraph, and those listed with them: a text without a title is about all of them."""
    heads: list[Place] = []
    for place in places:
        listed = heads and place.start == heads[-1].end + 1 and page.plain[place.start - 1] == "、"
        if place.adcodes and (listed or page.plain[place.start - 1] in _PARAGRAPH):
            heads.append(place)
    return heads


def _most_specific(found: dict[str, tuple[int, int]]) -> dict[str, tuple[int, int]]:
    covered = {code for each in found for code in above(each)}
    return {code: at for code, at in found.items() if code not in covered}


def ambiguous(places: Iterable[Place]) -> list[tuple[Place, tuple[str, ...]]]:
    """Names that several divisions bear and that the page does not settle, each once, with what it could be."""
    first: dict[tuple[str, ...], Place] = {}
    for place in places:
        if place.candidates:
            first.setdefault(place.candidates, place)
    return [(place, codes) for codes, place in first.items()]
