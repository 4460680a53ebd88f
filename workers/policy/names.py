"""One pass over a page for the names and words of six tables.

A pass for each would bring a table of its own back into the processor's cache, or be a pattern's search of the page.
"""

from functools import lru_cache
from typing import Any, NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from workers.policy import bodies, committees, companies, days, places, programmes
from workers.policy.page import Page


class Names(NamedTuple):
    """Where names stand, by table, in print order: of those that begin together the longest, then none inside it."""

    companies: list[companies.Hit]
    places: list[places.Hit]
    bodies: list[bodies.Hit]
    programmes: list[programmes.Hit]
    committees: list[committees.Hit]
    days: list[days.Hit]


class _Tables(NamedTuple):
    """All names, and by a name's number in the automaton what each table that has it says of it."""

    automaton: AhoCorasick
    meanings: tuple[tuple[tuple[int, Any], ...], ...]


@lru_cache(maxsize=1)
def _tables() -> _Tables:
    """The tables in the order of ``Names``. A meaning of None hides what stands inside the name and is not told."""
    known: dict[str, tuple[tuple[int, Any], ...]] = {}
    alike: dict[tuple[int, int], tuple[tuple[int, Any], ...]] = {}  # thousands of names mean one and the same
    for number, module in enumerate((companies, places, bodies, programmes, committees, days)):
        for name, meaning in module.known_names().items():
            told = alike.setdefault((number, id(meaning)), ((number, meaning),))
            known[name] = known[name] + told if name in known else told
    return _Tables(AhoCorasick(known, matchkind=MatchKind.Standard), tuple(known.values()))


def find_names(page: Page) -> Names:
    """What a page holds of all tables. A table's names hide one another, never another table's."""
    known = _tables()
    hits = known.automaton.find_matches_as_indexes(page.plain, overlapping=True)
    meanings = known.meanings
    found: tuple[list[Any], ...] = ([], [], [], [], [], [])
    done = [0] * len(found)
    for start, end, number in sorted([(start, -end, number) for number, start, end in hits]):
        for table, meaning in meanings[number]:
            if start >= done[table]:
                done[table] = -end
                if meaning is not None:
                    found[table].append((start, -end, meaning))
    return Names(*found)
