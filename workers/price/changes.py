"""Words of change: whose they are, and what they say before any figure."""

from dataclasses import replace
from typing import Final

from reference.move_words import MoveWord
from workers.price.asides import (
    DESCRIBING,
    PEAK_ENDS,
    in_a_run,
    is_of_a_measure,
    is_of_business,
    set_aside_below_a_peak,
    set_aside_counted,
    set_aside_description,
    set_aside_of_months,
    set_aside_of_no_day,
)
from workers.price.clause import (
    BEHIND_EXTREME,
    BEHIND_LONG,
    CAUSE,
    COMPARE,
    DOUBTED,
    EXTREME,
    LONG,
    OLDER,
    PRIOR,
    SET_ASIDE,
    TODAY,
    TOLD_LONG,
    UNSURE,
)
from workers.price.phases import WHOLES
from workers.price.scan import Token
from workers.price.state import State
from workers.price.told import Event

__all__ = ["begin", "on_board", "on_move", "on_noun", "on_record"]

_TURNS: Final = frozenset("转翻倒反")
_ALMOST: Final = frozenset({"逼近", "几近", "接近", "冲击", "临近"})
_THRESHOLDS: Final = frozenset(
    {"升破", "涨破", "升穿", "站上", "重上", "跌破", "跌穿", "失守", "突破", "下破", "收复", "重返", "退守"}
)
_THEN: Final = frozenset({"后", "又", "后又", "之后", "再"})
_LONGEST_THEN: Final = 2
_OPPOSITES: Final = frozenset({"up", "down"})
_BOARD: Final = MoveWord("连板", "move", "up", 3, "up", None)
_RECORD_HIGH: Final = MoveWord("创新高", "move", "up", 2, None, None)
_RECORD_LOW: Final = MoveWord("创新低", "move", "down", 2, None, None)
_FIGURES: Final = frozenset({"figure", "over", "near", "under"})
_OR_LESS: Final = ("或涨", "或大涨", "或跌", "或大跌")


def on_move(s: State, token: Token) -> None:
    """A verb of change: its subjects are the names that wait, else those of before."""
    word: MoveWord = token[3]
    clause, event, plain = s.clause, s.event, s.plain
    _, start, end, _ = token
    if (
        (plain[end : end + 1] in DESCRIBING and set_aside_description(s, token))
        or (clause.holds & COMPARE and set_aside_of_no_day(s, token))
        or (plain[start - 1] in PEAK_ENDS and set_aside_below_a_peak(s, token))
        or (plain[start] == "连" and set_aside_of_months(s))
    ):
        return
    if (clause.label is not None and is_of_business(s, clause.label)) or (word.limit and set_aside_counted(s, token)):
        s.event = None
        return
    run = clause.holds & PRIOR and not s.period and in_a_run(s)
    if run:
        clause.holds &= ~PRIOR  # 连续两日跌停: today as well
    if word.phase or s.phases.now == "open":
        _tell_phase(s, token)
    if event is not None and event.noun and event.pct is None:
        return  # 跌幅扩大至: the noun waits for its figure
    if clause.holds & UNSURE:
        before = s.before()
        if before is None or s.word(before) not in _ALMOST:
            s.event = None  # 有望涨停 tells nothing
            s.forget_names()
            return
        word = replace(word, limit=None)  # 逼近涨停 tells a direction
    if word.limit and plain.startswith(_OR_LESS, end):
        word = replace(word, limit=None)  # 涨停或涨超10%: one of the two
    begin(s, token, word)
    if run and s.event is not None:
        s.event.threshold = True  # 连续4日上涨近3%: but the figure is of all four
        clause.holds |= PRIOR


def _tell_phase(s: State, token: Token) -> None:
    """收涨 tells the close, 高开 the open unless the report looks back, and 转跌 ends the open."""
    word: MoveWord = token[3]
    if s.phases.now == "open" and word.word[0] in _TURNS:
        s.phases.go_on()
    if word.phase and not (s.clause.holds & PRIOR or (word.phase == "open" and s.phases.base[0] in WHOLES)):
        s.phases.tell(word.phase, word.word, s.place(token), lasting=False)


