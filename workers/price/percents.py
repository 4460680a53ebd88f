"""Percentages: which change of whom each of them fills."""

import re
from typing import Final

from reference.move_words import MoveWord
from workers.price import figures
from workers.price.changes import begin
from workers.price.clause import COMPARE, DISTRIBUTE, EXTREME, PRIOR, SET_ASIDE, TO_LEVEL, TODAY
from workers.price.figures import Number
from workers.price.measures import add_figure
from workers.price.parens import bound_of, lone_percent, read_paren
from workers.price.scan import Token
from workers.price.state import State
from workers.price.told import Event, Figure, Percent, Place

__all__ = ["on_paren", "on_percent", "on_tenths"]

_NOUNS_BEHIND: Final = {
    "的涨幅": MoveWord("涨幅", "noun", "up", 1, None, None),
    "的升幅": MoveWord("升幅", "noun", "up", 1, None, None),
    "的跌幅": MoveWord("跌幅", "noun", "down", 1, None, None),
}
_DOUBLED: Final = MoveWord("翻倍", "move", "up", 3, None, None)
_BOUNDS_BEHIND: Final = {"以上": "over", "左右": "near"}
# 跌近2%或以上, 1.236%-1.288%区间, 跌1%-3%不等: no figure of one share
_VAGUE_BEHIND: Final = re.compile(
    r"或以|区间|[-~～—–至到]{1,2}[近约超逾]?\d{1,4}(?:\.\d{1,4})?%|[-~～—–]{1,2}[\d.…]*$", re.ASCII
)
_BEHIND: Final = frozenset("以左或区的-~～—–至到")
_MOSTLY_BEHIND: Final = frozenset(("，", "。", "；", "、", ""))  # behind most figures, and no word begins so
_AT_LEAST: Final = "至少"
_AT_MOST: Final = ("最多", "至多")
_AT_LEAST_OR_MOST: Final = frozenset("少多")
_EXACT: Final = ("exact", None)
_ANDS: Final = frozenset({"和", "及", "与"})
_TWO: Final = 2
_LABELS: Final = frozenset({"turnover", "other", "price"})


def on_paren(s: State, token: Token) -> None:
    """A parenthesis belongs to the name that waits, to the change before it, or to the subject."""
    if s.segments[-1] and not s.closed:
        s.segments[-1].append(token)
        return
    percent = lone_percent(token)
    if percent and s.event is not None and s.event.pct is None:
        at = token[3].start("inside")
        digits = percent["pct"]
        place = (s.part, at + percent.start("pct"), at + percent.end())
        value = figures.exact(digits.lstrip("+-"))
        _fill(s, s.event, Percent(value, digits[0], bound_of(percent), place, None))
    elif s.subjects and not percent:
        read_paren(s.subjects[-1], token, s.plain, s.index)


def on_tenths(s: State, token: Token) -> None:
    """两成, 半成."""
    if s.word(token) == "翻倍":
        if not s.clause.holds & SET_ASIDE:
            begin(s, token, _DOUBLED)
            if s.clause.holds & TODAY:
                on_percent(s, token, 100, "")
    elif token[2] < len(s.plain.rstrip(".…⋯ ")):  # 一成 at the end may be 一成半, cut off
        on_percent(s, token, figures.tenths(s.word(token)), "")


def on_percent(s: State, token: Token, value: Number | None, sign: str) -> None:
    """A percentage goes to the label before it, else to the change that is open."""
    clause, plain = s.clause, s.plain
    label, bound, to_level = clause.label, clause.bound, clause.holds & TO_LEVEL != 0
    clause.figure_read()
    if value is None:
        return
    _, start, end, _ = token
    kind, bound_at = bound or _EXACT
    behind = plain[end : end + 1]
    if behind in _BEHIND:
        if _VAGUE_BEHIND.match(plain, end):
            _tell_no_figure(s)
            return
        kind = _bound_behind(s, token, kind)
    event = s.event
    if bound is None and event is not None and plain[event.word_at[1] - 1] in _AT_LEAST_OR_MOST:
        kind, bound_at = _bound_before(s, event) or _EXACT
    percent = Percent(value, sign, kind, (s.part, start, end), bound_at)
    if behind not in _MOSTLY_BEHIND and _is_before_a_limit(s, token):
        clause.held = percent  # 20%涨停
    elif not clause.holds & SET_ASIDE:
        if label is not None and label.kind in _LABELS:
            if label.kind == "turnover":
                add_figure(s, "turnover_rate_pct", Figure(value, percent.at, s.index))
        elif event is not None:
            _give(s, event, percent, to_level=to_level)


