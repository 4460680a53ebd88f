import json
import logging

import pytest

from runtime.logs import Log, log, set_up_logs


@pytest.fixture(autouse=True)
def _as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "level", Log.level)
    monkeypatch.setattr(log, "pretty", None)


def _fail(error: Exception) -> None:
    raise error


def test_an_event_is_one_line_of_json(capsys: pytest.CaptureFixture[str]) -> None:
    log.info("batch handled", items=3, first="标题\n\x1b[2J")

    (line,) = capsys.readouterr().err.splitlines()
    told = json.loads(line)
    assert told.pop("timestamp").endswith("+00:00")
    assert told == {"event": "batch handled", "level": "info", "items": 3, "first": "标题\n\x1b[2J"}


@pytest.mark.parametrize("value", ["\ud800", 1 << 70, object(), {1: b"x"}])
def test_whatever_is_told_is_told_as_json(capsys: pytest.CaptureFixture[str], value: object) -> None:
    log.warning("odd", value=value)

    assert json.loads(capsys.readouterr().err)["event"] == "odd"


def test_what_is_below_the_level_is_not_told(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs("warning", pretty=False)
    log.debug("worker ready")
    log.info("batch handled")
    log.warning("server awaited")

    assert [json.loads(line)["event"] for line in capsys.readouterr().err.splitlines()] == ["server awaited"]


def test_a_terminal_gets_nothing_that_steers_it(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs("debug", pretty=True)
    try:
        _fail(ValueError("\x1b]0;title\x07"))
    except ValueError:
        log.exception("worker failed", worker="a b", text="\x1b[2J\n")

    told = capsys.readouterr().err.replace("\x1b[31merror  \x1b[0m", "")
    assert all(line.isprintable() for line in told.splitlines())
    assert "worker='a b'" in told
    assert "ValueError: \\x1b]0;title\\x07" in told


def test_what_rq_says_comes_the_same_way(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs("info", pretty=False)
    try:
        _fail(OSError("gone"))
    except OSError:
        logging.getLogger("rq.worker").warning("%s left", "it", exc_info=True)
    logging.getLogger("rq.worker").critical("over")

    first, second = (json.loads(line) for line in capsys.readouterr().err.splitlines())
    assert (first["text"], first["error"], first["level"]) == ("it left", "OSError: gone", "warning")
    assert (second["text"], second["level"]) == ("over", "error")
