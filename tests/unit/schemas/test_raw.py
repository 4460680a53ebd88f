import pickle
import re
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from schemas.ids import day_of
from schemas.raw import (
    MAX_BODY,
    MAX_SNIPPET,
    MAX_TITLE,
    SCHEMA_VERSION,
    SHANGHAI,
    RawArticle,
    RawBrief,
    dump_raw,
    parse_raw,
    parse_time,
    payload_id,
    raw_json,
    report_of,
)
from schemas.rejects import RejectedMessageError
from tests.builders import make_article, make_brief, make_payload, make_report


@pytest.mark.parametrize(
    ("given_time", "read"),
    [
        pytest.param("2025-05-16T07:11:23", "2025-05-16T07:11:23+08:00", id="no-zone-is-shanghai"),
        pytest.param("2025-05-16 07:11", "2025-05-16T07:11:00+08:00", id="a-space-for-T"),
        pytest.param("2025-05-16", "2025-05-16T00:00:00+08:00", id="a-day"),
        pytest.param("2025-05-15T23:30:00Z", "2025-05-16T07:30:00+08:00", id="another-zone-is-converted"),
        pytest.param("2025-05-16T07:11:23.987+08:00", "2025-05-16T07:11:23+08:00", id="whole-seconds"),
        pytest.param(datetime(2025, 5, 16, tzinfo=UTC), "2025-05-16T08:00:00+08:00", id="a-datetime"),
    ],
)
def test_times(given_time: object, read: str) -> None:
    assert parse_time(given_time).isoformat() == read


@pytest.mark.parametrize(
    "bad", ["2025-02-30", "1747352100", 1747352100, "yesterday", "", "0001-01-01", "2400-01-01", None, ["2025-05-16"]]
)
def test_what_is_no_time_is_refused(bad: object) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  each kind has its own words
        parse_time(bad)


def _is_time_by_the_schema(text: str) -> bool:
    schema = TypeAdapter(RawBrief).json_schema()
    (pattern,) = [form["pattern"] for form in schema["properties"]["captured_at"]["anyOf"] if "pattern" in form]
    return re.search(pattern, text) is not None


@pytest.mark.parametrize("zone", ["", "Z", "+08:00", "-05:30"])
@pytest.mark.parametrize("clock", ["T09:40", " 09:40", "T09:40:07", " 09:40:07.25"])
def test_times_that_the_schema_promises_are_taken(clock: str, zone: str) -> None:
    text = f"2025-05-16{clock}{zone}"

    assert _is_time_by_the_schema(text)
    assert parse_time(text).minute in (40, 10)


@pytest.mark.parametrize("text", ["2025-05-16", "2025-05-16T09:40:00+08:00"])
def test_a_day_is_a_time_by_the_schema_and_so_is_what_we_write(text: str) -> None:
    assert _is_time_by_the_schema(text)


@pytest.mark.parametrize(
    "bad", ["1747352100", "yesterday", "", "16.05.2025", "2025-05", "2025-05-16T", "2025-05-16T9:40"]
)
def test_what_is_no_time_is_none_by_the_schema(bad: str) -> None:
    assert not _is_time_by_the_schema(bad)


_ZONES = [timezone(timedelta(hours=hours)) for hours in (-11, 0, 8, 14)]


