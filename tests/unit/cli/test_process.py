"""The filter: one line out for each line in."""

import os
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schemas.items import parse_item
from tests.builders import make_payload
from tests.command import Command, json_lines


def test_one_line_out_for_each_line_in_in_the_same_order(policytape: Command) -> None:
    lines = [
        *json_lines(make_payload(title="平安银行涨2.31%")).splitlines(),
        b"{broken",
        b"",
        b"[1]",
        b"\xff\xfe\x00",
        *json_lines(make_payload(title="甲乙公司召开年会")).splitlines(),
    ]
    done = policytape("process", "-", stdin=b"\n".join(lines))

    assert [line["kind"] for line in done.lines] == ["price_move", *["reject"] * 4, "other"]
    assert [line["stage"] for line in done.lines[1:5]] == ["parse"] * 4
    assert done.lines[1]["raw"] == "{broken\n"
    assert done.complaints == ["4 of 6 lines rejected"]
    assert done.status == 1


@pytest.mark.parametrize(
    ("lines", "reasons"),
    [
        pytest.param(b"[1]\n", ["not a JSON object"], id="no-object"),
        pytest.param(b"\n", ["an empty line"], id="empty"),
        pytest.param(
            "{}\n{}".encode("utf-16"), ["UTF-16 or damaged: NUL bytes; JSON Lines are UTF-8"] * 2, id="utf-16"
        ),
        pytest.param(b"x" * 30_000_000, ["longer than 8,000,000 bytes"], id="endless"),
    ],
)
def test_a_line_that_cannot_be_read_says_why(lines: bytes, reasons: list[str], policytape: Command) -> None:
    done = policytape("process", stdin=lines)

    assert [reject["reason"] for reject in done.lines] == reasons
    assert all(len(reject["raw"]) <= 8_000_001 for reject in done.lines)


def test_all_well_is_status_0_and_silence(policytape: Command) -> None:
    done = policytape("process", stdin=json_lines(make_payload()))

    assert (done.status, done.err, len(done.lines)) == (0, "", 1)


def test_nothing_in_is_nothing_out(policytape: Command) -> None:
    assert policytape("process", stdin=b"") == (0, "", "")


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        pytest.param({"title": "长" * 501}, "title", id="title-too-long"),
        pytest.param({"snippet": "长" * 4_001}, "snippet", id="snippet-too-long"),
        pytest.param({"published_at": "2025-02-30"}, "published_at", id="a-date-that-does-not-exist"),
        pytest.param({"title": "", "snippet": " …"}, "title", id="says-nothing"),
        pytest.param({"source": ""}, "source", id="no-source"),
        pytest.param({"kind": "story"}, "kind", id="unknown-kind"),
    ],
)
def test_a_reject_names_the_field(fields: dict[str, Any], field: str, policytape: Command) -> None:
    payload = make_payload(**fields)
    (reject,) = policytape("process", stdin=json_lines(payload)).lines

    assert (reject["kind"], reject["stage"], reject["field"]) == ("reject", "validate", field)
    assert reject["raw"] == payload


def test_an_item_without_any_time_is_dated_by_the_option(policytape: Command) -> None:
    payload = make_payload()
    del payload["captured_at"]
    done = policytape("process", "--captured-at", "2025-05-16", stdin=json_lines(payload))

    assert done.lines[0]["event_time"] == "2025-05-16T00:00:00+08:00"
    assert done.lines[0]["event_time_precision"] == "captured"


def test_an_item_without_any_time_is_dated_by_its_file(policytape: Command, tmp_path: Path) -> None:
    payload = make_payload()
    del payload["captured_at"]
    path = tmp_path / "items.jsonl"
    path.write_bytes(json_lines(payload))
    os.utime(path, (1_747_360_000, 1_747_360_000))
    (item,) = policytape("process", path).lines

    assert datetime.fromisoformat(item["first_captured_at"]).timestamp() == 1_747_360_000


def test_a_reject_of_an_item_without_any_time_keeps_it_as_it_came(policytape: Command) -> None:
    payload = {"kind": "brief", "source": "x", "title": ""}
    (reject,) = policytape("process", stdin=json_lines(payload)).lines

    assert reject["raw"] == payload


def test_a_byte_order_mark_is_no_part_of_the_first_line(policytape: Command) -> None:
    done = policytape("process", stdin=b"\xef\xbb\xbf" + json_lines(make_payload()).replace(b"\n", b"\r\n"))

    assert done.status == 0


def test_explain_says_which_rule_gave_the_class(policytape: Command) -> None:
    payload = make_payload(title="平安银行涨2.31%,成交额1...")
    item, reject = policytape("process", "--explain", stdin=json_lines(payload) + b"x\n").lines

    assert item["explain"]["class"]["rule"]
    assert set(item["explain"]["fields"]) == set(item["evidence"])
    assert "explain" not in reject


def test_a_missing_file_is_one_line(policytape: Command) -> None:
    done = policytape("process", "nowhere.jsonl")

    assert (done.status, done.out, done.complaints) == (1, "", ["nowhere.jsonl: No such file or directory"])


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.binary(max_size=60).map(lambda line: line.replace(b"\n", b" ")), max_size=5))
def test_any_bytes_give_as_many_lines(policytape: Command, lines: list[bytes]) -> None:
    done = policytape("process", stdin=b"".join(line + b"\n" for line in lines))

    assert len(done.lines) == len(lines)


def test_every_item_is_one_that_readers_can_type(policytape: Command) -> None:
    payloads = [
        make_payload(
            title="平安银行涨2.31%,成交额1...", snippet="8月1日,平安银行盘中上涨2.31%,截至09:35,报12.69元/股..."
        ),
        make_payload("article", title="市政府印发《防灾办法》", body="自2025年9月1日起施行。"),
        make_payload(title="甲乙公司召开年会"),
    ]
    items = [parse_item(line) for line in policytape("process", stdin=json_lines(*payloads)).out.splitlines()]

    assert [item.feeds[0] for item in items] == ["movers:2025-08-01", "policy", "other"]
