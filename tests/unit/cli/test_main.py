import os
import resource
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest

from cli import main as cli_main
from cli.main import COMMANDS, policytape, run

POLICYTAPE = [sys.executable, "-m", "cli.main"]


def test_help_is_quick_and_names_every_command() -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([*POLICYTAPE, "--help"], capture_output=True, text=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)

    assert all(f"  {name} " in done.stdout for name in COMMANDS)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 0.3  # of one core, busy or not


def test_help_imports_nothing_heavy() -> None:
    script = "import sys, cli.main; cli.main.run(['--help']); print(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert not {"pydantic", "redis", "rq", "rich", "orjson", "reference"} & set(done.stdout.split())


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_teaches_by_example(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([name, "--help"]) == 0
    assert f"  policytape {name}" in capsys.readouterr().out


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_says_the_same_in_the_list_and_in_its_own_help(name: str) -> None:
    command = policytape.get_command(click.Context(policytape), name)

    assert command is not None
    assert command.name == name
    assert command.short_help == COMMANDS[name][1]


def test_an_unknown_command_is_one_line_and_status_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["fed"]) == 2

    error = capsys.readouterr().err
    assert error.startswith("policytape: No such command 'fed'")
    assert error.count("\n") == 1


@pytest.mark.parametrize(("args", "line"), [([], "  run "), (["rejected"], "  retry-job ")], ids=["all", "a-group"])
def test_a_group_without_a_command_shows_its_help_whole(
    args: list[str], line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(args) == 2

    shown = capsys.readouterr().err
    assert run([*args, "--help"]) == 0
    assert shown == capsys.readouterr().out
    assert line in shown


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        pytest.param(KeyboardInterrupt(), 130, "", id="ctrl-c"),
        pytest.param(RuntimeError("x"), 1, "policytape: a fault of ours: RuntimeError: x", id="a-bug"),
    ],
)
def test_how_a_command_can_end(
    error: BaseException, status: int, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    @click.command("process")
    def command() -> None:
        raise error

    monkeypatch.setattr(cli_main._Commands, "get_command", lambda *_: command)

    assert run(["process"]) == status
    assert capsys.readouterr().err.strip().startswith(said)


def test_a_traceback_can_be_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    @click.command("process")
    def command() -> None:
        raise RuntimeError("x")

    monkeypatch.setattr(cli_main._Commands, "get_command", lambda *_: command)
    monkeypatch.setenv("POLICYTAPE_DEBUG", "1")

    with pytest.raises(RuntimeError):
        run(["process"])


def test_a_reader_that_had_enough_ends_the_command_quietly(tmp_path: Path) -> None:
    (tmp_path / "lines.jsonl").write_text("x\n" * 20_000)
    reading, writing = os.pipe()
    process = subprocess.Popen(
        [*POLICYTAPE, "process", str(tmp_path / "lines.jsonl")], stdout=writing, stderr=subprocess.PIPE
    )
    os.close(writing)
    os.read(reading, 10)
    os.close(reading)
    _, error = process.communicate()

    assert error == b""
    assert process.returncode == 141


@pytest.mark.parametrize(
    ("call", "status", "out", "error"),
    [
        pytest.param("--help >&-", 1, "", "policytape: standard output is closed\n", id="no-output"),
        pytest.param("fed 2>&-", 2, "", "", id="no-errors"),
        pytest.param("process <&-", 0, "", "", id="no-input"),
    ],
)
def test_a_stream_may_be_closed(call: str, status: int, out: str, error: str) -> None:
    words = ["sh", "-c", f"{shlex.join(POLICYTAPE)} {call}"]
    done = subprocess.run(words, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout, done.stderr) == (status, out, error)


@pytest.mark.parametrize(
    "args",
    [
        pytest.param(["trim", "--item-days", "nan"], id="days-that-are-no-number"),
        pytest.param(["trim", "--item-days", "inf"], id="days-without-end"),
        pytest.param(["trim", "--reject-days", "1e12"], id="more-days-than-there-were"),
        pytest.param(["trim", "--ledger-days", "99999999"], id="more-whole-days-than-there-were"),
        pytest.param(["feed", "policy", "--until", "9999-12-31T23:59:59-12:00"], id="past-the-last-year"),
        pytest.param(["feed", "policy", "--since", "yesterday"], id="no-time"),
        pytest.param(["show", "\udcff"], id="an-id-that-is-no-text"),
        pytest.param(["feed", "source:\udcff"], id="a-feed-that-is-no-text"),
        pytest.param(["split", "--source", "\udcff", "page.txt"], id="a-source-that-is-no-text"),
    ],
)
def test_what_cannot_be_meant_is_a_usage_error_of_one_line(args: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(args) == 2

    out, error = capsys.readouterr()
    assert out == ""
    assert error.count("\n") == 1
    assert "a fault of ours" not in error


def test_a_file_may_have_any_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "page\udcff.txt"
    path.write_text("关于加强学校食堂管理的通知\n\n各县区要加强学校食堂管理。\n", encoding="utf-8")

    assert run(["split", str(path)]) == 0
    assert '"source":"page?.txt"' in capsys.readouterr().out


def test_completion_for_shells_is_there() -> None:
    environment = {
        **os.environ,
        "_POLICYTAPE_COMPLETE": "bash_complete",
        "COMP_WORDS": "policytape sta",
        "COMP_CWORD": "1",
    }
    done = subprocess.run(
        [Path(sys.executable).parent / "policytape"], env=environment, capture_output=True, text=True, check=False
    )

    assert done.stdout == "plain,status\n"
