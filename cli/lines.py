"""Raw items as JSON Lines: one object a line, UTF-8."""

import codecs
import io
import select
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, Final

import orjson

from schemas.raw import SHANGHAI

STDIN: Final = "-"
_MAX_LINE_BYTES: Final = 8_000_000  # ten times the longest valid raw item
_CHUNK_BYTES: Final = 1 << 16  # more than a buffered reader keeps, so that nothing waits in it unseen
_QUIET_S: Final = 0.5
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


def arriving(stream: BinaryIO, is_stopping: Callable[[], bool] = lambda: False) -> Iterator[bytes | None]:
    """Lines as ``bounded`` gives them, as soon as they are there, and None whenever none has come for half a second.

    Once ``is_stopping`` says so no more is read; what was read is still given, but for half a line.
    """
    line = bytearray()
    while not is_stopping():
        data = _next_bytes(stream)
        if data is None:
            yield None
            continue
        if not data:
            if line:
                yield bytes(line)
            return
        *ends, rest = data.split(b"\n")
        for end in ends:
            line += end[: _MAX_LINE_BYTES + 1 - len(line)]
            yield bytes(line) + b"\n"
            line.clear()
        line += rest[: _MAX_LINE_BYTES + 1 - len(line)]


def _next_bytes(stream: BinaryIO) -> bytes | None:
    """What there is to read now, b"" at the end; None if nothing has come for half a second."""
    try:
        ready = select.select([stream], [], [], _QUIET_S)[0]
    except io.UnsupportedOperation:  # it is in memory
        ready = [stream]
    return stream.read1(_CHUNK_BYTES) if ready else None  # type: ignore[attr-defined]  # a buffered reader's


def changed_at(path: str) -> datetime:
    """A file's time of change, to the second at +08:00; now for standard input."""
    seconds = datetime.now(SHANGHAI).timestamp() if path == STDIN else Path(path).stat().st_mtime
    return datetime.fromtimestamp(int(seconds), SHANGHAI)
