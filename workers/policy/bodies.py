"""Public bodies that act in a story: national ones by their names, local ones as a place and its office.

A body is named once, in its fullest printed form (国家发展改革委 over 发改委). Left out are bodies that do nothing:
addressees, those that only approve or guide (经国务院批准), classes of body (国务院有关部门), and posts on a list.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from reference.policy_tables import BodyName, Office, bodies, countries, offices
from workers.policy.acting import AT_HOME, RULED, Body, acts
from workers.policy.committees import Hit as CommitteeHit
from workers.policy.committees import find_committees
from workers.policy.page import Page
from workers.policy.places import Country, Place
from workers.policy.spans import Spans

_SESSION: Final = re.compile(r"第?[一二三四五六七八九十\d]{1,3}届\Z")
_EDGE: Final = re.compile(r"(?:^|[^\u4e00-\u9fff]|[由经从据在向和与及对了的，]|召开|代表)\Z")
_QUALIFIERS: Final = frozenset({"联邦", "企划", "国家", "联合", "皇家", "战略"})
_QUALIFIERS_LAST: Final = frozenset(word[-1] for word in _QUALIFIERS)
_REGION: Final = "自治区"
_LEVELS: Final = frozenset("省市区县州")
_OF_COUNTRY: Final = re.compile(r"^(?:美国|日本|英国|俄罗斯|澳门|香港)(?:联邦)?")
_ANYWHERE: Final = frozenset({"警方", "海关", "税务局"})  # behind a foreign country's name they are not Hong Kong's
_TASK: Final = ("机制", "指挥部", "领导小组", "联席会议", "委员会")
_PART: Final = re.compile(r"(?:[\u4e00-\u9fff]{2,4}组(?![织成建])|办公室|秘书处)")
_SIDE_BY_SIDE: Final = " 　、"
_ANNOUNCED: Final = re.compile(r"》(?:正式|今日|今天|近日|日前|全文){0,2}(?:发布|公布|印发|出台)")
_PASSED_ON: Final = ("转发", "转发了", "批转")
_PARLIAMENT: Final = "国会"
_ABROAD: Final = {"最高人民法院": "最高法院", "中国人民银行": "央行"}
_INSIDE: Final = {"人行": "个他本法私商工", "央行": "中"}  # a short name behind these is part of other words
_CHINA_AND_ANOTHER: Final = 2  # whose one name can be
_OF_CHINA: Final = re.compile("人民币|我方|[对在涉]华(?!盛顿|尔街|沙)")
_LONGER: Final = ("部署", "部门", "部队")  # 商务部署, 应急部队 and 环境保护部门 are no ministries
_SESSION_BEFORE: Final = re.compile(r"第?[一二三四五六七八九十]{1,3}届\Z")
_STATE_BEFORE: Final = re.compile(r"(?:中国|国家|我国)\Z")
_HAN_BEFORE: Final = re.compile(r"[0-9\u4e00-\u9fff](?<![被受对遭由与])\Z")  # 8日国务院 is no Japanese body


Meaning = tuple[BodyName | None, Office | None]  # a body of its own, or an office of any place
Hit = tuple[int, int, Meaning]  # where a name stands, and what it can stand for


class _Vocabulary(NamedTuple):
    letters: Mapping[str, str]
    ahead: frozenset[str]
    of_hong_kong: Mapping[str, BodyName]


@lru_cache(maxsize=1)
def _vocabulary() -> _Vocabulary:
    letters = {name: code for name, code in countries().items() if len(name) == 1}
    return _Vocabulary(
        letters,
        _LEVELS | {"届", *letters},
        {each.name: each for each in bodies() if each.jurisdiction == "HK"},
    )


def known_names() -> dict[str, Meaning]:
    """Every name that a page is searched for."""
    named = {each.name: each for each in reversed(bodies())}  # the first row of a name is the mainland's
    local = {each.name: each for each in offices()}
    return {name: (named.get(name), local.get(name)) for name in {**named, **local}}


def find_bodies(
    page: Page,
    hits: Sequence[Hit],
    committees: Sequence[CommitteeHit],
    places: Sequence[Place],
    abroad: Sequence[Country],
) -> list[Body]:
    """Every mention of a public body in print order; in traditional script a name without a place is Hong Kong's first.

    Args:
        page: All of it.
        hits: Of ``find_names``, as ``committees``.
        committees: The words that end a committee's name.
        places: Of ``find_places``, as ``abroad``.
        abroad: Countries.
    """
    ends = {place.end: place for place in places if place.adcodes}
    foreign = {country.end: country for country in abroad}
    regions = {end - len(_REGION) for end in ends}  # 西藏|自治区|政府
    stand = {*ends, *foreign, *regions}  # behind these an office has a place
    quoted = Spans(page.titled)
    away = min([country.start for country in abroad if country.code not in AT_HOME], default=len(page.plain))
    elsewhere = away < len(page.plain) and not _is_of_china(page.plain, places, abroad)
    found: list[Body] = []
    issued = False  # whether a body inside a title counts
    known, plain = _vocabulary(), page.plain
    for start, end, (own, office) in hits:
        if quoted.hold(start):
            if not _issues(plain, start, found):
                continue
            issued = True
        if own is None and start not in stand and plain[start - 1] not in known.ahead and plain[start] not in _LEVELS:
            continue
        at_home = page.is_traditional and not (start > away and plain[start:end] in _ANYWHERE)
        named = _meant_in_hong_kong(plain, own) if at_home and own else own
        parent = found[-1] if found and found[-1].end == start else None
        body = (
            _abroad(plain, start, end, foreign, named, office)
            or _branch(found, ends, start, end, office)
            or _local(plain, start, end, ends, office)
            or (_of_its_level(plain, start, end, office) if office and not elsewhere else None)
            or _national(plain, (start, end), named, parent or ends.get(start), hong_kong=at_home)
        )
        if body:
            body = _with_its_part(plain, body)
            if found and found[-1].end > body.start:
                found.pop()
            found.append(body)
    if elsewhere:
        found = [_of_its_country(page, body, found) if body.jurisdiction == "CN" else body for body in found]
    for body in found:
        if not (issued and quoted.hold(body.start)):
            quoted.add(body.start, body.end)
    found += find_committees(page, committees, found, places, abroad, quoted)
    return [body._replace(acts=acts(page.plain, body)) for body in sorted(found)]


def _is_of_china(plain: str, places: Sequence[Place], abroad: Sequence[Country]) -> bool:
    """Whether a page names China, as a country or in words of it, or any place of its mainland."""
    return (
        any(country.code == "CN" for country in abroad)
        or any(code not in RULED for place in places for code in place.adcodes)
        or _OF_CHINA.search(plain) is not None
    )


def _of_its_country(page: Page, body: Body, found: Sequence[Body]) -> Body:
    """农业部 behind 美国农业部, in a story that begins with that one and is not of China: the same once more.

    A name that stands without a country in the title, or first in the first sentence, is China's throughout.
    """
    plain, name = page.plain, page.plain[body.start : body.end]
    same = [each for each in found if plain.endswith(name, each.start, each.end)]
    title = [each for each in same if each.start < page.body_at]
    lead = [each for each in same if page.body_at <= each.start < page.lead_end]
    first = [*title, *lead[:1]]
    is_abroad = first and all(each.jurisdiction not in AT_HOME for each in first)
    if not is_abroad or len({each.jurisdiction for each in same}) > _CHINA_AND_ANOTHER:
        return body
    return first[0]._replace(start=body.start, end=body.end)


def _issues(plain: str, start: int, found: Sequence[Body]) -> bool:
    """Whether a body inside a title is who issues it: 《中共中央 国务院关于…的意见》发布, 转发《财政部关于…的意见》."""
    if plain[start - 1] != "《" and not (found and found[-1].end == start - 1 and plain[start - 1] in _SIDE_BY_SIDE):
        return False
    opened = plain.rfind("《", 0, start)
    return plain.endswith(_PASSED_ON, 0, opened) or _ANNOUNCED.match(plain, plain.find("》", start)) is not None


def _with_its_part(plain: str, body: Body) -> Body:
    """国务院联防联控机制综合组: a body for one task and the part of it that acts."""
    part = _PART.match(plain, body.end) if plain.endswith(_TASK, body.start, body.end) else None
    return body._replace(end=part.end()) if part else body


def _abroad(
    plain: str, start: int, end: int, foreign: Mapping[int, Country], named: BodyName | None, office: Office | None
) -> Body | None:
    """美国商务部, 西班牙政府, 美商务部; 中国财政部 as well, which is at home."""
    country = foreign.get(start) or (
        _qualified(plain, start, foreign) if plain[start - 1] in _QUALIFIERS_LAST else None
    )
    if country is None:
        letter = _vocabulary().letters.get(plain[start - 1 : start])
        if (
            letter is None
            or _HAN_BEFORE.search(plain, max(0, start - 2), start - 1)
            or (named and named.jurisdiction == "HK")
        ):
            return None
        country = Country(start - 1, start, letter)
    if named and named.jurisdiction == country.code:
        key = named.body if country.code == "CN" else f"{country.code}{_OF_COUNTRY.sub('', named.body)}"
        return Body(country.start, end, key, named.jurisdiction, (), named.topic, acts=True)
    if (country.code == "CN" and named is None) or plain.startswith(_LONGER, end - 1):
        return None
    what = office.stands_for if office else named.body if named else ""
    what = _ABROAD.get(what, what)
    topic = office.topic if office else named.topic if named else ""
    return Body(country.start, end, f"{country.code}{what}", country.code, (), topic, acts=True)


def _qualified(plain: str, start: int, foreign: Mapping[int, Country]) -> Country | None:
    """The country of 德国联邦财政部, which a word parts from its office."""
    word = plain[start - 2 : start]
    return foreign.get(start - len(word)) if word in _QUALIFIERS else None


def _local(plain: str, start: int, end: int, ends: Mapping[int, Place], office: Office | None) -> Body | None:
    """苏州市市场监管局; 江苏省十四届人大常委会; the 市 of 上海市场监管局, the 省 of 江苏省委 are in both."""
    if office is None:
        return None
    place = ends.get(start) or (ends.get(start + 1) if plain[start] in _LEVELS else None)
    if place is None and plain.startswith(_REGION, start):
        place = ends.get(start + len(_REGION))
    if place is None:
        session = _SESSION.search(plain, max(0, start - 6), start) if plain[start - 1 : start] == "届" else None
        place = ends.get(start - len(session[0])) if session else None
    if place is None:
        return None
    code = place.adcodes[0]
    return Body(
        place.start, end, f"{code}{office.stands_for}", RULED.get(code, "CN"), place.adcodes, office.topic, acts=True
    )


def _branch(
    found: Sequence[Body], ends: Mapping[int, Place], start: int, end: int, office: Office | None
) -> Body | None:
    """中国人民银行西安分行, 国家税务总局上海市税务局: a national body, a place, and its office there."""
    place = ends.get(start)
    if not (office and place and found and found[-1].end == place.start):
        return None
    parent = found[-1]
    key = f"{place.adcodes[0]}{parent.key}"
    return Body(parent.start, end, key, parent.jurisdiction, place.adcodes, parent.topic or office.topic, acts=True)


def _national(
    plain: str, at: tuple[int, int], named: BodyName | None, ahead: Place | Body | None, *, hong_kong: bool
) -> Body | None:
    """商务部, 国家商务部; 香港金管局, 香港特区政府教育局. ``ahead``: the place or body that ends where it begins."""
    if named is None or plain.startswith(_LONGER, at[1] - 1) or plain[at[0] - 1] in _INSIDE.get(named.name, ""):
        return None
    start, end = at
    if isinstance(ahead, Body) and ahead.jurisdiction not in AT_HOME:  # 白宫国家经济委员会
        return ahead._replace(end=end)
    if named.jurisdiction in {"HK", "MO"}:
        if ahead and _home(ahead) == named.jurisdiction:
            return Body(ahead.start, end, named.body, named.jurisdiction, (), named.topic, acts=True)
        if not hong_kong and not plain.startswith(("香港", "澳门"), start):
            return None
    before = _SESSION_BEFORE if named.body.startswith("全国人民代表大会") else _STATE_BEFORE
    stated = named.jurisdiction == "CN" and plain[start - 1] in "届国家"  # how what may stand before it ends
    state = before.search(plain, max(0, start - 6), start) if stated else None
    key = (
        named.body
        if named.jurisdiction in {"CN", "HK", "MO", ""}
        else f"{named.jurisdiction}{_OF_COUNTRY.sub('', named.body)}"
    )
    return Body(state.start() if state else start, end, key, named.jurisdiction, (), named.topic, acts=True)


def _home(ahead: Place | Body) -> str | None:
    return ahead.jurisdiction if isinstance(ahead, Body) else RULED.get(ahead.adcodes[0])


def _meant_in_hong_kong(plain: str, named: BodyName) -> BodyName:
    """证监会 is Hong Kong's own there, unless the page speaks of 中证监."""
    if named.name == "证监会" and ("中证监" in plain or "中国证监会" in plain):
        return named
    return _vocabulary().of_hong_kong.get(named.name, named)


