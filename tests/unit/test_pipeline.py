from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

import workers.pipeline
from schemas.ids import day_of
from schemas.items import Doc, OtherNews, PolicyStory, PriceMove, parse_item
from schemas.rejects import Reject
from tests.builders import make_item, make_payload, make_report
from workers.classify import Verdict
from workers.pipeline import process_payload, read_item, reject_line, told_at
from workers.price import read_moves

BRIEF = {
    "title": "宁德时代涨2.15%，成交额3...",
    "snippet": "5月16日，宁德时代盘中上涨2.15%，截至10:12，报256.30元/股，成交31.20亿元，换手率0.31%，总市值...",
}
STORY = {
    "kind": "article",
    "title": "某省印发家政服务管理办法",
    "body": "近日，江苏省政府办公厅印发《江苏省家政服务管理办法》，自2025年7月1日起施行。",
}
VERDICT = Verdict("price_move", 1.0, ())
OTHER = {"title": "球队客场取胜", "snippet": "昨晚的比赛中，客队以两球优势取胜，球迷欢呼不已。"}


@pytest.mark.parametrize(
    ("fields", "kind", "model"),
    [
        pytest.param(BRIEF, "price_move", PriceMove, id="price"),
        pytest.param(STORY, "policy_story", PolicyStory, id="policy"),
        pytest.param(OTHER, "other", OtherNews, id="other"),
    ],
)
def test_each_class_gives_its_item(fields: dict[str, Any], kind: str, model: type) -> None:
    doc = process_payload(make_payload(**fields))

    assert doc["kind"] == doc["classification"]["label"] == kind
    assert isinstance(parse_item(orjson.dumps(doc)), model)
    for reason in doc["classification"]["reasons"]:
        text = doc["title"] if reason["part"] == "title" else doc["text"]
        assert text[reason["start"] : reason["end"]] == reason["text"]


def _grown(value: Any, path: str = "") -> Any:
    """As a newer worker may write it: with a field more at every place that has fields."""
    if isinstance(value, list):
        return [_grown(each) for each in value]
    if not isinstance(value, dict):
        return value
    grown = {name: _grown(each, name) for name, each in value.items()}
    return grown if path == "evidence" else {**grown, "later": 1}


@pytest.mark.parametrize("fields", [BRIEF, STORY, OTHER])
def test_readers_pass_over_fields_that_a_newer_worker_adds(fields: dict[str, Any]) -> None:
    doc = make_item(**fields)
    for move in doc.get("moves", ()):
        move["checks"] = [{"name": "of-our-own", "ok": True, "detail": "一"}]

    assert parse_item(orjson.dumps(_grown(doc))) == parse_item(orjson.dumps(doc))


def test_a_quote_dates_its_item_and_shows_where() -> None:
    doc = make_item(**BRIEF)

    assert (doc["event_time"], doc["event_time_precision"]) == ("2025-05-16T10:12:00+08:00", "minute")
    assert doc["evidence"]["event_time"] == doc["evidence"]["moves[0].as_of"]


def test_a_time_that_no_words_show_has_no_evidence(monkeypatch: pytest.MonkeyPatch) -> None:
    report = make_report(**BRIEF)
    reading = read_moves(report)
    bare = {path: spans for path, spans in reading.evidence.items() if "as_of" not in path}
    monkeypatch.setattr(workers.pipeline, "read_moves", lambda _report: reading._replace(evidence=bare))

    assert "event_time" not in read_item(report)["evidence"]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        pytest.param({"published_at": "2025-05-16T07:11:23"}, ("2025-05-16T07:11:23+08:00", "second"), id="second"),
        pytest.param({"published_at": "2025-05-16T07:11"}, ("2025-05-16T07:11:00+08:00", "minute"), id="minute"),
        pytest.param({"published_at": "2025-05-16"}, ("2025-05-16T00:00:00+08:00", "day"), id="day"),
        pytest.param({"page_published_at": "2025-05-16T07:11:23"}, ("2025-05-16T07:11:23+08:00", "second"), id="page"),
        pytest.param({}, ("2025-05-16T15:30:00+08:00", "captured"), id="capture"),
    ],
)
def test_what_prints_no_time_is_dated_by_its_page(fields: dict[str, Any], told: tuple[str, str]) -> None:
    assert told_at(make_report(**fields)) == told


