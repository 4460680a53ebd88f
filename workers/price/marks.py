"""Everything else: punctuation, times, groups, and the words that set a clause aside."""

from typing import Final

from workers.price.clause import (
    BEHIND_EXTREME,
    CAUSE,
    COMPARE,
    DISTRIBUTE,
    EXTREME,
    LONG,
    NOT_NOW,
    OLDER,
    PRIOR,
    TO_LEVEL,
    TODAY,
    UNSURE,
)
from workers.price.earlier import is_a_day_before, is_of_another_day
from workers.price.names import read_name
from workers.price.phases import WHOLES
from workers.price.scan import Token
from workers.price.state import State

__all__ = [
    "on_bound",
    "on_cause",
    "on_colon",
    "on_comma",
    "on_compare",
    "on_date",
    "on_driven",
    "on_extreme",
    "on_filler",
    "on_hours",
    "on_line",
    "on_object",
    "on_phase",
    "on_said",
    "on_stop",
    "on_time",
    "on_unsure",
    "on_weekday",
]

_LIST: Final = 3
_LAST_HOUR: Final = 23
_LAST_MINUTE: Final = 59
_LEVELS: Final = frozenset({"至", "到"})
_IS: Final = "为"
_SINCE: Final = "以来"
_NOWS: Final = frozenset({"move", "noun", "signed", "price", "figure", "filler", "over", "near", "extreme", "phase"})
_NEED_A_CHANGE: Final = frozenset({"现", "较早时"})
_HAVE_NO_SHARE_PRICE: Final = frozenset(
    {"index", "sector", "fx", "commodity", "future", "variety", "crypto", "market", "bond"}
)
_AFTERWARDS: Final = frozenset({"其后", "随后"})
_NEARED: Final = frozenset({"逼近", "接近", "冲击", "临近"})


def on_comma(s: State, token: Token) -> None:  # noqa: ARG001  all handlers take a token
    """Names without a verb stay what the text speaks of; 涨幅 finds its figure before."""
    event = s.event
    if event is not None and event.noun and event.pct is None:
        s.event = None
    clause = s.clause
    since = clause.holds & PRIOR and s.word(s.tokens[s.index - 1]) == _SINCE
    if s.segments[0]:
        if not s.topic or s.namer.knows_name(s.segments):
            s.topic = s.segments
        s.end_clause()
    else:
        s.renew_clause()
    if since:
        clause.holds |= PRIOR  # 自低位以来，已涨一倍


def on_stop(s: State, token: Token) -> None:
    """A sentence ends: a list is forgotten, a single subject is still spoken of."""
    clause, segments = s.clause, s.segments
    long = clause.holds & LONG or s.period
    s.period, spoken_of = s.summing, []
    if segments[0]:
        after = s.after()
        if after is not None and after[0] == "price" and s.namer.knows_name(segments):
            spoken_of = segments  # 恒指险守2万点。收市报20100点
        s.end_clause()
    else:
        s.renew_clause()
    clause.holds &= ~BEHIND_EXTREME
    if long and s.part == "text" and s.word(token) in "；;":
        clause.holds |= OLDER
    s.event, s.topic, s.said, s.phases.fresh = None, spoken_of, False, False
    s.phases.back()
    if len(s.subjects) > 1:
        s.subjects = []


def on_line(s: State, token: Token) -> None:
    """A paragraph ends: nothing is spoken of any more, and its open is over."""
    s.summing = False
    on_stop(s, token)
    s.subjects = []
    if s.phases.now == "open":
        s.phases.now, s.phases.at = s.phases.base


def on_colon(s: State, token: Token) -> None:
    """快讯：begins anew; 最新价：does not; a title's 中国铝业：speaks of it."""
    if token[1] < s.heading_end or s.clause.label or (s.event is not None and s.event.noun and s.event.pct is None):
        return
    named = s.segments if s.part == "title" and len(s.segments) == 1 and s.namer.knows_name(s.segments) else []
    s.end_clause()
    s.topic, s.event = named, None