def _of_its_level(plain: str, start: int, end: int, office: Office) -> Body | None:
    """省科技厅, 市发改委, 市政府: the level stands for the place that the story is about."""
    if office.stands_for == _PARLIAMENT:  # the 县议会 of a Japanese prefecture
        return None
    at = start if _has_its_level(plain, start) else start - 1
    if plain[at] not in _LEVELS or not _EDGE.search(plain, max(0, at - len("召开")), at):
        return None
    return Body(at, end, f"?{plain[at]}{office.stands_for}", "CN", (), office.topic, acts=True)


def _has_its_level(plain: str, start: int) -> bool:
    """Whether an office's name begins with its level: 市政府, 省委; not 市场监管局."""
    return plain[start] in _LEVELS and not plain.startswith("市场", start)


def bodies_once(found: Sequence[Body]) -> list[Body]:
    """Each body that acts once, by its longest name, in the order in which they first act.

    A body of a level (市发改委) is a place's with that office.
    """
    first: dict[str, Body] = {}
    for body in found:
        if body.acts:
            kept = first.get(body.key)
            first[body.key] = body if kept is None or _length(body) > _length(kept) else kept
    stands = {key[6:] for key in first if key[:6].isdigit()}
    return [body for key, body in first.items() if not (key[0] == "?" and key[2:] in stands)]


def _length(body: Body) -> int:
    return body.end - body.start
