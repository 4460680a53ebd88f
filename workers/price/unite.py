"""Mentions of one instrument brought together, and the mentions that are no move left out."""

import re
from functools import lru_cache
from typing import Final

from reference.instruments import spoken
from workers.price.names import Name
from workers.price.told import Mention

__all__ = ["united"]

# A title's names are held against all; a text's against one another only while they are few: long lists repeat exactly.
_FEW: Final = 8
_TAILS: Final = re.compile(r"(?:概念股|概念|板块|类?股|指数|ADR)$")
_FUTURES: Final = ("future", "variety")
_HAVE_OTHER_NAMES: Final = frozenset({"future", "commodity", "fx", "bond", "sector", "fund", None})
_OF_OIL: Final = frozenset({"future", "commodity"})
_NOWHERE: Final = frozenset({None, "XX"})
_WIDE: Final = _NOWHERE | {"EU"}
_MAIN: Final = "index:恒生指数"
_TWO: Final = 2
_LIGHT_CRUDE: Final = frozenset(
    {"轻质", "西德克萨斯", "西德克萨斯轻质", "西得州轻质", "西德州中质", "美国轻质", "得克萨斯轻质"}
)
_ANY_CRUDE: Final = frozenset({"国际", "国际市场", "国际油价"})
_MONTHS: Final = re.compile(r"\d{1,2}月|期货|主力|主连|合约|价格|原油")
_TERM: Final = re.compile(r"\d|年期|个月|個月")
_CONTRACT: Final = re.compile(r"(?:期货|主力|主连|合约|连续|价格)+$")
_TERM_OF_YEARS: Final = re.compile(r"\d年期")
_OF_ALL_TERMS: Final = "国债期货"


def united(mentions: list[Mention]) -> list[list[Mention]]:
    """The mentions that tell something, one list an instrument, in the order of their first."""
    groups: list[list[Mention]] = []
    by_key: dict[str, list[Mention]] = {}
    for mention in mentions:
        if not (mention.events or mention.figures):
            continue
        name, code = mention.name, _digits(mention) if mention.code else None
        home = by_key.get(code or name.key)
        if home:
            home.append(mention)  # told again under the same code or name, as most are
            continue
        keys = _keys(name.key, name.text, name.asset)
        home = next((by_key[key] for key in keys if key in by_key and not _other_code(code, by_key[key])), None)
        if not home and name.asset in _HAVE_OTHER_NAMES and (len(groups) <= _FEW or mention.part == "title"):
            home = next((group for group in groups if any(_same(mention, other) for other in group)), None)
        if not home:
            home = []
            groups.append(home)
        home.append(mention)
        for key in (code, *keys) if code else keys:
            by_key.setdefault(key, home)
    kept = [group for group in groups if group[0].events or any(m.events for m in group)]
    if all(group[0].name.asset != "market" and group[0].name.text != _OF_ALL_TERMS for group in kept):
        return kept
    indices = [m.name for group in kept for m in group if m.name.asset == "index"]
    terms = any(_TERM_OF_YEARS.search(group[0].name.text) for group in kept)
    return [
        group
        for group in kept
        if not (_is_whole_market(group, indices, alone=len(kept) == 1) or (terms and _is_of_all_terms(group)))
    ]


def _is_of_all_terms(group: list[Mention]) -> bool:
    """国债期货集体收跌 beside 10年期主力合约: no contract of its own."""
    return group[0].name.text == _OF_ALL_TERMS and all(
        event.pct is None for mention in group for event in mention.events
    )


def _is_whole_market(group: list[Mention], indices: list[Name], *, alone: bool) -> bool:
    """港股, 法国股指 stand for a market as a whole: a move where no index of it is told, and alone or with a figure.

    Europe, and what has no home, are beside any index. 港股报20100点 is the main index, if 恒指 is not told of.
    """
    name = group[0].name
    if name.asset != "market":
        return False
    homes = {index.market for index in indices}
    if name.market == "HK" and any("points" in m.figures for m in group) and all(i.key != _MAIN for i in indices):
        return False
    if homes and (name.market in homes or name.market in _WIDE or homes & _NOWHERE):
        return True
    return not (alone or any(event.pct is not None for mention in group for event in mention.events))


@lru_cache(maxsize=8192)
def _keys(key: str, text: str, asset: str | None) -> tuple[str, ...]:
    """What makes names one instrument at once: table entry, name without 概念, 股, 指数, what a contract is on."""
    if asset in ("sector", None):
        return key, f"sector:{_TAILS.sub('', text)}"
    if asset == "stock":
        return key, _TAILS.sub("", text)
    if asset in _FUTURES:
        stem = _CONTRACT.sub("", text) or text
        goods = spoken().get(stem)  # 铁矿, 铁矿石期货
        return key, f"future:{goods.canonical if goods else stem}"
    return (key,)


def _digits(mention: Mention) -> str | None:
    """A printed code without the mark of its exchange."""
    return mention.code.partition(".")[0] if mention.code else None


def _other_code(code: str | None, group: list[Mention]) -> bool:
    return code is not None and any(_digits(other) not in (None, code) for other in group)


def _same(one: Mention, other: Mention) -> bool:
    """Whether names that differ mean one instrument: a fund's short form, a sector without 概念, oil of any month."""
    a, b = one.name, other.name
    if b.asset not in _HAVE_OTHER_NAMES or (one.code and other.code):
        return False  # two codes differ
    kinds = {a.asset, b.asset}
    short, long = sorted((a.text, b.text), key=len)
    if kinds <= _OF_OIL:
        return _crude(a.text) == _crude(b.text) != "" or (
            kinds == {"future"} and (long.endswith(short) or (len(short) > _TWO and short in long))
        )
    if kinds == {"fx"}:
        return len(short) > _TWO and short in long and ("中间价" in short) is ("中间价" in long)
    if kinds == {"bond"}:
        return _is_general_yield(a.text) is not _is_general_yield(b.text)
    if kinds <= {"sector", None} or kinds <= {"fund", None}:
        ends = kinds == {"sector"} and long.endswith(short)
        return long.startswith(short) or ends or _TAILS.sub("", a.text) == _TAILS.sub("", b.text)
    return False


def _is_general_yield(name: str) -> bool:
    """美债孳息率 beside 10年期债息: the same yields, of no term."""
    return not _TERM.search(name) and name.endswith(("息", "息率", "收益率"))


def _crude(name: str) -> str:
    """The kind of oil that a name means, whatever its month; "" for all else."""
    stem = _MONTHS.sub("", name).strip()
    if stem in _LIGHT_CRUDE:
        return "wti"
    if stem in _ANY_CRUDE:
        return "any"
    if stem in ("布伦特", "布油", "布兰特", "伦敦布兰特期油", "布伦特期油"):
        return "brent"
    return "wti" if stem in ("WTI", "美油", "纽约", "纽约期油", "美国") and ("油" in name or "WTI" in name) else ""
