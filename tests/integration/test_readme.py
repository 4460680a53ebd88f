"""The examples of README.md, as they stand there."""

import re
from datetime import datetime, timedelta

import pytest
import redis

from schemas.raw import SHANGHAI
from tests.command import ROOT, Command
from tests.conftest import Server

README = (ROOT / "README.md").read_text(encoding="utf-8")
SAMPLE = ROOT / "docs" / "sample" / "page.txt"


def test_the_demo_prints_what_is_shown_of_it(policytape: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    (shown,) = re.findall(r"What the demo prints, among others:\n\n```\n(.*?)```", README, re.DOTALL)
    done = policytape("run", SAMPLE, "--captured-at", "2025-06-12T10:00", "--format", "table")

    printed = [line.rstrip() for line in done.out.splitlines()]
    assert [line for line in shown.splitlines() if line not in printed] == []
    (item_id,) = re.findall(r"policytape show ([0-9a-f]{24})", README)
    assert policytape("show", item_id).status == 0


def test_the_python_example_runs(server: Server, client: redis.Redis) -> None:
    (example,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    now = datetime(2025, 6, 12, 10, tzinfo=SHANGHAI)
    names = {"client": client, "page_text": SAMPLE.read_text("utf-8"), "now": now, "yesterday": now - timedelta(days=1)}

    exec(example.replace("redis://localhost", server.url), names)  # noqa: S102  ours
    assert client.scard("policytape:received:2025-05-16") == 1
    assert client.scard("policytape:received:2025-06-12") == 13
