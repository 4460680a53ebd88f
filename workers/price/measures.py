"""Figures that are no percentage, and the labels that name them."""

import re
from bisect import bisect_left
from operator import itemgetter
from typing import Final

from reference.move_words import MoveWord
from workers.price import figures
from workers.price.changes import begin
from workers.price.clause import COMPARE, EXTREME, NOT_NOW, PRIOR, TO_LEVEL
from workers.price.lists import Segment
from workers.price.scan import FIGURE, Token
from workers.price.state import State
from workers.price.told import Event, Figure, Place

__all__ = ["add_figure", "on_bare", "on_label", "on_measure", "on_other"]

_VAGUE_LEVELS: Final = ("以上", "以下", "附近", "上方", "下方", "左右", "边缘", "关口", "一线", "/瓶", "/盒")
_ISSUE_PRICES: Final = frozenset({"招股价", "发行价", "发行价格", "发售价", "每股发售价", "较发行价"})
_FROM_ISSUE: Final = {
    phase: {
        "高": MoveWord("高于发行价", "move", "up", 1, None, phase),
        "低": MoveWord("低于发行价", "move", "down", 1, None, phase),
    }
    for phase in ("open", None)
}
_VAGUE_SIGNS: Final = frozenset("以附上下左边关一/")
_SHARES: Final = frozenset({"股", "手"})
_OF_CHANGE: Final = frozenset({"基点", "个基点", "点子"})
_AMOUNTS: Final = frozenset({"amount", "traded", "value"})
_VERBS_THAT_BOUND: Final = {"突破": "over", "冲破": "over", "跌破": "under", "逼近": "near", "接近": "near"}
_EXACT: Final = ("exact", None)
_BEFORE_THE_OPEN: Final = (None, "pre")
_NEAR: Final = 2
_RISE_OR_FALL: Final = frozenset("涨升跌挫")
_SENTENCE_ENDS: Final = frozenset({"stop", "line"})
_START: Final = itemgetter(1)
_NUMBER, _SCALE, _UNIT = FIGURE[3:]


def on_label(s: State, token: Token) -> None:
    """A label makes the names before it the subject; 现报 and 收报 tell the time as well."""
    clause = s.clause
    if s.segments[0]:
        strict = bool(s.subjects) and not _is_a_new_name(s, s.segments, token)
        found = s.namer.mentions_of(s.segments, s.subjects, s.index, strict=strict)
        s.forget_names()
        s.closed = False
        if found:
            s.speak_of(found)
            s.event = None
    elif s.topic and (not s.subjects or s.namer.knows_name(s.topic)):
        s.take_names()
    elif s.topic and _is_a_new_name(s, s.topic, token):
        s.speak_of(s.namer.mentions_of(s.topic, s.subjects, s.index, strict=False) or s.subjects)
    clause.label, clause.label_at = token[3], s.place(token)
    if token[3].phase and token[0] == "price" and not clause.holds & PRIOR:
        lasting = token[3].phase != "open" or s.phases.now in _BEFORE_THE_OPEN
        s.phases.tell(token[3].phase, token[3].word, clause.label_at, lasting=lasting)


def _is_a_new_name(s: State, segments: list[Segment], label: Token) -> bool:
    """。星河互动收报2.7元: what begins a sentence may be new, since the verb tells the day's level."""
    if label[0] != "price":
        return False
    before = bisect_left(s.tokens, segments[0][0][1], key=_START) - 1
    return before >= 0 and s.tokens[before][0] in _SENTENCE_ENDS


def on_other(s: State, token: Token) -> None:
    """A label of a figure that is none of ours; the name before it stays what the text speaks of."""
    s.clause.label, s.clause.label_at = token[3], s.place(token)
    if s.waiting and s.orphan:
        s.end_waiting()
    elif s.waiting and s.namer.knows_name(s.segments):
        s.topic = s.segments
    s.forget_names()


def on_measure(s: State, match: re.Match[str]) -> None:
    """A figure with a unit: money, points or a number of shares."""
    clause = s.clause
    number, scale, unit = match.group(_NUMBER, _SCALE, _UNIT)
    start, end = match.span(_UNIT)  # not by .regs: that makes a tuple of each of the pattern's groups
    figure = Figure(figures.scaled(number, scale, unit), (s.part, match.start(_NUMBER), end), s.index)
    label = clause.label.kind if clause.label else None
    if unit == "点":
        _note_change(s, figure)
        _add_level(s, "points", figure)
    elif unit in _OF_CHANGE:
        if s.event is not None and unit != "点子":
            s.event.threshold = True  # a change in points of a hundredth has no percentage, but may tell a level
    elif unit in _SHARES:
        if label == "traded":
            add_figure(s, "volume_shares", figure)
    else:
        figure.currency = figures.currency_of(unit)
        figure.unit_at = (s.part, start, end)
        if label in _AMOUNTS:
            figure.bound, figure.bound_at = clause.bound or _bound_of_verb(s) or _EXACT
            add_figure(s, "market_value" if label == "value" else "amount", figure)
        elif label != "other":
            _note_change(s, figure)
            _add_level(s, "price", figure)
        elif clause.holds & COMPARE and clause.label and clause.label.word in _ISSUE_PRICES:
            _compare_with_issue(s, end)
    clause.figure_read()