def on_bound(s: State, token: Token) -> None:
    """超, 近, 不足 bound the next figure; 至 says that it may be a level."""
    if token[0] != "exact":
        s.clause.bound = (token[0], s.place(token))
    elif s.word(token) in _LEVELS or (s.word(token) == _IS and s.tokens[s.index - 1][0] == "comma"):
        s.clause.holds |= TO_LEVEL  # 跌幅1.3%，为62美元


def on_extreme(s: State, token: Token) -> None:
    """一度, 最高; but 最多 of a list, 棉花、白糖、苹果最多涨1%, is said of all and not of a moment."""
    if len(s.segments) >= _LIST and s.word(token)[-1] == "多":
        return
    s.clause.holds |= EXTREME
    s.clause.label = None
    if token[3].phase and not s.clause.holds & PRIOR:
        s.phases.tell(token[3].phase, token[3].word, s.place(token))


def on_compare(s: State, token: Token) -> None:  # noqa: ARG001
    """较昨日: what follows, up to the verb, is what today is compared with."""
    s.clause.holds |= COMPARE


def on_unsure(s: State, token: Token) -> None:
    """或将; but 跌186点或2.54%, 跌1美元，或2% are sure, and a level that is neared is only a level."""
    after, word = s.after(), s.word(token)
    if after is not None and (
        (word in _NEARED and (after[0] == "phase" or (after[0] == "figure" and after[3]["unit"])))
        or (word == "或" and after[0] == "figure")
    ):
        return
    s.clause.holds |= UNSURE
    s.closed = s.closed or (s.waiting and s.namer.knows_name(s.segments))  # 五粮液未能加入上证50


def on_object(s: State, token: Token) -> None:  # noqa: ARG001
    """被剔出恒指, 获纳入国企指数: the share before it is spoken of, the index behind it is not."""
    s.closed = s.closed or (s.waiting and s.namer.knows_name(s.segments))


def on_cause(s: State, token: Token) -> None:  # noqa: ARG001
    """由于: what the clause tells is a cause, unless it has a figure."""
    s.clause.holds |= CAUSE


def on_driven(s: State, token: Token) -> None:
    """恒指在科技股带动下，: the last name is what drives; those before it are still spoken of."""
    pieces = s.segments[0] if len(s.segments) == 1 else []
    if len(pieces) == 1 and pieces[0][0] == "gap" and (at := s.plain.find("在", pieces[0][1] + 1, pieces[0][2])) > 0:
        pieces[0] = ("gap", pieces[0][1], at, s.plain[pieces[0][1] : at])  # 科技指数在美团等拖累下
    elif len(pieces) > 1:
        pieces.pop()
    else:
        s.forget_names()
    on_comma(s, token)


def on_said(s: State, token: Token) -> None:  # noqa: ARG001
    """分析师表示: a view is told until the sentence ends; 五粮液表示: the share is still spoken of."""
    if s.waiting and s.namer.knows_name(s.segments):
        s.topic = s.segments
    else:
        s.said = True
    s.forget_names()


def on_phase(s: State, token: Token) -> None:
    """盘中, 午间收盘. In a title 收评 holds for all of it."""
    clause = s.clause
    if token[3].phase and not clause.holds & NOT_NOW:
        if s.word(token) in _NEED_A_CHANGE and (s.after() or ("",))[0] not in _NOWS:
            return  # 和平现曙光, 较早时有报道指
        clause.holds |= TODAY
        whole = s.phases.base[0] in WHOLES
        if s.part == "title" and token[3].phase == "intraday" and whole:
            return
        s.phases.tell(token[3].phase, token[3].word, s.place(token), lasting=token[3].phase != "open" or not whole)


