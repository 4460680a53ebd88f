"""Lists and groups: where one begins or ends, what is told of all in it, and groups that are no instrument."""

import re
from typing import Final

from workers.price.clause import COMPARE, DISTRIBUTE, DOUBTED
from workers.price.earlier import sum_up
from workers.price.lists import Segment
from workers.price.names import read_name
from workers.price.scan import HEADS, Token
from workers.price.state import State

__all__ = ["on_end", "on_group", "on_heading", "on_link", "on_pause", "on_start"]

_OF_SECTORS: Final = re.compile(
    r"等(?:\d{1,3}[个大])?(?:(?:传统|大)?(?:蓝筹|权重|高成长|[一-鿿]{1,6}相关)?(?:股份|板块|概念|行业|赛道|题材|方向|产业链)"
    r"|[^，,。、\d多只家股个超近余]{1,5}板块)"
)
_OF_SHARES: Final = re.compile(r"等[一-鿿]{1,6}股(?![票价指东])")
_TRADES: Final = frozenset({"sector", "commodity", "variety"})
_CLAUSE_ENDS: Final = frozenset({"comma", "stop", "line", "start"})
_SUMMING: Final = "总结"
_NAME_AND_CODE: Final = 2
_AFTER_CHANGE: Final = frozenset({"move", "figure", "phase", "end", "gap", "board"})


def on_heading(s: State, token: Token) -> None:
    """涨停个股：, 涨幅居前的有: what the names behind it have done."""
    heads = HEADS.match(s.plain, token[2])
    sure = heads and not s.clause.holds & DOUBTED
    s.end_clause()
    s.topic, s.event = [], None
    if heads and sure:
        s.heading, s.heading_end = token, heads.end()


def on_group(s: State, token: Token) -> None:
    """三大指数, 近20股: names in a list before it stay the subject, else the clause has none."""
    before, after = s.before(), s.after()
    last = before[0] if before else None
    if token[1] < s.heading_end:
        return
    if s.clause.holds & COMPARE or (s.event is not None and last in _AFTER_CHANGE and not s.waiting):
        return
    if (
        s.namer.last_index
        and s.word(token) == "大市"
        and (_tells(after, "price") or (_tells(after, "move") and last == "comma"))
    ):
        s.speak_of([s.namer.last_index])  # 恒指高开，大市转跌，大市收报20100点
    elif s.waiting and before is not None and last == "gap" and _is_modifier(s, before, token):
        s.forget_names()
        s.grouped = True
    elif s.waiting and last == "gap" and s.word(token) == "主要股指":
        gap = s.segments[-1].pop()  # 土耳其主要股指
        s.segments[-1].append(("gap", gap[1], token[2], s.plain[gap[1] : token[2]]))
    elif s.waiting and (after is None or after[0] != "gap"):
        s.closed = True
    else:
        s.forget_names()
        s.grouped = True


def _tells(token: Token | None, kind: str) -> bool:
    return token is not None and token[0] == kind


def _is_modifier(s: State, before: Token, token: Token) -> bool:
    """港股回港 before 中概股, 内地 before 3大指数: only says which group."""
    return (
        before[2] == token[1]
        and len(s.segments) == 1
        and s.word(token) not in ("个股", "主要股指")
        and not s.namer.knows_name(s.segments)
    )


def on_link(s: State, token: Token) -> None:
    """该股: what was named last, with a verb or without; 某某公司股价 has its name before it."""
    before = s.before()
    if before is not None and before[0] == "gap" and before[2] == token[1] and s.word(token)[0] == "公":
        return
    s.forget_names()
    if s.topic:
        found = s.namer.mentions_of(s.topic, s.subjects, s.index, strict=False)
        s.topic = []
        if found:
            s.subjects = found


def on_start(s: State, token: Token) -> None:
    """其中, 板块方面: a name begins behind it. 等元宇宙相关概念股 only says what the list is one of."""
    after = s.after()
    if s.closed and (after is None or after[0] != "gap"):
        return
    s.forget_names()
    s.phases.back()
    if s.word(token) == _SUMMING:
        sum_up(s)


def on_pause(s: State, token: Token) -> None:  # noqa: ARG001  all handlers take a token
    """、 puts the next name beside the last; between clauses it ends one."""
    if s.segments[-1]:
        if s.topic and len(s.segments) == 1:
            _join_topic(s)
        s.segments.append([])
    elif not s.clause.holds & DISTRIBUTE:
        s.event = None


def _join_topic(s: State) -> None:
    """深康佳A，海信家电、格力电器跟涨: a share between commas right before a list of shares begins it."""
    topic, first = s.topic, s.segments[0]
    comma = s.index - 1 - len(first)
    if (
        len(topic) == 1
        and comma > len(topic[0])
        and s.tokens[comma][0] == "comma"
        and s.tokens[comma - 1] is topic[0][-1]
        and s.tokens[comma - 1 - len(topic[0])][0] in _CLAUSE_ENDS
        and _is_a_share(s, topic[0])
        and _is_a_share(s, first)
    ):
        s.segments = [topic[0], first]
        s.topic = []


def _is_a_share(s: State, segment: Segment) -> bool:
    """Whether a place of a list is a share's name and nothing else, but for its code."""
    if len(segment) > _NAME_AND_CODE:
        return False
    name = read_name(s.plain[segment[0][1] : segment[0][2]])
    return name is not None and name.tabled and name.asset == "stock" and name.start == 0


def _are_trades(s: State) -> bool:
    """Whether a list names sectors or goods, perhaps beside what no table has: 生猪、某某饲料 of 等农业股."""
    names = [read_name(s.plain[segment[0][1] : segment[0][2]]) for segment in s.segments if segment]
    kinds = {name.asset if name else None for name in names}
    return kinds <= {*_TRADES, None} and kinds != {None}


def on_end(s: State, token: Token) -> None:
    """等: the list is complete; 等板块 says what it lists."""
    if not s.waiting:
        return
    if s.topic and len(s.segments) == 1:
        _join_topic(s)
    s.closed = True
    if _OF_SECTORS.match(s.plain, token[1]) or (_OF_SHARES.match(s.plain, token[1]) and _are_trades(s)):
        for segment in s.segments:
            segment.append(("sector", token[1], token[2], None))