def _compare_with_issue(s: State, at: int) -> None:
    """较招股价7.89元低逾16%; behind 开市报 it is the open's."""
    sign = s.plain[at : at + 1]
    word = _FROM_ISSUE["open" if s.phases.now == "open" else None].get(sign)
    if word:
        begin(s, (word.kind, at, at + 1, word), word)


def _bound_of_verb(s: State) -> tuple[str, Place] | None:
    """成交额突破100亿元 is over, 逼近100亿元 near."""
    before = s.before()
    bound = _VERBS_THAT_BOUND.get(s.word(before)) if before else None
    return (bound, s.place(before)) if before and bound else None


def _note_change(s: State, figure: Figure) -> None:
    """升163点, 走高近0.5美元: how far, not how high; a level behind it may leave its currency out."""
    event = s.event
    if (
        event is None
        or s.clause.holds & TO_LEVEL
        or s.clause.label is not None
        or figure.at[1] - event.word_at[2] > _NEAR
    ):
        return
    if figure.unit_at:
        event.currency = (figure.currency, figure.unit_at)
    elif s.plain[event.word_at[2] - 1] in _RISE_OR_FALL:
        event.in_points = True


def on_bare(s: State, token: Token) -> None:
    """A number without a unit counts behind a price label, if it does not touch the end, where it may be cut."""
    label = s.clause.label
    is_level = label.kind == "price" if label else s.clause.holds & TO_LEVEL and _needs_no_unit(s)
    if is_level and token[2] < len(s.plain.rstrip(".… ")):
        figure = Figure(figures.exact(s.word(token)), s.place(token), s.index)
        if s.event is not None and s.event.currency and not s.waiting:
            figure.currency, figure.unit_at = s.event.currency
        _add_level(s, "bare", figure)
    s.clause.figure_read()


def _needs_no_unit(s: State) -> bool:
    """欧元兑美元跌0.5%，至1.05; 沪指跌3点至3115.69: a pair of currencies, or what is told in points, needs no unit."""
    if s.waiting or len(s.subjects) != 1:
        return False
    return s.subjects[0].name.asset == "fx" or (s.event is not None and s.event.in_points)


def _add_level(s: State, field: str, figure: Figure) -> None:
    """A price or points, where the words say that it is the level and not the change."""
    plain, end, clause = s.plain, s.tokens[s.index][2], s.clause
    if plain[end : end + 1] in _VAGUE_SIGNS and plain.startswith(_VAGUE_LEVELS, end):
        return  # 至140美元以上, 4000美元附近, 6000元/瓶
    if (
        (clause.label is not None and clause.label.kind == "price")
        or (clause.holds & TO_LEVEL and s.event is not None and _is_to_a_level(s, s.event))
        or _before_a_close(s, figure)
    ):
        add_figure(s, field, figure)


def _is_to_a_level(s: State, event: Event) -> bool:
    """涨幅收窄至30点 tells the change, 跌幅11%，至109美元 the level."""
    return s.plain[event.word_at[1] + 1] != "幅" or event.pct is not None


def _before_a_close(s: State, figure: Figure) -> bool:
    """以12元收盘, 以3015点报收."""
    if s.plain[max(figure.at[1] - 1, 0)] not in "以于":
        return False
    after = s.after()
    return s.plain.startswith("报收", figure.at[2]) or (after is not None and after[0] in ("phase", "price"))


def add_figure(s: State, field: str, figure: Figure) -> None:
    """Gives the one subject a figure; a list has none of its own."""
    clause = s.clause
    if figure.value is None:
        return
    if s.segments[0]:
        s.take_names(figure=True)
    if len(s.subjects) != 1 or s.grouped or clause.holds & NOT_NOW:
        return
    if clause.holds & EXTREME or (clause.holds & TO_LEVEL and s.event is not None and s.event.extreme):
        figure.extreme = True  # 一度涨14%，至4.88美元
    phase = clause.label.phase if clause.label else None
    if phase:
        figure.own_phase, figure.phase_at = True, clause.label_at
        figure.phase = s.phases.now if phase == "close" else phase
    elif s.phases.now:
        figure.phase, figure.phase_at = s.phases.now, s.phases.at
    s.subjects[0].take(field, figure)
