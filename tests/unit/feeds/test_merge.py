"""Merging: one item from any set of reports of it, whatever the order."""

from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.land import unite
from feeds.merge import MAX_REPORTS, merge
from feeds.paths import open_reading
from schemas.items import Doc, parse_item
from tests.readings import DAY, make_doc, make_move, make_told, read


def made(text: str, raw_id: str, move: dict[str, Any] | None = None, **fields: Any) -> Doc:
    """A price reading whose text has a length and whose raw id has a place."""
    report = make_told(
        text=text, raw_id=f"{DAY}-{raw_id}", source=fields.pop("source", "甲"), url=fields.pop("url", None)
    )
    return make_doc(report=report, moves=[make_move(**move or {})], **fields)


def test_one_reading_alone_is_the_item() -> None:
    doc = made("短", "a")

    assert merge([doc]) == doc | {"feeds": [f"movers:{DAY}", "price", "source:甲"]}


def test_the_longest_text_leads() -> None:
    item = merge([made("短", "a", source="甲", url="u"), made("长一些", "b", source="乙", url="v")])

    assert (item["text"], item["source"], item["url"]) == ("长一些", "乙", "v")


def test_of_equal_texts_the_smallest_raw_id_leads() -> None:
    item = merge([made("乙乙", "b", source="乙"), made("甲甲", "a", source="甲")])

    assert (item["text"], item["source"]) == ("甲甲", "甲")


def test_what_the_leading_report_lacks_comes_from_the_next_that_has_it() -> None:
    item = merge([made("长一些", "a", url=None), made("短", "b", url="v"), made("短", "c", url="w")])

    assert item["url"] == "v"


def test_a_list_comes_whole_from_one_report() -> None:
    first = make_doc("policy_story", make_told(text="长一些"), authors=[], keywords=["甲"])
    second = make_doc("policy_story", make_told(text="短"), authors=["张三"], keywords=["乙", "丙"])

    item = merge([first, second])

    assert (item["authors"], item["keywords"]) == (["张三"], ["甲"])


def test_a_figure_cut_off_in_one_report_comes_from_the_other_with_its_evidence() -> None:
    span = {"raw_id": f"{DAY}-b", "part": "text", "start": 0, "end": 1}
    cut = made("长一些...", "a", {"amount": None}, truncated=["moves[0].amount"])
    whole = made("短", "b", {"amount": 100, "amount_bound": "exact"}, evidence={"moves[0].amount": [span]})

    item = merge([cut, whole])

    assert item["moves"][0]["amount"] == 100
    assert item["evidence"] == {"moves[0].amount": [span]}
    assert item["truncated"] == []


def test_a_figure_that_no_report_prints_whole_stays_truncated() -> None:
    cut = made("长一些...", "a", truncated=["moves[0].amount"])

    item = merge([cut, made("短", "b")])

    assert item["moves"][0]["amount"] is None
    assert item["truncated"] == ["moves[0].amount"]


def test_an_exact_figure_goes_before_a_bound() -> None:
    over = made("长一些", "a", {"amount": 100, "amount_bound": "over", "amount_currency": "CNY"})
    exact = made("短", "b", {"amount": 103, "amount_bound": "exact", "amount_currency": None})

    move = merge([over, exact])["moves"][0]

    assert (move["amount"], move["amount_bound"], move["amount_currency"]) == (103, "exact", None)
    assert move["checks"] == []


def test_figures_that_differ_are_a_failed_check_and_the_leading_one_stays() -> None:
    item = merge([made("长一些", "a", {"price": 12.5}), made("短", "b", {"price": 12.6})])

    move = item["moves"][0]
    assert move["price"] == 12.5
    assert move["checks"] == [
        {"name": "reports_differ", "ok": False, "detail": f"price: 12.5 in {DAY}-a, 12.6 in {DAY}-b"}
    ]


def test_checks_of_all_reports_are_kept_once_a_name() -> None:
    ours, theirs = ({"name": name, "ok": True, "detail": "甲"} for name in ("limit", "turnover"))
    again = ours | {"detail": "乙"}

    item = merge([made("长一些", "a", {"checks": [ours]}), made("短", "b", {"checks": [again, theirs]})])

    assert item["moves"][0]["checks"] == [ours, theirs]


def test_moves_keep_the_leading_order_and_meet_by_name() -> None:
    long = make_doc(
        report=make_told(text="长一些"), moves=[make_move(name="丙 A"), make_move(name="甲"), make_move(name="新")]
    )
    short = make_doc(
        report=make_told(text="短"), moves=[make_move(name="甲", price=1), make_move(name="丙Ａ", price=2)]
    )

    moves = merge([short, long])["moves"]

    assert [(move["name"], move["price"]) for move in moves] == [("丙 A", 2), ("甲", 1), ("新", None)]


def test_two_moves_of_one_name_meet_in_a_shared_order() -> None:
    up, down = make_move(direction="up"), make_move(direction="down")
    long = make_doc(report=make_told(text="长一些"), moves=[up, down])
    short = make_doc(report=make_told(text="短"), moves=[down | {"price": 1}, up | {"price": 2}])

    moves = merge([long, short])["moves"]

    assert [(move["direction"], move["price"]) for move in moves] == [("up", 2), ("down", 1)]


def test_the_earliest_event_time_counts_and_brings_its_evidence() -> None:
    words = [{"raw_id": f"{DAY}-b", "part": "text", "start": 0, "end": 1}]
    late = made("长一些", "a", event_time=f"{DAY}T09:36:00+08:00", evidence={"event_time": []})
    early = made("短", "b", event_time=f"{DAY}T09:35:00+08:00", evidence={"event_time": words})

    item = merge([late, early])

    assert item["event_time"] == f"{DAY}T09:35:00+08:00"
    assert item["evidence"] == {"event_time": words}


