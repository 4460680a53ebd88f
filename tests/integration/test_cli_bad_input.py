"""Whatever is given: one line on stderr for each bad input, the others go on, exit status 1, no traceback."""

import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.builders import make_payload
from tests.command import Command, call, json_lines
from tests.conftest import Server

PAGE = """关于加强学校食堂管理的通知
来源：测试日报
2025-06-12 08:05:40

各县区要加强学校食堂管理,九月一日起施行。
"""


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "zz-good.txt"
    path.write_text(PAGE, encoding="utf-8")
    return path


def _big(path: Path) -> None:
    with path.open("wb") as file:
        file.write("一行正文。\n".encode() * 10)
        file.truncate(50_000_000)


@pytest.mark.parametrize(
    ("name", "make", "words"),
    [
        pytest.param("a.txt", lambda path: path.write_bytes(b""), "a.txt: the file is empty", id="empty"),
        pytest.param("a.txt", lambda path: path.write_bytes(b" \r\n\t\n"), "a.txt: the file holds nothing", id="blank"),
        pytest.param("a.txt", lambda path: path.write_bytes(bytes(range(256)) * 40), "a.txt: ", id="binary"),
        pytest.param(
            "a.txt", lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), "a.txt: NUL", id="image"
        ),
        pytest.param("a.txt", lambda path: path.write_bytes(PAGE.encode() + b"\0x"), "a.txt: NUL at", id="nul-bytes"),
        pytest.param("a.txt", _big, "a.txt: 50,000,000 bytes; a capture has at most", id="50-megabytes"),
        pytest.param("a.txt", lambda path: path.write_bytes("政策".encode()[:-1] * 9), "a.txt: ", id="damaged-utf-8"),
        pytest.param("nowhere.txt", lambda _path: None, "nowhere.txt: No such file or directory", id="missing"),
        pytest.param("a.html", lambda path: path.write_text("<p>"), "a.html: HTML is not read yet", id="html"),
        pytest.param(
            "a.json", lambda path: path.write_bytes(json_lines(make_payload()) * 2), "a.json: JSON, no page", id="json"
        ),
        pytest.param(
            "a.txt",
            lambda path: path.write_text(json.dumps([make_payload()], indent=2)),
            "a.txt: JSON, no page",
            id="json-in-a-txt-file",
        ),
        pytest.param(
            "a.txt", lambda path: path.write_text("\n<!DOCTYPE html><p>"), "a.txt: HTML is not", id="html-in-txt"
        ),
        pytest.param("folder", lambda path: path.mkdir(), "folder: no .txt, .jsonl, .ndjson file", id="empty-folder"),
        pytest.param("a.jsonl", lambda path: path.write_bytes(b""), "a.jsonl: the file is empty", id="empty-lines"),
        pytest.param(
            "a.jsonl", lambda path: path.write_bytes(b"{'a'}\n"), "a.jsonl line 1: not JSON", id="broken-line"
        ),
        pytest.param(
            "a.jsonl", lambda path: path.write_bytes(b"[]\n"), "a.jsonl line 1: not a JSON object", id="no-object"
        ),
        pytest.param(
            "a.jsonl",
            lambda path: path.write_bytes(json.dumps(make_payload()).encode("utf-16")),
            "a.jsonl line 1: UTF-16",
            id="utf-16-lines",
        ),
        pytest.param(
            "a.jsonl",
            lambda path: path.write_bytes(json_lines(make_payload(title="x" * 9_000_000))),
            "a.jsonl line 1: longer than 8,000,000 bytes",
            id="endless-line",
        ),
        pytest.param(
            "a.jsonl",
            lambda path: path.write_bytes(json_lines(make_payload(title="长" * 501))),
            "a.jsonl line 1: title: ",
            id="a-field-too-long",
        ),
        pytest.param(
            "a.jsonl",
            lambda path: path.write_bytes(json_lines(make_payload("article", snippet="正文。"))),
            "a.jsonl line 1: snippet: no such field",
            id="a-misspelt-field",
        ),
        pytest.param(
            "a.jsonl",
            lambda path: path.write_bytes(json_lines(make_payload(published_at="2025-02-30"))),
            "a.jsonl line 1: published_at: ",
            id="a-date-that-does-not-exist",
        ),
        pytest.param(
            "a.jsonl",
            lambda path: path.write_bytes(json_lines(make_payload(title="", snippet=""))),
            "a.jsonl line 1: title: ",
            id="title-and-text-empty",
        ),
    ],
)
@pytest.mark.parametrize("command", ["enqueue", "split"])
def test_a_bad_input_is_one_line_and_the_others_go_on(
    command: str,
    name: str,
    make: Callable[[Path], object],
    words: str,
    tmp_path: Path,
    good: Path,
    policytape: Command,
) -> None:
    make(tmp_path / name)
    if command == "split" and name.endswith(".jsonl"):
        words = f"{name}: raw items, not a capture"
    done = policytape(command, tmp_path / name, good)

    (complaint,) = done.complaints
    assert complaint.startswith(f"{tmp_path}/{words}")
    assert done.status == 1
    if command == "split":
        assert [item["title"] for item in done.lines] == ["关于加强学校食堂管理的通知"]
    else:
        assert done.lines == [{"acknowledged": 1, "new": 1, "repeats": 0, "refused": 1}]


