"""Dates that a story tells, completed by its day, and the first day from which its rule applies.

A day without a year is the one nearest to the story's day; 明年3月1日 and 下月1日 say theirs. ``what`` is the act that
the same clause ties to the date, as printed, or None.
"""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Final, NamedTuple

from reference.policy_tables import words
from schemas.raw import Report
from workers.policy.page import Page

_DAY: Final = re.compile(
    r"(?<![\d.])(?:(?P<y>(?:19|20)\d\d)\s?年|(?P<rel>今年|明年|去年|同年|次年))?\s?"
    r"(?:(?P<m>\d{1,2})\s?月|(?P<month>下个月|下月|本月|上月|上个月|今月))\s?(?:份)?(?P<d>\d{1,2})\s?[日号]"
    r"|(?<![\d.])(?P<iso>(?:19|20)\d\d-\d{1,2}-\d{1,2})(?!\d)"
    r"|(?:(?P<which>[本这下])个?)?(?:星期|周|礼拜)(?P<week>[一二三四五六日天])"
    r"|(?P<said>今天|今日)(?:（(?P<sm>\d{1,2})月(?P<sd>\d{1,2})日）)?|(?P<relative>即日|今起|明天|明日|明早|明晚|昨天|昨日|后天|今早|今晚|本周|下周|上周"
    r"|(?<![日天号今明一二三四五六）)])(?:凌晨|下午|傍晚|晚上)(?=(?:\d{1,2}|零)[时点](?:半|\d{1,2}分)?起))"
    r"|(?<![\d月.年至—\-、])(?P<lone>\d{1,2})日(?![内均前后])"
)
_BEGINNINGS: Final = (  # of all that names a day without a digit in front
    "今年 今日 今天 今早 今晚 今起 今月 明年 明日 明天 明早 明晚 去年 同年 次年 昨天 昨日 后天 即日 "
    "下个 下月 下周 下星 上个 上月 上周 本月 本周 本星 这周 这星 星期 礼拜 周一 周二 周三 周四 周五 周六 周日 周天 "
    "凌晨 下午 傍晚 晚上"
)
_SAID: Final = {"今天": 0, "今日": 0, "即日": 0, "今起": 0, "今早": 0, "今晚": 0,
                "明天": 1, "明日": 1, "明早": 1, "明晚": 1, "后天": 2, "昨天": -1, "昨日": -1,
                "凌晨": 0, "下午": 0, "傍晚": 0, "晚上": 0}  # fmt: skip
_WEEKDAYS: Final = {day: number for number, day in enumerate("一二三四五六日")} | {"天": 6}
_HOUR: Final = (
    r"(?:（[^）\n]{1,8}）|\([^)\n]{1,8}\))?"
    r"(?:凌晨|零时|上午|中午|下午|晚上|晚|早)?(?:\d{1,2}[时点])?(?:\d{1,2}分|半|整)?"
)
_FROM: Final = re.compile(rf"{_HOUR}(?:开始)?(?:起|之日起)")
_PERIOD: Final = re.compile(r"[^，,。；;\n]{0,14}?(?:期间|止)")
_TERM: Final = re.compile(r"(?:期限|有效期)[:：为自从是]{0,2}\Z")
_LEAD: Final = re.compile(r"(?:自|从|由|于|在|将于|将从|拟于)[^，,。；;\n]{0,4}\Z")
_CLAUSE: Final = re.compile(r"[^，,。；;！？\n]{0,60}")
_BEHIND: Final = re.compile(r"[^。；;！？\n]{0,24}\Z")
_PAST: Final = re.compile(r"(?:以来|至今|已经|已有|累计)")
_CHINESE_DAY: Final = re.compile(
    r"([二一][〇○零九][〇○零一二三四五六七八九]{2})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日"
)
_CENTURIES: Final = ("〇", "○", "零", "一九", "二九")  # one of these is in each Chinese year
_HAN: Final = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"○": 0, "零": 0}


Hit = tuple[int, int, str]  # where a day may begin, and the word there


class Dated(NamedTuple):
    """A date, what falls on it, and where it stands."""

    on: date
    what: str | None
    start: int
    end: int


class _Vocabulary(NamedTuple):
    starts: re.Pattern[str]
    led: re.Pattern[str]
    intended: re.Pattern[str]
    acts: re.Pattern[str]


@lru_cache(maxsize=1)
def _vocabulary() -> _Vocabulary:
    def either(kind: str) -> str:
        return "|".join(words(kind))

    return _Vocabulary(
        re.compile(rf"{_HOUR}(?:起|开始)?(?:正式|开始|陆续|同日|全面|已)?(?:{either('effective')})"),
        re.compile(f"{_HOUR}(?:{either('effective_led')})"),
        re.compile(rf"(?:{either('intended')})(?<![该此]计划)"),
        re.compile(f"{either('effective')}|{either('document_act')}|{either('date_act')}"),
    )


def story_day(report: Report) -> date:
    """The day that completes dates: of publication, else of the page, else of the capture."""
    told = report["published_at"] or report["page_published_at"] or report["first_captured_at"]
    return date.fromisoformat(told[:10])


def is_dated(report: Report) -> bool:
    """Whether the page tells the story's day."""
    return bool(report["published_at"] or report["page_published_at"])


def known_names() -> dict[str, str]:
    """Every word that a page is searched for: those that a day without a digit in front begins with."""
    return {word: word for word in _BEGINNINGS.split()}


