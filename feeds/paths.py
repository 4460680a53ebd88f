"""Field paths ("moves[0].price", "figures[2].value") in evidence and in ``truncated``. Pure."""

import re
from typing import Any, Final, NamedTuple

from schemas.items import Doc

_FIELD: Final = re.compile(r"moves\[\d+\]\.\w+|\w+")


class Reading(NamedTuple):
    """The item that one report alone gives, with its paths by the field that they belong to.

    A field is "moves[0].price" inside moves and the first name elsewhere: "figures" has "figures[2].value", which is
    kept as its rest, "[2].value".
    """

    raw_id: str
    doc: Doc
    evidence: dict[str, dict[str, Any]]
    truncated: dict[str, list[str]]


def open_reading(raw_id: str, doc: Doc) -> Reading:
    """A reading with its paths sorted out; one pass over them, however many moves there are."""
    evidence: dict[str, dict[str, Any]] = {}
    truncated: dict[str, list[str]] = {}
    for path, spans in doc["evidence"].items():
        field, rest = _split(path)
        evidence.setdefault(field, {})[rest] = spans
    for path in doc["truncated"]:
        field, rest = _split(path)
        truncated.setdefault(field, []).append(rest)
    return Reading(raw_id, doc, evidence, truncated)


def _split(path: str) -> tuple[str, str]:
    field = _FIELD.match(path)
    end = field.end() if field else len(path)
    return path[:end], path[end:]
