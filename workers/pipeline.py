"""One raw item in, one item or reject out: validate, classify, read. Pure.

The order is the whole of it: ``parse_raw`` types the item, ``classify`` says what it is, and the reader of that class
takes the fields out. Landing later unites items of one id; it calls ``read_item`` again for the reports it unites.
"""

from typing import Final, NamedTuple

from schemas.ids import content_key, item_id, unparsed_id
from schemas.items import Doc
from schemas.payloads import kept_payload, payload_bytes
from schemas.raw import SCHEMA_VERSION, Report, parse_raw, report_of
from schemas.rejects import RejectedMessageError
from workers.classify import Verdict, classify
from workers.policy import read_policy
from workers.price import read_moves

_REASON_CHARS: Final = 300


class Judged(NamedTuple):
    """A raw item whose class is told; its fields are yet to be read."""

    report: Report
    verdict: Verdict
    payload: object


def process_payload(payload: object) -> Doc:
    """What becomes of one untrusted object: an item of a single report, or a reject. Never raises for bad data.

    A fault of ours in reading one item is told in a reject of stage ``read``, so that it does not take the rest of
    its batch along; the raw item is kept whole and can be retried once the fault is mended.
    """
    return read_judged(judge(payload))


def judge(payload: object) -> Judged | Doc:
    """The first half of ``process_payload``: what is yet to be read, or a reject.

    A batch is judged before any of it is read: the classifier's tables and the readers' drive each other out of the
    processor's cache.
    """
    try:
        report = report_of(parse_raw(payload))
    except RejectedMessageError as error:
        return _reject(unparsed_id(payload_bytes(payload)), error, payload)
    try:
        return Judged(report, classify(report["title"], report["text"]), payload)
    except MemoryError:
        raise  # the process is at its limit: which item is to blame its supervisor finds out
    except Exception as error:  # noqa: BLE001  classifying is pure: it would fail the same way at every retry
        return _fault(report, payload, error)


def read_judged(judged: Judged | Doc) -> Doc:
    """The second half: an item, or a reject."""
    if not isinstance(judged, Judged):
        return judged
    try:
        return _read(judged.report, judged.verdict)
    except MemoryError:
        raise  # as above
    except Exception as error:  # noqa: BLE001  as above
        return _fault(judged.report, judged.payload, error)


def _fault(report: Report, payload: object, error: Exception) -> Doc:
    fault = RejectedMessageError("read", "", f"a fault in reading: {type(error).__name__}: {error}"[:_REASON_CHARS])
    return _reject(report["raw_id"], fault, payload)


def reject_line(line: bytes, reason: str) -> Doc:
    """The reject of a line that holds no JSON object, kept as text."""
    text = line.decode("utf-8", "backslashreplace")
    return _reject(unparsed_id(line), RejectedMessageError("parse", "", reason), text)


def read_item(report: Report) -> Doc:
    """The item that one report alone gives: class, fields, evidence, id. The same report gives the same item."""
    return _read(report, classify(report["title"], report["text"]))


def _read(report: Report, verdict: Verdict) -> Doc:
    if verdict.label == "price_move":
        return _price_move(report, verdict)
    if verdict.label == "policy_story":
        reading = read_policy(report)
        doc = _story(report, verdict)
        doc |= reading.fields
        doc["evidence"], doc["truncated"] = reading.evidence, reading.truncated
        return doc
    return _story(report, verdict)


def _price_move(report: Report, verdict: Verdict) -> Doc:
    reading = read_moves(report)
    as_of = reading.moves[0] if reading.moves else None
    if as_of and as_of["as_of"]:
        time, precision = as_of["as_of"], as_of["as_of_precision"]
        if "moves[0].as_of" in reading.evidence:
            reading.evidence["event_time"] = reading.evidence["moves[0].as_of"]
    else:
        time, precision = told_at(report)
    # A price story that names no instrument would share an empty key with all others of its day.
    key = reading.keys or _story_key(report)
    doc = _common(report, verdict, item_id("price_move", time[:10], key), (time, precision))
    doc["moves"], doc["evidence"], doc["truncated"] = reading.moves, reading.evidence, reading.truncated
    return doc


def _story(report: Report, verdict: Verdict) -> Doc:
    told = told_at(report)
    return _common(report, verdict, item_id(verdict.label, told[0][:10], _story_key(report)), told)


def _story_key(report: Report) -> list[str]:
    return [content_key(report["title"]), content_key(report["text"])]


def _common(report: Report, verdict: Verdict, item: str, told: tuple[str, str]) -> Doc:
    raw_id = report["raw_id"]
    parts = {"title": report["title"], "text": report["text"]}
    reasons = [
        {"raw_id": raw_id, "part": part, "start": start, "end": end, "text": parts[part][start:end]}
        for part, start, end in verdict.reasons
    ]
    return {
        "id": item,
        "kind": verdict.label,
        "title": report["title"],
        "text": report["text"],
        "source": report["source"],
        "url": report["url"],
        "event_time": told[0],
        "event_time_precision": told[1],
        "classification": {"label": verdict.label, "score": verdict.score, "reasons": reasons},
        "reports": [report],
        "first_captured_at": report["first_captured_at"],
        "last_captured_at": report["last_captured_at"],
        "evidence": {},
        "truncated": [],
        "schema_version": SCHEMA_VERSION,
    }


def told_at(report: Report) -> tuple[str, str]:
    """When a report says that it was told, and how precisely; the capture's time if it does not say.

    A printed time at 00:00:00 is a day, one at :00 seconds a minute: what was not printed looks the same.
    """
    printed = report["published_at"] or report["page_published_at"]
    if not printed:
        return report["first_captured_at"], "captured"
    clock = printed[11:19]
    if clock == "00:00:00":
        return printed, "day"
    return printed, "minute" if clock.endswith(":00") else "second"


def _reject(raw_id: str, error: RejectedMessageError, payload: object) -> Doc:
    return {
        "kind": "reject",
        "raw_id": raw_id,
        "stage": error.stage,
        "field": error.field,
        "reason": error.reason,
        "raw": kept_payload(payload),
    }
