"""Public bodies that act in a story: national ones by their names, local ones as a place and its office.

A body is named once, in its fullest printed form (国家发展改革委 over 发改委). Left out are bodies that do nothing:
addressees, those that only approve or guide (经国务院批准), classes of body (国务院有关部门), and posts on a list.
"""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from reference.policy_tables import BodyName, Office, bodies, countries, offices, words
from workers.policy.acting import Body, acts
from workers.policy.page import Page
from workers.policy.places import Country, Place
from workers.policy.spans import Spans

_SESSION: Final = re.compile(r"第?[一二三四五六七八九十\d]{1,3}届\Z")
_HOME: Final = {"810000": "HK", "820000": "MO", "710000": "TW"}
_LEVEL: Final = re.compile(r"(?:^|[^\u4e00-\u9fff]|[由经从据在向和与及对了的，])([省市区县州])\Z")
_LEVELS: Final = frozenset("省市区县州")
_OF_COUNTRY: Final = re.compile(r"^(?:美国|日本|英国|俄罗斯|澳门|香港)(?:联邦)?")
_AT_HOME: Final = frozenset({"CN", "HK", "MO", "TW", ""})
_ANYWHERE: Final = frozenset({"警方", "海关", "税务局"})  # behind a foreign country's name they are not Hong Kong's
_PARLIAMENT: Final = "国会"
_ABROAD: Final = {"最高人民法院": "最高法院", "中国人民银行": "央行"}
_BANK: Final = "中国人民银行"
_BARE: Final = len("央行")
_LONGER: Final = ("部署", "部门", "部队")  # 商务部署, 应急部队 and 环境保护部门 are no ministries
_MOST_BETWEEN: Final = 20  # characters between a place and the last word of its committee
_YEAR_BEFORE: Final = re.compile(r"(?:19|20)\d\d年\Z")
_SESSION_BEFORE: Final = re.compile(r"第?[一二三四五六七八九十]{1,3}届\Z")
_STATE_BEFORE: Final = re.compile(r"(?:中国|国家|我国)\Z")
_HAN_BEFORE: Final = re.compile(r"[0-9\u4e00-\u9fff](?<![被受对遭由与])\Z")  # 8日国务院 is no Japanese body


Meaning = tuple[BodyName | None, Office | None]  # a body of its own, or an office of any place
Hit = tuple[int, int, Meaning]  # where a name stands, and what it can stand for


class _Vocabulary(NamedTuple):
    committees: re.Pattern[str]
    committee: re.Pattern[str]
    led: re.Pattern[str]
    letters: Mapping[str, str]
    ahead: frozenset[str]
    of_hong_kong: Mapping[str, BodyName]


@lru_cache(maxsize=1)
def _vocabulary() -> _Vocabulary:
    first = "".join(sorted({word[0] for word in words("committee")}))
    committee = f"(?=[{first}])(?:{'|'.join(words('committee'))})(?!员)"  # the set answers most
    letters = {name: code for name, code in countries().items() if len(name) == 1}
    return _Vocabulary(
        re.compile("|".join(words("committee"))),
        re.compile(rf"[\u4e00-\u9fff]{{0,{_MOST_BETWEEN}}}?{committee}"),
        re.compile(rf"(?:国家|全国|中央|国务院)[\u4e00-\u9fff]{{2,14}}?{committee}"),
        letters,
        _LEVELS | {"届", *letters},
        {each.name: each for each in bodies() if each.jurisdiction == "HK"},
    )


def known_names() -> dict[str, Meaning]:
    """Every name that a page is searched for."""
    named = {each.name: each for each in reversed(bodies())}  # the first row of a name is the mainland's
    local = {each.name: each for each in offices()}
    return {name: (named.get(name), local.get(name)) for name in {**named, **local}}


