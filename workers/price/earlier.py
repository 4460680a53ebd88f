"""Times that are not today: they set their clause aside, at its start their sentence, in a summary its paragraph."""

from typing import Final

from reference.move_words import MoveWord
from workers.price.changes import begin
from workers.price.clause import COMPARE, DOUBTED, LONG, PRIOR
from workers.price.names import read_name
from workers.price.scan import Token
from workers.price.state import State

__all__ = ["is_a_day_before", "is_of_another_day", "on_prior", "on_run", "sum_up"]

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
_LONG: Final = _PERIODS - {"昨日", "昨天", "在此之前"} | {
    "累计",
    "累积",
    "累涨",
    "累跌",
    "累升",
    "累计上涨",
    "累计下跌",
}
_RUN_UP: Final = MoveWord("连涨", "move", "up", 1, None, None)
_RUN_DOWN: Final = MoveWord("连跌", "move", "down", 1, None, None)
_ENDS_A_RUN: Final = ("终", "止")
_WEEK: Final = "一二三四五六日"
_A_FEW_DAYS: Final = 3
_FEW_TOKENS: Final = 8
_DAYS: Final = frozenset({"昨日", "昨天"})
_BEFORE_A_SENTENCE: Final = frozenset({"start", "comma", "date", "dayofmonth", "quote", "weekday"})


def on_prior(s: State, token: Token) -> None:
    """昨日, 本周, 连续3日: not of today, unless only compared with. At its start it holds for the sentence."""
    if _is_of_a_name(s):
        return
    clause = s.clause
    if not clause.holds & COMPARE:
        clause.holds |= PRIOR
    word = s.word(token)
    if s.grouped and word[0] == "累":
        s.period = True  # 三大指数累计跌3%，当中沪指跌2%
    if clause.holds & PRIOR and word in _LONG:
        clause.holds |= LONG
    if s.part == "text" and (word in _PERIODS or word.startswith("整个")):
        if clause.holds & PRIOR and word not in _DAYS:
            clause.holds |= LONG
        else:
            clause.holds &= ~LONG
        if _begins_a_sentence(s):
            s.period = True


def _is_of_a_name(s: State) -> bool:
    """昨日公布业绩的五粮液: the day before is of the words that describe the name."""
    after = s.after()
    described, _, rest = s.word(after).rpartition("的") if after and after[0] == "gap" else ("", "", "")
    name = read_name(rest) if described else None
    return name is not None and (name.tabled or name.asset == "stock")


def on_run(s: State, token: Token) -> None:
    """近3日 is not of today alone; nor is 六连阳, but a title that says it of a name tells today's direction."""
    word, clause = s.word(token), s.clause
    if s.plain.startswith("后", token[2]):
        return  # 连涨六天后回调
    if (
        s.part == "title"
        and word[-2:-1] == "连"
        and s.waiting
        and s.namer.knows_name(s.segments)
        and not (clause.holds & DOUBTED or s.plain.startswith(_ENDS_A_RUN, token[2]))
    ):
        begin(s, token, _RUN_DOWN if word[-1] in "跌阴" else _RUN_UP)
        s.event = None
    on_prior(s, token)


def sum_up(s: State) -> None:
    """总结全年, 总结美股8月表现: all of the paragraph is of more than a day, until 今日."""
    if s.part == "text" and _begins_a_sentence(s):
        s.period = s.summing = True
        s.clause.holds |= PRIOR


def is_of_another_day(s: State, token: Token) -> bool:
    """Whether a date with its year stands behind 今日 in the text, so that its sentence tells what was."""
    before = s.before()
    return (
        s.part == "text"
        and s.today_until is not None
        and token[1] - s.today_until > 1
        and token[3]["year"] is not None
        and (before is None or before[0] != "as_of")
    )


def _is_behind_the_first_name(s: State) -> bool:
    """。道指周三收跌."""
    index = s.index - 1
    return index > 0 and s.tokens[index][0] == "gap" and s.tokens[index - 1][0] in ("stop", "line")


def is_a_day_before(s: State, token: Token) -> bool:
    """周四高开。周三收跌: a sentence of the text begins with one of the three days before the first it named."""
    if s.part != "text" or not (_begins_a_sentence(s) or _is_behind_the_first_name(s)):
        return False
    first = next((each for _, each in s.dates if each[0] == "weekday"), None)
    if first is None:
        return False
    days = _WEEK.index(s.plain[first[2] - 1]) - _WEEK.index(s.plain[token[2] - 1])
    return 0 < days % len(_WEEK) <= _A_FEW_DAYS


def _begins_a_sentence(s: State) -> bool:
    """Whether a few dates and words like 至于, and nothing else, stand between the token and the sentence before."""
    before = s.tokens[max(s.index - _FEW_TOKENS, 0) : s.index]
    last = next((token for token in reversed(before) if token[0] not in _BEFORE_A_SENTENCE), None)
    return last[0] in ("stop", "line") if last else s.index <= _FEW_TOKENS