def test_of_one_moment_told_twice_the_more_precise_counts() -> None:
    day = made("长一些", "a", event_time=f"{DAY}T00:00:00+08:00", event_time_precision="day")
    minute = made("短", "b", event_time=f"{DAY}T00:00:00+08:00", event_time_precision="minute")

    assert merge([day, minute])["event_time_precision"] == "minute"


def test_reports_beyond_the_bound_go_but_their_times_and_feeds_count() -> None:
    many = [
        made("文", f"{at:03}", source=f"门户{at}", event_time=f"{DAY}T10:{at % 60:02}:00+08:00")
        for at in range(1, MAX_REPORTS + 2)
    ]
    last = made("很长的一段文字", "999", source="末", event_time=f"{DAY}T09:00:00+08:00", evidence={"event_time": []})

    item = merge([last, *many])

    assert [report["raw_id"] for report in item["reports"]] == [f"{DAY}-{at:03}" for at in range(1, MAX_REPORTS + 1)]
    assert item["text"] == "文"
    assert item["event_time"] == f"{DAY}T09:00:00+08:00"
    assert "event_time" not in item["evidence"]
    assert "source:末" in item["feeds"]


def test_a_report_that_reads_differently_by_now_stays_and_gives_no_field() -> None:
    old = merge([made("很长的旧文字", "a")])
    new = made("短", "b", url="v")

    item = unite(old, [new], lambda report: make_doc(report=report, item="another"))

    assert [report["raw_id"] for report in item["reports"]] == [f"{DAY}-a", f"{DAY}-b"]
    assert item["text"] == "短"


def test_an_item_none_of_whose_reports_can_be_read_keeps_its_fields() -> None:
    old = merge([made("旧", f"{at:03}") for at in range(MAX_REPORTS)])
    new = made("新来的", "999", last_captured_at=f"{DAY}T23:00:00+08:00")

    item = unite(old, [new], lambda report: make_doc(report=report, item="another"))

    assert item == old | {"last_captured_at": f"{DAY}T23:00:00+08:00"}


@pytest.mark.parametrize(
    ("path", "field", "rest"),
    [
        pytest.param("moves[1].price", "moves[1].price", "", id="a-move's-field"),
        pytest.param("moves[11].flags[0]", "moves[11].flags", "[0]", id="inside-it"),
        pytest.param("event_time", "event_time", "", id="an-item's-field"),
        pytest.param("figures[2].value", "figures", "[2].value", id="inside-a-list"),
        pytest.param("?", "?", "", id="no-path"),
    ],
)
def test_a_path_belongs_to_a_field(path: str, field: str, rest: str) -> None:
    told = open_reading("a", make_doc(evidence={path: []}, truncated=[path]))

    assert (told.evidence, told.truncated) == ({field: {rest: []}}, {field: [rest]})


def test_what_is_cut_inside_a_list_follows_the_list() -> None:
    first = make_doc("policy_story", make_told(text="长一些"), figures=[], truncated=["figures[0].unit"])
    second = make_doc("policy_story", make_told(text="短"), figures=[{"value": 1}], truncated=["figures[0].of"])

    item = merge([first, second])

    assert (item["figures"], item["truncated"]) == ([{"value": 1}], ["figures[0].of"])


texts = st.sampled_from(
    [
        "kind=price pct=3.5",
        "kind=price pct=3.5 amount=100",
        "kind=price pct=3.5 amount=120 code=002317.SZ",
        "kind=price amount=1... pct=3.5 at=09:30 code=002317.SZ",
        "kind=price pct=-9 at=09:31",
    ]
)
stories = st.sampled_from(
    ["kind=story", "kind=story region=330110", "kind=story code=002317.SZ topic=科技 region=330000"]
)
clocks = st.integers(0, 5).map(lambda minute: f"{DAY}T10:0{minute}:00+08:00")


@st.composite
def one_report(draw: st.DrawFn, text: st.SearchStrategy[str]) -> Doc:
    captured = draw(clocks)
    published = draw(st.sampled_from([None, f"{DAY}T09:40:00+08:00", f"{DAY}T09:41:00+08:00"]))
    source, url = draw(st.sampled_from("甲乙丙")), draw(st.sampled_from([None, "u"]))
    report = make_told(title="甲", text=draw(text), source=source, url=url, published_at=published)
    return read(report | {"first_captured_at": captured, "last_captured_at": captured})


groups = st.one_of(
    st.lists(one_report(texts), min_size=1, max_size=6), st.lists(one_report(stories), min_size=1, max_size=6)
)


@pytest.mark.parametrize("kept", [MAX_REPORTS, 2])
@given(groups, st.data())
def test_any_order_grouping_and_repetition_gives_the_same_bytes(
    kept: int, docs: list[Doc], data: st.DataObject
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("feeds.merge.MAX_REPORTS", kept)
        check_any_order(docs, data)


def check_any_order(docs: list[Doc], data: st.DataObject) -> None:
    whole = orjson.dumps(merge(docs))
    shuffled = data.draw(st.permutations(docs + data.draw(st.lists(st.sampled_from(docs), max_size=4))))
    item: Doc | None = None
    while shuffled:
        size = data.draw(st.integers(1, len(shuffled)))
        some, shuffled = shuffled[:size], shuffled[size:]
        item = merge(some) if item is None else unite(orjson.loads(orjson.dumps(item)), some, read)

    assert orjson.dumps(item) == whole


@given(groups)
def test_what_merging_gives_is_an_item(docs: list[Doc]) -> None:
    item = merge(docs)

    assert parse_item(orjson.dumps(item)).id == docs[0]["id"]
    assert merge([merge([doc]) for doc in docs]) == item