def find_bodies(page: Page, hits: Sequence[Hit], places: Sequence[Place], abroad: Sequence[Country]) -> list[Body]:
    """Every mention of a public body in print order; in traditional script a name without a place is Hong Kong's first.

    Args:
        page: All of it.
        hits: Of ``find_names``.
        places: Of ``find_places``, as ``abroad``.
        abroad: Countries.
    """
    ends = {place.end: place for place in places if place.adcodes}
    foreign = {country.end: country for country in abroad}
    stand = {*ends, *foreign, *(end - 1 for end in ends)}  # behind these an office has a place; 上海|市|场监管局
    quoted = Spans(page.titled)
    away = min([country.start for country in abroad if country.code not in _AT_HOME], default=len(page.plain))
    found: list[Body] = []
    known = _vocabulary()
    for start, end, (own, office) in hits:
        if quoted.hold(start):
            continue
        if own is None and start not in stand and page.plain[start - 1] not in known.ahead:
            continue
        at_home = page.is_traditional and not (start > away and page.plain[start:end] in _ANYWHERE)
        named = _meant_in_hong_kong(page.plain, own) if at_home and own else own
        body = (
            _abroad(page.plain, start, end, foreign, named, office)
            or _branch(found, ends, start, end, office)
            or _local(page.plain, start, end, ends, office)
            or _national(page.plain, (start, end), named, ends.get(start), hong_kong=at_home)
            or _of_its_level(page.plain, start, end, office)
        )
        if body:
            body = _with_its_part(page.plain, body)
            if found and found[-1].end > body.start:
                found.pop()
            found.append(body)
    for body in found:
        quoted.add(body.start, body.end)
    found += _committees(page.plain, found, places, abroad, quoted)
    return [body._replace(acts=acts(page.plain, body)) for body in sorted(found)]


def _with_its_part(plain: str, body: Body) -> Body:
    """国务院联防联控机制综合组: a body for one task and the part of it that acts."""
    part = _PART.match(plain, body.end) if plain.endswith(_TASK, body.start, body.end) else None
    return body._replace(end=part.end()) if part else body


def _abroad(
    plain: str, start: int, end: int, foreign: Mapping[int, Country], named: BodyName | None, office: Office | None
) -> Body | None:
    """美国商务部, 西班牙政府, 美商务部; 中国财政部 as well, which is at home."""
    country = foreign.get(start)
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


def _local(plain: str, start: int, end: int, ends: Mapping[int, Place], office: Office | None) -> Body | None:
    """苏州市市场监管局; 江苏省十四届人大常委会; the 市 of 上海市场监管局, the 省 of 江苏省委 are in both."""
    if office is None:
        return None
    place = ends.get(start) or (ends.get(start + 1) if plain[start] in _LEVELS else None)
    if place is None:
        session = _SESSION.search(plain, max(0, start - 6), start) if plain[start - 1 : start] == "届" else None
        place = ends.get(start - len(session[0])) if session else None
    if place is None:
        return None
    code = place.adcodes[0]
    return Body(
        place.start, end, f"{code}{office.stands_for}", _HOME.get(code, "CN"), place.adcodes, office.topic, acts=True
    )


def _branch(
    found: Sequence[Body], ends: Mapping[int, Place], start: int, end: int, office: Office | None
) -> Body | None:
    """中国人民银行西安分行, 国家税务总局上海市税务局: a national body, a place, and its office there."""
    place = ends.get(start)
    if not (office and place and found and found[-1].end == place.start and not found[-1].adcodes):
        return None
    parent = found[-1]
    key = f"{place.adcodes[0]}{parent.key}"
    return Body(parent.start, end, key, parent.jurisdiction, place.adcodes, parent.topic or office.topic, acts=True)


def _national(
    plain: str, at: tuple[int, int], named: BodyName | None, place: Place | None, *, hong_kong: bool
) -> Body | None:
    if named is None or plain.startswith(_LONGER, at[1] - 1):
        return None
    start, end = at
    if named.jurisdiction in {"HK", "MO"}:
        home = place is not None and _HOME.get(place.adcodes[0]) == named.jurisdiction
        if home and place:
            return Body(place.start, end, named.body, named.jurisdiction, (), named.topic, acts=True)
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


def _meant_in_hong_kong(plain: str, named: BodyName) -> BodyName:
    """证监会 is Hong Kong's own there, unless the page speaks of 中证监."""
    if named.name == "证监会" and ("中证监" in plain or "中国证监会" in plain):
        return named
    return _vocabulary().of_hong_kong.get(named.name, named)


def _of_its_level(plain: str, start: int, end: int, office: Office | None) -> Body | None:
    """省科技厅, 市发改委: the level stands for the place that the story is about."""
    level = _LEVEL.search(plain, max(0, start - 2), start) if office and plain[start - 1] in _LEVELS else None
    if office is None or level is None or office.stands_for == _PARLIAMENT:  # the 县议会 of a Japanese prefecture
        return None
    return Body(level.start(1), end, f"?{level[1]}{office.stands_for}", "CN", (), office.topic, acts=True)


