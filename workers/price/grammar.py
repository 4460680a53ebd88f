"""Tokens to mentions: who is named, what is told of it, in one pass from left to right.

A list of names waits until a verb or a label takes it; figures go to the verb or label before them; a clause without
a name of its own speaks of the last one. Clauses about other days (昨日), levels passed (失守) and hopes (或将) are
read and set aside.
"""

import re
from collections.abc import Callable
from typing import Final

from workers.price import changes, earlier, figures, gaps, groups, marks, measures, percents
from workers.price.clause import ENDED_BY_A_SPACE
from workers.price.lists import Namer
from workers.price.phases import Phases
from workers.price.rows import read_rows
from workers.price.scan import FIGURE, Token, scan
from workers.price.state import State
from workers.price.told import Mention, Place

__all__ = ["PartReading", "read_part"]


class PartReading:
    """What one part tells.

    Attributes:
        mentions: In the order of the text.
        subjects: Who is spoken of at the end, so that a cut figure is theirs.
        base: The phase that holds for what tells none of its own.
        dates, times: All printed ones, with their place among the tokens.
    """

    __slots__ = ("base", "dates", "mentions", "part", "plain", "raw", "subjects", "times", "tokens")

    def __init__(self, part: str, raw: str, state: State) -> None:
        self.part, self.raw = part, raw
        self.plain, self.tokens = state.plain, state.tokens
        self.mentions: list[Mention] = state.namer.mentions
        self.subjects = state.subjects
        self.base = state.phases.base
        self.dates, self.times = state.dates, state.times


def read_part(part: str, raw: str, base: tuple[str | None, Place | None]) -> PartReading:
    """Reads a title or a text; `base` is the phase that the title has set for the text."""
    plain, tokens = scan(raw)
    state = State(part, plain, tokens, Namer(part, plain), Phases(base))
    if part == "title":
        _read_title(state)
    else:
        handlers = _HANDLERS
        for state.index, token in enumerate(tokens):
            handlers[token[0]](state, token)
    if state.heading or state.orphan:
        state.end_clause()
    if "简称" in plain:
        state.namer.mentions += read_rows(part, plain)
    return PartReading(part, raw, state)


def _read_title(state: State) -> None:
    """The same, where a space parts what would be clauses elsewhere."""
    spaced = " " in state.plain
    for index, token in enumerate(state.tokens):
        state.index = index
        if spaced and state.plain.find(" ", max(token[1] - 1, 0), token[2]) >= 0:
            state.clause.holds &= ~ENDED_BY_A_SPACE
            state.closed = False
            if token[0] == "gap" and state.segments[-1] and _TWO_CLAUSES.search(token[3]):
                state.forget_names()  # 某某概念活跃 五粮液涨5%
        _HANDLERS[token[0]](state, token)


_TWO_CLAUSES: Final = re.compile(r"[一-鿿]\s+[一-鿿]")
_COUNT, _PERCENT, _SIGN, _NUMBER = FIGURE[:4]


def _on_figure(s: State, token: Token) -> None:
    match = token[3]
    if match[_PERCENT]:
        percents.on_percent(s, token, figures.percent(match[_NUMBER]), match[_SIGN] or "")
    elif match[_COUNT]:
        groups.on_group(s, token)
    else:
        measures.on_measure(s, match)


def _on_nothing(s: State, token: Token) -> None:
    """A token that only parts its neighbours."""


_Handler = Callable[[State, Token], None]
_HANDLERS: Final[dict[str, _Handler]] = {
    "amount": measures.on_label,
    "as_of": _on_nothing,
    "bare": measures.on_bare,
    "board": changes.on_board,
    "cause": marks.on_cause,
    "colon": marks.on_colon,
    "comma": marks.on_comma,
    "compare": marks.on_compare,
    "date": marks.on_date,
    "dayofmonth": marks.on_date,
    "driven": marks.on_driven,
    "end": groups.on_end,
    "exact": marks.on_bound,
    "except": _on_nothing,
    "extreme": marks.on_extreme,
    "figure": _on_figure,
    "filler": marks.on_filler,
    "gap": gaps.on_gap,
    "group": groups.on_group,
    "heading": groups.on_heading,
    "hours": marks.on_hours,
    "line": marks.on_line,
    "link": groups.on_link,
    "move": changes.on_move,
    "near": marks.on_bound,
    "noun": changes.on_noun,
    "other": measures.on_other,
    "object": marks.on_object,
    "over": marks.on_bound,
    "paren": percents.on_paren,
    "pause": groups.on_pause,
    "phase": marks.on_phase,
    "price": measures.on_label,
    "prior": earlier.on_prior,
    "quote": _on_nothing,
    "record": changes.on_record,
    "run": earlier.on_run,
    "said": marks.on_said,
    "signed": changes.on_noun,
    "start": groups.on_start,
    "stop": marks.on_stop,
    "tenths": percents.on_tenths,
    "time": marks.on_time,
    "today": marks.on_date,
    "traded": measures.on_label,
    "turnover": measures.on_label,
    "under": marks.on_bound,
    "unsure": marks.on_unsure,
    "value": measures.on_label,
    "weekday": marks.on_weekday,
}
