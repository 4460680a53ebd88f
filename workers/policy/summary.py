"""Two or three sentences that carry a story, its keywords, and how long it takes to read.

Reading time: 400 characters a minute, the pace at which adults read Chinese prose silently; letters, digits and signs
count as characters do, white space does not.
"""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from workers.policy.bodies import Body
from workers.policy.page import Page
from workers.policy.programmes import Programme
from workers.policy.vocabulary import Word

_CHARS_A_MINUTE: Final = 400
_SENTENCE: Final = re.compile(r"[^。！？!?\n]+(?:[。！？!?]+[”’」』）)]{0,2})?")
_SPACE: Final = re.compile(r"\s+")
_LONG: Final = 20  # a shorter piece is a heading or a byline
_MOST: Final = 220
_KEYWORDS: Final = 8
_SKIP: Final = re.compile(r"^\s{0,9}(?:[□■◎●]|索\s?引\s?号|主题分类|发文机关|成文日期|标\s?题|发文字号|发布日期|主\s?题\s?词|（此件公开发布|扫一扫|第[一二三四五六七八九十]{1,3}章|专栏)")
_CUT: Final = ("...", "…", "……")


class Sentence(NamedTuple):
    """A sentence, trimmed, and where it stands."""

    start: int
    end: int


def find_summary(page: Page, words: Sequence[Word], bodies: Sequence[Body], figures: Sequence[tuple[int, int]]) -> list[Sentence]:
    """Up to three sentences in print order: the first, and those that tell most of what the title and the whole speak of.

    [] if the text has no sentence of its own. A sentence that the text cuts off is never taken.
    """
    sentences = _sentences(page)
    if len(sentences) <= 2:
        return sentences
    times: dict[str, int] = {}
    titled = {word.word for word in words if word.start < page.body_at}
    for word in words:
        times[word.word] = times.get(word.word, 0) + 1
    scored = []
    for number, sentence in enumerate(sentences[1:], 1):
        inside = {word.word: word for word in words if sentence.start <= word.start < sentence.end}
        said = sum(min(times[each], 3) * word.rarity * (2 if each in titled else 1) for each, word in inside.items())
        acts = sum(2.0 for body in bodies if body.acts and sentence.start <= body.start < sentence.end)
        counts = sum(1.0 for start, _ in figures if sentence.start <= start < sentence.end)
        length = sentence.end - sentence.start
        scored.append(((said + acts + min(counts, 3.0)) / (length + 40) ** 0.5 / (1 + number / 8), -number))
    best = sorted(scored, reverse=True)[: 2 if len(sentences) > 4 else 1]
    return [sentences[0], *(sentences[number] for number in sorted(-number for _, number in best))]


def _sentences(page: Page) -> list[Sentence]:
    found = []
    for match in _SENTENCE.finditer(page.plain, page.body_at):
        text = match[0]
        lead = len(text) - len(text.lstrip())
        length = len(text.strip())
        if _LONG <= length <= _MOST and not _SKIP.match(text) and not text.rstrip().endswith(_CUT):
            found.append(Sentence(match.start() + lead, match.start() + lead + length))
    return found


def find_keywords(page: Page, words: Sequence[Word], programmes: Sequence[Programme]) -> list[tuple[str, tuple[int, int]]]:
    """Up to eight keywords, strongest first: programmes, then words by how often and how rarely they come."""
    found = {programme.name: programme.at for programme in programmes[:3]}
    scores: dict[str, float] = {}
    places: dict[str, tuple[int, int]] = {}
    for word in words:
        speaks = 1 + (word.topic.weight / 5 if word.topic else 0)
        title = 2.0 if word.start < page.body_at else 1.0
        scores[word.word] = scores.get(word.word, 0.0) + word.rarity * speaks * title
        places.setdefault(word.word, (word.start, word.end))
    for word_text in sorted(scores, key=lambda each: (-scores[each], each)):
        if len(found) >= _KEYWORDS:
            break
        if not any(word_text in name for name in found):
            found[page.cut(*places[word_text])] = places[word_text]
    return list(found.items())


def reading_time_s(page: Page) -> int:
    """Seconds to read the text; 0 only if there is none."""
    count = len(_SPACE.sub("", page.printed[page.body_at :]))
    return -(-count * 60 // _CHARS_A_MINUTE)
