"""Whom a brief of the commonest form names, if the grammar would read the same name there and nothing else."""

from datetime import date
from functools import lru_cache
from typing import Final

from workers.price.context import sets_the_market
from workers.price.cuts import find_cut
from workers.price.gaps import said_by
from workers.price.identity import Identity, identify
from workers.price.lists import single_name, state_of
from workers.price.names import Name
from workers.price.scan import scan, vocabulary

__all__ = ["PHASES", "VERBS", "begins", "identity_of"]

PHASES: Final = "盘中|开盘|午后|早盘|尾盘"
VERBS: Final = "上涨|下跌|大涨|大跌|涨停|跌停|涨|跌"
_STATES: Final = frozenset({"", "ST", "*ST", "SST", "S*ST"})  # others change the name itself
# What can stand behind a name. The verb alone is the first: a label right before it stays one, so 某某收入 is no name.
_BEHIND: Final = [phase + verb for phase in ("", *PHASES.split("|")) for verb in VERBS.split("|")]


@lru_cache(maxsize=8192)
def identity_of(text: str, code: str | None, told: date) -> Identity | None:
    """Whom a text names; None if that is more, less or nothing of the mainland's."""
    name = _plain_name(text)
    if name is None:
        return None
    who = identify(name, code, told, futures=False)
    if who.asset not in ("stock", "fund") or (who.code and not who.board):
        return None
    if who.market is None:
        return None if sets_the_market(text) else who
    return who if who.market == "CN" else None


@lru_cache(maxsize=8192)
def _plain_name(text: str) -> Name | None:
    """The name that a text is as a whole, to the grammar too; None if it is more, or less."""
    state = state_of(text)
    if state not in _STATES:
        return None
    heads, behinds = _heads(), {_BEHIND[0]}
    for at in range(len(text)):
        behinds.update(heads.get(text[at:], ()))
    for behind in behinds:
        plain, tokens = scan(text + behind)
        if not plain.startswith(text) or tokens[0][:3] != ("gap", 0, len(text)):
            return None
    name, offset = single_name(text) or (None, 0)
    if name is None or (name.start, name.end, offset) != (0, len(text), 0):
        return None
    return name if name.tabled or (not state and said_by(text) == "something") else None


@lru_cache(maxsize=1)
def _heads() -> dict[str, set[str]]:
    """The beginnings of words that go on as the form does behind a name (高 of 高开), each with what stands there.

    5 ms, once a process.
    """
    behind: dict[str, set[str]] = {}
    for text in _BEHIND:
        for size in range(1, len(text) + 1):
            behind.setdefault(text[:size], set()).add(text)
    found: dict[str, set[str]] = {}
    for word in vocabulary().words:
        for at in range(1, len(word)):
            if word[at:] in behind:
                found.setdefault(word[:at], set()).update(behind[word[at:]])
    return found


def begins(name: str, part: str) -> bool:
    """Whether a part is what is left of the name at a cut, and nothing else."""
    return name.startswith(part) and _is_wordless(part)


@lru_cache(maxsize=8192)
def _is_wordless(part: str) -> bool:
    """Whether a piece of a name is nothing else by itself: 云港股 of 云港股份 speaks of Hong Kong."""
    cut = find_cut(f"{part}...")
    return (
        all(token[0] == "gap" for token in scan(part)[1])
        and (cut is None or cut.field is None)
        and not sets_the_market(part)
    )