def _tell_no_figure(s: State) -> None:
    """升幅1%至3%: a direction is told, and no figure of one share."""
    event = s.event
    if event is not None:
        event.vague = True
    if event is not None and event.noun and event.direction and not s.clause.holds & PRIOR:
        for subject in s.subjects:
            subject.events.append(event)
    s.event = None


def _bound_before(s: State, event: Event) -> tuple[str, Place] | None:
    """至少涨3%, and of a list 最多涨3%, which is an extreme of a single one."""
    start = event.word_at[1]
    place = (s.part, start - 2, start)
    if s.plain.startswith(_AT_LEAST, max(start - 2, 0)):
        return "over", place
    return ("under", place) if s.plain.endswith(_AT_MOST, 0, start) and not event.extreme else None


def _is_before_a_limit(s: State, token: Token) -> bool:
    after = s.after()
    return after is not None and after[1] == token[2] and after[0] == "move" and after[3].limit is not None


def _bound_behind(s: State, token: Token, kind: str) -> str:
    """5%以上 is over; 5%的跌幅 opens a change."""
    noun = _NOUNS_BEHIND.get(s.plain[token[2] : token[2] + 3])
    if noun and not s.clause.holds & COMPARE:  # 抹去1%的跌幅
        begin(s, ("noun", token[2] + 1, token[2] + 3, noun), noun)
    return _BOUNDS_BEHIND.get(s.plain[token[2] : token[2] + 2], kind)


def _give(s: State, event: Event, percent: Percent, *, to_level: bool) -> None:
    """Gives a percentage to the open change, or, if that has one, to the next of a list."""
    if event.direction == "flat" and percent.value:
        return  # 平开4%: one of the two is wrong
    if event.pct is None and not event.threshold and not (to_level and _is_level(s, event)):
        _fill(s, event, percent)
    elif s.clause.holds & DISTRIBUTE and s.clause.queue:
        _distribute(s, event, percent)
    elif _are_told_apart(s, event, percent):
        second = s.subjects[1]
        second.events.pop()
        s.clause.queue = (second,)
        _distribute(s, event, percent)


def _are_told_apart(s: State, event: Event, percent: Percent) -> bool:
    """五粮液和泸州老窖升逾7%和近6%: two names and two figures."""
    return (
        len(s.subjects) == _TWO
        and event.figure_at is not None
        and percent.at[1] - event.figure_at[2] <= _TWO
        and s.plain[event.figure_at[2] : percent.at[1]].rstrip("近约超逾") in _ANDS
        and all(subject.events[-1:] == [event] for subject in s.subjects)
    )


def _is_level(s: State, event: Event) -> bool:
    """收益率升至2.1% is a level, 跌幅扩大至3% a change."""
    return not event.noun and s.plain[event.word_at[1] + 1] != "幅"


def _fill(s: State, event: Event, percent: Percent) -> None:
    """Gives the open change its percentage."""
    clause, holds = s.clause, s.clause.holds
    if (event.noun or event.loose) and not holds & PRIOR:
        for subject in s.subjects:
            subject.events.append(event)
    if event.direction is None:
        event.direction = "flat" if not percent.value else "down" if percent.sign == "-" else "up"
    elif percent.sign == "-" and event.direction == "up" and event.noun and percent.value:
        event.direction = "down"  # 涨幅-0.12%
    if holds & EXTREME:
        event.extreme = True
    event.take(percent.value, percent.bound, percent.at, percent.bound_at)
    if percent.sign == "-" and event.direction == "up" and event.pct:
        event.pct = -event.pct  # 涨-0.5%: as printed; a check tells that the two do not agree
    if holds & DISTRIBUTE and len(s.subjects) > 1 and not holds & PRIOR:
        # a change of another day (环比涨幅较大，分别达...) is not among theirs
        clause.queue = tuple(subject for subject in s.subjects[1:] if event in subject.events)
        for subject in clause.queue:
            subject.events.remove(event)


def _distribute(s: State, first: Event, percent: Percent) -> None:
    """分别涨1%、2%: each figure to its own name."""
    event = Event(first.word_at, s.index, first.direction, first.phase, first.phase_at)
    event.extreme = first.extreme
    event.take(percent.value, percent.bound, percent.at)
    subject, *rest = s.clause.queue
    s.clause.queue = tuple(rest)
    subject.events.append(event)
