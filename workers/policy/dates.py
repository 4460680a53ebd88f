"""Dates that a story tells, completed by its day, and the first day from which its rule applies.

``what`` is the act that the same clause ties to the date, as printed, or None.
"""

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple

from reference.policy_tables import words
from schemas.raw import Report
from workers.policy.days import HOUR, Day
from workers.policy.page import Page

_FROM: Final = re.compile(rf"{HOUR}(?:开始)?(?:起|之日起)")
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
        re.compile(rf"{HOUR}(?:起|开始)?(?:正式|开始|陆续|同日|全面|已)?(?:{either('effective')})"),
        re.compile(f"{HOUR}(?:{either('effective_led')})"),
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


def read_dates(page: Page, days: Sequence[Day]) -> list[Dated]:
    """Every date in print order, each day once. Words such as 今天 count; a lone weekday does not."""
    found: dict[date, Dated] = {}
    for match, on in days:
        if on and not match["week"]:
            found.setdefault(on, Dated(on, _what(page, match.start(), match.end()), *match.span()))
    in_chinese = any(century in page.plain for century in _CENTURIES)
    for match in _CHINESE_DAY.finditer(page.plain) if in_chinese else ():
        on = _printed_in_chinese(match)
        if on:
            found.setdefault(on, Dated(on, _what(page, match.start(), match.end()), *match.span()))
    return sorted(found.values(), key=lambda dated: dated.start)


def read_effective(page: Page, days: Sequence[Day], *, is_dated: bool) -> Dated | None:
    """The first day from which a rule applies, if it is set and not merely intended. The text goes before the title.

    ``is_dated``: whether the story's day is told, and not only that of its capture: else 周六起 says no day.
    """
    for match, on in sorted(days, key=lambda each: each.match.start() < page.body_at):
        is_told = is_dated or match["y"] or match["iso"] or match["m"]
        if on and is_told and _begins(page, match):
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
