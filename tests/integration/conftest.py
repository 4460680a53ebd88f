import pytest

from tests.command import Command
from tests.conftest import Server


@pytest.fixture
def policytape(server: Server, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """The command in this process, with a real, empty server."""
    monkeypatch.setenv("POLICYTAPE_QUEUE_URL", server.url)
    return Command(monkeypatch, capsys)
