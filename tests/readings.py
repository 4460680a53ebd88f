"""Readings made up for tests of feeds: what the pure part would give, without its rules.

A reading here is a function of its report alone, as landing wants it: ``read`` finds it again.
"""

from typing import Any

from schemas.ids import item_id, raw_id
from schemas.items import Doc
from schemas.raw import SCHEMA_VERSION, Report

DAY = "2025-05-16"
_MOVE: dict[str, Any] = {
    "name": "甲乙股份",
    "code": None,
    "exchange": None,
    "board": None,
    "asset": "stock",
    "direction": "up",
    "change_pct": 3.5,
    "pct_bound": "exact",
    "limit": None,
    "price": None,
    "currency": None,
    "points": None,
    "amount": None,
    "amount_bound": None,
    "amount_currency": None,
    "turnover_rate_pct": None,
    "volume_shares": None,
    "market_value": None,
    "as_of": f"{DAY}T09:35:00+08:00",
    "as_of_precision": "minute",
    "phase": "intraday",
    "flags": [],
    "checks": [],
}
_STORY: dict[str, Any] = {
    "authors": [],
    "jurisdiction": "CN",
    "regions": [],
    "regions_ambiguous": [],
    "bodies": [],
    "documents": [],
    "programmes": [],
    "topics": [],
    "companies": [],
    "figures": [],
    "dates": [],
    "effective_from": None,
    "summary": [],
    "keywords": [],
    "reading_time_s": 1,
}


def make_move(**fields: Any) -> dict[str, Any]:
    """One move; all that is not named is absent or ordinary."""
    return _MOVE | fields


def make_told(**fields: Any) -> Report:
    """A report whose raw id comes from what reading depends on, as real ones do."""
    report = {
        "raw_id": "",
        "kind": "brief",
        "source": "门户甲",
        "url": None,
        "title": "甲乙股份涨3.5%",
        "text": "5月16日,甲乙股份涨3.5%",
        "author": None,
        "byline": None,
        "published_at": f"{DAY}T09:40:00+08:00",
        "page_published_at": None,
        "first_captured_at": f"{DAY}T10:00:00+08:00",
        "last_captured_at": f"{DAY}T10:00:00+08:00",
    } | fields
    parts = [str(report[name]) for name in ("source", "url", "title", "text", "published_at")]
    day = (report["published_at"] or report["first_captured_at"])[:10]
    report["raw_id"] = fields.get("raw_id") or raw_id(day, parts)
    return report  # type: ignore[return-value]  # a dict of that shape


def make_doc(kind: str = "price_move", report: Report | None = None, item: str = "", **fields: Any) -> Doc:
    """The item that one report alone gives."""
    report = report or make_told()
    told = report["published_at"] or report["first_captured_at"]
    doc: Doc = {
        "id": item or item_id(kind, told[:10], ["made", "up"]),
        "kind": kind,
        "title": report["title"],
        "text": report["text"],
        "source": report["source"],
        "url": report["url"],
        "event_time": told,
        "event_time_precision": "minute" if report["published_at"] else "captured",
        "classification": {"label": kind, "score": 0.9, "reasons": []},
        "reports": [report],
        "first_captured_at": report["first_captured_at"],
        "last_captured_at": report["last_captured_at"],
        "evidence": {},
        "truncated": [],
        "schema_version": SCHEMA_VERSION,
    }
    if kind == "price_move":
        doc["moves"] = [make_move()]
    elif kind == "policy_story":
        doc |= {key: value if not isinstance(value, list) else list(value) for key, value in _STORY.items()}
    return doc | fields


def read(report: Report) -> Doc:
    """Reading by a toy rule: the title's words are the story, and so its id; the text says the rest.

    The text is "key=value key=value": ``kind`` story, price or other; ``pct``, ``amount``, ``code``, ``region``,
    ``topic``, ``at`` (HH:MM). A value that ends in "..." is cut off.
    """
    words = dict(word.partition("=")[::2] for word in report["text"].split())
    kind = {"story": "policy_story", "price": "price_move"}.get(words.get("kind", ""), "other")
    doc = make_doc(kind, report, item_id(kind, DAY, [report["title"]]))
    if kind == "price_move":
        _read_price(doc, words)
    elif kind == "policy_story":
        doc["regions"] = [{"adcode": words["region"], "name": "某地", "role": "about"}] if "region" in words else []
        doc["topics"] = [{"level1": words["topic"], "level2": None, "score": 1.0}] if "topic" in words else []
        doc["companies"] = [{"name": "某司", "code": words["code"]}] if "code" in words else []
    return doc


def _read_price(doc: Doc, words: dict[str, str]) -> None:
    if "at" in words:
        doc["event_time"], doc["event_time_precision"] = f"{DAY}T{words['at']}:00+08:00", "minute"
    move = make_move(
        name=doc["title"], change_pct=float(words["pct"]) if "pct" in words else None, code=words.get("code")
    )
    amount = words.get("amount", "")
    if amount.endswith("..."):
        doc["truncated"] = ["moves[0].amount"]
    elif amount:
        move["amount"], move["amount_bound"] = int(amount), "exact"
        start = doc["text"].index(amount)
        span = {"raw_id": doc["reports"][0]["raw_id"], "part": "text", "start": start, "end": start + len(amount)}
        doc["evidence"]["moves[0].amount"] = [span]
    doc["moves"] = [move]
