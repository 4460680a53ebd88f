"""Where the values of an item stand in its texts: evidence as numbered marks. Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, Final, NamedTuple

from schemas.items import Doc

_STEP: Final = re.compile(r"([^.\[\]]+)|\[(\d+)\]")
_SUBSCRIPTS: Final = str.maketrans("0123456789,", "₀₁₂₃₄₅₆₇₈₉,")


class Piece(NamedTuple):
    """A stretch of text and the numbers of the fields that rest on it; ``ends`` are those whose span ends with it."""

    text: str
    fields: tuple[int, ...]
    ends: tuple[int, ...]


class Field(NamedTuple):
    """One field with evidence: its number in the text, its path, its value and the printed forms it rests on."""

    number: int
    path: str
    value: Any
    printed: tuple[str, ...]


class Part(NamedTuple):
    """One part of one report, cut where evidence starts or ends. Its pieces together are the part, unchanged."""

    source: str
    name: str
    pieces: tuple[Piece, ...]


def fields_of(doc: Doc) -> list[Field]:
    """All fields of an item that have evidence, numbered from 1 in the order of the item."""
    texts = {(report["raw_id"], part): report[part] for report in doc["reports"] for part in ("title", "text")}
    return [
        Field(number, path, value_at(doc, path), tuple(_printed(texts, span) for span in spans))
        for number, (path, spans) in enumerate(_evidence(doc).items(), start=1)
    ]


def parts_of(doc: Doc) -> Iterator[Part]:
    """The title and the text of each report that evidence points at; of the first one in any case.

    Sentences of the summary are not marked: with them nearly all of a text would be.
    """
    spans: dict[tuple[str, str], list[tuple[int, int, int]]] = {}
    for number, (path, places) in enumerate(_evidence(doc).items(), start=1):
        for span in () if path.startswith("summary") else places:
            spans.setdefault((span["raw_id"], span["part"]), []).append((span["start"], span["end"], number))
    for place, report in enumerate(doc["reports"]):
        for name in ("title", "text"):
            found = spans.get((report["raw_id"], name), [])
            if report[name] and (found or place == 0):
                yield Part(report["source"], name, tuple(cut(report[name], found)))


def cut(text: str, spans: Sequence[tuple[int, int, int]]) -> Iterator[Piece]:
    """Text cut at the edges of spans (start, end, number); spans may overlap. The pieces join to the text."""
    edges = sorted({0, len(text), *(edge for start, end, _ in spans for edge in (start, end))})
    for start, end in pairwise(edges):
        over = sorted({number for a, b, number in spans if a <= start and end <= b})
        ends = sorted({number for a, b, number in spans if a < b == end})
        yield Piece(text[start:end], tuple(over), tuple(ends))


def reference(numbers: Sequence[int]) -> str:
    """Numbers as they stand behind a mark: ``₁₂,₃``."""
    return ",".join(str(number) for number in numbers).translate(_SUBSCRIPTS)


def value_at(doc: Mapping[str, Any], path: str) -> Any:  # noqa: ANN401  any field
    """The value of a field path such as ``moves[0].price``; None if there is none."""
    value: Any = doc
    for name, index in _STEP.findall(path):
        try:
            value = value[int(index)] if index else value[name]
        except (KeyError, IndexError, TypeError):
            return None
    return value


def _evidence(doc: Doc) -> dict[str, list[dict[str, Any]]]:
    reasons = doc["classification"]["reasons"]
    return {"classification.label": reasons, **doc["evidence"]} if reasons else dict(doc["evidence"])


def _printed(texts: Mapping[tuple[str, str], str], span: Mapping[str, Any]) -> str:
    return texts.get((span["raw_id"], span["part"]), "")[span["start"] : span["end"]]
