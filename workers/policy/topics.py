"""Subject headings of gov.cn, two levels: what a story's words and acting bodies speak for.

A word counts by its weight, more in the title (the subject) and in the first sentence, and less each time it comes
again. A body speaks for what it works under, less than the words do: a ministry of finance may give money for
schools. A page that prints its heading (主题分类) settles it.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Final, NamedTuple

from reference.topics import TOPICS
from workers.policy.acting import Body
from workers.policy.page import Page
from workers.policy.vocabulary import Words, topics

_PRINTED: Final = re.compile(r"主题分类[:：]?\s{0,3}([\u4e00-\u9fff、]{2,20})\\{1,2}([\u4e00-\u9fff、（）]{2,20})")
# Tuned on labelled stories together: title and lead against text, words against bodies.
_IN_TITLE: Final = 3.0
_IN_LEAD: Final = 1.6
_IN_TEXT: Final = 1.0
_AGAIN_ALL: Final = (0.0, 0.0, 0.5, 0.75, 0.875)  # what a word adds that comes once, twice, ...: half as much each time
_MOST_TIMES: Final = 4
_BODY: Final = 3.0
_BODY_LATER: Final = 1.0
_LEAST_SCORE: Final = 3.0
_LEAST_SHARE: Final = 0.45  # of the first heading's score, for a further heading
_MOST_TOPICS: Final = 3


class Topic(NamedTuple):
    """A heading, its share of all that the page's words said, and the words that said it."""

    level1: str
    level2: str | None
    score: float
    at: tuple[tuple[int, int], ...]


def find_topics(page: Page, words: Words, bodies: Sequence[Body]) -> list[Topic]:
    """The headings of a page, strongest first; [] if no word speaks for any."""
    printed = _PRINTED.search(page.plain)
    if printed and printed[1] in TOPICS:
        level2 = printed[2] if printed[2] in TOPICS[printed[1]] else None
        return [Topic(printed[1], level2, 1.0, (printed.span(1),))]
    scores: dict[tuple[str, str], float] = defaultdict(float)
    places: dict[tuple[str, str], list[tuple[float, tuple[int, int]]]] = defaultdict(list)
    speaks, first, body_at, lead_end = topics(), words.first, page.body_at, page.lead_end
    count = len(speaks)
    for number, times in words.times.items():
        if number < count:
            heading, weight = speaks[number]
            _, start, end = first[number]
            placed = _IN_TEXT if start >= lead_end else _IN_LEAD if start >= body_at else _IN_TITLE
            said = weight * (placed + _AGAIN_ALL[min(_MOST_TIMES, times)] if times > 1 else placed)
            scores[heading] += said
            places[heading].append((-said, (start, end)))
    acting = [body for body in bodies if body.acts and body.topic]
    for number, body in enumerate({body.key: body for body in reversed(acting)}.values()):
        level1, _, level2 = body.topic.partition("/")
        said = _BODY if number == 0 or body.start < page.lead_end else _BODY_LATER
        scores[level1, level2] += said
        places[level1, level2].append((-said, (body.start, body.end)))
    return _ranked(scores, places)


def _ranked(
    scores: dict[tuple[str, str], float], places: dict[tuple[str, str], list[tuple[float, tuple[int, int]]]]
) -> list[Topic]:
    first: dict[str, float] = {}
    for (level1, _), score in scores.items():
        first[level1] = first.get(level1, 0.0) + score
    order = sorted(first, key=lambda level1: (-first[level1], level1))
    if not order or first[order[0]] < _LEAST_SCORE:
        return []
    total = sum(first.values())
    found = []
    for level1 in order[:_MOST_TOPICS]:
        if first[level1] < first[order[0]] * _LEAST_SHARE:
            break
        below = sorted((-score, level2) for (one, level2), score in scores.items() if one == level1 and level2)
        level2 = below[0][1] if below else None
        told = sorted([place for (one, _), each in places.items() if one == level1 for place in each])
        spans = tuple([at for _, at in told[:3]])
        found.append(Topic(level1, level2, round(first[level1] / total, 3), spans))
    return found
