"""The command as tests call it: in this process where that is enough, else as a process of its own."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from cli.main import run

POLICYTAPE = [sys.executable, "-m", "cli.main"]
ROOT = Path(__file__).parents[1]


class Done(NamedTuple):
    """How a command ended, and what it wrote."""

    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[Any]:
        """Its output as JSON Lines."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def complaints(self) -> list[str]:
        """What it said on stderr, each line without the command's name."""
        return [line.removeprefix("policytape: ") for line in self.err.splitlines()]


class Command:
    """Calls `policytape` in this process."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._monkeypatch, self._capsys = monkeypatch, capsys

    def __call__(self, *args: str | Path, stdin: bytes = b"", terminal: bool = False) -> Done:
        self._monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        self._capsys.readouterr()
        for stream in (sys.stdout, sys.stderr):
            self._monkeypatch.setattr(stream, "isatty", lambda: terminal)
        status = run([str(arg) for arg in args])
        out, err = self._capsys.readouterr()
        return Done(status, out, err)


def call(*args: str | Path, **environment: str) -> Done:
    """Call `policytape` as a process of its own."""
    done = subprocess.run(
        [*POLICYTAPE, *map(str, args)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env={**os.environ, **environment},
        cwd=ROOT,
        check=False,
    )
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())


def json_lines(*payloads: Any) -> bytes:
    """Values as JSON Lines."""
    return b"".join(json.dumps(payload, ensure_ascii=False).encode() + b"\n" for payload in payloads)
