"""The main job as a user runs it: processes of their own, a server of their own, nothing set up."""

import os
import random
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import orjson
import pytest
import redis

from runtime.embedded import socket_path
from tests.builders import make_payload
from tests.command import POLICYTAPE, ROOT, Command, call, json_lines
from tests.conftest import Server

pytestmark = pytest.mark.timeout(120)  # several processes each; a busy machine takes ten times as long
SAMPLE = ROOT / "docs" / "sample" / "page.txt"
AT = ("--captured-at", "2025-06-12T10:00")


@pytest.fixture
def data_dir() -> Iterator[str]:
    """A data folder whose path is short enough for a socket."""
    with tempfile.TemporaryDirectory(prefix="pt-") as folder:
        yield folder


def test_the_sample_page_becomes_two_feeds_and_running_it_again_changes_nothing(data_dir: str) -> None:
    environment = {"POLICYTAPE_DATA_DIR": data_dir}
    first = call("run", SAMPLE, *AT, **environment)
    digest = call("digest", **environment).out
    again = call("run", SAMPLE, *AT, "--procs", "2", **environment)

    assert (first.status, again.status) == (0, 0)
    assert [item["kind"] for item in first.lines] == ["policy_story"] + ["price_move"] * 12
    assert again.out == first.out
    assert call("digest", **environment).out == digest
    account = "received 13 = landed 13 + merged 0 + rejected 0"
    assert first.complaints == [f"{account}; this run: 13 raw items, 0 of them repeats, 0 refused"]
    assert again.complaints == [f"{account}; this run: 13 raw items, 13 of them repeats, 0 refused"]
    assert not socket_path(Path(data_dir) / "server").exists()  # the server that it started has ended with it


def test_what_is_older_than_retention_keeps_is_told_and_accounted_for(policytape: Command) -> None:
    policytape("run", "-", stdin=json_lines(make_payload()))
    policytape("trim", "--item-days", "30")
    done = policytape("run", "-", stdin=json_lines(make_payload(), make_payload(title="甲乙公司召开发布会")))
    account = policytape("ledger")

    assert (done.status, done.lines) == (0, [])
    assert done.complaints[0] == "1 in no feed: older than what trim has kept"
    assert done.complaints[1].startswith("received 2 = landed 1 + merged 0 + rejected 0 + below the cut 1; this run: 2")
    assert account.status == 0
    assert (account.lines[-1]["below_cut"], account.lines[-1]["waiting"]) == (1, 0)


def test_bad_input_is_told_and_the_rest_lands(policytape: Command, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "items.jsonl").write_bytes(json_lines(make_payload()) + b"{\n")
    done = policytape("run", tmp_path, "nowhere.txt")

    assert done.status == 1
    assert [item["title"] for item in done.lines] == [make_payload()["title"]]
    assert done.complaints[0].endswith("empty.txt: the file is empty")
    assert len(done.complaints) == 4
    assert done.complaints[-1].endswith("this run: 1 raw items, 0 of them repeats, 3 refused")


