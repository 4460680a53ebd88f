"""Readings printed between characters, 股價(jià)持續(xù), taken out of the text and put back for the evidence."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from schemas.evidence import Evidence, Span

__all__ = ["Squeezed", "restore", "squeeze"]

_TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ"
_READING: Final = re.compile(rf"[(（][a-zü]{{0,4}}[{_TONES}][a-zü]{{0,4}}[)）]")


class Squeezed(NamedTuple):
    """A text without readings, and for each of its characters the place where it stands in the whole text."""

    text: str
    places: Sequence[int]


def squeeze(text: str) -> Squeezed | None:
    """The text without readings; None if it has none."""
    if not _READING.search(text):
        return None
    edges = [0, *(edge for match in _READING.finditer(text) for edge in match.span()), len(text)]
    kept = list(pairwise(edges))[::2]
    return Squeezed("".join(text[first:last] for first, last in kept), [at for edge in kept for at in range(*edge)])


def restore(evidence: Evidence, part: str, places: Sequence[int]) -> Evidence:
    """Evidence about a squeezed part as evidence about the whole one."""

    def moved(span: Span) -> Span:
        if span["part"] != part:
            return span
        return span | {"start": places[span["start"]], "end": places[span["end"] - 1] + 1}

    return {path: [moved(span) for span in spans] for path, spans in evidence.items()}
