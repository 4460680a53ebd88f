"""Unknown text: a name that waits for its verb, or nothing."""

import re
from functools import lru_cache
from typing import Final

from workers.price.clause import COMPARE
from workers.price.names import read_name
from workers.price.scan import Token
from workers.price.state import State

__all__ = ["on_gap", "said_by"]

_QUANTITIES: Final = frozenset(
    {"多只", "部分", "部份", "多数", "大多数", "多家", "其余", "其它", "两只", "三只", "数只", "所有"}
)
_PARTICLES: Final = re.compile(
    r"[\s在也亦则均都再又更仍续已便即就是为曾于以从自由向被获并将还及和与或后而但其日，,·.…—-]*$"
)
_FIGURES: Final = frozenset({"figure", "tenths", "over", "near", "under", "exact"})
_COUNTS: Final = frozenset({"group", "figure"})
_SOME: Final = frozenset({"部分", "部份", "多只"})
_BOTH: Final = ("均", "都", "齐")
_SHORT: Final = 3
_FEW: Final = 6


def on_gap(s: State, token: Token) -> None:
    """Unknown text waits for its verb; it uses up a label and a change that have no figure yet."""
    clause = s.clause
    _, start, end, text = token
    if clause.holds & COMPARE or s.closed or end <= s.heading_end:
        return
    if start < s.heading_end:  # 涨幅居前的个股有
        start = s.heading_end
        text = s.plain[start:end]
        token = ("gap", start, end, text)
    if s.index and s.tokens[s.index - 1][0] in _COUNTS and _is_quantity(s, s.tokens[s.index - 1], token):
        return
    size = end - start
    if size <= _FEW:
        said = said_by(text)
        if said == "nothing":
            return
        if said == "index":
            clause.label = clause.bound = None
            _speak_of_index(s)
            return
    label = clause.label
    if label is not None and (label.kind != "other" or size > _SHORT):
        clause.label = None  # 目标价削至15元 keeps its label
    clause.bound = None
    event = s.event
    if event is not None and event.pct is None and not (size < _SHORT and (s.after() or ("",))[0] in _FIGURES):
        s.event = None
    if s.topic and _joins_the_topic(s, text):
        s.segments, s.topic = [s.topic[0], []], []
    s.segments[-1].append(token)


def _joins_the_topic(s: State, text: str) -> bool:
    """创业板指，深成指均跌: two names of one kind, with a comma between them."""
    if not text.endswith(_BOTH) or s.waiting:
        return False
    if len(s.topic) != 1 or len(s.topic[0]) != 1 or s.tokens[s.index - 2] is not s.topic[0][0]:
        return False
    first, second = read_name(s.topic[0][0][3]), read_name(text)
    return first is not None and second is not None and first.tabled and second.tabled and first.asset == second.asset


@lru_cache(maxsize=4096)
def said_by(text: str) -> str:
    """What a short piece says where no name stands: nothing (particles), the index named before, or something."""
    if _PARTICLES.match(text):
        return "nothing"
    return "index" if text.strip() == "指数" else "something"


def _speak_of_index(s: State) -> None:
    """指数 alone is the index named before, with a verb or without."""
    for segments in reversed(s.recents):
        found = s.namer.mentions_of(segments, s.subjects, s.index, strict=True)
        if found and found[-1].name.asset == "index":
            s.speak_of(found[-1:])
            return
    if s.namer.last_index:
        s.speak_of([s.namer.last_index])


def _is_quantity(s: State, before: Token, token: Token) -> bool:
    """多只ETF, 约20只个股, 部分个股 are no names; 部分化工股 and 多只化工股 tell of the sector."""
    if before[0] == "group":
        word = s.word(before)
        return word in _QUANTITIES and not (word in _SOME and _is_of_a_sector(token[3]))
    return before[2] == token[1] and before[3]["count"] is not None


def _is_of_a_sector(text: str) -> bool:
    name = read_name(text)
    return name is not None and name.asset == "sector" and name.text.endswith(("股", "板块", "概念"))
