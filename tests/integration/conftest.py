from collections.abc import Callable

import pytest

from runtime.settings import Settings
from schemas.queues import QUEUES
from tests.command import Command
from tests.conftest import Server
from workers.main import work_off


@pytest.fixture
def policytape(server: Server, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """The command in this process, with a real, empty server."""
    monkeypatch.setenv("POLICYTAPE_QUEUE_URL", server.url)
    return Command(monkeypatch, capsys)


@pytest.fixture
def work(server: Server) -> Callable[[], None]:
    """Works off both queues in this process, through RQ."""

    def run() -> None:
        for queue in QUEUES:
            work_off(Settings().at(server.url), queue)

    return run
