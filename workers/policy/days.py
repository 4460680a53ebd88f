"""Every place of a text that names a day, and the date that it names.

A day without a year is the one nearest to the story's day, and so is a range. The end of a range is the first such day
from its beginning on (2023年9月1日至3月1日). 同年 and 次年 are told from the year named last: without one there is no
date, nor has 每年9月1日 one.
"""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from schemas.days import days_of, nearest_day
from workers.policy.page import Page

_DAY: Final = re.compile(
    r"(?<![\d.])(?:(?P<y>(?:19|20)\d\d)\s?年|(?P<rel>今年|明年|去年|同年|次年|翌年|每年))?\s?"
    r"(?:(?P<m>\d{1,2})\s?月|(?P<month>下个月|下月|本月|上月|上个月|今月))\s?(?:份)?(?P<d>\d{1,2})\s?[日号]"
    r"|(?<![\d.])(?P<iso>(?:19|20)\d\d-\d{1,2}-\d{1,2})(?!\d)"
    r"|(?:(?P<which>[本这下])个?)?(?:星期|周|礼拜)(?P<week>[一二三四五六日天])"
    r"|(?P<said>今天|今日)(?:（(?P<sm>\d{1,2})月(?P<sd>\d{1,2})日）)?|(?P<relative>即日|今起|明天|明日|明早|明晚|昨天|昨日|后天|今早|今晚|本周|下周|上周"
    r"|(?<![日天号今明一二三四五六）)])(?:凌晨|下午|傍晚|晚上)(?=(?:\d{1,2}|零)[时点](?:半|\d{1,2}分)?起))"
    r"|(?<![\d月.年至—\-、])(?P<lone>\d{1,2})日(?![内均前后])"
)
_BEGINNINGS: Final = (  # of all that names a day without a digit in front
    "今年 今日 今天 今早 今晚 今起 今月 明年 明日 明天 明早 明晚 去年 同年 次年 翌年 每年 昨天 昨日 后天 即日 "
    "下个 下月 下周 下星 上个 上月 上周 本月 本周 本星 这周 这星 星期 礼拜 周一 周二 周三 周四 周五 周六 周日 周天 "
    "凌晨 下午 傍晚 晚上"
)
_SAID: Final = {"今天": 0, "今日": 0, "即日": 0, "今起": 0, "今早": 0, "今晚": 0,
                "明天": 1, "明日": 1, "明早": 1, "明晚": 1, "后天": 2, "昨天": -1, "昨日": -1,
                "凌晨": 0, "下午": 0, "傍晚": 0, "晚上": 0}  # fmt: skip
_WEEKDAYS: Final = {day: number for number, day in enumerate("一二三四五六日")} | {"天": 6}
HOUR: Final = (
    r"(?:（[^）\n]{1,8}）|\([^)\n]{1,8}\))?"
    r"(?:凌晨|零时|上午|中午|下午|晚上|晚|早)?(?:\d{1,2}[:：]\d\d|(?:\d{1,2}[时点])?(?:\d{1,2}分|半|整)?)"
)
_YEARS_ON: Final = {"今年": 0, "明年": 1, "去年": -1}  # from the story's
_NEXT_YEAR: Final = frozenset({"次年", "翌年"})
_TO: Final = re.compile(rf"{HOUR}起?(?:[至到]|[-—–~～]{{1,2}})")
_NAMED_YEAR: Final = re.compile(  # of a 《》 the year says nothing
    r"《[^《》]*》|\A[^《》]*》|(?<!\d)(?P<y>(?:19|20)\d\d)(?:\s?年|-\d{1,2}-\d)|(?P<rel>今年|明年|去年|次年|翌年|每年)"
)
_NAMED_CHARS: Final = 200


Hit = tuple[int, int, str]  # where a day may begin, and that one does


class Day(NamedTuple):
    """A place that names a day, and the date; None if it names none, as 39日 and 本周 do."""

    match: re.Match[str]
    on: date | None


def known_names() -> dict[str, str]:
    """Every word that a page is searched for: those that a day without a digit in front begins with."""
    return dict.fromkeys(_BEGINNINGS.split(), "day")


def find_days(page: Page, hits: Sequence[Hit], told_on: date) -> list[Day]:
    """Every place that names a day, in print order. ``hits``: of ``find_names``."""
    found: list[Day] = []
    last: Day | None = None
    for at in sorted([*page.dated, *(start for start, _, _ in hits)]):
        match = _DAY.match(page.plain, at) if not found or at >= found[-1].match.end() else None
        if match:
            if last and found[-1] is last and _is_bare(last.match) and _is_bare(match) and _is_range(page, last, match):
                found[-1] = last = Day(last.match, _beginning(last.match, match, told_on))
            found.append(Day(match, _day(page, match, last, told_on)))
            last = last if match["week"] else found[-1]  # 9月1日（周六）至10月1日
    return found


