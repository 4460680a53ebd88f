"""One pass over a page for the words that speak for subject headings and those worth being keywords."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from reference.policy_tables import TopicWord, terms, topic_words
from workers.policy.page import Page


class Word(NamedTuple):
    """A word of the vocabulary where the page has it."""

    start: int
    end: int
    word: str
    topic: TopicWord | None
    rarity: float


@lru_cache(maxsize=1)
def _automaton() -> tuple[AhoCorasick, tuple[tuple[str, TopicWord | None, float], ...]]:
    topics, rarities = {each.word: each for each in topic_words()}, terms()
    words = list({**topics, **rarities})
    meanings = tuple((word, topics.get(word), rarities.get(word, _UNCOUNTED)) for word in words)
    return AhoCorasick(words, matchkind=MatchKind.LeftmostLongest), meanings


_UNCOUNTED = 3.0  # a topic word that the counted texts lack: about the middle of the weights


def find_words(page: Page) -> Sequence[Word]:
    """The vocabulary's words in print order, none inside another."""
    automaton, meanings = _automaton()
    return [Word(start, end, *meanings[index]) for index, start, end in automaton.find_matches_as_indexes(page.plain)]
