"""One item from the readings of its reports: any order, any grouping, any repetition gives the same item. Pure.

| part of the item | comes from |
|---|---|
| title, text, source, class, order of moves | the leading report: the longest text, then the smallest raw id |
| a move's figures and facts | ``feeds.moves``: the first report that prints each whole, exact ones first |
| any other field | the first report in that order whose value is there (not null, not empty) and not cut off |
| lists of a story | one report's list, whole: lists of two reports are never mixed |
| evidence, ``truncated`` | follow each field to the report that it came from |
| event_time; first and last captured; ``feeds`` | earliest; earliest and latest; union, over all that ever landed |
| reports | united by raw id; the 64 smallest raw ids |
"""

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any, Final

from feeds.indexes import event_ms, feeds_of
from feeds.moves import merge_moves
from feeds.paths import Reading, open_reading
from schemas.items import Doc
from schemas.raw import Report

MAX_REPORTS: Final = 64
_RANKS: Final = {name: rank for rank, name in enumerate(("second", "minute", "session", "day", "captured"))}
_LED = frozenset({"id", "kind", "title", "text", "source", "classification", "schema_version"})
_UNITED = frozenset(
    {"event_time", "event_time_precision", "reports", "first_captured_at", "last_captured_at", "feeds", "moves"}
    | {"evidence", "truncated"}
)


def merge(docs: Sequence[Doc], seen: Doc | None = None) -> Doc:
    """The item that readings of one id make together.

    Args:
        docs: Readings of one report each (what reading gives, or ``merge`` of one), at least one, all of one id.
        seen: The item as stored. Its reports and all that it united count; its fields do not, so the readings of its
            reports belong into ``docs``. A report whose reading is missing is kept, but gives no field.

    Returns:
        A new dict; it shares inner values with what it was made from.
    """
    if len(docs) == 1 and seen is None:
        return {**docs[0], "feeds": feeds_of(docs[0])}
    reports = unite_reports(chain(seen["reports"] if seen else (), *(doc["reports"] for doc in docs)))
    readings = _readings(docs, {report["raw_id"] for report in reports})
    item = _fields(readings) if readings else dict(seen or {})
    told = min((*docs, seen) if seen else docs, key=_by_time)
    item |= {
        "event_time": told["event_time"],
        "event_time_precision": told["event_time_precision"],
        "reports": reports,
        "first_captured_at": min(doc["first_captured_at"] for doc in _all(docs, seen)),
        "last_captured_at": max(doc["last_captured_at"] for doc in _all(docs, seen)),
        "evidence": _with_time(item["evidence"], readings, told),
    }
    names = set(seen["feeds"] if seen else ()).union(*map(feeds_of, docs))
    return {**item, "feeds": sorted(names)}


def unite_reports(reports: Iterable[Report]) -> list[Report]:
    """Reports by raw id: equal ones keep the earliest and the latest capture; the 64 smallest raw ids are kept."""
    united: dict[str, Report] = {}
    for report in reports:
        known = united.setdefault(report["raw_id"], report)
        if known is not report and known != report:
            united[report["raw_id"]] = {
                **known,
                "first_captured_at": min(known["first_captured_at"], report["first_captured_at"]),
                "last_captured_at": max(known["last_captured_at"], report["last_captured_at"]),
            }
    return [united[raw_id] for raw_id in sorted(united)[:MAX_REPORTS]]


def _all(docs: Sequence[Doc], seen: Doc | None) -> Iterable[Doc]:
    return (*docs, seen) if seen else docs


def _by_time(doc: Doc) -> tuple[int, int, str]:
    """When, earliest first; of equal times the more precise; the text settles the rest (two zones, one moment)."""
    return event_ms(doc["event_time"]), _RANKS[doc["event_time_precision"]], doc["event_time"]


def _readings(docs: Sequence[Doc], kept: set[str]) -> list[Reading]:
    """One reading for each kept report, the leading one first.

    Readings of one raw id differ only in what the captured times give, and what was captured first counts.
    """
    first: dict[str, Doc] = {}
    for doc in docs:
        for report in doc["reports"]:
            known = first.setdefault(report["raw_id"], doc)
            if _by_time(doc) < _by_time(known):
                first[report["raw_id"]] = doc
    readings = [open_reading(raw_id, doc) for raw_id, doc in first.items() if raw_id in kept]
    return sorted(readings, key=lambda reading: (-len(reading.doc["text"]), reading.raw_id))


def _fields(readings: Sequence[Reading]) -> Doc:
    """All but what is united: the leading reading's fields, each gap filled from the next that has it."""
    lead = readings[0].doc
    if len(readings) == 1:
        return dict(lead)
    item, evidence, truncated = dict(lead), dict[str, Any](), list[str]()
    for field in lead:
        if field in _UNITED:
            continue
        told = readings[0] if field in _LED else next((r for r in readings if _has(r, field)), readings[0])
        item[field] = told.doc[field]
        evidence |= {field + rest: spans for rest, spans in told.evidence.get(field, {}).items()}
        truncated += [field + rest for rest in told.truncated.get(field, ())]
    if "moves" in lead:
        moves = merge_moves(readings)
        item["moves"] = moves.moves
        evidence |= moves.evidence
        truncated += moves.truncated
    return item | {"evidence": evidence, "truncated": truncated}


def _has(told: Reading, field: str) -> bool:
    return told.doc[field] not in (None, [], "") and "" not in told.truncated.get(field, ())


def _with_time(evidence: dict[str, Any], readings: Sequence[Reading], told: Doc) -> dict[str, Any]:
    """Evidence with the words for event_time, if a report that is kept prints them."""
    words = next((r.doc["evidence"].get("event_time") for r in readings if _by_time(r.doc) == _by_time(told)), None)
    if words == evidence.get("event_time"):
        return evidence
    others = {path: spans for path, spans in evidence.items() if path != "event_time"}
    return others if words is None else {**others, "event_time": words}