REFUSED: list[Any] = [
    pytest.param({"kind": "tweet"}, "kind", id="unknown-kind"),
    pytest.param({"kind": None}, "kind", id="no-kind"),
    pytest.param({"source": " "}, "source", id="blank-source"),
    pytest.param({"source": 7}, "source", id="source-of-another-type"),
    pytest.param({"title": "长" * (MAX_TITLE + 1)}, "title", id="title-too-long"),
    pytest.param({"snippet": "长" * (MAX_SNIPPET + 1)}, "snippet", id="snippet-too-long"),
    pytest.param({"kind": "article", "body": "长" * (MAX_BODY + 1)}, "body", id="body-too-long"),
    pytest.param({"title": " ...…", "snippet": "\u200b"}, "title", id="nothing-said"),
    pytest.param({"kind": "article", "title": "", "body": "。"}, "title", id="nothing-said-in-an-article"),
    pytest.param({"published_at": "2025-02-30 10:00"}, "published_at", id="a-date-that-does-not-exist"),
    pytest.param({"captured_at": None}, "captured_at", id="no-time-at-all"),
    pytest.param({"spans": [[0, 1, 2]]}, "spans.0", id="a-span-of-three"),
    pytest.param({"position": -1}, "position", id="negative-position"),
    pytest.param({"position": 1 << 70}, "position", id="a-position-beyond-json"),
    pytest.param({"spans": [[0, 1 << 70]]}, "spans.0.1", id="a-span-beyond-json"),
    pytest.param({"captured_at": "1970-01-01T00:00:00+14:00"}, "captured_at", id="before-the-first-year-here"),
    pytest.param({"captured_at": "2199-12-31T23:59:59-11:00"}, "captured_at", id="after-the-last-year-here"),
    pytest.param({"schema_version": SCHEMA_VERSION + 2}, "schema_version", id="two-versions-ahead"),
]


@pytest.mark.parametrize(("fields", "field"), REFUSED)
def test_a_bad_field_is_named(fields: dict[str, Any], field: str) -> None:
    with pytest.raises(RejectedMessageError) as caught:
        report_of(parse_raw(make_payload(**fields)))

    assert caught.value.stage == "validate"
    assert caught.value.field == field
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 400


@pytest.mark.parametrize("payload", [None, 3, "text", [], [{}]])
def test_what_is_no_object_is_refused_as_a_whole(payload: object) -> None:
    with pytest.raises(RejectedMessageError, match="not a JSON object") as caught:
        parse_raw(payload)

    assert (caught.value.stage, caught.value.field) == ("parse", "")


def test_a_second_fault_is_counted() -> None:
    with pytest.raises(RejectedMessageError, match="and 1 more"):
        parse_raw(make_payload(title=1, snippet=2))


def test_unknown_fields_are_ignored_from_a_queue_and_refused_from_producers() -> None:
    assert parse_raw(make_payload(colour="red")) == make_brief()
    with pytest.raises(ValidationError):
        RawBrief(source="s", title="t", colour="red")  # type: ignore[call-arg]  # the point of the test
    with pytest.raises(RejectedMessageError, match="no such field") as caught:
        parse_raw(make_payload(colour="red"), closed=True)
    assert caught.value.field == "colour"


@pytest.mark.parametrize(
    ("raw", "field"),
    [
        pytest.param(make_brief().model_copy(update={"snippet": "长" * (MAX_SNIPPET + 1)}), "snippet", id="copied"),
        pytest.param(RawBrief.model_construct(source=" ", title="一"), "source", id="built-unchecked"),
        pytest.param(RawBrief.model_construct(source="门户\udcff", title="一"), "source", id="half-a-character"),
        pytest.param(RawArticle.model_construct(title="一"), "source", id="without-a-source"),
    ],
)
def test_a_raw_item_that_nobody_checked_is_checked(raw: RawBrief | RawArticle, field: str) -> None:
    with pytest.raises(RejectedMessageError) as caught:
        parse_raw(raw, closed=True)

    assert caught.value.field == field


def test_bounds_are_characters_not_bytes() -> None:
    assert len(make_brief(title="长" * MAX_TITLE).title) == MAX_TITLE


@pytest.mark.parametrize("raw", [make_brief(snippet="一", position=2, spans=[[0, 3]]), make_article(body="二")])
def test_a_raw_item_survives_the_queue(raw: RawBrief | RawArticle) -> None:
    assert parse_raw(orjson.loads(orjson.dumps(dump_raw(raw)))) == raw
    assert orjson.loads(raw_json(raw)) == dump_raw(raw)
    assert payload_id(orjson.loads(raw_json(raw))) == report_of(raw)["raw_id"]


_ZONED = st.datetimes(
    min_value=datetime.fromisoformat("1969-12-30"),
    max_value=datetime.fromisoformat("2200-01-02"),
    timezones=st.sampled_from([None, *_ZONES]),
)
_ODD = st.fixed_dictionaries(
    {"title": st.text(max_size=3), "snippet": st.text(min_size=1, max_size=3)},
    optional={
        "captured_at": _ZONED.map(str),
        "published_at": _ZONED,
        "position": st.integers(0, 1 << 54),
        "spans": st.lists(st.tuples(st.integers(), st.integers(0, 9)), max_size=2),
        "page_id": st.text(max_size=2),
    },
)


