"""What a person at a terminal sees."""

import os
import pty
import subprocess
from pathlib import Path

import pytest
import redis

from feeds.rejects import reject
from schemas.raw import payload_id
from tests.builders import make_payload
from tests.command import POLICYTAPE, ROOT, Command, call, json_lines
from tests.conftest import Server

SAMPLE = ROOT / "docs" / "sample" / "page.txt"
AT = ("--captured-at", "2025-06-12T10:00")


@pytest.fixture(autouse=True)
def width(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "xterm-256color")


def test_run_prints_tables_in_colour(policytape: Command) -> None:
    done = policytape("run", SAMPLE, *AT, terminal=True)

    assert done.status == 0
    assert "\x1b[" in done.out
    assert "price: 12 items" in done.out
    assert "received 13 = landed 13" in done.err


def test_counts_are_words(policytape: Command, client: redis.Redis) -> None:
    payload = make_payload()
    raw_id = payload_id(payload)
    reject(
        [{"kind": "reject", "raw_id": raw_id, "stage": "crashed", "field": "", "reason": "x", "raw": payload}],
        client=client,
        now_ms=1,
    )

    sent = policytape("enqueue", "-", stdin=json_lines(payload), terminal=True)
    assert sent.out == "1 raw items acknowledged (1 new, 0 repeats), 0 refused\n"
    assert len(policytape("digest", terminal=True).out) == 65
    assert "2025-05-16" in policytape("ledger", terminal=True).out
    assert policytape("rejected", "retry", raw_id, terminal=True).out == "retried 1, refused 0\n"
    assert policytape("rejected", "drop", raw_id, terminal=True).out == "dropped 1\n"
    assert policytape("trim", "--items", "1", terminal=True).out == "dropped 0 items, 0 days of the ledger, 0 rejects\n"
    assert "no workers" in policytape("status", terminal=True).out


def test_the_audit_counts_its_faults(policytape: Command, client: redis.Redis) -> None:
    client.zadd("policytape:feed:source:来\x1b源", {"0" * 24: 1})
    done = policytape("audit", "--repair", terminal=True)

    assert done.out == f"entry without an item: source:来␛源 {'0' * 24}\n1 faults mended\n"


def test_show_underlines_the_evidence(policytape: Command) -> None:
    policytape("run", SAMPLE, *AT)
    (item,) = policytape("feed", "price", "--limit", "1").lines
    shown = policytape("show", item["id"], terminal=True).out

    assert "\x1b[4;" in shown
    assert "⟦" not in shown


def test_what_a_terminal_cannot_write_is_shown_by_its_code(policytape: Command, server: Server) -> None:
    policytape("run", "-", stdin=json_lines(make_payload(title="年会")))
    done = call("feed", "other", "--format", "table", POLICYTAPE_QUEUE_URL=server.url, PYTHONIOENCODING="ascii")

    assert (done.status, done.err) == (0, "")
    assert r"\u5e74\u4f1a" in done.out


def test_a_real_terminal_gets_a_table_and_a_pipe_json(server: Server, tmp_path: Path) -> None:
    environment = {**os.environ, "POLICYTAPE_QUEUE_URL": server.url}
    ours, theirs = pty.openpty()
    subprocess.run([*POLICYTAPE, "status"], stdout=theirs, env=environment, cwd=ROOT, check=True)
    os.close(theirs)
    shown = b""
    while chunk := _read(ours):
        shown += chunk
    os.close(ours)
    piped = subprocess.run([*POLICYTAPE, "status"], stdout=subprocess.PIPE, env=environment, cwd=tmp_path, check=True)

    assert "articles" in shown.decode()
    assert not shown.startswith(b"{")
    assert piped.stdout.startswith(b"{")


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65_536)
    except OSError:  # its other end is closed
        return b""
