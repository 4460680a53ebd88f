"""Printed forms read again, apart from the code that read them first: what a span must give back."""

import re
import unicodedata
from datetime import date
from decimal import Decimal
from typing import Any, Final

_PLAIN: Final = str.maketrans("萬億兩點﹒．％", "万亿两点..%")
_NUMBER: Final = re.compile(r"\d{1,3}(?:,\d{3})+(?:\. ?\d+)?|\d+(?:\. ?\d+)?")
_SCALES: Final = {"百": 2, "千": 3, "万": 4, "百万": 6, "千万": 7, "亿": 8, "百亿": 10, "千亿": 11, "万亿": 12}
_SCALE: Final = re.compile(r"\s?(万亿|千亿|百亿|千万|百万|亿|万|千|百)?")
_HAN: Final = {**{digit: value for value, digit in enumerate("零一二三四五六七八九")}, "〇": 0, "两": 2}
_TENS: Final = {"十": 10, "廿": 20, "卅": 30, "百": 100, "千": 1000}
_BELOW: Final = re.compile(r"[-−–负]\Z")
_BELOW_AFTER: Final = {  # a range whose first end is above zero, and below it
    1: re.compile(r"(?:[至到~]|([-−–—])(?!\1))[-−–]\Z"),
    -1: re.compile(r"[-−–—至到~][-−–]\Z"),
}
_YEARS_ON: Final = {"今年": 0, "明年": 1, "去年": -1}
_NAMED_YEAR: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=\s?年|-)|(今年|明年|去年)")
_BEGUN: Final = re.compile(r"((?:19|20)\d\d)年\d{1,2}月\d{1,2}日[至到—–~-]{1,2}\Z")
_TO: Final = re.compile(r"^[（(]?.{0,16}?[至到—–~-]", re.DOTALL)
_CENTS: Final = ("美分", "美仙", "便士")


def plain(text: str) -> str:
    """Printed text with narrow digits and simple scales, without characters that nobody sees; its length may change."""
    text = "".join(char for char in text if unicodedata.category(char) != "Cf")
    return unicodedata.normalize("NFKC", text.translate(_PLAIN)).translate(_PLAIN)


def exact(value: Any) -> Decimal:
    """A JSON number with the digits that it prints."""
    return Decimal(repr(value))


def amount_of(text: str) -> Decimal | None:
    """A figure with its scale and unit as plain units: 1.5亿元 is 150000000, 35美分 is 0.35, 3手 is 300."""
    said = plain(text)
    found = _NUMBER.search(said)
    if found is None:
        return None
    scale = _SCALE.match(said, found.end())
    power = _SCALES.get(scale[1], 0) if scale else 0
    value = Decimal(re.sub("[, ]", "", found[0])).scaleb(power)
    if said.endswith("手"):
        return value * 100
    return value / 100 if said.endswith(_CENTS) else value


def percent_of(text: str) -> Decimal | None:
    """A printed change without its sign: 3.68% is 3.68, 两成半 is 25, 三倍 is 300."""
    said = plain(text).strip()
    if said.endswith("倍"):
        head = said.removesuffix("倍")
        if head.endswith("翻"):
            return Decimal(100)
        return Decimal(_HAN.get(head, head)) * 100
    if said.endswith(("成", "成半")):
        head = said.removesuffix("半").removesuffix("成")
        tenths = (
            Decimal("0.5")
            if head == "半"
            else Decimal(_HAN.get(head, head)) + (Decimal("0.5") if said.endswith("半") else 0)
        )
        return tenths * 10
    found = _NUMBER.search(said)
    return Decimal(re.sub("[, ]", "", found[0])) if found else None


def values_of(text: str) -> set[Decimal]:
    """All that the figure of a story can mean: 约30余万人 gives 30 and 300000; 五六 5 and 6; 3年半 3.5; -5% only -5.

    零下 holds for both ends of a range that share their unit: 零下5至10℃ is -5 and -10, 零下5℃至10℃ -5 and 10.
    """
    said = plain(text).replace("零下", "负")
    shared = re.search(r"零下[\d.]+[-−–—至到~]{1,2}[\d.]+", plain(text)) is not None
    found: set[Decimal] = set()
    runs = [(m.start(), m.end(), Decimal(re.sub("[, ]", "", m[0]))) for m in _NUMBER.finditer(said)]
    runs += [
        (m.start(), m.end(), value)
        for m in re.finditer(r"[零〇一二三四五六七八九两十百千廿卅]+", said)
        for value in _chinese(m[0])
    ]
    runs.sort()
    total = Decimal(0)
    sign = ahead = -1 if runs and _BELOW.search(said[: runs[0][0]]) else 1
    for start, end, value in runs:
        if start > runs[0][0]:  # the end of a range has a minus of its own
            sign = -1 if _BELOW_AFTER[ahead].search(said[:start]) or (shared and value != runs[0][2]) else 1
        scale = re.match(r"\s?[余多几]?(万亿|千亿|百亿|千万|百万|亿|万|千|百)?", said[end:])
        power = _SCALES.get(scale[1], 0) if scale else 0
        found |= {sign * value, sign * value.scaleb(power)}
        total += value.scaleb(power)
        found.add(ahead * total)
    if len(runs) == 2:  # shares: 三分之二, 1/2
        (_, _, first), (_, _, second) = runs
        found |= {(a / b).quantize(Decimal("0.0001")) for a, b in ((first, second), (second, first)) if b}
    if said.endswith("半"):  # 两成半, 3年半
        found |= {value + Decimal("0.5") * ahead for value in found}
    return found


def _chinese(text: str) -> set[Decimal]:
    found = {Decimal(_HAN[char]) for char in text if char in _HAN and len(text) <= 2}
    if all(char in _HAN for char in text):
        return found | {Decimal("".join(str(_HAN[char]) for char in text))}
    total = digit = 0
    for char in text:
        if char in _HAN:
            digit = _HAN[char]
        else:
            total, digit = total + (digit or 1) * _TENS[char], 0
    return found | {Decimal(total + digit)}


def is_year_of(on: date, cut: str, before: str, after: str, told_on: date) -> bool:
    """Whether a printed day can be of that year: its own, else one named before, else the nearest to the telling.

    ``before`` and ``after``: what stands around it on its part of the page.
    """
    printed = re.match(r"((?:19|20)\d\d)\s?[年/-]", cut)
    if printed:
        return on.year == int(printed[1])
    if cut[:2] in _YEARS_ON:
        return on.year == told_on.year + _YEARS_ON[cut[:2]]
    begun = _BEGUN.search(before)
    if begun:
        return on.year - int(begun[1]) in (0, 1)
    named = {int(each[1]) if each[1] else told_on.year + _YEARS_ON[each[2]] for each in _NAMED_YEAR.finditer(before)}
    is_end = re.search(r"[至到—–~-]$", before.rstrip()) is not None
    if cut[:2] in ("同年", "次年", "翌年") or is_end:
        near = set(range(told_on.year - 1, told_on.year + 2)) if is_end else set()
        return bool({on.year, on.year - 1, on.year - 2} & (named | near))
    if (on.month, on.day) == (2, 29):
        return abs(on.year - told_on.year) <= 1
    return abs((on - told_on).days) <= (366 if _TO.match(after) else 183)
