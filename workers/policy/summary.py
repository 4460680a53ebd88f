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
from workers.policy.vocabulary import Words, rarities, strengths

_CHARS_A_MINUTE: Final = 400
_SENTENCE: Final = re.compile(r"[^。！？!?\n]+(?:[。！？!?]+[”’」』）)]{0,2})?")
_LONG: Final = 20  # a shorter piece is a heading or a byline
_MOST: Final = 220
_KEYWORDS: Final = 8
_OFTEN: Final = 3  # what comes more often than this says no more
_SKIP: Final = re.compile(
    r"(?:[□■◎●]|索\s?引\s?号|主题分类|发文机关|成文日期|标\s?题|发文字号|发布日期|主\s?题\s?词|（此件公开发布|扫一扫|第[一二三四五六七八九十]{1,3}章|专栏)"
)
_SKIP_FIRST: Final = frozenset("□■◎●索主发成标（扫第专")  # how _SKIP begins
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
        return [Sentence(*each) for each in sentences]
    rare, told = rarities(), words.starts
    values = {
        number: rare[number] if times == 1 else rare[number] * min(_OFTEN, times)
        for number, times in words.times.items()
    }
    for number in words.titled:
        values[number] *= 2
    value = values.__getitem__
    acts = sorted(body.start for body in bodies if body.acts)
    counts = [start for start, _ in figures]
    scored = []
    for number, (start, end) in enumerate(sentences[1:], 1):
        inside = set(words.numbers[bisect_left(told, start) : bisect_left(told, end)])
        said = sum(map(value, inside))
        said += 2.0 * (bisect_left(acts, end) - bisect_left(acts, start))
        said += min(bisect_left(counts, end) - bisect_left(counts, start), _OFTEN)
        scored.append((said / (end - start + 40) ** 0.5 / (1 + number / 8), -number))
    best = sorted(scored, reverse=True)[: 2 if len(sentences) > 4 else 1]
    return [Sentence(*sentences[number]) for number in (0, *sorted(-number for _, number in best))]


def _sentences(page: Page) -> list[tuple[int, int]]:
    found, plain = [], page.plain
    for match in _SENTENCE.finditer(plain, page.body_at):
        start, end = match.span()
        if end - start < _LONG:
            continue
        text = match[0].strip()
        length = len(text)
        if _LONG <= length <= _MOST and not (text[0] in _SKIP_FIRST and _SKIP.match(text)) and not text.endswith(_CUT):
            lead = start if plain[start] == text[0] else end - len(match[0].lstrip())
            found.append((lead, lead + length))
    return found


def find_keywords(page: Page, words: Words, programmes: Sequence[Programme]) -> list[tuple[str, tuple[int, int]]]:
    """Up to eight keywords, strongest first: programmes, then words by how often and how rarely they come.

    Of equals the one that is printed first.
    """
    found = {programme.name: programme.at for programme in programmes[:3]}
    strong, titled, told = strengths(), words.titled, "\n".join(found)
    scores = {number: strong[number] * (times + (number in titled)) for number, times in words.times.items()}
    for number in sorted(scores, key=scores.__getitem__, reverse=True):
        if len(found) >= _KEYWORDS:
            break
        _, start, end = words.first[number]
        text = page.printed[start:end]
        if text not in told:
            found[text] = start, end
            told = f"{told}\n{text}"
    return list(found.items())


def reading_time_s(page: Page) -> int:
    """Seconds to read the text; 0 only if there is none."""
    count = len("".join(page.printed[page.body_at :].split()))
    return -(-count * 60 // _CHARS_A_MINUTE)
