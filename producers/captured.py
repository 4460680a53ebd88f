"""A saved page from a file, or from its bytes."""

import os
import re
import stat
from datetime import datetime
from pathlib import Path
from typing import Final

import orjson

from producers.decode import UndecodableError, decode
from producers.split import Capture
from schemas.raw import SHANGHAI, parse_time

NO_HTML: Final = "HTML is not read yet; save the page as text"
NOTHING_IN_IT: Final = "neither an article nor briefs in it"
_BEGINS_HTML: Final = re.compile(r"\s*<(?:!doctype|html|head|body|\?xml)\b", re.IGNORECASE)
MAX_CAPTURE_BYTES: Final = 2_000_000  # three times the longest valid story (200,000 characters of 3 bytes)


class CaptureError(Exception):
    """A file that is no capture. Its text is one line: the path and why."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(path, reason)  # every argument, so that it pickles
        self.path = path
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}"


def read_capture(path: Path, *, source: str | None = None, captured_at: datetime | None = None) -> Capture:
    """The page that a file holds.

    Args:
        path: A regular file of at most MAX_CAPTURE_BYTES; a larger one is refused before it is read.
        source: Who published it; the file's name if not given.
        captured_at: When it was saved; the file's time of change if not given.

    Raises:
        CaptureError: It is missing, no file, not readable, too large, or no text.
    """
    try:
        data, changed_s = _read(path)
        saved_at = datetime.fromtimestamp(changed_s, SHANGHAI) if captured_at is None else captured_at
    except OSError as error:
        raise CaptureError(str(path), error.strerror or "cannot be read") from error
    except (_UnfitError, OverflowError, ValueError) as error:
        raise CaptureError(str(path), str(error)) from error
    return parse_capture(data, str(path), source=source or _shown(path.name), captured_at=saved_at)


def parse_capture(data: bytes, name: str, *, source: str, captured_at: datetime) -> Capture:
    """The page that some bytes are. Raises CaptureError, which names it, if they are too many or no text."""
    if len(data) > MAX_CAPTURE_BYTES:
        raise CaptureError(name, f"more than {MAX_CAPTURE_BYTES:,} bytes")
    try:
        return Capture(decode(data), source, parse_time(captured_at))
    except (UndecodableError, ValueError) as error:
        raise CaptureError(name, str(error)) from error


def why_no_page(text: str) -> str:
    """Why a text is no page to split; "" if it may be one."""
    if _BEGINS_HTML.match(text):
        return NO_HTML
    start = text.lstrip()
    if start.startswith(("{", "[")) and any(map(_can_be_read, (start.partition("\n")[0], start))):
        return "JSON, no page: raw items are one object a line in a .jsonl file"
    return ""


def _can_be_read(text: str) -> bool:
    try:
        orjson.loads(text)
    except orjson.JSONDecodeError:
        return False
    return True


def _shown(name: str) -> str:
    """A file's name as text: bytes that are no UTF-8 stand in it as lone surrogates, which no JSON holds."""
    return name.encode("utf-8", "replace").decode()


class _UnfitError(Exception):
    """A path that is not even read."""


def _opened_at_once(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _read(path: Path) -> tuple[bytes, float]:
    """A file's bytes and its time of change, in seconds; never waits for a pipe or a device."""
    with open(path, "rb", opener=_opened_at_once) as opened:
        status = os.fstat(opened.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise _UnfitError("not a regular file")
        if status.st_size > MAX_CAPTURE_BYTES:
            raise _UnfitError(f"{status.st_size:,} bytes; a capture has at most {MAX_CAPTURE_BYTES:,}")
        return opened.read(MAX_CAPTURE_BYTES + 1), status.st_mtime  # it may grow while it is read
