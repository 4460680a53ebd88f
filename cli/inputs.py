"""The paths on a command line as raw items: captures are split, JSON Lines are read line by line.

| path | is |
|---|---|
| a folder | the .txt, .jsonl and .ndjson files in it, at any depth, by name (folders.py); others are told |
| ``-`` | raw items as JSON Lines on standard input; with a source also a capture, if no line begins an object |
| ``*.jsonl`` ``*.ndjson`` | raw items as JSON Lines, UTF-8 |
| any other file | a capture as text: UTF-8, UTF-16 or GB18030 |
"""

import sys
from bisect import bisect_right
from codecs import BOM_UTF8
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import Any, Final, NamedTuple

from cli.folders import LINES, READ, expand, size_of
from cli.lines import STDIN, arriving, bounded, changed_at, dated, parse_line
from producers.captured import (
    MAX_CAPTURE_BYTES,
    NO_HTML,
    NOTHING_IN_IT,
    CaptureError,
    parse_capture,
    read_capture,
    why_no_page,
)
from producers.send import PAUSE, Pause
from producers.split import Capture, Split, split_capture
from schemas.raw import RawItem

_HTML: Final = (".html", ".htm")

Payload = RawItem | Mapping[str, Any]


class Choices(NamedTuple):
    """What the options say of captures; None means the file's own name and time of change."""

    source: str | None = None
    captured_at: datetime | None = None