def test_the_same_words_in_another_form_are_one_item() -> None:
    one = make_item("article", title="某市发布通知", body="某市今日发布通知，明确补贴标准。")
    other = make_item("article", title="某市发布通知！", body="某市今日发布通知,明确补贴标准.", source="另一家")

    assert one["id"] == other["id"]
    assert one["reports"][0]["raw_id"] != other["reports"][0]["raw_id"]


def test_stories_of_two_days_are_two_items() -> None:
    assert make_item(**OTHER)["id"] != make_item(**OTHER, captured_at="2025-05-17T10:00:00")["id"]


def test_price_stories_that_name_no_instrument_stay_apart() -> None:
    titles = ("油价大幅波动", "行情剧烈震荡")
    docs = [workers.pipeline._price_move(make_report(title=title), VERDICT) for title in titles]

    assert [doc["moves"] for doc in docs] == [[], []]
    assert docs[0]["id"] != docs[1]["id"]
    assert all(doc["event_time_precision"] == "captured" for doc in docs)


def test_a_line_that_is_no_json_is_a_reject_that_keeps_its_bytes() -> None:
    doc = reject_line(b'{"kind": "brief", \xff', "not JSON")

    assert (doc["kind"], doc["stage"]) == ("reject", "parse")
    assert doc["raw"] == '{"kind": "brief", \\xff'
    assert day_of(doc["raw_id"]) == "undated"


def test_a_bad_field_is_a_reject_that_keeps_the_item_whole() -> None:
    payload = make_payload(title="长" * 501)
    doc = process_payload(payload)

    assert (doc["stage"], doc["field"], doc["raw"]) == ("validate", "title", payload)
    assert Reject.model_validate(doc).raw_id == doc["raw_id"]


@pytest.mark.parametrize("half", ["classify", "_read"])
def test_a_fault_of_ours_takes_only_its_item_along(half: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_given: object) -> Doc:
        raise KeyError("unheard of")

    monkeypatch.setattr(workers.pipeline, half, fail)
    doc = process_payload(make_payload())

    assert (doc["stage"], doc["raw_id"]) == ("read", make_report()["raw_id"])
    assert "KeyError" in doc["reason"]


@pytest.mark.parametrize("half", ["classify", "_read"])
def test_a_process_out_of_memory_says_nothing_about_the_item(half: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_given: object) -> Doc:
        raise MemoryError

    monkeypatch.setattr(workers.pipeline, half, fail)
    with pytest.raises(MemoryError):
        process_payload(make_payload())


WORDS = st.text(
    alphabet="宁德时代涨跌停报元截至成交额亿万%0123456789.,，。:：5月16日国务院印发通知《》（）“”浙江省杭州市…",
    max_size=80,
)


@given(title=WORDS, text=WORDS, kind=st.sampled_from(["article", "brief"]))
def test_any_text_gives_a_valid_item_twice_the_same_with_evidence_inside_its_text(
    title: str, text: str, kind: str
) -> None:
    part = "body" if kind == "article" else "snippet"
    report = make_report(kind, title="题" + title, **{part: text})
    doc = read_item(report)

    assert read_item(report) == doc
    assert parse_item(orjson.dumps(doc)).id == doc["id"]
    parts = {"title": report["title"], "text": report["text"]}
    for spans in doc["evidence"].values():
        assert spans
        for span in spans:
            assert span["raw_id"] == report["raw_id"]
            assert 0 <= span["start"] < span["end"] <= len(parts[span["part"]])
