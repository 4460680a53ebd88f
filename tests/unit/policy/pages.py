"""Readings of small stories, for the tables of this folder."""

from typing import Any

from schemas.raw import Report
from workers.policy import PolicyReading, read_policy
from workers.policy.page import Page, open_page

PUBLISHED = "2025-05-16T08:00:00+08:00"


def make_story(text: str, title: str = "一则消息", **fields: Any) -> Report:
    """A report of an article."""
    start: dict[str, Any] = {
        "raw_id": "2025-05-16-0",
        "kind": "article",
        "source": "测试门户",
        "url": None,
        "title": title,
        "text": text,
        "author": None,
        "byline": None,
        "published_at": PUBLISHED,
        "page_published_at": None,
        "first_captured_at": "2025-05-16T15:30:00+08:00",
        "last_captured_at": "2025-05-16T15:30:00+08:00",
    }
    report: Report = {**start, **fields}  # type: ignore[typeddict-item]  # the table gives only known keys
    return report


def make_page(text: str, title: str = "一则消息") -> Page:
    """The page of a story."""
    return open_page(make_story(text, title))


def reading(text: str, title: str = "一则消息", **fields: Any) -> PolicyReading:
    """All that a story gives."""
    return read_policy(make_story(text, title, **fields))


def read(field: str, text: str, title: str = "一则消息", **fields: Any) -> Any:
    """One field of a story."""
    return reading(text, title, **fields).fields[field]
