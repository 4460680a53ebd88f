import pytest

from tests.command import Command


@pytest.fixture
def policytape(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    return Command(monkeypatch, capsys)