@pytest.mark.parametrize(
    ("encoding", "line_end"),
    [
        ("utf-8", "\n"),
        ("utf-8-sig", "\n"),
        ("utf-8", "\r\n"),
        ("gb18030", "\n"),
        ("gb18030", "\r\n"),
        ("utf-16", "\r\n"),
        ("utf-16-le", "\n"),
    ],
)
def test_a_capture_is_the_same_in_every_encoding(
    encoding: str, line_end: str, tmp_path: Path, policytape: Command
) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(PAGE.replace("\n", line_end).encode(encoding))
    done = policytape("split", path)

    (item,) = done.lines
    assert done.status == 0
    assert (item["title"], item["body"]) == ("关于加强学校食堂管理的通知", "各县区要加强学校食堂管理,九月一日起施行。")
    assert item["published_at"] == "2025-06-12T08:05:40+08:00"


@pytest.mark.parametrize("command", ["split", "enqueue"])
def test_a_page_on_standard_input_needs_a_source(command: str, policytape: Command) -> None:
    done = policytape(command, "-", "--source", "门户甲", "--captured-at", "2025-06-12T10:00", stdin=PAGE.encode())
    nameless = policytape(command, "-", stdin=PAGE.encode())

    (line,) = done.lines
    assert (done.status, done.complaints) == (0, [])
    assert line["source"] == "门户甲" if command == "split" else line["new"] == 1
    assert nameless.status == 1
    assert all(complaint.startswith("stdin") for complaint in nameless.complaints)


@pytest.mark.parametrize(
    ("stdin", "complaints"),
    [
        pytest.param(json_lines(make_payload()), [], id="raw-items"),
        pytest.param(b"\nready\n" + json_lines(make_payload()), ["stdin line 2: not JSON"], id="a-word-before-them"),
        pytest.param("\ufeff".encode() + json_lines(make_payload()), [], id="a-mark-before-them"),
        pytest.param(b'{"kind":', ["stdin line 1: not JSON"], id="half-a-raw-item"),
        pytest.param(b"[]", ["stdin: JSON, no page"], id="a-list"),
        pytest.param(b"<html>", ["stdin: HTML is not read yet"], id="html"),
        pytest.param(b"\0\0\0", ["stdin: "], id="binary"),
        pytest.param(b"\n" + b"x" * 2_000_001, ["stdin: more than 2,000,000 bytes"], id="more-than-a-page"),
        pytest.param(
            "一行正文。\n".encode() * 200_000, ["stdin: more than 2,000,000 bytes"], id="more-lines-than-a-page"
        ),
        pytest.param(b"\n\n", [], id="blank-lines"),
        pytest.param(b"", ["stdin: the file is empty"], id="nothing"),
    ],
)
def test_with_a_source_what_holds_no_object_is_a_page(stdin: bytes, complaints: list[str], policytape: Command) -> None:
    done = policytape("enqueue", "-", "--source", "门户甲", stdin=stdin)

    assert len(done.complaints) == len(complaints)
    assert all(told.startswith(words) for told, words in zip(done.complaints, complaints, strict=True))
    assert done.lines[0]["acknowledged"] == (b'"title"' in stdin)


