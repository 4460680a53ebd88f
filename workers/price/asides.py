"""Verbs of change that tell no change of today: they describe, count limits, or are said of something else.

What begins with ``set_aside`` looks whether a verb is such a one, takes back what was open for it if so, and says
whether it did; what begins with ``is`` or ``in`` only answers.
"""

from typing import Final

from reference.move_words import MoveWord
from workers.price.scan import Token
from workers.price.state import State

__all__ = [
    "DESCRIBING",
    "PEAK_ENDS",
    "in_a_run",
    "is_of_a_measure",
    "is_of_business",
    "set_aside_below_a_peak",
    "set_aside_counted",
    "set_aside_description",
    "set_aside_of_months",
    "set_aside_of_no_day",
]

_RUNS: Final = frozenset({"run", "dayofmonth"})
_OWN_MEASURES: Final = frozenset({"amount", "traded", "turnover", "value"})
_MEASURES: Final = _OWN_MEASURES | {"other"}
_BEFORE_A_RECORD: Final = frozenset({"comma", "figure", "near", "over", "under"})
_BUSINESS: Final = frozenset(
    {"营收", "净利", "净利润", "营业收入", "收入", "盈利", "规模", "份额", "派息", "成交价升", "成交价跌"}
)
DESCRIBING: Final = frozenset("的之时影所因拖贡刺提推带支打")
_COUNTED: Final = ("个", "多少")
_AS_A_CAUSE: Final = ("影响", "的影响", "所致", "因素", "拖累，", "拖累,", "拖累下")
_DRIVES: Final = ("刺激", "提振", "推动", "带动", "支撑", "打压", "拖累")
_CAUSED: Final = frozenset("受因在")
_TO_THE_INDEX: Final = ("拖累最", "拖累较", "贡献最", "贡献较")
_NEAR: Final = 12
PEAK_ENDS: Final = frozenset("点位高低值录")
_PEAKS: Final = ("高点", "低点", "高位", "低位", "新高", "新低", "峰值", "纪录")


def set_aside_description(s: State, token: Token) -> bool:
    """上涨的板块, 跌停的*ST, 受下跌影响: the word only describes, or is a cause."""
    if s.plain.startswith(_TO_THE_INDEX, token[2]):
        s.topic = s.segments  # 五粮液对指数上涨贡献最大，上涨1%
    elif s.plain.startswith(_AS_A_CAUSE, token[2]) or (
        s.plain.startswith(_DRIVES, token[2]) and s.waiting and s.word(s.segments[0][0]).lstrip()[0] in _CAUSED
    ):
        s.event = None  # 受伦铜大涨刺激
    elif (
        s.plain[token[2]] not in "的之时"
        or s.plain.startswith("时段", token[2])
        or s.plain.startswith("之后", token[2])
    ):
        return False
    s.forget_names()
    return True


def set_aside_below_a_peak(s: State, token: Token) -> bool:
    """比11月高点下跌 tells nothing of today."""
    start = token[1]
    if not s.plain.endswith(_PEAKS, 0, start) or "比" not in s.plain[max(start - _NEAR, 0) : start]:
        return False
    s.event = None
    return True


def set_aside_of_months(s: State) -> bool:
    """连跌3个月, 连跌3日后 tell nothing of today, as 连跌3日 does."""
    after = s.after()
    if after is None or after[0] != "run":
        return False
    if s.plain[after[2] - 1] not in "月周期季年" and not s.plain.startswith("后", after[2]):
        return False
    s.event = None
    return True


def set_aside_of_no_day(s: State, token: Token) -> bool:
    """较去年高点跌10% tells no change of today, nor does a comparison of nothing."""
    end = token[1] - (s.plain[token[1] - 1] == "已")
    if s.plain.endswith(_PEAKS, 0, end) or not (s.subjects or s.waiting):
        s.event = None
        return True
    return False


def is_of_business(s: State, label: MoveWord) -> bool:
    """成交额升两成, 净利降99%: the verb is said of the label before it."""
    return not s.segments[0] and (label.kind in _OWN_MEASURES or label.word in _BUSINESS)


def is_of_a_measure(s: State) -> bool:
    """成交额50亿元，创年内新高: the record is said of the turnover."""
    index = s.index - 1
    while index >= 0 and s.tokens[index][0] in _BEFORE_A_RECORD:
        index -= 1
    return index >= 0 and s.tokens[index][0] in _MEASURES


def set_aside_counted(s: State, token: Token) -> bool:
    """7个跌停, 多少跌停: limits as a measure."""
    if not s.plain.endswith(_COUNTED, 0, token[1]):
        return False
    s.forget_names()
    return True


def in_a_run(s: State) -> bool:
    """连续两日 stands before the verb, and nothing that sets the days before today (此前连续两日)."""
    index = s.index - 2
    if index < 0 or s.tokens[index + 1][0] not in _RUNS or s.word(s.tokens[index]) != "连续":
        return False
    return index == 0 or s.tokens[index - 1][0] != "prior"
