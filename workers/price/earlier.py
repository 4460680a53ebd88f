"""Times that are not today: they set their clause aside, at its start their sentence, in a summary its paragraph."""

from typing import Final

from workers.price.scan import Token
from workers.price.state import State

__all__ = ["on_prior"]

_PERIODS: Final = frozenset(
    {
        "昨日",
        "昨天",
        "本周",
        "全周",
        "全星期",
        "本月",
        "全月",
        "全年",
        "今年",
        "今年以来",
        "年初至今",
        "上周",
        "上月",
        "上星期",
        "在此之前",
    }
)
_SUMMING: Final = "总结"
_DAYS: Final = frozenset({"昨日", "昨天"})
_BEFORE_A_SENTENCE: Final = frozenset({"start", "comma", "date", "dayofmonth", "quote", "weekday"})


def on_prior(s: State, token: Token) -> None:
    """昨日, 本周, 连续3日: not of today, unless only compared with. At its start it holds for the sentence."""
    s.clause.prior = s.clause.prior or not s.clause.compare
    if s.part == "text" and s.word(token) in _PERIODS:
        s.clause.long = s.clause.prior and s.word(token) not in _DAYS
        if _begins_a_sentence(s):
            s.period = True
            s.summing = s.index > 0 and s.word(s.tokens[s.index - 1]) == _SUMMING  # 总结全年: all of the paragraph


def _begins_a_sentence(s: State) -> bool:
    """Whether only dates and words like 至于 stand between the present token and the sentence before."""
    index = s.index - 1
    while index >= 0 and s.tokens[index][0] in _BEFORE_A_SENTENCE:
        index -= 1
    return index < 0 or s.tokens[index][0] in ("stop", "line")
