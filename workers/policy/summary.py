"""Two or three sentences that carry a story, its keywords, and how long it takes to read.

Reading time: 400 characters a minute, the pace at which adults read Chinese prose silently; letters, digits and signs
count as characters do, white space does not.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final, NamedTuple

from workers.policy.acting import Body
from workers.policy.page import Page
from workers.policy.programmes import Programme
from workers.policy.vocabulary import Words

_CHARS_A_MINUTE: Final = 400
_SENTENCE: Final = re.compile(r"[^。！？!?\n]+(?:[。！？!?]+[”’」』）)]{0,2})?")
_LONG: Final = 20  # a shorter piece is a heading or a byline
_MOST: Final = 220
_KEYWORDS: Final = 8
_OFTEN: Final = 3  # what comes more often than this says no more
_SKIP: Final = re.compile(
    r"(?:[□■◎●]|索\s?引\s?号|主题分类|发文机关|成文日期|标\s?题|发文字号|发布日期|主\s?题\s?词|（此件公开发布|扫一扫|第[一二三四五六七八九十]{1,3}章|专栏)"
)
_CUT: Final = ("...", "…", "……")


class Sentence(NamedTuple):
    """A sentence, trimmed, and where it stands."""

    start: int
    end: int


def find_summary(
    page: Page, words: Words, bodies: Sequence[Body], figures: Sequence[tuple[int, int]]
) -> list[Sentence]:
    """Up to three sentences in print order: the first, and those that tell most of what the title and the text tell.

    [] if the text has no sentence of its own. A sentence that the text cuts off is never taken.
    """
    sentences = _sentences(page)
    if len(sentences) <= 2:
        return sentences
    values = {number: (min(_OFTEN, times)) * words.rarities[number] for number, times in words.times.items()}
    for number in words.titled:
        values[number] *= 2
    told = [start for _, start, _ in words.hits]
    acts = sorted(body.start for body in bodies if body.acts)
    counts = [start for start, _ in figures]
    scored = []
    for number, (start, end) in enumerate(sentences[1:], 1):
        inside = {each for each, _, _ in words.hits[bisect_left(told, start) : bisect_left(told, end)]}
        said = sum([values[each] for each in inside])
        said += 2.0 * (bisect_left(acts, end) - bisect_left(acts, start))
        said += min(bisect_left(counts, end) - bisect_left(counts, start), _OFTEN)
        scored.append((said / (end - start + 40) ** 0.5 / (1 + number / 8), -number))
    best = sorted(scored, reverse=True)[: 2 if len(sentences) > 4 else 1]
    return [sentences[0], *(sentences[number] for number in sorted(-number for _, number in best))]


def _sentences(page: Page) -> list[Sentence]:
    found = []
    for match in _SENTENCE.finditer(page.plain, page.body_at):
        start, text = match.start(), match[0].strip()
        length = len(text)
        if _LONG <= length <= _MOST and not _SKIP.match(text) and not text.endswith(_CUT):
            lead = start if page.plain[start] == text[0] else start + len(match[0]) - len(match[0].lstrip())
            found.append(Sentence(lead, lead + length))
    return found


def find_keywords(page: Page, words: Words, programmes: Sequence[Programme]) -> list[tuple[str, tuple[int, int]]]:
    """Up to eight keywords, strongest first: programmes, then words by how often and how rarely they come."""
    found = {programme.name: programme.at for programme in programmes[:3]}
    scores = []
    for number, times in words.times.items():
        topic = words.topics[number]
        times_told = times + 1 if number in words.titled else times
        scores.append((-words.rarities[number] * times_told * (1 + topic.weight / 5 if topic else 1), number))
    for _, number in sorted(scores):
        if len(found) >= _KEYWORDS:
            break
        text = page.cut(*words.first[number])
        if not any(text in name for name in found):
            found[text] = words.first[number]
    return list(found.items())


def reading_time_s(page: Page) -> int:
    """Seconds to read the text; 0 only if there is none."""
    count = len("".join(page.printed[page.body_at :].split()))
    return -(-count * 60 // _CHARS_A_MINUTE)