def test_what_this_run_rejected_is_told_and_what_an_earlier_one_did_is_not(
    policytape: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.delattr("workers.pipeline.classify")  # a fault of ours at every item
        done = policytape("run", "-", stdin=json_lines(make_payload()))
    again = policytape("run", "-", stdin=json_lines(make_payload(title="丙丁公司召开年会")))

    assert done.status == 1
    assert "1 rejected in this run: policytape rejected list" in done.complaints
    assert (again.status, len(again.complaints)) == (0, 1)


def test_what_earlier_commands_left_open_is_no_fault_of_this_run(policytape: Command, client: redis.Redis) -> None:
    client.sadd("policytape:received:2025-05-15", "2025-05-15-lost")
    done = policytape("run", "-", stdin=json_lines(make_payload()))

    assert done.status == 0
    assert done.complaints[0].startswith("received 2 = landed 1 + merged 0 + rejected 0 + waiting 1; this run: 1 raw")


def test_an_input_that_was_rejected_before_is_rejected_in_this_run_too(
    policytape: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr("workers.pipeline.classify")  # a fault of ours at every item

    assert [policytape("run", "-", stdin=json_lines(make_payload())).status for _ in range(2)] == [1, 1]


def test_tables_for_a_person(policytape: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    done = policytape("run", SAMPLE, *AT, "--format", "table", "--limit", "3")

    assert done.status == 0
    assert "policy: 1 item" in done.out
    assert "price: 12 items, the newest 3" in done.out


def test_feeds_and_queues_can_be_two_servers(
    policytape: Command, server: Server, client: redis.Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLICYTAPE_FEEDS_URL", f"{server.url}?db=1")
    done = policytape("run", SAMPLE, *AT)

    assert (done.status, len(done.lines)) == (0, 13)
    assert client.zcard("policytape:feed:price") == 0
    assert client.scard("policytape:received:2025-06-12") == 13


@pytest.mark.parametrize(("seed", "procs"), [(1, "1"), (2, "3"), (3, "3")])
def test_any_order_and_repetition_over_any_number_of_workers_is_the_same(
    seed: int, procs: str, policytape: Command, client: redis.Redis
) -> None:
    items = policytape("split", SAMPLE, *AT).lines
    policytape("run", "-", stdin=json_lines(*items))
    digest = policytape("digest").lines
    client.flushall()

    again = items * 3
    random.Random(seed).shuffle(again)
    done = policytape("run", "-", "--procs", procs, stdin=json_lines(*again))
    assert done.status == 0
    assert policytape("digest").lines == digest


def test_a_worker_works_off_what_is_queued_and_logs_each_batch(policytape: Command) -> None:
    policytape("enqueue", SAMPLE, *AT)
    done = policytape("worker", "--burst")

    assert done.status == 0
    assert policytape("ledger").status == 0


def test_a_worker_is_ready_soon_and_stops_in_order(server: Server) -> None:
    start = time.perf_counter()
    process = subprocess.Popen(
        [*POLICYTAPE, "worker", "--queue", "briefs", "--log-level", "debug"],
        env={**os.environ, "POLICYTAPE_QUEUE_URL": server.url},
        stderr=subprocess.PIPE,
        cwd=ROOT,
    )
    assert process.stderr is not None
    ready = next(log for line in process.stderr if (log := orjson.loads(line))["event"] != "server may lose items")
    ready_s = time.perf_counter() - start
    process.send_signal(signal.SIGTERM)
    process.communicate()

    assert ready["event"] == "worker ready"
    assert ready_s < 10  # 0.7 s on an idle machine (benchmarks/start.py); this one may run other tests
    assert process.returncode == 0


def test_a_health_check_finds_the_worker_at_the_embedded_server(data_dir: str) -> None:
    environment = {"POLICYTAPE_DATA_DIR": data_dir}
    assert call("worker", "--check", **environment).complaints == [
        "no worker for articles and briefs lives on this machine"
    ]
    process = subprocess.Popen(
        [*POLICYTAPE, "worker", "--log-level", "debug"],
        env={**os.environ, **environment},
        stderr=subprocess.PIPE,
        cwd=ROOT,
    )
    assert process.stderr is not None
    assert [orjson.loads(process.stderr.readline())["event"] for _ in range(2)] == ["worker ready"] * 2
    done = call("worker", "--check", **environment)
    one = call("worker", "--check", "--queue", "briefs", **environment)
    process.send_signal(signal.SIGTERM)
    process.communicate()

    assert (done.status, done.lines, one.lines) == (0, [{"workers": 2}], [{"workers": 1}])


def test_ctrl_c_ends_a_run_quietly(data_dir: str) -> None:
    process = subprocess.Popen(
        [*POLICYTAPE, "run", "-"],
        env={**os.environ, "POLICYTAPE_DATA_DIR": data_dir},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
    )
    assert process.stdin is not None
    socket = socket_path(Path(data_dir) / "server")
    while not socket.exists():
        os.sched_yield()
    process.send_signal(signal.SIGINT)
    out, error = process.communicate()

    assert (process.returncode, out) == (130, b"")
    assert error.strip() == b"" or error.startswith(b"policytape: interrupted: 0 raw items acknowledged")
    assert not socket.exists()
