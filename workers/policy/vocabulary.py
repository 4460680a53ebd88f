"""One pass over a page for the words that speak for subject headings and those worth being keywords."""

from functools import lru_cache
from typing import Final, NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from reference.policy_tables import TopicWord, terms, topic_words
from workers.policy.page import Page

_UNCOUNTED: Final = 3.0  # the rarity of a topic word that the counted texts lack: about the middle


class Words(NamedTuple):
    """The vocabulary's words on a page, none inside another.

    Attributes:
        hits: (number of the word, start, end) in print order.
        first: Number of the word → where it stands first.
        times: Number of the word → how often it stands.
        titled: Numbers of the words that the title has.
        topics: By number: what the word speaks for, or None.
        rarities: By number: how rare the word is; a rarer one says more.
    """

    hits: list[tuple[int, int, int]]
    first: dict[int, tuple[int, int]]
    times: dict[int, int]
    titled: frozenset[int]
    topics: tuple[TopicWord | None, ...]
    rarities: tuple[float, ...]


@lru_cache(maxsize=1)
def _automaton() -> tuple[AhoCorasick, tuple[TopicWord | None, ...], tuple[float, ...]]:
    topics, rarities = {each.word: each for each in topic_words()}, terms()
    words = list({**topics, **rarities})
    return (
        AhoCorasick(words, matchkind=MatchKind.LeftmostLongest),
        tuple(topics.get(word) for word in words),
        tuple(rarities.get(word, _UNCOUNTED) for word in words),
    )


def find_words(page: Page) -> Words:
    """The vocabulary's words on a page."""
    automaton, topics, rarities = _automaton()
    hits = automaton.find_matches_as_indexes(page.plain)
    first: dict[int, tuple[int, int]] = {}
    times: dict[int, int] = {}
    for number, start, end in hits:
        if number in times:
            times[number] += 1
        else:
            times[number] = 1
            first[number] = (start, end)
    titled = frozenset(number for number, (start, _) in first.items() if start < page.body_at)
    return Words(hits, first, times, titled, topics, rarities)
