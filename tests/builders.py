"""Valid things to start from: a test names only what it is about."""

from typing import Any

from schemas.items import Doc
from schemas.raw import RawArticle, RawBrief, Report, parse_raw, report_of
from workers.pipeline import read_item

CAPTURED = "2025-05-16T15:30:00+08:00"


def make_payload(kind: str = "brief", **fields: Any) -> dict[str, Any]:
    """A raw item as a queue carries it."""
    start = {"kind": kind, "source": "测试门户", "title": "甲乙公司召开年会", "captured_at": CAPTURED}
    return start | fields


def make_brief(**fields: Any) -> RawBrief:
    """A valid brief."""
    raw = parse_raw(make_payload("brief", **fields))
    assert isinstance(raw, RawBrief)
    return raw


def make_article(**fields: Any) -> RawArticle:
    """A valid article."""
    raw = parse_raw(make_payload("article", **fields))
    assert isinstance(raw, RawArticle)
    return raw


def make_report(kind: str = "brief", **fields: Any) -> Report:
    """A report of a valid raw item."""
    return report_of(parse_raw(make_payload(kind, **fields)))


def make_item(kind: str = "brief", **fields: Any) -> Doc:
    """The item that one raw item alone gives."""
    return read_item(make_report(kind, **fields))