def find_days(page: Page, hits: Sequence[Hit]) -> list[re.Match[str]]:
    """Every place that names a day, in print order. ``hits``: of ``find_names``."""
    found: list[re.Match[str]] = []
    for at in sorted([*page.dated, *(start for start, _, _ in hits)]):
        match = _DAY.match(page.plain, at) if not found or at >= found[-1].end() else None
        if match:
            found.append(match)
    return found


def read_dates(page: Page, days: Sequence[re.Match[str]], told_on: date) -> list[Dated]:
    """Every date in print order, each day once. Words such as 今天 count; a lone weekday does not."""
    found: dict[date, Dated] = {}
    for match in days:
        on = None if match["week"] else _day(match, told_on)
        if on:
            found.setdefault(on, Dated(on, _what(page, match.start(), match.end()), *match.span()))
    in_chinese = any(century in page.plain for century in _CENTURIES)
    for match in _CHINESE_DAY.finditer(page.plain) if in_chinese else ():
        on = _printed_in_chinese(match)
        if on:
            found.setdefault(on, Dated(on, _what(page, match.start(), match.end()), *match.span()))
    return sorted(found.values(), key=lambda dated: dated.start)


def read_effective(page: Page, days: Sequence[re.Match[str]], told_on: date, *, is_dated: bool) -> Dated | None:
    """The first day from which a rule applies, if it is set and not merely intended. The text goes before the title.

    ``is_dated``: whether the story's day is told, and not only that of its capture: else 周六起 says no day.
    """
    for match in sorted(days, key=lambda each: each.start() < page.body_at):
        on = _day(match, told_on) if is_dated or match["y"] or match["iso"] or match["m"] else None
        if on and _begins(page, match):
            return Dated(on, None, *match.span())
    return None


def _begins(page: Page, match: re.Match[str]) -> bool:
    known = _vocabulary()
    start, end = match.span()
    behind = _BEHIND.search(page.plain, max(0, start - 24), start)
    before = behind[0] if behind else ""
    clause = _CLAUSE.match(page.plain, end)
    after = clause[0] if clause else ""
    if known.intended.search(before) or _PAST.search(after) or (match["relative"] or "").startswith("昨"):
        return False
    if match["relative"] == "今起" or known.starts.match(page.plain, end):
        return True
    if _FROM.match(page.plain, end):
        return True
    led = _LEAD.search(before) is not None
    if led and (known.starts.search(after) or known.led.match(page.plain, end)):
        return True
    lasts = match["y"] and re.match(r"至(?:19|20)\d\d年", after)
    return bool(lasts and (_TERM.search(before) or (not led and _PERIOD.match(after))))


def _day(match: re.Match[str], told_on: date) -> date | None:
    try:
        if match["iso"]:
            year, month, day = map(int, match["iso"].split("-"))
            return date(year, month, day)
        if match["sm"]:
            return _in_year_near(int(match["sm"]), int(match["sd"]), told_on)
        if match["said"] or match["relative"]:
            shift = _SAID.get(match["said"] or match["relative"])
            return None if shift is None else told_on + timedelta(days=shift)
        if match["week"]:
            return _weekday(match["which"], _WEEKDAYS[match["week"]], told_on)
        return _calendar_day(match, told_on)
    except (ValueError, OverflowError):
        return None


def _weekday(which: str | None, day: int, told_on: date) -> date:
    """周五 is the next one from the story's day on, 本周五 the one of its week, 下周五 the one of the week behind."""
    ahead = day - told_on.weekday()
    return told_on + timedelta(days=ahead % 7 if which is None else ahead + 7 * (which == "下"))


def _calendar_day(match: re.Match[str], told_on: date) -> date:
    if match["lone"]:
        return _nearest(int(match["lone"]), told_on)
    day = int(match["d"])
    if match["month"]:
        shift = {"下": 1, "上": -1}.get(match["month"][0], 0)
        months = told_on.year * 12 + told_on.month - 1 + shift
        return date(months // 12, months % 12 + 1, day)
    month = int(match["m"])
    if match["y"]:
        return date(int(match["y"]), month, day)
    if match["rel"]:
        return date(told_on.year + {"明年": 1, "次年": 1, "去年": -1}.get(match["rel"], 0), month, day)
    return _in_year_near(month, day, told_on)


def _in_year_near(month: int, day: int, told_on: date) -> date:
    """A day without a year is the one nearest to the story's; 29 February needs its year."""
    near = [date(told_on.year + shift, month, day) for shift in (-1, 0, 1)]
    return min(near, key=lambda each: abs(each - told_on))


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


def _printed_in_chinese(match: re.Match[str]) -> date | None:
    """二〇〇六年五月二十三日."""
    year = int("".join(str(_HAN[char]) for char in match[1]))
    month, day = (_small(match[2]), _small(match[3]))
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _small(text: str) -> int:
    """十 → 10, 二十三 → 23."""
    tens, _, ones = text.rpartition("十")
    if "十" not in text:
        return _HAN.get(text, 0)
    return (_HAN.get(tens, 1) if tens else 1) * 10 + (_HAN.get(ones, 0) if ones else 0)


def _what(page: Page, start: int, end: int) -> str | None:
    """The act nearest behind the date in its clause, else nearest in front of it."""
    clause = _CLAUSE.match(page.plain, end)
    stop = min(clause.end() if clause else end, end + 24)
    after = _vocabulary().acts.search(page.plain, end, stop)
    if after:
        return page.cut(*after.span())
    low = max(0, start - 24)
    head = max(page.plain.rfind(mark, low, start) for mark in "，,。；;！？\n") + 1
    before = list(_vocabulary().acts.finditer(page.plain, max(head, low), start))
    return page.cut(*before[-1].span()) if before else None