def _day(page: Page, match: re.Match[str], last: Day | None, told_on: date) -> date | None:
    try:
        if match["d"]:
            return _calendar_day(page, match, last, told_on)
        if match["iso"]:
            year, month, day = map(int, match["iso"].split("-"))
            return date(year, month, day)
        return _day_in_words(match, told_on)
    except (ValueError, OverflowError):
        return None


def _day_in_words(match: re.Match[str], told_on: date) -> date | None:
    if match["lone"]:
        return _nearest(int(match["lone"]), told_on)
    if match["sm"]:
        return nearest_day(int(match["sm"]), int(match["sd"]), told_on)
    if match["week"]:
        return _weekday(match["which"], _WEEKDAYS[match["week"]], told_on)
    shift = _SAID.get(match["said"] or match["relative"])
    return None if shift is None else told_on + timedelta(days=shift)


def _weekday(which: str | None, day: int, told_on: date) -> date:
    """周五 is the next one from the story's day on, 本周五 the one of its week, 下周五 the one of the week behind."""
    ahead = day - told_on.weekday()
    return told_on + timedelta(days=ahead % 7 if which is None else ahead + 7 * (which == "下"))


def _calendar_day(page: Page, match: re.Match[str], last: Day | None, told_on: date) -> date | None:
    day = int(match["d"])
    if match["month"]:
        shift = {"下": 1, "上": -1}.get(match["month"][0], 0)
        months = told_on.year * 12 + told_on.month - 1 + shift
        return date(months // 12, months % 12 + 1, day)
    month, rel = int(match["m"]), match["rel"]
    if match["y"]:
        return date(int(match["y"]), month, day)
    if rel in _YEARS_ON:
        return date(told_on.year + _YEARS_ON[rel], month, day)
    if rel != "每年" and last and _is_range(page, last, match):
        is_next = rel in _NEXT_YEAR or (rel is None and last.on is not None and (month, day) < last.on.timetuple()[1:3])
        return date(last.on.year + is_next, month, day) if last.on else None
    if rel is None:
        return nearest_day(month, day, told_on)
    year = None if rel == "每年" else _named_year(page, match.start(), told_on, following=rel in _NEXT_YEAR)
    return date(year, month, day) if year else None


def _is_bare(match: re.Match[str]) -> bool:
    """Whether it is a month and a day alone: 9月1日."""
    return match["m"] is not None and not match["y"] and not match["rel"]


def _is_range(page: Page, last: Day, match: re.Match[str]) -> bool:
    return _TO.fullmatch(page.plain, last.match.end(), match.start()) is not None


def _beginning(first: re.Match[str], last: re.Match[str], told_on: date) -> date | None:
    """The first day of a range without a year: of that range which is nearest to the story's day."""
    begins, ends = ((int(match["m"]), int(match["d"])) for match in (first, last))
    near = [
        (max(start - told_on, told_on - end, timedelta()), start)
        for start in days_of(*begins, range(told_on.year - 1, told_on.year + 2))
        for end in days_of(*ends, [start.year + (ends < begins)])
    ]
    return min(near, default=(None, None))[1]


def _named_year(page: Page, end: int, told_on: date, *, following: bool) -> int | None:
    """The year named last in front of a place, on its part of the page; None if none is near.

    ``following``: the one behind it. A 次年 in between is named for 同年, and no step for the 次年 behind it.
    """
    low = max(end - _NAMED_CHARS, page.body_at if end >= page.body_at else 0)
    year: int | None = None
    same: int | None = None
    for named in _NAMED_YEAR.finditer(page.plain[low:end]):
        if named["y"]:
            year = same = int(named["y"])
        elif named["rel"] in _YEARS_ON:
            year = same = told_on.year + _YEARS_ON[named["rel"]]
        elif named["rel"] == "每年":
            year = same = None
        elif named["rel"] and year:
            same = year + 1
    return year + 1 if following and year else same


def _nearest(day: int, told_on: date) -> date:
    """The 24日 that is nearest to the story's day, in its month or the ones beside it."""
    months = [told_on.year * 12 + told_on.month - 1 + shift for shift in (-1, 0, 1)]
    near = []
    for number in months:
        try:
            near.append(date(number // 12, number % 12 + 1, day))
        except ValueError:
            continue
    if not near:
        raise ValueError(day)
    return min(near, key=lambda each: abs(each - told_on))
