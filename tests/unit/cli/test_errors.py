import click
import pytest
import redis

from cli.errors import ToldError, one_line, say
from feeds.keys import FeedError
from runtime.connect import ServerUnavailableError
from runtime.settings import SettingError


@pytest.mark.parametrize(
    ("error", "words", "status"),
    [
        pytest.param(ToldError("page.txt: empty"), "page.txt: empty", 1, id="ours"),
        pytest.param(click.UsageError("no such option"), "no such option (see: policytape --help)", 2, id="usage"),
        pytest.param(
            ServerUnavailableError("unix:///x", "no such socket"), "no server at unix:///x", 1, id="no-server"
        ),
        pytest.param(FeedError("no feed"), "no feed", 1, id="feed"),
        pytest.param(redis.ConnectionError("refused"), "cannot reach the server: refused", 1, id="connection"),
        pytest.param(redis.AuthenticationError("WRONGPASS"), "the server refused us: WRONGPASS", 1, id="password"),
        pytest.param(redis.exceptions.OutOfMemoryError("OOM"), "the server is full", 1, id="full"),
        pytest.param(redis.ResponseError("WRONGTYPE"), "the server said: WRONGTYPE", 1, id="answer"),
        pytest.param(FileNotFoundError(2, "No such file or directory", "a.txt"), "a.txt: No such file", 1, id="file"),
        pytest.param(OSError(28, "No space left on device"), "No space left on device", 1, id="disk"),
        pytest.param(SettingError("POLICYTAPE_X: y"), "POLICYTAPE_X: y", 1, id="setting"),
        pytest.param(KeyError("moves"), "a fault of ours: KeyError: 'moves' (POLICYTAPE_DEBUG=1", 1, id="a-bug"),
    ],
)
def test_an_error_is_one_line_and_a_status(error: Exception, words: str, status: int) -> None:
    line, exit_status = say(error)

    assert line.startswith(words)
    assert "\n" not in line
    assert exit_status == status


def test_a_password_in_a_url_is_never_said() -> None:
    line, _ = say(redis.ConnectionError("Error 111 connecting to redis://worker:s3cret@cache:6379/0"))

    assert "s3cret" not in line


def test_a_long_or_hostile_message_is_cut_and_neutral() -> None:
    assert len(one_line("x" * 9_999)) == 500
    assert one_line("a\nb\x1b[31m") == "a b␛[31m"
