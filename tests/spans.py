"""What a span shows."""

from collections.abc import Mapping

from schemas.evidence import Span


def cut(span: Span, parts: Mapping[str, str]) -> str:
    """The printed form that a span names. ``parts`` maps ``title`` and ``text`` to the raw texts."""
    return parts[span["part"]][span["start"] : span["end"]]
