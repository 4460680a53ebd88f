import os
import pickle
import time
from datetime import datetime
from pathlib import Path

import pytest

from producers.captured import MAX_CAPTURE_BYTES, CaptureError, read_capture
from producers.split import Capture, split_capture
from schemas.raw import SHANGHAI

AT = datetime(2025, 5, 16, 10, tzinfo=SHANGHAI)


def test_a_page_is_named_and_dated_by_its_file(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_bytes("甲乙涨停\r\n".encode("gb18030"))
    os.utime(page, (AT.timestamp(), AT.timestamp() + 0.5))

    assert read_capture(page) == Capture("甲乙涨停\r\n", "page.txt", AT)


def test_source_and_time_can_be_given(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("甲乙涨停", encoding="utf-8")

    assert read_capture(page, source="某门户", captured_at=datetime(2025, 5, 16, 10)) == Capture(  # noqa: DTZ001
        "甲乙涨停", "某门户", AT
    )


def test_what_is_no_capture_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    (tmp_path / "huge").touch()
    os.truncate(tmp_path / "huge", 50_000_000)
    (tmp_path / "old").write_text("甲", encoding="utf-8")
    os.utime(tmp_path / "old", (0, -1e10))
    os.mkfifo(tmp_path / "pipe")

    def reason(name: str) -> str:
        with pytest.raises(CaptureError) as error:
            read_capture(tmp_path / name)
        assert str(error.value) == f"{tmp_path / name}: {error.value.reason}"
        assert "\n" not in str(error.value)
        return error.value.reason

    assert reason("missing") == "No such file or directory"
    assert reason("") == "Is a directory"
    assert reason("pipe") == "not a regular file"
    assert reason("empty") == "the file is empty"
    assert reason("huge") == f"50,000,000 bytes; a capture has at most {MAX_CAPTURE_BYTES:,}"
    assert "outside 1970" in reason("old")


def test_a_file_that_grows_while_it_is_read_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_bytes(b"a" * (MAX_CAPTURE_BYTES + 1))
    stat = page.stat()
    small = os.stat_result((*stat[:6], 1, *stat[7:]))
    monkeypatch.setattr("producers.captured.os.fstat", lambda _file: small)

    with pytest.raises(CaptureError, match="more than"):
        read_capture(page)


def test_the_error_pickles() -> None:
    error = pickle.loads(pickle.dumps(CaptureError("page.txt", "a directory")))  # noqa: S301  our own bytes

    assert (error.path, error.reason) == ("page.txt", "a directory")


@pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Asia/Shanghai"])
def test_a_capture_without_a_zone_is_shanghais_wherever_it_is_split(zone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    late = datetime(2025, 5, 16, 23, 40)  # noqa: DTZ001
    page = Capture("五粮液涨2.31%,成交额1... 五粮液盘中上涨2.31%,报12.69元/股...\n", "某门户", late)

    items = split_capture(page).items

    assert items == split_capture(page._replace(captured_at=late.replace(tzinfo=SHANGHAI))).items
    assert [item.captured_at for item in items] == [late.replace(tzinfo=SHANGHAI)]
