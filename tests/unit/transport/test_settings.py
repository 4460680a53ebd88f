import socket
import time
from pathlib import Path

import pytest
from pydantic import SecretStr
from redis.exceptions import (
    AuthenticationError,
    BusyLoadingError,
    OutOfMemoryError,
    ResponseError,
)
from redis.exceptions import (
    ConnectionError as AwayError,
)

from runtime.connect import ServerUnavailableError, is_passing, open_bytes_client, queue_url, shown_url
from runtime.embedded import socket_path
from runtime.settings import SettingError, Settings


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("redis://user:secret@host:1/0", "redis://host:1/0"),
        ("rediss://:p@ss@host/1", "rediss://host/1"),
        ("redis://host:1/0?password=secret", "redis://host:1/0"),
        ("unix:///tmp/s", "unix:///tmp/s"),
        ("unix://user:secret@/tmp/s", "unix:///tmp/s"),
        ("user:secret@host", "...@host"),
        ("redis:/user:secret@host:1", "...@host:1"),
        ("redis://user:secret@[bad", "(no URL)"),
    ],
)
def test_a_shown_url_holds_no_secret(url: str, shown: str) -> None:
    assert shown_url(url) == shown


def test_secrets_come_from_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "url").write_text("redis://elsewhere:1\n", encoding="utf-8")
    (tmp_path / "password").write_text("s3cret\n", encoding="utf-8")
    monkeypatch.delenv("POLICYTAPE_QUEUE_URL", raising=False)
    monkeypatch.setenv("POLICYTAPE_QUEUE_URL_FILE", str(tmp_path / "url"))
    monkeypatch.setenv("POLICYTAPE_QUEUE_PASSWORD_FILE", str(tmp_path / "password"))

    settings = Settings()

    assert queue_url(settings) == "redis://elsewhere:1"
    assert settings.queue_password == SecretStr("s3cret")
    assert "s3cret" not in repr(settings)


@pytest.mark.parametrize("name", ["POLICYTAPE_QUEUE_URL", "POLICYTAPE_QUEUE_URL_FILE", "POLICYTAPE_PREFIX"])
def test_an_empty_variable_is_an_unset_one(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("POLICYTAPE_QUEUE_URL", raising=False)
    monkeypatch.setenv(name, "")

    assert (Settings().queue_url, Settings().prefix) == (None, "policytape:")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("HIGH_WATER_JOBS", "0"),
        ("PREFIX", "a b"),
        ("QUEUE_PASSWORD_FILE", "/nowhere"),
        ("QUEUE_PASSWORD_FILE", "/bin/ls"),
    ],
)
def test_a_value_that_makes_no_sense_names_its_variable(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"POLICYTAPE_{name}", value)

    with pytest.raises(SettingError, match=f"^POLICYTAPE_{name}: ") as told:
        Settings()
    assert "\n" not in str(told.value)


def test_the_variable_itself_wins_over_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "url").write_text("redis://of-the-file", encoding="utf-8")
    monkeypatch.setenv("POLICYTAPE_QUEUE_URL", "redis://of-the-variable")
    monkeypatch.setenv("POLICYTAPE_QUEUE_URL_FILE", str(tmp_path / "url"))

    assert queue_url(Settings()) == "redis://of-the-variable"


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("unix:///nonexistent/s", "no such socket"),
        ("redis://127.0.0.1:1", "connection refused"),
        ("http://127.0.0.1", "not a Redis URL"),
    ],
)
def test_no_server_is_told_in_one_line(url: str, reason: str) -> None:
    with pytest.raises(ServerUnavailableError, match=reason) as told:
        open_bytes_client(Settings(queue_url=SecretStr(url)), retries=0)

    assert "\n" not in str(told.value)


def test_a_server_that_is_mute_is_waited_for_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("runtime.connect._ANSWER_TIMEOUT_S", 0.2)
    with socket.socket(socket.AF_UNIX) as mute:
        mute.bind(str(tmp_path / "s"))
        mute.listen()
        begun = time.monotonic()
        with pytest.raises(ServerUnavailableError, match="does not answer in time"):
            open_bytes_client(Settings(queue_url=SecretStr(f"unix://{tmp_path}/s")), retries=3)

    assert time.monotonic() - begun < 0.8  # four tries of 0.2 s, were each waited for


@pytest.mark.parametrize(
    ("error", "passing"),
    [
        (AwayError("gone"), True),
        (BusyLoadingError("LOADING"), True),
        (OutOfMemoryError("command not allowed"), True),
        (ResponseError("MISCONF Errors writing to the AOF file"), True),
        (ResponseError("OOM command not allowed when used memory > 'maxmemory'. script"), True),
        (ResponseError("WRONGTYPE Operation against a key"), False),
        (AuthenticationError("WRONGPASS"), False),
        (ValueError("OOM"), False),
    ],
)
def test_what_a_server_gets_over_by_itself(error: Exception, passing: bool) -> None:
    assert is_passing(error) is passing


def test_a_socket_in_a_deep_folder_moves_to_the_temporary_one(tmp_path: Path) -> None:
    deep = tmp_path / ("x" * 120)

    assert socket_path(Path("/data")) == Path("/data/valkey.sock")
    assert len(str(socket_path(deep))) < 100
    assert socket_path(deep) == socket_path(deep)