def _committees(
    plain: str, found: Sequence[Body], places: Sequence[Place], abroad: Sequence[Country], taken: Spans
) -> list[Body]:
    """Bodies for one task, and foreign ones that no table has: 国家教材建设评审委员会, 广州与佛山协调小组."""
    heads = [match.start() for match in _vocabulary().committees.finditer(plain)]
    read = _of_the_state(plain, found, abroad) if heads else []
    if "部际" in plain:
        read += [
            Body(*match.span(1), match[1], "CN", (), "", acts=True) for match in _BETWEEN_MINISTRIES.finditer(plain)
        ]
    for country in abroad:
        tail = _FOREIGN_TAIL.match(plain, country.end)
        if tail and country.code not in {"", "CN"} and not _STOP.search(tail[0]):
            key = f"{country.code}{tail[0]}"
            read.append(Body(country.start, tail.end(), key, country.code, (), "", acts=True))
    read += _of_places(plain, places, heads) if heads else []
    kept = []
    for body in read:
        if not taken.meet(body.start, body.end):
            taken.add(body.start, body.end)
            kept.append(body)
    return kept


def _of_the_state(plain: str, found: Sequence[Body], abroad: Sequence[Country]) -> list[Body]:
    """国家教材建设评审委员会."""
    foreign_end = {body.end for body in found if body.jurisdiction not in _AT_HOME}
    abroad_at = {country.end: country for country in abroad if country.code not in {"", "CN"}}
    read = []
    for match in _vocabulary().led.finditer(plain):
        if match.start() in foreign_end:  # 白宫国家经济委员会
            continue
        country = abroad_at.get(match.start())
        start, home = (country.start, country.code) if country else (match.start(), "CN")
        read.append(Body(start, match.end(), plain[start : match.end()], home, (), "", acts=True))
    return read


def _of_places(plain: str, places: Sequence[Place], heads: Sequence[int]) -> list[Body]:
    """广州与佛山协调小组. ``heads``: where the words begin that such names end with."""
    read: list[Body] = []
    before: Place | None = None
    for place in places:
        head = bisect_left(heads, place.end)
        near = place.adcodes and head < len(heads) and heads[head] <= place.end + _MOST_BETWEEN
        tail = _vocabulary().committee.match(plain, place.end) if near else None
        if tail and not _STOP.search(plain, place.end, tail.end()):
            joined = before if before and before.end == place.start - 1 and plain[before.end] in "与和" else None
            start = joined.start if joined else place.start
            year = _YEAR_BEFORE.search(plain, max(0, start - 5), start)
            start = year.start() if year else start
            home = _HOME.get(place.adcodes[0], "CN")
            read.append(Body(start, tail.end(), plain[start : tail.end()], home, place.adcodes, "", acts=True))
        before = place
    return read


_TASK: Final = ("机制", "指挥部", "领导小组", "联席会议", "委员会")
_PART: Final = re.compile(r"(?:综合组|专家组|办公室|秘书处)")
_FOUNDED: Final = "同意|建立|成立|设立|组建|调整|召开"
_BETWEEN_MINISTRIES: Final = re.compile(
    rf"(?:(?<![\u4e00-\u9fff])|(?:{_FOUNDED}|的)(?!{_FOUNDED}))"
    rf"((?:(?!{_FOUNDED}|的)[\u4e00-\u9fff]){{2,16}}?部际(?:协调机制|联席会议)(?:办公室)?)"
)
_FOREIGN_TAIL: Final = re.compile(
    r"[\u4e00-\u9fff]{2,10}?(?:委员会|管理局|保护局|调查局|安全局|法院|监管局|监管机构|办公室|管理署|储备银行)"
)
_STOP: Final = re.compile(
    r"[的了在将对由经据从向和与及被为是]|召开|印发|发布|举行|举办|主办|共同|参加|出席|加入|支持|成立|设立|组建|表示|介绍|要求|公布|审议|通过|出台|启动|获悉|等"
)


def bodies_once(found: Sequence[Body]) -> list[Body]:
    """Each body that acts once, by its longest name, in the order in which they first act.

    A body of a level (市发改委) is a place's with that office; a bare 央行 is the bank of the country at hand.
    """
    first: dict[str, Body] = {}
    for body in found:
        if body.acts:
            kept = first.get(body.key)
            first[body.key] = body if kept is None or _length(body) > _length(kept) else kept
    stands = {key[6:] for key in first if key[:6].isdigit()}
    foreign = any(key.endswith("央行") for key in first)
    return [
        body
        for key, body in first.items()
        if not (key[0] == "?" and key[2:] in stands) and not (foreign and key == _BANK and _length(body) == _BARE)
    ]


def _length(body: Body) -> int:
    return body.end - body.start
