"""Places of a page that are taken, asked in less than linear time: a hostile text may have a hundred thousand."""

from bisect import bisect_right, insort
from collections.abc import Iterable

MOST_OF_A_KIND = 200  # documents, companies, schemes: a text with more is a list, not a story; the rest is left unread


class Spans:
    """Half-open places in order, none of which begins inside another."""

    def __init__(self, spans: Iterable[tuple[int, int]] = ()) -> None:
        self._spans = sorted(spans)

    def hold(self, at: int) -> bool:
        """Whether a character is taken."""
        spans = self._spans
        if not spans or at < spans[0][0]:
            return False
        return at < spans[bisect_right(spans, (at, 1 << 60)) - 1][1]

    def meet(self, start: int, end: int) -> bool:
        """Whether any character from ``start`` to before ``end`` is taken."""
        number = bisect_right(self._spans, (end - 1, 1 << 60)) - 1
        return number >= 0 and start < self._spans[number][1]

    def add(self, start: int, end: int) -> None:
        """Take a place."""
        insort(self._spans, (start, end))