def on_noun(s: State, token: Token) -> None:
    """涨幅, 涨跌幅: a change only once its figure comes."""
    word: MoveWord = token[3]
    if s.clause.holds & COMPARE and s.plain[token[1] - 1] == "的":
        return  # 扭转早盘2.7%的跌幅
    if word.phase and not s.clause.holds & PRIOR:
        s.phases.tell(word.phase, word.word, s.place(token), lasting=False)
    begin(s, token, token[3])


def on_board(s: State, token: Token) -> None:
    """17连板, 16天10板: up at the limit."""
    if not s.clause.holds & DOUBTED:
        begin(s, token, _BOARD)
        s.event = None


def on_record(s: State, token: Token) -> None:
    """创10年来新高: up, and no figure of today's inside."""
    if not s.clause.holds & SET_ASIDE and not is_of_a_measure(s):
        begin(s, token, _RECORD_HIGH if s.plain[token[2] - 1] == "高" else _RECORD_LOW)
        s.event = None


def begin(s: State, token: Token, word: MoveWord) -> None:
    """Opens a change of the subjects, which the next percentage will fill."""
    clause = s.clause
    if clause.holds & BEHIND_LONG and not (s.waiting or clause.holds & TODAY or word.phase):
        clause.holds |= PRIOR  # 全年累计跌3616点，跌幅15.5%
    if clause.holds & LONG:
        clause.holds |= TOLD_LONG
    first = s.part == "title" and not (s.segments[0] or s.topic or s.namer.mentions)
    has_subject = s.take_names()
    s.orphan = s.heading = clause.label = None
    clause.holds &= ~COMPARE
    if not has_subject and not (first and not s.grouped and word.kind == "move"):
        s.event = None
        return
    s.event = event = _event_of(s, token, word)
    if clause.holds & PRIOR:
        return
    if not has_subject:
        s.orphan = event
    elif not (event.noun or event.loose):
        for subject in s.subjects:
            subject.events.append(event)
    if clause.held:
        if word.limit:
            event.take(clause.held.value, "exact", clause.held.at)
        clause.held = None


def _turns(s: State, last: Event, told: int, token: Token) -> bool:
    """跌超5%后反弹, 跌超5%又反弹: the figure, which ends at `told`, is what was."""
    return (
        token[1] - told <= _LONGEST_THEN
        and s.plain[told : token[1]] in _THEN
        and {last.direction, token[3].direction} == _OPPOSITES
        and not last.own_phase
    )


def _event_of(s: State, token: Token, word: MoveWord) -> Event:
    """The change that a word tells, as far as the word and what went before it say."""
    clause, phases, last = s.clause, s.phases, s.event
    if last is not None and last.figure_at is not None and _turns(s, last, last.figure_at[2], token):
        last.extreme = True
    event = Event((s.part, token[1], token[2]), s.index, word.direction, phases.now, phases.at)
    if word.limit:
        event.limit = word.limit
    elif s.said or clause.holds & CAUSE:
        event.loose = True
    if word.phase:
        event.own_phase = True
        if word.phase == "open":
            event.phase, event.phase_at = word.phase, event.word_at
    if word.kind != "move":
        event.noun = True
    elif word.word in _THRESHOLDS:
        event.threshold = True
    if clause.holds & (EXTREME | OLDER) or (clause.holds & BEHIND_EXTREME and _adds_to_it(s, event)):
        event.extreme = True  # 恒指本周累计跌3%；科指跌4%: today's, told elsewhere, counts before it
    return event


def _adds_to_it(s: State, event: Event) -> bool:
    """高见14000点，升幅逾3%; 曾跌253点，跌至14000点: the extreme's; 跌幅收窄至1%, 收市跌幅1% would be what stands."""
    after = s.after()
    if event.own_phase or after is None or s.tokens[s.index - 1][0] != "comma":
        return False
    if event.noun:
        return after[0] in _FIGURES
    return after[0] == "exact" and s.event is not None and s.event.extreme and s.event.direction == event.direction
