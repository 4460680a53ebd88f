"""What must hold of any raw item and any page; each fault is told in one line that begins with its kind."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from math import isfinite
from typing import Any, Final

import orjson
from pydantic import ValidationError

from cli.marked import value_at
from feeds.merge import merge
from producers.split import Capture, split_capture
from schemas.items import Doc, parse_item
from schemas.raw import dump_raw, parse_time
from tests.fuzz.reread import amount_of, exact, is_year_of, percent_of, plain, values_of
from workers.pipeline import process_payload

_FIGURES: Final = ("price", "points", "amount", "volume_shares", "market_value")
_SHARES: Final = ("change_pct", "turnover_rate_pct")
_SHOWN: Final = (
    *("name", "code", "exchange", "board", "asset", "direction", "pct_bound", "limit", *_SHARES, *_FIGURES),
    *("currency", "amount_bound", "amount_currency", "as_of", "as_of_precision", "phase", "flags"),
)
_LISTS: Final = (
    "regions",
    "regions_ambiguous",
    "bodies",
    "programmes",
    "topics",
    "figures",
    "dates",
    "summary",
    "keywords",
)
_CUT_LISTS: Final = ("documents", "dates", "figures")  # others of them may be told
_CAPTURES: Final = ("first_captured_at", "last_captured_at", "reports")
_BREAKS: Final = re.compile(r"\s+")
_MINUS_LEFT_OUT: Final = re.compile(r"(?:[比为至达（(，]|(?<![0-9A-Za-z])(?:CPI|PPI|GDP|M[0-2]))[-−–]\Z")
_MINUS_OF_COUNT: Final = re.compile(r"净(?:[增减]|流[入出])[-−–]\Z")
_HYPHEN: Final = re.compile(r"第[0-9]{1,3}[批期次轮]\Z")
_INDEXED: Final = re.compile(r"\[\d+\]")
CAPTURED_AT: Final = parse_time("2025-06-12T10:00:00+08:00")


def faults_of_payload(payload: dict[str, Any]) -> list[str]:
    """What is wrong with what becomes of a raw item; [] if all holds."""
    try:
        doc = process_payload(payload)
        data = orjson.dumps(doc)
    except Exception as error:  # noqa: BLE001  that it raises is what is looked for
        return [f"raises: {type(error).__name__}: {error}"]
    if doc["kind"] == "reject":
        return list(_reject_faults(doc, payload))
    return list(_item_faults(doc, data, payload))


def _reject_faults(doc: Doc, payload: dict[str, Any]) -> Iterator[str]:
    if doc["stage"] not in ("parse", "validate"):
        yield f"reject of stage {doc['stage']}: {doc['reason']}"
    if doc["raw"] != payload:
        yield "reject: the raw item is not kept as it came"
    if not doc["reason"] or "\n" in doc["reason"]:
        yield "reject: its reason is no line"


def _item_faults(doc: Doc, data: bytes, payload: dict[str, Any]) -> Iterator[str]:
    if orjson.dumps(process_payload(payload)) != data:
        yield "not pure: read twice, two items"
    for minute in ("00:00:00", "23:59:59"):
        captured_at = f"{doc['first_captured_at'][:11]}{minute}+08:00"
        if _untimed(process_payload(payload | {"captured_at": captured_at})) != _untimed(doc):
            yield f"minute: another item if captured at {minute}"
    try:
        parse_item(orjson.dumps(merge([doc])))
    except ValidationError as error:
        yield f"no item: {error.errors()[0]['loc']} {error.errors()[0]['msg']}"
    yield from faults_of_item(doc)


def _untimed(doc: Doc) -> Doc:
    """An item without the minute of its capture: what its id and its fields may not depend on."""
    told = "event_time" if doc["event_time_precision"] == "captured" else ""
    return {field: value for field, value in doc.items() if field not in {*_CAPTURES, told}}


def faults_of_item(doc: Doc) -> Iterator[str]:
    """What is wrong with an item, of one report or of several."""
    yield from _number_faults(doc)
    spans = list(_span_faults(doc))
    yield from spans
    if spans:
        return  # what stands nowhere cannot be read again
    if doc["kind"] == "price_move":
        yield from _moves_faults(doc)
    elif doc["kind"] == "policy_story":
        yield from _story_faults(doc)


def _number_faults(value: Any, path: str = "") -> Iterator[str]:
    if isinstance(value, float) and not isfinite(value):
        yield f"number {path}: {value}"
    elif isinstance(value, int) and abs(value) > 1 << 53:
        yield f"number {_bare(path)}: {value} is beyond what JSON readers hold"
    elif isinstance(value, dict):
        for name, each in value.items():
            yield from _number_faults(each, f"{path}.{name}")
    elif isinstance(value, list):
        for at, each in enumerate(value):
            yield from _number_faults(each, f"{path}[{at}]")


def _bare(path: str) -> str:
    return _INDEXED.sub("[]", path)


def _span_faults(doc: Doc) -> Iterator[str]:
    reports = {report["raw_id"]: report for report in doc["reports"]}
    for path, spans in doc["evidence"].items():
        if value_at(doc, path) in (None, []) and path != "event_time":
            yield f"evidence of nothing: {_bare(path)}"
        if not spans:
            yield f"no span: {_bare(path)}"
        for span in spans:
            part = reports.get(span["raw_id"], {}).get(span["part"]) if span["part"] in ("title", "text") else None
            if part is None or not 0 <= span["start"] < span["end"] <= len(part):
                yield f"span outside its part: {_bare(path)} {span['part']} {span['start']}:{span['end']}"
    for reason in doc["classification"]["reasons"]:
        if (
            reports[reason["raw_id"]][reason["part"]][reason["start"] : reason["end"]] != reason["text"]
            or not reason["text"]
        ):
            yield f"reason is not what stands there: {reason}"
    for path in doc["truncated"]:
        if value_at(doc, path) not in (None, []) and path not in _CUT_LISTS:
            yield f"truncated and told: {_bare(path)}"


def _cuts(doc: Doc, path: str) -> list[str]:
    reports = {report["raw_id"]: report for report in doc["reports"]}
    return [
        reports[span["raw_id"]][span["part"]][span["start"] : span["end"]] for span in doc["evidence"].get(path, ())
    ]


def _around(doc: Doc, path: str) -> tuple[dict[str, Any], str, str, str]:
    """The report that shows a value, and what stands in front of it, what is it, what is behind it."""
    reports = {report["raw_id"]: report for report in doc["reports"]}
    span = doc["evidence"][path][0]
    report = reports[span["raw_id"]]
    part, start, end = report[span["part"]], span["start"], span["end"]
    return report, plain(part[:start]), plain(part[start:end]), plain(part[end : end + 40])


def _is_in_its_year(doc: Doc, path: str, on: str) -> bool:
    report, before, cut, after = _around(doc, path)
    told = report["published_at"] or report["page_published_at"] or report["first_captured_at"]
    return is_year_of(date.fromisoformat(on), cut, before, after, date.fromisoformat(told[:10]))


def _moves_faults(doc: Doc) -> Iterator[str]:
    for at, move in enumerate(doc["moves"]):
        for field in _SHOWN:
            path = f"moves[{at}].{field}"
            if move[field] not in (None, []) and path not in doc["evidence"]:
                yield f"no evidence: moves[].{field} = {move[field]!r}"
        yield from _figure_faults(doc, move, f"moves[{at}].")
        yield from _name_faults(doc, move, f"moves[{at}].")
        yield from _time_faults(doc, move, f"moves[{at}].")


def _figure_faults(doc: Doc, move: dict[str, Any], path: str) -> Iterator[str]:
    for field in _FIGURES:
        for cut in _cuts(doc, path + field):
            if move[field] is not None and amount_of(cut) != exact(move[field]):
                yield f"another figure: moves[].{field} = {move[field]} from {cut!r}"
    for field in _SHARES:
        for cut in _cuts(doc, path + field):
            if percent_of(cut) != abs(exact(move[field])):
                yield f"another figure: moves[].{field} = {move[field]} from {cut!r}"
    yield from _sign_faults(doc, move, path)
    if (move["change_pct"] is None) != (move["pct_bound"] is None):
        yield f"a bound without its figure, or the reverse: {move['change_pct']} {move['pct_bound']}"
    if (move["amount"] is None) != (move["amount_bound"] is None):
        yield f"a bound without its figure, or the reverse: amount {move['amount']} {move['amount_bound']}"


def _sign_faults(doc: Doc, move: dict[str, Any], path: str) -> Iterator[str]:
    pct, way = move["change_pct"], move["direction"]
    told_apart = any(check["name"] == "direction_agrees" and not check["ok"] for check in move["checks"])
    if pct is not None and told_apart is not (way != ("up" if pct > 0 else "down" if pct < 0 else way)):
        yield f"sign: {pct} and {way}, a check says {not told_apart}"
    if any(plain(cut)[0] == "-" for cut in _cuts(doc, path + "change_pct")) and pct > 0:
        yield f"sign: {pct} is printed below zero"


def _name_faults(doc: Doc, move: dict[str, Any], path: str) -> Iterator[str]:
    printed = _cuts(doc, path + "name")
    if printed != [move["name"]]:
        yield f"another name: {move['name']!r} from {printed}"
    if not any(char.isalnum() for char in move["name"]):
        yield f"a name that says nothing: {move['name']!r}"
    if [plain(cut) for cut in _cuts(doc, path + "flags")] != move["flags"]:
        yield f"another flag: {move['flags']} from {_cuts(doc, path + 'flags')}"
    for cut in _cuts(doc, path + "code"):
        code, said = move["code"], plain(cut).upper()
        digits = re.sub(r"\D", "", said)
        is_printed = said in (code, code.partition(".")[0]) or (len(digits) >= 4 and digits.zfill(5) in code)
        if not (is_printed or cut in printed):  # a name is looked up: tests of names say how
            yield f"another code: {code} from {cut!r}"


def _time_faults(doc: Doc, move: dict[str, Any], path: str) -> Iterator[str]:
    for cut in map(plain, _cuts(doc, path + "as_of")):
        day = re.search(r"(\d{1,2})\s?[月/-]\s?(\d{1,2})\s?日?$", cut)
        clock = re.match(r"(\d{1,2})[:时点](\d{1,2})分?(?::\d\d)?分?$", cut)
        if day and move["as_of"][5:10] != f"{int(day[1]):02}-{int(day[2]):02}":
            yield f"another day: {move['as_of']} from {cut!r}"
        elif day and not _is_in_its_year(doc, path + "as_of", move["as_of"][:10]):
            yield f"another year: {move['as_of']} from {cut!r}"
        if clock and move["as_of"][11:16] != f"{int(clock[1]):02}:{int(clock[2]):02}":
            yield f"another time: {move['as_of']} from {cut!r}"


def _story_faults(doc: Doc) -> Iterator[str]:
    for field in _LISTS:
        for at, value in enumerate(doc[field]):
            if f"{field}[{at}]" not in doc["evidence"]:
                yield f"no evidence: {field}[] = {value!r}"
    for field in ("jurisdiction", "effective_from"):
        if doc[field] is not None and field not in doc["evidence"]:
            yield f"no evidence: {field}"
    yield from _said_faults(doc, _said(doc))
    yield from _list_faults(doc)
    for at, figure in enumerate(doc["figures"]):
        cuts = _cuts(doc, f"figures[{at}]")
        if cuts != [figure["text"]] or exact(figure["value"]) not in values_of(figure["text"]):
            yield f"another figure: figures[] = {figure['value']} {figure['unit']} from {cuts}"
        before = _around(doc, f"figures[{at}]")[1]
        is_measure = figure["unit"].endswith(("%", "元", "℃"))
        if _MINUS_OF_COUNT.search(before) or (is_measure and _MINUS_LEFT_OUT.search(before)):
            yield f"a minus left out: figures[] = {figure['value']} {figure['unit']}"
        if figure["text"][0] in "-−–" and _HYPHEN.search(before):
            yield f"a hyphen taken for a minus: figures[] = {figure['value']} {figure['unit']}"


def _list_faults(doc: Doc) -> Iterator[str]:
    for at, dated in enumerate(doc["dates"]):
        for cut in map(plain, _cuts(doc, f"dates[{at}]")):
            day = re.search(r"(\d{1,2})\s?(?:月\s?份?|-)\s?(\d{1,2})\s?[日号）]*$", cut)
            if day and dated["date"][5:] != f"{int(day[1]):02}-{int(day[2]):02}":
                yield f"another day: {dated['date']} from {cut!r}"
            elif day and not _is_in_its_year(doc, f"dates[{at}]", dated["date"]):
                yield f"another year: {dated['date']} from {cut!r}"
    for at, document in enumerate(doc["documents"]):
        for cut in _cuts(doc, f"documents[{at}].number"):
            if re.findall(r"\d+", plain(cut)) != re.findall(r"\d+", plain(document["number"])):
                yield f"another number: {document['number']!r} from {cut!r}"
    for at, company in enumerate(doc["companies"]):
        if company["code"] is not None and f"companies[{at}].code" not in doc["evidence"]:
            yield f"no evidence: companies[].code = {company['code']}"


def _said(doc: Doc) -> Iterator[tuple[str, str | None]]:
    """Paths whose value is the printed form without its line breaks and spaces."""
    for field in ("programmes", "keywords", "summary"):
        yield from ((f"{field}[{at}]", said) for at, said in enumerate(doc[field]))
    for field in ("bodies", "regions_ambiguous"):
        yield from ((f"{field}[{at}]", value["name"]) for at, value in enumerate(doc[field]))
    yield from ((f"companies[{at}].name", company["name"]) for at, company in enumerate(doc["companies"]))
    yield from ((f"documents[{at}].title", document["title"]) for at, document in enumerate(doc["documents"]))


def _said_faults(doc: Doc, said: Iterable[tuple[str, str | None]]) -> Iterator[str]:
    for path, value in said:
        cuts = [_BREAKS.sub("", cut) for cut in _cuts(doc, path)]
        if value is not None and cuts != [_BREAKS.sub("", value)]:
            yield f"other words: {_bare(path)} = {value!r} from {cuts}"
    line = " ".join(f"{report['byline']} {report['author']}" for report in doc["reports"])
    for at, author in enumerate(doc["authors"]):
        cuts = _cuts(doc, f"authors[{at}]")
        if cuts not in ([], [author]) or not (cuts or author in line):
            yield f"other words: authors[] = {author!r} from {cuts}"


def faults_of_page(text: str, *, read: bool = True) -> list[str]:
    """What is wrong with how a page is split, and with what its items become; [] if all holds."""
    try:
        split = split_capture(Capture(text, "测试门户", CAPTURED_AT))
        payloads = [dump_raw(item) for item in split.items]
    except Exception as error:  # noqa: BLE001  that it raises is what is looked for
        return [f"page raises: {type(error).__name__}: {error}"]
    faults = list(
        _tile_faults(
            text,
            [tuple(span) for payload in payloads for span in payload["spans"]],
            [it.span for it in split.leftovers],
        )
    )
    faults += [f"leftover elsewhere: {it}" for it in split.leftovers if it.text not in text[slice(*it.span)]]
    if read:
        for payload in payloads:
            faults += faults_of_payload(payload)
    return faults


def _tile_faults(text: str, items: list[Any], leftovers: list[tuple[int, int]]) -> Iterator[str]:
    at = 0
    for start, end in sorted([*items, *leftovers]):
        if start != at or end <= start:
            yield f"spans do not tile: {start}:{end} after {at}"
        at = end
    if at != len(text):
        yield f"spans do not tile: they end at {at} of {len(text)}"