@pytest.mark.parametrize("head", ["[转载]", "{注意}"])
def test_a_page_that_begins_with_a_bracket_is_a_page(head: str, tmp_path: Path, policytape: Command) -> None:
    (tmp_path / "page.txt").write_text(head + PAGE, encoding="utf-8")

    assert policytape("split", tmp_path).lines[0]["title"] == f"{head}关于加强学校食堂管理的通知"


def test_a_folder_is_the_files_in_it_that_are_read_and_others_are_told(tmp_path: Path, policytape: Command) -> None:
    (tmp_path / "day").mkdir()
    (tmp_path / "day" / "page.txt").write_text(PAGE, encoding="utf-8")
    (tmp_path / ".hidden.txt").write_text(PAGE, encoding="utf-8")
    (tmp_path / "day" / "notes.md").write_text("no capture", encoding="utf-8")
    (tmp_path / "page.html").write_text("<p>", encoding="utf-8")
    (tmp_path / "items.jsonl").write_bytes(json_lines(make_payload()))
    done = policytape("enqueue", tmp_path)

    assert (done.status, done.complaints) == (0, [f"{tmp_path}: 2 left out: notes.md, page.html"])
    assert done.lines == [{"acknowledged": 2, "new": 2, "repeats": 0, "refused": 0}]


@pytest.fixture
def closed_folder() -> Iterator[Path]:
    """A folder that nobody may look into, beside a page; all in a place that every user may enter."""
    top = Path(tempfile.mkdtemp(prefix="pt-"))
    top.chmod(0o755)
    (top / "page.txt").write_text(PAGE, encoding="utf-8")
    (top / "inner").mkdir()
    (top / "inner" / "page.txt").write_text(PAGE, encoding="utf-8")
    (top / "inner").chmod(0)
    yield top
    (top / "inner").chmod(0o755)
    shutil.rmtree(top)


