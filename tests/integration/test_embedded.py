"""The embedded server: who owns it stops it, and starts it again when it ends before."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import redis

from producers import enqueue_items
from runtime.connect import open_bytes_client, queue_url
from runtime.embedded import open_server, revive
from runtime.settings import Settings
from tests.builders import make_brief
from workers.supervisor import Supervisor

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_S = 20


@pytest.fixture
def embedded(monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    """Settings that name an embedded server of this process; in a folder with a name short enough for its socket."""
    monkeypatch.delenv("POLICYTAPE_QUEUE_URL", raising=False)
    folder = Path(tempfile.mkdtemp(prefix="pt-"))
    with open_server(Settings(data_dir=folder)) as settings:
        yield settings
    shutil.rmtree(folder)


def _kill(settings: Settings) -> None:
    with open_bytes_client(settings) as client:
        pid = int(client.info("server")["process_id"])
    os.kill(pid, signal.SIGKILL)
    os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)  # it has ended; its owner may still ask


def test_a_server_that_ends_is_started_again_with_its_data(embedded: Settings) -> None:
    with redis.Redis.from_url(queue_url(embedded), retry=None) as client:
        client.set("a", "b")
        assert not revive(queue_url(embedded))
    _kill(embedded)

    assert revive(queue_url(embedded))
    assert not revive(queue_url(embedded))  # it starts
    with open_server(Settings(data_dir=_folder(embedded))) as same, open_bytes_client(same) as client:
        assert client.get("a") == b"b"


def test_nobody_but_its_owner_starts_it_again(embedded: Settings) -> None:
    _kill(embedded)
    pid = os.fork()
    if pid == 0:
        os._exit(revive(queue_url(embedded)))

    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    assert not revive("redis://127.0.0.1:1")
    assert revive(queue_url(embedded))


def test_work_goes_on_when_the_server_was_killed(embedded: Settings) -> None:
    supervisor = Supervisor(embedded, {"briefs": 1})
    sent: list[Any] = []
    steps = {"killed": False}

    def send() -> None:
        with open_bytes_client(embedded) as client:
            sent.append(enqueue_items([make_brief()], client=client))

    sending = threading.Thread(target=send)

    def watch() -> None:
        if not steps["killed"] and supervisor.pids():
            steps["killed"] = True
            _kill(embedded)
        elif steps["killed"] and not sending.ident and _is_there(embedded):
            sending.start()
        elif sent and _landed(embedded):
            supervisor.stop()

    supervisor.on_step = watch
    supervisor.run()
    sending.join(_MOST_S)

    assert sent[0].acknowledged == 1
    assert _landed(embedded) == 1


def _folder(settings: Settings) -> Path:
    return Path(queue_url(settings).removeprefix("unix://")).parents[1]


def _is_there(settings: Settings) -> bool:
    try:
        with redis.Redis.from_url(queue_url(settings), retry=None) as client:
            return bool(client.ping())
    except redis.RedisError:
        return False


def _landed(settings: Settings) -> int:
    with open_bytes_client(settings) as client:
        count: int = client.hlen("policytape:ledger:2025-05-16")
        return count