def on_date(s: State, token: Token) -> None:
    """A printed date; whether it is the quote's is judged when all is read. 周三（1月5日） is one."""
    if s.dates and s.dates[-1][1][0] == "weekday" and s.dates[-1][1][2] == token[1] - 1:
        s.dates.pop()
    if token[0] == "date" and is_of_another_day(s, token):
        s.period = True
        s.clause.holds |= PRIOR
    s.dates.append((s.index, token))
    if token[0] == "today":
        s.clause.holds |= TODAY
        s.today_until = s.today_until or token[2]
        if s.period:
            s.period = False
            s.clause.holds &= ~PRIOR


def on_weekday(s: State, token: Token) -> None:
    """周五, unless it is last week's, compared with, or a day before the one that the text tells of."""
    if is_a_day_before(s, token):
        s.period = True
        s.clause.holds |= PRIOR
    if not s.clause.holds & NOT_NOW:
        s.dates.append((s.index, token))


def on_time(s: State, token: Token) -> None:
    """A printed time; at the start, behind 截至 or a date it is the quote's. 25:61 is none."""
    clock = token[3]
    if int(clock["hour"]) > _LAST_HOUR or int(clock["minute"] or clock["minute2"]) > _LAST_MINUTE:
        return
    s.times.append((s.index, token))
    before = s.before()
    if before is None or before[0] in ("as_of", "date"):
        s.phases.now, s.phases.at = "intraday", s.place(token)
        s.phases.settle()


def on_hours(s: State, token: Token) -> None:
    """开盘3分钟: after the open."""
    if s.phases.now == "open" and "分钟" in s.word(token):
        s.phases.tell("intraday", "分钟", s.place(token))
        s.phases.settle()


def on_filler(s: State, token: Token) -> None:
    """Words between name and verb say nothing, but 分别 does."""
    word = s.word(token)
    if word == "分别":
        s.clause.holds |= DISTRIBUTE
    elif word == "股价":
        _speak_of_a_share(s)
    elif word in _AFTERWARDS:
        s.phases.go_on()
    elif "首日" in word:
        s.clause.holds |= TODAY
        if word != "首日":
            _speak_of_a_newcomer(s)


def _speak_of_a_share(s: State) -> None:
    """股价: what has none is not spoken of: 科技指数升4%，某某绩佳，股价升12%; 五粮液发行3年期公司债，股价跌1%."""
    if s.waiting:
        _leave_what_describes(s)
        return
    if s.subjects and s.subjects[0].name.asset in _HAVE_NO_SHARE_PRICE:
        s.subjects = []
    pieces = s.topic[0] if len(s.topic) == 1 else []
    first = read_name(s.word(pieces[0])) if len(pieces) > 1 else None
    if first is not None and first.asset == "stock":
        coded = next((number for number, piece in enumerate(pieces[1:], 1) if piece[0] != "paren"), len(pieces))
        s.topic = [pieces[:coded]]


def _leave_what_describes(s: State) -> None:
    """元宇宙概念、某某科技股价大涨: of a list that ends with a share, what has no price only describes it."""
    if len(s.segments) == 1:
        return
    names = [read_name(s.plain[segment[0][1] : segment[0][2]]) if segment else None for segment in s.segments]
    if names[-1] is not None and names[-1].asset == "stock" and all(n and n.asset == "sector" for n in names[:-1]):
        s.segments = s.segments[-1:]


def _speak_of_a_newcomer(s: State) -> None:
    """某某实业首日挂牌, 首日上市的某某集团: a share, though no table has its name."""
    after = s.after()
    if s.waiting:
        segments = s.segments
    elif after is not None and after[0] == "gap" and after[3][0] == "的":
        segments = [[("gap", after[1] + 1, after[2], after[3][1:])]]
    else:
        return
    found = s.namer.mentions_of(segments, [], s.index, strict=False)
    if len(found) == 1 and found[0].name.asset in (None, "stock"):
        s.forget_names()
        s.speak_of(found)
