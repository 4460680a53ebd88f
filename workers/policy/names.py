"""One pass over a page for the names of three tables: companies, places and public bodies.

Each pass would bring a table of its own back into the processor's cache.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeVar

from ahocorasick_rs import AhoCorasick, MatchKind

from workers.policy import bodies, companies, places
from workers.policy.page import Page

_Meaning = TypeVar("_Meaning")


class Names(NamedTuple):
    """Where names stand, by table, in print order: of those that begin together the longest, then none inside it."""

    companies: list[companies.Hit]
    places: list[places.Hit]
    bodies: list[bodies.Hit]


class _Tables(NamedTuple):
    """What each table says of a name, by the name's number in the automaton."""

    automaton: AhoCorasick
    companies: dict[int, str]
    places: dict[int, places.Meaning]
    bodies: dict[int, bodies.Meaning]


@lru_cache(maxsize=1)
def _tables() -> _Tables:
    of_companies, of_places, of_bodies = companies.known_names(), places.known_names(), bodies.known_names()
    names = list({**of_companies, **of_places, **of_bodies})
    return _Tables(
        AhoCorasick(names, matchkind=MatchKind.Standard),
        _by_number(names, of_companies),
        _by_number(names, of_places),
        _by_number(names, of_bodies),
    )


def _by_number(names: Sequence[str], table: Mapping[str, _Meaning]) -> dict[int, _Meaning]:
    return {number: table[name] for number, name in enumerate(names) if name in table}


def find_names(page: Page) -> Names:
    """The names of all three tables on a page. A table's names hide one another, never another table's."""
    known = _tables()
    hits = known.automaton.find_matches_as_indexes(page.plain, overlapping=True)
    return Names(_longest(hits, known.companies), _longest(hits, known.places), _longest(hits, known.bodies))


def _longest(hits: Sequence[tuple[int, int, int]], table: Mapping[int, _Meaning]) -> list[tuple[int, int, _Meaning]]:
    found, done = [], 0
    for start, end, number in sorted([(start, -end, number) for number, start, end in hits if number in table]):
        if start >= done:
            done = -end
            found.append((start, done, table[number]))
    return found
