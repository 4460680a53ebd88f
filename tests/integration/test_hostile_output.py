"""Whatever a page, a raw item, a name or an argument holds, nothing of it steers the terminal of who looks."""

import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest
import redis

from feeds.keys import Keys
from feeds.rejects import reject
from producers import enqueue_items
from tests.command import Command, Done, json_lines
from tests.conftest import Work
from workers.pipeline import process_payload

# An escape of the window's title, a C1 introducer, direction, hidden and filler characters, a bell, a carriage return.
EVIL = "\x1b]0;x\x07\x9b2J\u202e\u2066\u200b\u2060\ufeff\xad\u061c\u3164\u034f\U000e0041\x00\r\x85\u2028"
SOURCE = f"门户{EVIL}"
PAYLOADS = [
    {
        "kind": "brief",
        "source": SOURCE,
        "title": f"平安{EVIL}银行涨2.31%",
        "snippet": f"5月16日,平安银行(维权){EVIL}盘中上涨2.31%,报11.3元,成交1.2亿元",
    },
    {
        "kind": "brief",
        "source": SOURCE,
        "title": f"{EVIL}某某{EVIL}科技({EVIL}002317)跌停",
        "snippet": f"{EVIL}成交1...",
    },
    {
        "kind": "article",
        "source": SOURCE,
        "title": f"国务院印发《数据{EVIL}办法》",
        "url": f"https://a/{EVIL}",
        "author": f"张{EVIL}三",
        "body": f"国务院{EVIL}近日印发《数据{EVIL}管理办法》（国发〔2025〕12号），{EVIL}自2025年7月1日起施行，"
        f"安排1.2亿元{EVIL}。\n杭州{EVIL}市余杭区试点“甲{EVIL}乙”工程。",
    },
    {"kind": "article", "source": SOURCE, "title": f"甲乙公司{EVIL}年会", "body": f"年会{EVIL}举行，三百人参加。"},
]
REJECTED = [
    {"kind": f"brief{EVIL}", "source": f"门户{EVIL}", "title": f"甲{EVIL}"},
    {"kind": "brief", "source": f"门户{EVIL}", "title": f"甲{EVIL}" * 99},
    {"kind": "brief", "source": "", f"title{EVIL}": "甲", "captured_at": f"x{EVIL}"},
]
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
OUR_COLOURS = re.compile(r"\x1b\[[\d;]*m")


def unsafe(text: str) -> set[str]:
    """What of a text would steer, turn or hide; our own colours are none of it."""
    bare = OUR_COLOURS.sub("", text)
    hidden = {ch for ch in bare if unicodedata.category(ch) in ("Cf", "Zl", "Zp", "Cs") or ch in "\u3164\u034f\u115f"}
    return set(STEERING.findall(bare)) | hidden


@pytest.fixture(params=["", "1"], ids=["plain", "colours"])
def shown(
    request: pytest.FixtureRequest,
    client: redis.Redis,
    work: Work,
    policytape: Command,
    monkeypatch: pytest.MonkeyPatch,
) -> Command:
    """The command over feeds and rejects full of hostile text."""
    if request.param:
        monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "160")
    captured_at = "2025-05-16T15:30:00+08:00"
    sent = enqueue_items([{**payload, "captured_at": captured_at} for payload in PAYLOADS], client=client)
    rejects = [process_payload({"captured_at": captured_at, **payload}) for payload in REJECTED]
    reject(rejects, client=client, now_ms=1_747_000_000_000, keys=Keys())
    client.hset(f"rq:job:evil{EVIL}", mapping={"data": b"x", "origin": "briefs", "status": "queued"})
    client.rpush("rq:queue:briefs", f"evil{EVIL}")
    work()
    assert sent.acknowledged == len(PAYLOADS)
    return policytape


def looks(command: Command, folder: Path) -> list[tuple[str, Done]]:
    """Every command, for a person's eyes, with hostile arguments too."""
    evil = EVIL.replace("\x00", "")  # no argument of a process can hold a NUL
    page, lines = folder / "页.txt", folder / f"行{evil}.jsonl"
    texts = [f"{EVIL}{it['title']}... {it.get('snippet') or it.get('body')}" for it in PAYLOADS]
    page.write_text("\n".join(texts).replace("\x00", ""), "utf-8")
    lines.write_bytes(json_lines(*PAYLOADS, *REJECTED) + b"{\x1b]0;x\x07\n\xff\xfe\x1b\n")
    feeds = [
        "policy",
        "price",
        "other",
        f"source:{evil}",
        "movers:2025-05-16",
        "security:000001.SZ",
        f"security:{evil}",
    ]
    calls: list[list[str | Path]] = [["feed", name, "--format", "table"] for name in feeds]
    for name in feeds[:3]:
        ids = [line["id"] for line in command("feed", name, "--format", "jsonl").lines]
        calls += [["feed", name], *(["show", item, "--format", "table"] for item in ids)]
    raw_ids = [line["raw_id"] for line in command("rejected", "list").lines]
    more_calls: list[list[Any]] = [
        *(["rejected", "list", *more] for more in (["--format", "table"], ["--jobs", "--format", "table"], ["--jobs"])),
        *(["rejected", "show", raw_id, *more] for raw_id in [*raw_ids, evil] for more in ([], ["--format", "table"])),
        *(["rejected", *more] for more in (["retry", *raw_ids], ["retry", "--stage", "validate"], ["drop", "--all"])),
        ["rejected", "drop", "--source", SOURCE.replace("\x00", "")],
        *([name, "--format", "table"] for name in ("status", "ledger")),
        *([name] for name in ("status", "ledger", "digest", "audit", "trim", evil)),
        *(["split", *more] for more in ([page], ["--leftovers", lines], [page, "--source", evil], [folder / evil[:7]])),
        *(["process", *more] for more in ([lines], ["--explain", lines])),
        *(["run", page, lines, *more] for more in (["--format", "table"], [])),
        *(["feed", "price", option, evil] for option in ("--since", "--after", "--format", f"--{evil}")),
        *(["enqueue", page, lines], ["show", evil], ["feed", evil]),
    ]
    return [(" ".join(map(str, call)), command(*call)) for call in (*calls, *more_calls)]


def test_no_command_passes_on_what_steers_a_terminal(shown: Command, tmp_path: Path) -> None:
    done = looks(shown, tmp_path)

    assert [(name, found) for name, it in done if (found := unsafe(it.out) | unsafe(it.err))] == []
    assert sum("␛]0;x<0007><009B>2J" in it.out for _, it in done) > 9
    assert all("a fault of ours" not in it.err for _, it in done)
