"""Paths on a command line as files: a folder stands for those in it that we read."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from cli.lines import STDIN

LINES: Final = (".jsonl", ".ndjson")
READ: Final = (".txt", *LINES)


class Found(NamedTuple):
    """The files that a path stands for.

    Attributes:
        files: What is to be read, by name.
        left_out: Names of files in a folder that we do not read.
        closed: Folders that nobody could look into, and why, one line each.
    """

    files: list[str]
    left_out: list[str]
    closed: list[str]


def expand(path: str) -> Found:
    """A path as it is, there or not; of a folder the files in it at any depth, without hidden ones."""
    if path == STDIN or not _is_folder(Path(path)):
        return Found([path], [], [])
    closed: list[str] = []
    shown = sorted(_shown(path, closed))
    files = [str(file) for file in shown if file.suffix.lower() in READ]
    return Found(files, [file.name for file in shown if file.suffix.lower() not in READ], closed)


def _shown(folder: str, closed: list[str]) -> Iterator[Path]:
    """The files in a folder and below that are not hidden."""

    def note(error: OSError) -> None:
        closed.append(f"{error.filename}: {error.strerror}")

    for inner, folders, names in os.walk(folder, onerror=note):  # Path.rglob passes over what it may not enter
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (file for name in names if not name.startswith(".") and _may_be_read(file := Path(inner, name)))


def _may_be_read(file: Path) -> bool:
    """Whether it is a file as far as anybody can tell; reading it tells what is wrong. Pipes and devices are none."""
    status = _status(file)
    return status is None or stat.S_ISREG(status.st_mode)


def _is_folder(path: Path) -> bool:
    status = _status(path)
    return status is not None and stat.S_ISDIR(status.st_mode)


def size_of(path: str) -> int:
    """A file's bytes; 0 if nobody can say."""
    status = _status(Path(path))
    return status.st_size if status and stat.S_ISREG(status.st_mode) else 0


def _status(path: Path) -> os.stat_result | None:
    """None for what is not there or may not be looked at; Path.is_dir and is_file raise or not, by Python's version."""
    try:
        return path.stat()
    except OSError:
        return None
