"""Bodies for one task, ministries' joint meetings, and foreign bodies that no table has, by how their names end."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from reference.policy_tables import words
from workers.policy.acting import AT_HOME, RULED, Body
from workers.policy.page import Page
from workers.policy.places import Country, Place
from workers.policy.spans import Spans

_MOST_BETWEEN: Final = 20  # characters between a place and the last word of its committee
_YEAR_BEFORE: Final = re.compile(r"(?:19|20)\d\d年\Z")
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


Hit = tuple[int, int, str]  # where a word stands that ends a committee's name, and what it is


class _Vocabulary(NamedTuple):
    of_place: re.Pattern[str]
    of_state: re.Pattern[str]


@lru_cache(maxsize=1)
def _vocabulary() -> _Vocabulary:
    first = "".join(sorted({word[0] for word in words("committee")}))
    committee = f"(?=[{first}])(?:{'|'.join(words('committee'))})(?!员)"  # the set answers most
    return _Vocabulary(
        re.compile(rf"[\u4e00-\u9fff]{{0,{_MOST_BETWEEN}}}?{committee}"),
        re.compile(rf"(?:国家|全国|中央|国务院)[\u4e00-\u9fff]{{2,14}}?{committee}"),
    )


def known_names() -> dict[str, str]:
    """Every word that a page is searched for."""
    return dict.fromkeys(words("committee"), "committee")


def find_committees(
    page: Page,
    hits: Sequence[Hit],
    found: Sequence[Body],
    places: Sequence[Place],
    abroad: Sequence[Country],
    taken: Spans,
) -> list[Body]:
    """The bodies that only the end of their names tells: 国家教材建设评审委员会, 广州与佛山协调小组.

    Args:
        page: All of it.
        hits: Of ``find_names``.
        found: The bodies that the tables name.
        places: Of ``find_places``, as ``abroad``.
        abroad: Countries.
        taken: What those bodies and titles hold; what is found here is added.
    """
    plain = page.plain
    read = _of_the_state(plain, found, abroad) if hits else []
    if "部际" in plain:
        read += [
            Body(*match.span(1), match[1], "CN", (), "", acts=True) for match in _BETWEEN_MINISTRIES.finditer(plain)
        ]
    for country in abroad:
        tail = _FOREIGN_TAIL.match(plain, country.end)
        if tail and country.code not in {"", "CN"} and not _STOP.search(tail[0]):
            key = f"{country.code}{tail[0]}"
            read.append(Body(country.start, tail.end(), key, country.code, (), "", acts=True))
    read += _of_places(plain, places, [start for start, _, _ in hits]) if hits else []
    kept = []
    for body in read:
        if not taken.meet(body.start, body.end):
            taken.add(body.start, body.end)
            kept.append(body)
    return kept


def _of_the_state(plain: str, found: Sequence[Body], abroad: Sequence[Country]) -> list[Body]:
    """国家教材建设评审委员会."""
    foreign_end = {body.end for body in found if body.jurisdiction not in AT_HOME}
    abroad_at = {country.end: country for country in abroad if country.code not in {"", "CN"}}
    read = []
    for match in _vocabulary().of_state.finditer(plain):
        if match.start() in foreign_end:  # 白宫国家经济委员会
            continue
        country = abroad_at.get(match.start())
        start, home = (country.start, country.code) if country else (match.start(), "CN")
        read.append(Body(start, match.end(), plain[start : match.end()], home, (), "", acts=True))
    return read


def _of_places(plain: str, places: Sequence[Place], heads: Sequence[int]) -> list[Body]:
    """广州与佛山协调小组. ``heads``: where the words begin that such names end with."""
    read: list[Body] = []
    ends = [place.end for place in places]
    near = {
        number
        for head in heads
        for number in range(bisect_left(ends, head - _MOST_BETWEEN), bisect_right(ends, head))
        if places[number].adcodes
    }
    for number in sorted(near):
        place, before = places[number], places[number - 1] if number else None
        tail = _vocabulary().of_place.match(plain, place.end)
        if tail and not _STOP.search(plain, place.end, tail.end()):
            joined = before if before and before.end == place.start - 1 and plain[before.end] in "与和" else None
            start = joined.start if joined else place.start
            year = _YEAR_BEFORE.search(plain, max(0, start - 5), start)
            start = year.start() if year else start
            home = RULED.get(place.adcodes[0], "CN")
            read.append(Body(start, tail.end(), plain[start : tail.end()], home, place.adcodes, "", acts=True))
    return read