@given(_ODD)
def test_what_a_producer_takes_a_worker_takes_as_the_same(fields: dict[str, Any]) -> None:
    try:
        raw = parse_raw(make_payload(**fields), closed=True)
    except RejectedMessageError:
        return

    sent = orjson.loads(raw_json(raw))
    assert parse_raw(sent) == raw
    assert payload_id(sent) == report_of(raw)["raw_id"]


def test_times_of_other_libraries_are_times() -> None:
    class Timestamp(datetime):
        pass

    raw = parse_raw(make_payload(captured_at=Timestamp(2025, 5, 16, 15, 30, tzinfo=SHANGHAI)))

    assert raw_json(raw) == raw_json(make_brief())


READ_FROM = {
    "source": "另一家",
    "url": "https://example.org/1",
    "title": "另一个标题",
    "snippet": "另一段",
    "published_at": "2025-05-16T09:00:00",
    "page_published_at": "2025-05-16T09:00:00",
    "captured_at": "2025-05-17T15:30:00",
}


@pytest.mark.parametrize("field", READ_FROM)
def test_the_raw_id_depends_on_all_that_reading_depends_on(field: str) -> None:
    assert make_report(**{field: READ_FROM[field]})["raw_id"] != make_report()["raw_id"]


@pytest.mark.parametrize(
    "fields", [{"captured_at": "2025-05-16T23:59:59"}, {"page_id": "p"}, {"position": 9}, {"spans": [[1, 2]]}]
)
def test_the_raw_id_does_not_depend_on_the_capture(fields: dict[str, Any]) -> None:
    assert make_report(**fields)["raw_id"] == make_report()["raw_id"]


def test_a_page_that_bears_its_date_has_one_id_on_any_day_of_capture() -> None:
    first = make_report(page_published_at="2025-05-16T07:00:00", captured_at="2025-05-16T08:00:00")
    later = make_report(page_published_at="2025-05-16T07:00:00", captured_at="2025-05-19T08:00:00")

    assert first["raw_id"] == later["raw_id"]
    assert day_of(first["raw_id"]) == "2025-05-16"


def test_text_cannot_move_between_fields_and_keep_the_id() -> None:
    assert make_report(title="甲乙", snippet="丙")["raw_id"] != make_report(title="甲", snippet="乙丙")["raw_id"]
    assert make_report(title="甲", snippet="")["raw_id"] != make_report("article", title="甲", body="")["raw_id"]


def test_an_item_without_a_capture_time_is_dated_by_its_own() -> None:
    report = make_report(captured_at=None, published_at="2025-05-16T09:00:00")

    assert report["first_captured_at"] == report["last_captured_at"] == "2025-05-16T09:00:00+08:00"


def test_what_is_no_raw_item_has_an_undated_id_of_its_content() -> None:
    assert payload_id({"a": 1, "b": 2}) == payload_id({"b": 2, "a": 1}) != payload_id({"a": 1})
    assert day_of(payload_id(["x"])) == "undated"
    assert payload_id(make_payload()) == make_report()["raw_id"]


def test_a_rejection_pickles() -> None:
    error = RejectedMessageError("validate", "title", "too long")

    assert str(pickle.loads(pickle.dumps(error))) == "title: too long"  # noqa: S301  our own bytes
    assert str(RejectedMessageError("parse", "", "not JSON")) == "not JSON"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=10,
)
FIELDS = [*RawBrief.model_fields, "body", "author", "byline"]


@given(st.dictionaries(st.sampled_from(FIELDS) | st.text(max_size=5), JSON) | JSON)
def test_any_json_is_a_raw_item_or_a_told_reject(payload: object) -> None:
    try:
        told = day_of(report_of(parse_raw(payload))["raw_id"])
    except RejectedMessageError as error:
        told = error.reason

    assert told
    assert "\n" not in told
