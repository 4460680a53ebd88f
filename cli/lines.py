"""Raw items as JSON Lines: one object a line, UTF-8."""

import codecs
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, Final

import orjson

from schemas.raw import SHANGHAI

STDIN: Final = "-"
_MAX_LINE_BYTES: Final = 8_000_000  # ten times the longest valid raw item
_TIMES: Final = ("published_at", "page_published_at", "captured_at")


def parse_line(line: bytes, *, first: bool = False) -> tuple[dict[str, Any] | None, str]:
    """The object in a line of JSON Lines, or None and why not; a blank line has no reason."""
    if len(line) > _MAX_LINE_BYTES:
        return None, f"longer than {_MAX_LINE_BYTES:,} bytes"
    if b"\0" in line:
        return None, "UTF-16 or damaged: NUL bytes; JSON Lines are UTF-8"
    if first:
        line = line.removeprefix(codecs.BOM_UTF8)
    if not line.strip():
        return None, ""
    try:
        payload = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        return None, f"not JSON: {error}"
    return (payload, "") if isinstance(payload, dict) else (None, "not a JSON object")


def dated(payload: dict[str, Any], captured_at: str) -> dict[str, Any]:
    """The payload with a time of capture if it names no time at all, since nothing else could date it."""
    timed = any(payload.get(name) is not None for name in _TIMES)
    return payload if timed else {**payload, "captured_at": captured_at}


def bounded(lines: BinaryIO) -> Iterator[bytes]:
    """Lines; of one that is too long only the beginning, so that no input fills the memory."""
    while line := lines.readline(_MAX_LINE_BYTES + 1):
        rest = line
        while len(rest) > _MAX_LINE_BYTES and not rest.endswith(b"\n"):
            rest = lines.readline(_MAX_LINE_BYTES + 1)
        yield line


def changed_at(path: str) -> datetime:
    """A file's time of change, to the second at +08:00; now for standard input."""
    seconds = datetime.now(SHANGHAI).timestamp() if path == STDIN else Path(path).stat().st_mtime
    return datetime.fromtimestamp(int(seconds), SHANGHAI)