@contextmanager
def as_an_ordinary_user() -> Iterator[None]:
    """Root may look into everything; then we are nobody for a while."""
    if os.geteuid():
        yield
        return
    os.seteuid(65_534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_folder_that_nobody_may_look_into_is_told_and_the_others_go_on(
    closed_folder: Path, policytape: Command
) -> None:
    policytape("split", closed_folder / "page.txt")  # nobody may read our modules either: they are here by now
    with as_an_ordinary_user():
        done = policytape("split", closed_folder)
        alone = policytape("split", closed_folder / "inner")
        inside = policytape("split", closed_folder / "inner" / "page.txt", closed_folder / "page.txt")

    assert (done.status, len(done.lines)) == (1, 1)
    assert done.complaints == [f"{closed_folder}/inner: Permission denied"] == alone.complaints
    assert (inside.status, len(inside.lines)) == (1, 1)
    assert inside.complaints == [f"{closed_folder}/inner/page.txt: Permission denied"]


def test_what_may_not_even_be_looked_at_in_a_folder_is_told_when_it_is_read(
    closed_folder: Path, policytape: Command
) -> None:
    (closed_folder / "inner").chmod(0o444)
    policytape("split", closed_folder / "page.txt")
    with as_an_ordinary_user():
        done = policytape("split", closed_folder)

    assert (done.status, len(done.lines)) == (1, 1)
    assert done.complaints == [f"{closed_folder}/inner/page.txt: Permission denied"]


def test_refusals_name_their_lines_whatever_stands_between(tmp_path: Path, policytape: Command) -> None:
    bad = make_payload(source="")
    path = tmp_path / "items.jsonl"
    path.write_bytes(
        b"\n" + json_lines(make_payload()) + b"{\n" + json_lines(make_payload(), bad) + b"\n" + json_lines(bad)
    )
    done = policytape("enqueue", path)

    named = sorted(complaint.split(":")[0].rpartition(" line ")[2] for complaint in done.complaints)
    assert named == ["3", "5", "7"]


@pytest.mark.parametrize(
    "command", [["enqueue", "-"], ["feed", "price"], ["digest"], ["ledger"], ["status"], ["worker"]]
)
@pytest.mark.parametrize(
    ("url", "reason"),
    [
        pytest.param("redis://127.0.0.1:1/0", "connection refused", id="nobody-listens"),
        pytest.param("unix:///nowhere.sock", "no such socket", id="no-socket"),
        pytest.param("http://example", "not a Redis URL", id="no-redis-url"),
        pytest.param("redis://u:s3cret@127.0.0.1:1/0", "connection refused", id="a-password-is-not-told"),
    ],
)
def test_no_server_at_the_url_is_one_line(
    command: list[str], url: str, reason: str, policytape: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLICYTAPE_QUEUE_URL", url)
    done = policytape(*command)

    (complaint,) = done.complaints
    assert complaint.startswith("no server at ")
    assert reason in complaint
    assert "s3cret" not in complaint
    assert done.status == 1


def test_a_setting_that_makes_no_sense_is_one_line(policytape: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYTAPE_HIGH_WATER_JOBS", "many")
    done = policytape("status")

    (complaint,) = done.complaints
    assert complaint.startswith("POLICYTAPE_HIGH_WATER_JOBS: Input should be a valid integer")
    assert done.status == 1


def test_a_misspelt_setting_is_told(policytape: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYTAPE_FEED_URL", "redis://s3cret@elsewhere")

    assert policytape("status").complaints == ["no such setting: POLICYTAPE_FEED_URL"]


@pytest.mark.parametrize(
    ("args", "words", "status"),
    [
        (["feed", "prices"], "no feed is called 'prices'", 2),
        (["feed", "movers:2025-99-99"], "no feed is called 'movers:2025-99-99'", 2),
        (["feed", "topic:天气"], "no heading is called '天气': 国务院组织机构 ", 2),
        (["feed", "rejected"], "rejects are no items: policytape rejected list", 2),
        (["feed", "price", "--limit", "0"], "Invalid value for '--limit'", 2),
        (["feed", "price", "--after", "x"], "not a cursor: 'x'", 2),
        (["feed", "price", "--since", "yesterday"], "Invalid value for '--since': 'yesterday' is no time", 2),
        (["feed", "movers:2025-05-16", "--since", "2025-05-16"], "movers are scored by change_pct", 2),
        (["rejected", "drop"], "which ones?", 2),
        (["show", "nothing"], "no item 'nothing'", 1),
        (["rejected", "show", "nothing"], "no reject 'nothing'", 1),
    ],
)
def test_a_question_that_makes_no_sense_is_one_line_and_status_2_what_is_not_there_1(
    args: list[str], words: str, status: int, policytape: Command
) -> None:
    done = policytape(*args)

    (complaint,) = done.complaints
    assert complaint.startswith(words)
    assert done.status == status


def test_a_process_of_its_own_ends_the_same_way(server: Server) -> None:
    done = call("enqueue", "nowhere.txt", POLICYTAPE_QUEUE_URL=server.url)

    assert (done.status, done.complaints) == (1, ["nowhere.txt: No such file or directory"])
