"""The paths on a command line as raw items: captures are split, JSON Lines are read line by line.

| path | is |
|---|---|
| a folder | the .txt, .jsonl and .ndjson files in it, at any depth, by name; others are told, but hidden ones |
| ``-`` | raw items as JSON Lines on standard input |
| ``*.jsonl`` ``*.ndjson`` | raw items as JSON Lines, UTF-8 |
| any other file | a capture as text: UTF-8, UTF-16 or GB18030 |
"""

import sys
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, Final, NamedTuple

import orjson

from cli.lines import STDIN, bounded, changed_at, dated, parse_line
from producers.captured import CaptureError, read_capture
from producers.split import Split, split_capture
from schemas.raw import RawItem

_LINES: Final = (".jsonl", ".ndjson")
_IN_FOLDERS: Final = (".txt", *_LINES)
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
        self.failed_count = 0
        self.read_bytes = 0

    def items(self) -> Iterator[Payload]:
        """Every raw item of every path, in order. Dicts are not checked yet; what splitting made is not either."""
        for path in self._files():
            if path == STDIN or Path(path).suffix.lower() in _LINES:
                yield from self._lines(path)
            else:
                yield from self._capture(path)

    def captures(self) -> Iterator[Split]:
        """Every path as a capture, split."""
        for path in self._files():
            if path == STDIN or Path(path).suffix.lower() in _LINES:
                self._fail(f"{path}: raw items, not a capture")
            elif found := self._split(path):
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
        files = (Path(file) for path in self._paths for file in expand(path)[0])
        return sum(file.stat().st_size for file in files if file.is_file())

    def _files(self) -> Iterator[str]:
        for path in self._paths:
            found, left_out = expand(path)
            if not found:
                self._fail(f"{path}: no {', '.join(_IN_FOLDERS)} file in this folder")
            elif left_out:
                self._complain(f"{path}: {len(left_out)} left out: {', '.join(left_out)}")
            yield from found

    def _capture(self, path: str) -> Iterator[RawItem]:
        found = self._split(path)
        if found and found.items:
            self._mark(path, 1, "item")
            self._position += len(found.items)
            yield from found.items

    def _split(self, path: str) -> Split | None:
        if Path(path).suffix.lower() in _HTML:
            self._fail(f"{path}: HTML is not read yet; save the page as text")
            return None
        try:
            capture = read_capture(Path(path), source=self._choices.source, captured_at=self._choices.captured_at)
        except CaptureError as error:
            self._fail(str(error))
            return None
        self.read_bytes += Path(path).stat().st_size
        if _is_json(capture.text):
            self._fail(f"{path}: JSON, no page: raw items are one object a line in a .jsonl file")
            return None
        found = split_capture(capture)
        if not found.items:
            self._fail(f"{path}: neither an article nor briefs in it")
        return found

    def _lines(self, path: str) -> Iterator[dict[str, Any]]:
        try:
            with nullcontext(sys.stdin.buffer) if path == STDIN else Path(path).open("rb") as lines:
                yield from self._payloads(path, lines)
        except OSError as error:
            self._fail(f"{path}: {error.strerror}")

    def _payloads(self, path: str, lines: BinaryIO) -> Iterator[dict[str, Any]]:
        saved_at = (self._choices.captured_at or changed_at(path)).isoformat()
        name, number, broken = "stdin" if path == STDIN else path, 0, True
        for line in bounded(lines):
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
        if not number:
            self._fail(f"{name}: the file is empty")

    def _mark(self, path: str, number: int, unit: str) -> None:
        self._starts.append(self._position)
        self._places.append((path, number, unit))

    def _fail(self, line: str) -> None:
        self.failed_count += 1
        self._complain(line)


def _is_json(text: str) -> bool:
    """Whether a text is an object or a list in JSON, whole or in its first line."""
    start = text.lstrip()
    return start.startswith(("{", "[")) and any(map(_can_be_read, (start.partition("\n")[0], start)))


def _can_be_read(text: str) -> bool:
    try:
        orjson.loads(text)
    except orjson.JSONDecodeError:
        return False
    return True


def expand(path: str) -> tuple[list[str], list[str]]:
    """A path as it is, there or not; of a folder the files in it that we read, and those that we leave out.

    Hidden files and folders are neither.
    """
    if path == STDIN or not Path(path).is_dir():
        return [path], []
    shown = [
        file for file in sorted(Path(path).rglob("*")) if not _is_hidden(file.relative_to(path)) and file.is_file()
    ]
    read = [str(file) for file in shown if file.suffix.lower() in _IN_FOLDERS]
    return read, [file.name for file in shown if file.suffix.lower() not in _IN_FOLDERS]


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)