class Inputs:
    """Raw items from paths, read as they are asked for; remembers where each came from.

    What cannot be read is told in one line, counted, and does not stop the others.
    """

    def __init__(self, paths: Sequence[str], choices: Choices, complain: Callable[[str], None]) -> None:
        """Nothing is opened yet.

        Args:
            paths: As on the command line.
            choices: For all of them.
            complain: Takes one line about an input that is left out.
        """
        self._paths, self._choices, self._complain = paths, choices, complain
        self._starts: list[int] = []  # positions at which another file, or another stretch of lines, begins
        self._places: list[tuple[str, int, str]] = []  # path, number at that position, "line" or "item"
        self._position = 0
        self._is_stopping = False
        self.failed_count = 0
        self.read_bytes = 0

    def items(self) -> Iterator[Payload | Pause]:
        """Every raw item of every path, in order. Dicts are not checked yet; what splitting made is not either.

        A pause wherever standard input has none for the moment.
        """
        for path in self._files():
            if path == STDIN:
                yield from self._stdin()
            elif not self._is_stopping:
                yield from self._items_in(path)

    def stop(self) -> None:
        """Read no more; what was read of standard input is still given. May be called from a signal handler."""
        self._is_stopping = True

    def _items_in(self, path: str) -> Iterator[Payload | Pause]:
        is_lines = Path(path).suffix.lower() in LINES
        for item in self._lines(path) if is_lines else self._items_of(path, self._split(path)):
            yield item
            if self._is_stopping:
                return

    def captures(self) -> Iterator[Split]:
        """Every path as a capture, split."""
        for path in self._files():
            if Path(path).suffix.lower() in LINES:
                self._fail(f"{path}: raw items, not a capture")
            elif found := self._split(path, sys.stdin.buffer.read(MAX_CAPTURE_BYTES + 1) if path == STDIN else None):
                yield found

    def place(self, position: int) -> str:
        """Where the item at a position (from 0) came from, as ``items.jsonl line 3`` or ``page.txt item 2``."""
        at = bisect_right(self._starts, position) - 1
        path, number, unit = self._places[at]
        return f"{path} {unit} {number + position - self._starts[at]}"

    def size_bytes(self) -> int:
        """About how many bytes there are to read; 0 if nobody can say."""
        if STDIN in self._paths:
            return 0
        return sum(size_of(file) for path in self._paths for file in expand(path).files)

    def _files(self) -> Iterator[str]:
        for path in self._paths:
            found = expand(path)
            for reason in found.closed:
                self._fail(reason)
            if not found.files and not found.closed:
                self._fail(f"{path}: no {', '.join(READ)} file in this folder")
            elif found.left_out:
                self._complain(f"{path}: {len(found.left_out)} left out: {', '.join(found.left_out)}")
            yield from found.files

    def _items_of(self, path: str, found: Split | None) -> Iterator[RawItem]:
        if found and found.items:
            self._mark(_named(path), 1, "item")
            self._position += len(found.items)
            yield from found.items

    def _split(self, path: str, data: bytes | None = None) -> Split | None:
        """A path as a capture, split; of standard input its bytes are given. None if it was told why not."""
        try:
            capture = self._read(path) if data is None else self._page(data)
        except CaptureError as error:
            self._fail(str(error))
            return None
        if reason := why_no_page(capture.text):
            self._fail(f"{_named(path)}: {reason}")
            return None
        found = split_capture(capture)
        if not found.items:
            self._fail(f"{_named(path)}: {NOTHING_IN_IT}")
        return found

    def _read(self, path: str) -> Capture:
        if Path(path).suffix.lower() in _HTML:
            raise CaptureError(path, NO_HTML)
        capture = read_capture(Path(path), source=self._choices.source, captured_at=self._choices.captured_at)
        self.read_bytes += Path(path).stat().st_size
        return capture

    def _page(self, data: bytes) -> Capture:
        source, saved_at = self._choices.source, self._choices.captured_at or changed_at(STDIN)
        if source is None:
            raise CaptureError(_named(STDIN), "a page on standard input needs --source")
        return parse_capture(data, _named(STDIN), source=source, captured_at=saved_at)

    def _stdin(self) -> Iterator[Payload | Pause]:
        lines = arriving(sys.stdin.buffer, lambda: self._is_stopping)
        if self._choices.source is None:  # a scraper's last words are no page
            yield from self._payloads(STDIN, lines)
            return
        head, is_page = yield from _leading(lines)
        if not is_page:
            yield from self._payloads(STDIN, chain(head, lines))
        elif not self._is_stopping:  # else it may have been cut off: whoever wrote it was stopped as well
            yield from self._items_of(STDIN, self._split(STDIN, b"".join(head)))

    def _lines(self, path: str) -> Iterator[dict[str, Any] | Pause]:
        try:
            with Path(path).open("rb") as lines:
                yield from self._payloads(path, bounded(lines))
        except OSError as error:
            self._fail(f"{path}: {error.strerror}")

    def _payloads(self, path: str, lines: Iterable[bytes | None]) -> Iterator[dict[str, Any] | Pause]:
        saved_at = (self._choices.captured_at or changed_at(path)).isoformat()
        name, number, broken = _named(path), 0, True
        for line in lines:
            if line is None:
                yield PAUSE
                continue
            number += 1
            self.read_bytes += len(line)
            payload, reason = parse_line(line, first=number == 1)
            if payload is None:
                broken = True
                if reason:
                    self._fail(f"{name} line {number}: {reason}")
                continue
            if broken:
                self._mark(name, number, "line")
                broken = False
            self._position += 1
            yield dated(payload, saved_at)
        if not number and not self._is_stopping:
            self._fail(f"{name}: the file is empty")

    def _mark(self, path: str, number: int, unit: str) -> None:
        self._starts.append(self._position)
        self._places.append((path, number, unit))

    def _fail(self, line: str) -> None:
        self.failed_count += 1
        self._complain(line)


def _named(path: str) -> str:
    return "stdin" if path == STDIN else path


def _leading(lines: Iterator[bytes | None]) -> Generator[Pause, None, tuple[list[bytes], bool]]:
    """Lines up to the first that begins a JSON object, and whether there is none, but words: then they are a page."""
    head, size = list[bytes](), 0
    for line in lines:
        if line is None:
            yield PAUSE
            continue
        head.append(line)
        size += len(line)
        if line.removeprefix(BOM_UTF8).lstrip().startswith(b"{"):
            return head, False
        if size > MAX_CAPTURE_BYTES:  # too much for a page as well, and splitting says so in one line
            break
    return head, any(line.strip() for line in head)
