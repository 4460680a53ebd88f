"""The embedded server: it runs as long as somebody uses it, and is started again when it ends before."""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import tempfile
import threading
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import redis
from pydantic import SecretStr

from producers import enqueue_items
from runtime.connect import ServerUnavailableError, feeds_url, open_bytes_client, queue_url
from runtime.embedded import open_server, revive, socket_path
from runtime.settings import Settings
from tests.builders import make_brief
from workers.supervisor import Supervisor

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import Server

_MOST_S = 20


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where an embedded server may run: its name is short enough for a socket."""
    monkeypatch.delenv("POLICYTAPE_QUEUE_URL", raising=False)
    made = Path(tempfile.mkdtemp(prefix="pt-"))
    yield made
    shutil.rmtree(made)


@pytest.fixture
def embedded(folder: Path) -> Iterator[Settings]:
    """Settings that name an embedded server that this process uses."""
    with open_server(Settings(data_dir=folder)) as settings:
        yield settings


def _kill(settings: Settings) -> None:
    with open_bytes_client(settings) as client:
        pid = int(client.info("server")["process_id"])
    os.kill(pid, signal.SIGKILL)
    os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)  # it has ended; who started it may still ask


def _count_once(folder: Path) -> None:
    with open_server(Settings(data_dir=folder)) as settings, open_bytes_client(settings) as client:
        client.incr("count")


def test_commands_at_once_share_a_server_that_goes_with_the_last(folder: Path) -> None:
    pids = []
    for _ in range(15):
        pids.append(os.fork())
        if not pids[-1]:
            try:
                _count_once(folder)
            except BaseException:  # noqa: BLE001  a forked child has no test to fail
                os._exit(1)
            os._exit(0)

    assert [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in pids] == [0] * 15
    assert not _is_there(f"unix://{socket_path(folder / 'server')}")
    with open_server(Settings(data_dir=folder)) as settings, open_bytes_client(settings) as client:
        assert client.get("count") == b"15"


def test_a_server_stays_while_anybody_uses_it(folder: Path) -> None:
    first, second = ExitStack(), ExitStack()
    url = queue_url(first.enter_context(open_server(Settings(data_dir=folder))))
    second.enter_context(open_server(Settings(data_dir=folder)))

    first.close()
    assert _is_there(url)
    second.close()
    assert not _is_there(url)


def test_a_server_whose_users_were_killed_serves_the_next_and_goes_with_it(folder: Path) -> None:
    pid = os.fork()
    if not pid:
        with open_server(Settings(data_dir=folder)):
            os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(pid, 0)
    url = f"unix://{socket_path(folder / 'server')}"
    assert _is_there(url)

    with open_server(Settings(data_dir=folder)):
        assert _is_there(url)
    assert not _is_there(url)


def test_a_server_that_is_not_up_yet_is_stopped_as_well(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_s: float) -> None:
        monkeypatch.undo()
        raise KeyboardInterrupt

    monkeypatch.setattr("runtime.embedded.time.sleep", interrupt)  # when it has started one, and begins to wait for it
    with pytest.raises(KeyboardInterrupt), open_server(Settings(data_dir=folder)):
        pass

    with (folder / "server" / "server.lock").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)  # it holds this as long as it lives


@pytest.mark.parametrize("name", ["data", "~/data", "~/50% #1? 数据"])
def test_a_data_folder_may_be_called_anything(folder: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.chdir(folder)
    monkeypatch.setenv("POLICYTAPE_DATA_DIR", name)

    with open_server(Settings()) as settings, open_bytes_client(settings) as client:
        assert client.ping()
    assert (folder / name.removeprefix("~/") / "server" / "appendonlydir").is_dir()


def test_a_server_that_cannot_start_is_told_at_once(folder: Path) -> None:
    (folder / "server").mkdir()
    (folder / "server" / "appendonlydir").write_text("no folder", encoding="utf-8")

    with pytest.raises(ServerUnavailableError, match=r"does not start; .*valkey\.log says why"):
        _count_once(folder)


def test_feeds_may_live_elsewhere(folder: Path, server: Server) -> None:
    elsewhere = Settings(data_dir=folder, feeds_url=SecretStr(server.url))

    with open_server(elsewhere) as settings:
        assert feeds_url(settings) == server.url
        assert queue_url(settings) != server.url


def test_it_rewrites_its_aof_late_and_keeps_freed_memory(embedded: Settings) -> None:
    with open_bytes_client(embedded) as client:
        least = client.config_get("auto-aof-rewrite-min-size")
        environ = Path(f"/proc/{client.info('server')['process_id']}/environ")

    assert least == {"auto-aof-rewrite-min-size": str(512 << 20)}
    assert not environ.exists() or b"GLIBC_TUNABLES=glibc.malloc.tcache_count=" in environ.read_bytes()


def test_a_server_that_ends_is_started_again_with_its_data(embedded: Settings) -> None:
    with redis.Redis.from_url(queue_url(embedded), retry=None) as client:
        client.set("a", "b")
        assert not revive(queue_url(embedded))
    _kill(embedded)

    assert revive(queue_url(embedded))
    assert not revive(queue_url(embedded))  # it starts
    with open_server(Settings(data_dir=_folder(embedded))) as same, open_bytes_client(same) as client:
        assert client.get("a") == b"b"


def test_nobody_but_its_users_starts_it_again(embedded: Settings) -> None:
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
        elif steps["killed"] and not sending.ident and _is_there(queue_url(embedded)):
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


def _is_there(url: str) -> bool:
    try:
        with redis.Redis.from_url(url, retry=None) as client:
            return bool(client.ping())
    except redis.RedisError:
        return False


def _landed(settings: Settings) -> int:
    with open_bytes_client(settings) as client:
        count: int = client.hlen("policytape:ledger:2025-05-16")
        return count
