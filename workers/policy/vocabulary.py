"""One pass over a page for the words that speak for subject headings and those worth being keywords."""

from bisect import bisect_left
from collections import Counter
from functools import lru_cache
from typing import Final, NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from reference.policy_tables import terms, topic_words
from workers.policy.page import Page

_UNCOUNTED: Final = 3.0  # the rarity of a topic word that the counted texts lack: about the middle


class Speaks(NamedTuple):
    """What a word speaks for: level 1 and level 2 of a heading ("" if none), and how much."""

    heading: tuple[str, str]
    weight: int


class Words(NamedTuple):
    """The vocabulary's words on a page, none inside another.

    Attributes:
        numbers: The words by number, in print order.
        starts: Where they begin.
        times: Number of the word → how often it stands there; in the order of first places.
        first: Number of the word → (number, start, end) of its first place.
        titled: Numbers of the words that the title has.
    """

    numbers: tuple[int, ...]
    starts: tuple[int, ...]
    times: dict[int, int]
    first: dict[int, tuple[int, int, int]]
    titled: frozenset[int]


class _Vocabulary(NamedTuple):
    automaton: AhoCorasick
    topics: tuple[Speaks, ...]
    rarities: tuple[float, ...]
    strengths: tuple[float, ...]


@lru_cache(maxsize=1)
def _vocabulary() -> _Vocabulary:
    topics, rarities = {each.word: each for each in topic_words()}, terms()
    words = list({**topics, **rarities})
    known = [topics.get(word) for word in words]
    rare = tuple(rarities.get(word, _UNCOUNTED) for word in words)
    return _Vocabulary(
        AhoCorasick(words, matchkind=MatchKind.LeftmostLongest),
        tuple(Speaks((topic.level1, topic.level2), topic.weight) for topic in topics.values()),
        rare,
        tuple(rarity * (1 + topic.weight / 5 if topic else 1) for rarity, topic in zip(rare, known, strict=True)),
    )


def topics() -> tuple[Speaks, ...]:
    """By the number of a word: what it speaks for. The words that speak for nothing have the numbers behind these."""
    return _vocabulary().topics


def rarities() -> tuple[float, ...]:
    """By the number of a word: how rare it is; a rarer one says more."""
    return _vocabulary().rarities


def strengths() -> tuple[float, ...]:
    """By the number of a word: how good a keyword it is."""
    return _vocabulary().strengths


def find_words(page: Page) -> Words:
    """The vocabulary's words on a page."""
    hits = _vocabulary().automaton.find_matches_as_indexes(page.plain)
    numbers, starts, _ = zip(*hits, strict=True) if hits else ((), (), ())
    first = {hit[0]: hit for hit in reversed(hits)}
    titled = frozenset(numbers[: bisect_left(starts, page.body_at)])
    return Words(numbers, starts, Counter(numbers), first, titled)
