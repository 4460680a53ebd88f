"""What a figure counts, by the words beside it: 20个|项目, |专项资金|500亿元."""

import re
from typing import Final

from reference.policy_tables import words
from workers.policy.page import Page

_THINGS: Final = frozenset({"people", "thing", "place"})
_COUNTED: Final = re.compile(r"(?:的)?([\u4e00-\u9fffA-Za-z]{2,24})")
_SUM_OF: Final = re.compile(r"([\u4e00-\u9fff]{2,16})\Z")
_STOP: Final = re.compile(  # every branch begins with a letter, so that the search skips fast
    "的|了|在|将|对|与|和|及|或|是|为|被|把|由|从|向|到|给|让|使|"
    "以上|以下|左右|获|通过|实现|开展|参加|落实|纳入|参与|享受|超过|达成?|同比|环比|"
    "增长|下降|其中|均|已|可|全部|分别|用于|进行|提供|正在|完成|建成|纷纷|来自|计划|印发|联合",
)
_TRIMMED: Final = (
    "由|从|达到|达|增长|下降|上升|超过|超|共计|合计|累计|总计|共|(?<!违)约|为|至|到|近|逾|的|有|是|提高|"
    "扩大|增加|给予|并处|不|低于|高于|设立|推出|投入|发放|安排|下达|提供|下调|上调"
)
_TRIM: Final = re.compile(rf"(?:{_TRIMMED})+\Z")
_TRIM_LAST: Final = frozenset(word[-1] for word in _TRIMMED.split("|"))


def find_counted(page: Page, at: tuple[int, int], kind: str) -> str | None:
    """The words that a figure counts: after a unit of things, before a sum or a share. None if none stand there.

    Args:
        page: All of it.
        at: Where the figure stands.
        kind: Of its unit, as policy_units.csv has it; "level" for one without a unit.
    """
    start, end = at
    if kind in _THINGS:
        return _after(page, end)
    before = _before(page, start)
    if before or kind == "level" or page.plain.startswith(words("figure_verb"), end):
        return before
    return _after(page, end)


def _after(page: Page, end: int) -> str | None:
    after = _COUNTED.match(page.plain, end)
    if not after:
        return None
    stop = _STOP.search(page.plain, after.start(1), after.end(1))
    last = stop.start() if stop else after.end(1)
    return page.cut(after.start(1), last) if last - after.start(1) >= 2 else None


def _before(page: Page, end: int) -> str | None:
    before = _SUM_OF.search(page.plain, max(0, end - 16), end)
    if not before or page.plain[before.start() - 1].isdigit():  # the unit of another figure
        return None
    trimmed = _TRIM.sub("", before[1]) if before[1][-1] in _TRIM_LAST else before[1]
    start = before.start() + max([found.end() for found in _STOP.finditer(trimmed)], default=0)
    last = before.start() + len(trimmed)
    return page.cut(start, last) if last - start >= 2 and page.plain[start:last] not in words("figure_verb") else None
