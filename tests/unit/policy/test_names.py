"""The one pass over six tables finds what a pass for each would."""

from collections.abc import Iterable
from functools import lru_cache

from ahocorasick_rs import AhoCorasick, MatchKind
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.policy.pages import make_page
from workers.policy import bodies, committees, companies, days, places, programmes
from workers.policy.names import find_names

TABLES = (companies, places, bodies, programmes, committees, days)


@lru_cache(maxsize=1)
def known() -> list[list[str]]:
    return [sorted(table.known_names()) for table in TABLES]


@lru_cache(maxsize=1)
def passes() -> list[AhoCorasick]:
    return [AhoCorasick(names, matchkind=MatchKind.LeftmostLongest) for names in known()]


@lru_cache(maxsize=1)
def hiding() -> frozenset[str]:
    """Names that only hide the place inside them, and are not told."""
    return frozenset(name for name, meaning in places.known_names().items() if meaning is None)


def alone(names: list[str], automaton: AhoCorasick, text: str) -> list[tuple[int, int, str]]:
    found = [(start, end, names[number]) for number, start, end in automaton.find_matches_as_indexes(text)]
    return found if names is not known()[TABLES.index(places)] else [hit for hit in found if hit[2] not in hiding()]


def printed(text: str, hits: Iterable[tuple[int, int, object]]) -> list[tuple[int, int, str]]:
    return [(start, end, text[start:end]) for start, end, _ in hits]


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Names of all tables, whole or cut, side by side and overlapping."""
    pieces = []
    for _ in range(draw(st.integers(1, 8))):
        name = draw(st.sampled_from(draw(st.sampled_from(known()))))
        pieces.append(name[draw(st.integers(0, 2)) :][: draw(st.integers(1, 12))])
    return draw(st.sampled_from(("", "，", "的"))).join(pieces)


@given(texts())
def test_a_pass_for_all_finds_what_a_pass_for_each_does(text: str) -> None:
    page = make_page(text)

    found = find_names(page)

    found_by_all = [printed(page.plain, hits) for hits in found]
    assert found_by_all == [alone(*each, page.plain) for each in zip(known(), passes(), strict=True)]


def test_a_name_says_what_its_own_table_has_for_it() -> None:
    page = make_page("海康威视到杭州市，浙江省财政厅表示")
    found = find_names(page)

    assert [page.plain[start:end] for start, end, _ in found.companies] == ["海康威视"]
    assert [meaning.sure for _, _, meaning in found.places] == [("330100",), ("330000",)]
    assert [office.name for _, _, (_, office) in found.bodies if office] == ["财政厅"]
