"""Figures: a number with its unit, whether it is approximate, and what it counts.

Read are counts, sums, shares and measures. Not read: dates, ordinals (第二十二条), numbers that a slogan quotes
(“四类”), and a lone 一, which in Chinese prose is an article more often than a number.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final, NamedTuple

from reference.policy_tables import units, words
from workers.policy.counted import find_counted
from workers.policy.cuts import NO_CUT, Cut
from workers.policy.numbers import arabic, chinese, compound, json_number, neighbours
from workers.policy.page import Page
from workers.policy.signs import BELOW_ZERO, MINUS, has_minus, sign_at

_SCALES: Final = "万亿|千亿|百亿|千万|百万|亿|万|千|百"
_CHINESE: Final = "零〇一二三四五六七八九两十百千廿卅"
_HALVED: Final = frozenset({"成", "倍", "厘", "年", "天", "小时"})  # units that 半 follows
_HALF: Final = Decimal("0.5")
_ALONE: Final = frozenset({"万", "亿", "万亿"})  # may stand without a unit: 近137万
_GOES_ON: Final = frozenset("零〇一二三四五六七八九两十百千万亿")  # 一 alone is no number
_BEFORE: Final = re.compile(
    r"(?:大约|将近|接近|超过|超出|突破|(?<![大节制特公违条签预合履契解续])约|(?<![最附靠邻])近|超|逾)(?:为|有|合|占|共)?(?:人民币)?\Z"
)
_BEFORE_CHARS: Final = 7
_BEFORE_LAST: Final = frozenset("约近超逾过出破为有合占共币")  # a pattern of its own costs more than a look
_FIRST: Final = frozenset("前首头")
_IN_OTHER_WORDS: Final = frozenset(
    {"项", "条", "个月", "季度", "个季度", "大"}
)  # units that a name, a date or a word may hold
_GROUPS: Final = re.compile(  # 四大通道; no 二十大, 三大队, 五大洲
    r"[两三四五六七八九十]大(?![会学楼厦桥街道队型洋洲家湾院姓师妈叔伯爷娘小幅量致约批力举战])(?=[\u4e00-\u9fff])"
)
_OTHER_WORDS: Final = {  # 1个半月 is a month and a half, 2022元旦 no sum, 十届四次会议 has its number
    "个": ("半",),
    "元": ("旦", "宵", "宇"),
    "次": ("会议", "全会", "全体会议"),
}
_LAWS: Final = frozenset("》法")  # 基本法23条 is an article
_ABOUT: Final = frozenset("近超逾")  # 近百台; 数百台 and 百强 are no figures
_TO: Final = f"[{MINUS}—~～至到]"  # from one end of a range to the other
_POINTS: Final = re.compile(r"[和、及至到—-][0-9.]{1,6}个(百分点|基点)")  # 1.7个和5.4个百分点
_NEGATED: Final = re.compile(r"不(?:得|应|能|会|要|可)?\Z")
_QUOTED_CHARS: Final = 8  # a quotation this short is a slogan
_FRACTION: Final = re.compile(r"(?<![\d/.〔])(\d)/(\d)(?![\d/年月])|([二三四五六七八九十])分之([一二三四五六七八九])")
# 四分三 in Hong Kong
_OF_HONG_KONG: Final = re.compile(r"([三四五])(?<![0-9二三四五六七八九十].)分([一二三四])(?![十百千万分秒厘])")
_PERCENT: Final = re.compile(r"百分之([零一二三四五六七八九十百]{1,6})(?![点零一二三四五六七八九十百])")
# groups of the pattern below, by number: a name costs a look more, forty times a story
_CHINESE_NUMBER: Final = 2
_FIRST_UNIT: Final = 3
_SCALE: Final = 7
_REST: Final = 8
_UNIT: Final = 10
_UNIT_ALONE: Final = 2
_LEVEL_BEFORE: Final = re.compile(
    r"(?:达到|达|升至|降至|升到|降到|提高到|提高至|下降到|下降至|为|[0-9]{4}年(?:度|上半年|下半年|底|末)?的)\Z"
)
_LEVEL_AFTER: Final = re.compile(r"[，。；、）\n]|上升|提高|增|下降|升|降|\Z")
_LEVEL_CHARS: Final = 10


class _Units(NamedTuple):
    pattern: re.Pattern[str]
    alone: re.Pattern[str]
    kinds: dict[str, str]
    fixed: re.Pattern[str]


@lru_cache(maxsize=1)
def _units() -> _Units:
    """One pattern from a number to its unit. Every repeat is bounded, so a place costs the same however long a text."""
    unit = _unit_pattern()
    longer = "|".join(each for each in units() if each[0] in _SCALES and len(each) > len("千瓦"))  # 千瓦时, 百分点
    rest = (
        r"(?:零?(?:[0-9]{1,4}(?:\.[0-9]{1,4})?|[一二三四五六七八九两])(?:[千百][余多]?万|[万千百])){1,3}(?![0-9万亿千百])"
        r"|(?:[0-9]{3,4}|[0-9],[0-9]{3})(?![0-9.,万亿千百])"
    )
    pattern = re.compile(
        rf"(?:(?<![0-9.A-Za-z第+])(?<![0-9][万亿千])([0-9]{{1,3}}(?:,[0-9]{{3}}){{1,4}}(?:\.[0-9]{{1,6}})?|"
        rf"[0-9]{{1,12}}(?:\.[0-9]{{1,6}})?)(?!\.?[0-9])"
        rf"|(?<![0-9第数几期周拜{_CHINESE}])([{_CHINESE}]{{1,9}}))"
        rf"(?:(?=[^{MINUS}—~～至到，。\n]{{0,5}}{_TO})(?:({unit})?({_TO}{{1,2}}))"
        rf"([0-9]{{1,9}}(?:\.[0-9]{{1,6}})?)(?!\.?[0-9]))?"
        rf"(余|多|几)?(?:(?!{longer})({_SCALES})({rest})?(余|多)?)?"
        rf"((?:{unit})(?!道|款|例|然|度|代))?(及以上|或以上|以上|左右|上下|有余)?",
    )
    alone = re.compile(rf"([0-9]{{1,12}}(?:\.[0-9]{{1,6}})?)({unit})")
    return _Units(pattern, alone, units(), re.compile("|".join(words("no_figure"))))


def _unit_pattern() -> str:
    """Any unit, longest first. One set answers for all that share no first letter; the others branch by theirs."""
    ends: dict[str, list[str]] = {}
    for word in sorted(units(), key=len, reverse=True):
        ends.setdefault(word[0], []).append(re.escape(word[1:]))
    alone = "".join(first for first, rest in ends.items() if rest == [""])
    shared = {first: rest for first, rest in ends.items() if rest != [""]}
    branches = "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in shared.items())
    return f"(?:[{alone}]|(?=[{''.join(shared)}])(?:{branches}))"


class _Read(NamedTuple):
    start: int
    end: int
    values: tuple[Decimal | int, ...]
    unit: str  # as printed, its scale in front
    kind: str
    approx: bool


def read_figures(page: Page, cut: Cut = NO_CUT) -> list[tuple[dict[str, Any], tuple[int, int]]]:
    """The figures of a text, each with its place, in print order; of the title only if there is no text.

    A value and unit that come again are told once. A range gives both of its ends. What is cut off is none.
    """
    start, _ = page.told()
    found = list(_numbers(page, start))
    if page.is_traditional:
        found += [_fraction(match.span(), match[1], match[2]) for match in _OF_HONG_KONG.finditer(page.plain, start)]
    if "分之" in page.plain or "/" in page.plain:
        shares = _FRACTION.finditer(page.plain, start)
        found += [_fraction(match.span(), match[2] or match[3], match[1] or match[4]) for match in shares]
        found += [_percent(match) for match in _PERCENT.finditer(page.plain, start)]
    figures: dict[tuple[Decimal | int, str], tuple[dict[str, Any], tuple[int, int]]] = {}
    for read in sorted(read for read in found if read and (cut.figure_at is None or read.end <= cut.figure_at)):
        for value in read.values:
            number = None if (value, read.unit) in figures else json_number(value)
            if number is not None:
                figure = {
                    "value": number,
                    "unit": read.unit,
                    "approx": read.approx,
                    "of": find_counted(page, (read.start, read.end), read.kind),
                    "text": page.printed[read.start : read.end],
                }
                figures[value, read.unit] = figure, (read.start, read.end)
    return list(figures.values())


def _numbers(page: Page, start: int) -> Iterator[_Read | None]:
    plain, match_at, done = page.plain, _units().pattern.match, start - 1  # the line break before it ends no figure
    for at in page.numerals:
        if at < done or (plain[at] == "一" and plain[at + 1 : at + 2] not in _GOES_ON):
            continue
        match = match_at(plain, at)
        if match is None:
            continue
        first = match[_FIRST_UNIT]
        if first and first != match[_UNIT]:  # 25个基点到4%: no range
            alone = _units().alone.match(plain, at)
            if alone and not _is_year(alone[_UNIT_ALONE], arabic(alone[1])):
                unit = page.printed[slice(*alone.span(_UNIT_ALONE))]
                kind = _units().kinds[alone[_UNIT_ALONE]]
                start, done = sign_at(plain, at, alone.end(), kind, done), alone.end()
                yield _Read(start, done, (arabic(alone[1]) * (-1 if start < at else 1),), unit, kind, approx=False)
        else:
            before, done = done, match.end()
            yield _read(page, match, before)


def _read(page: Page, match: re.Match[str], done: int) -> _Read | None:
    """``done``: where the figure before it ends."""
    plain = page.plain
    num, cn, _, _, num2, more, scale, rest, more2, unit, after = match.groups()
    kind = _units().kinds[unit] if unit else ""
    end = match.end()
    start = sign_at(plain, match.start(), end, kind, done)
    sign = -1 if start < match.start() else 1
    if not unit and (scale not in _ALONE or plain[end : end + 1].isdigit()):
        return _level(page, match, start)
    values = _values(match, plain[start : match.start()]) if cn or num2 or rest else (arabic(num) * sign,)
    if unit in _OTHER_WORDS and plain.startswith(_OTHER_WORDS[unit], end):
        return None
    if unit in _HALVED and plain.startswith("半", end):  # 8成半
        values, end = tuple(value + _HALF * sign for value in values), end + 1
    if not values or (not scale and _is_year(unit, values[0])) or (unit == "年" and num and num[0] == "0"):
        return None
    if (cn and _is_no_chinese_figure(plain, match)) or (unit in _IN_OTHER_WORDS and _is_no_count(plain, match)):
        return None
    before = None
    last = plain[start - 1]
    if last in _BEFORE_LAST:
        before = _BEFORE.search(plain, max(0, start - _BEFORE_CHARS), start)
        if before and _NEGATED.search(plain, max(0, before.start() - 2), before.start()):
            before = None
    elif not cn and last == "“" and "”" in plain[end : end + _QUOTED_CHARS]:
        return None
    approx = bool(before or more or more2 or after or (rest and ("余" in rest or "多" in rest)))
    printed = _shared_unit(page, match) if unit == "个" and num and "." in num else _printed_unit(page, match)
    return _Read(before.start() if before else start, end, values, printed, kind, approx)


def _is_year(unit: str | None, value: Decimal | int) -> bool:
    """Whether 年 says which year, and not how many."""
    return unit == "年" and 1900 <= value <= 2100


def _is_no_count(plain: str, match: re.Match[str]) -> bool:
    """Whether a unit stands in other words (两项目), in a date (前10个月), or names an article (第23条 elsewhere)."""
    start, end = match.span()
    if match[_UNIT] == "大":
        return _GROUPS.match(plain, start) is None
    if match[_UNIT] == "项":
        return plain.startswith("目", end) and not plain.startswith("目标", end)
    if match[_UNIT] == "条":
        return plain[start - 1] in _LAWS or f"第{match[0]}" in plain
    return plain[start - 1] in _FIRST


def _shared_unit(page: Page, match: re.Match[str]) -> str:
    """个百分点 for the first of 1.7个和5.4个百分点."""
    shared = _POINTS.match(page.plain, match.end())
    return "个" + page.printed[slice(*shared.span(1))] if shared else _printed_unit(page, match)


def _printed_unit(page: Page, match: re.Match[str]) -> str:
    """The unit as printed, with the scale that stands alone in front of it."""
    scale = match[_SCALE] if match[_SCALE] and not match[_REST] else ""
    if page.printed is page.plain:
        return f"{scale}{match[_UNIT] or ''}"
    unit = page.printed[slice(*match.span(_UNIT))] if match[_UNIT] else ""
    return (page.printed[slice(*match.span(_SCALE))] if scale else "") + unit.replace("％", "%")


def _values(match: re.Match[str], printed_sign: str) -> tuple[Decimal | int, ...]:
    sign = -1 if printed_sign else 1
    num, cn, first_unit, between, num2, _, scale, rest, *_ = match.groups()
    if rest:
        whole = compound(f"{num or cn}{scale}{rest}")
        return (whole * sign,) if whole else ()
    if num:
        first, last = arabic(num) * sign, arabic(num2)
        if has_minus(between, sign):
            return first, -last
        if printed_sign == BELOW_ZERO and not first_unit and last != -first:  # 零下5至10℃ is all of it below
            return first, -last
        return (first, last) if first <= last else ()  # 12270-10% stands in a table
    both = neighbours(cn)
    if both:
        return both
    value = chinese(cn)
    return (value * sign,) if value else ()


def _is_no_chinese_figure(plain: str, match: re.Match[str]) -> bool:
    start, end = match.span()
    unit, scale, numerals = match[_UNIT], match[_SCALE], match[_CHINESE_NUMBER]
    few = numerals in {"一", "二"} and not scale
    place = unit and _units().kinds[unit] == "place" and len(unit) < 2
    rough = numerals[0] in "百千" and not (len(numerals) == 1 and plain[start - 1] in _ABOUT)
    if few or place or rough or (unit == "位" and plain.startswith("数", end)):
        return True
    opened = plain.rfind("“", max(0, start - 4), start)
    if opened >= 0 and "”" not in plain[opened:start] and "”" in plain[end : end + _QUOTED_CHARS]:
        return True
    return _units().fixed.match(plain, start) is not None


def _level(page: Page, match: re.Match[str], start: int) -> _Read | None:
    """指数为128.6: a level without a unit, told by the words around it. ``start``: of its sign."""
    end = match.end()
    if (
        "." not in match[0]
        or match[1] != match[0]
        or not _LEVEL_AFTER.match(page.plain, end)
        or not _LEVEL_BEFORE.search(page.plain, max(0, start - _LEVEL_CHARS), start)
    ):
        return None
    value = arabic(match[0]) * (-1 if start < match.start() else 1)
    return _Read(start, end, (value,), "", "level", approx=False)


def _fraction(at: tuple[int, int], whole: str, part: str) -> _Read | None:
    low, high = (int(each) if each.isdecimal() else chinese(each) or 0 for each in (part, whole))
    if not low or low >= high:
        return None
    return _Read(*at, ((Decimal(low) / Decimal(high)).quantize(Decimal("0.0001")),), "", "share", approx=True)


def _percent(match: re.Match[str]) -> _Read | None:
    value = chinese(match[1])
    return _Read(*match.span(), (Decimal(value),), "%", "share", approx=False) if value else None
