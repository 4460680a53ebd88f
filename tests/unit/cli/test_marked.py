import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cli.marked import cut, fields_of, parts_of, reference, value_at
from cli.output import open_console
from cli.views import feed_table, item_view
from tests.readings import make_doc, make_move, make_told


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=30), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=8))
def test_pieces_join_to_the_text_and_know_their_fields(text: str, places: list[tuple[int, int]]) -> None:
    spans = [(min(*place, len(text)), min(max(place), len(text)), number) for number, place in enumerate(places, 1)]
    pieces = list(cut(text, spans))

    assert "".join(piece.text for piece in pieces) == text
    for start, end, number in spans:
        covered = "".join(piece.text for piece in pieces if number in piece.fields)
        assert covered == text[start:end]
        assert sum(number in piece.ends for piece in pieces) == (start < end)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("title", "甲乙股份涨3.5%"),
        ("moves[0].change_pct", 3.5),
        ("moves[1].change_pct", None),
        ("moves[0].nothing", None),
        ("title.length", None),
    ],
)
def test_a_path_leads_to_its_value(path: str, value: object) -> None:
    assert value_at(make_doc(), path) == value


def test_references_are_small_numbers() -> None:
    assert reference((1, 12)) == "₁,₁₂"


def test_a_field_knows_the_words_it_rests_on() -> None:
    report = make_told()
    span = {"raw_id": report["raw_id"], "part": "text", "start": 10, "end": 15}
    doc = make_doc(report=report, evidence={"moves[0].change_pct": [span]})
    (field,) = fields_of(doc)

    assert (field.path, field.value, field.printed) == ("moves[0].change_pct", 3.5, (report["text"][10:15],))


def test_summaries_are_not_marked() -> None:
    report = make_told()
    span = {"raw_id": report["raw_id"], "part": "text", "start": 0, "end": 5}
    parts = list(parts_of(make_doc("policy_story", report, evidence={"summary[0]": [span]})))

    assert [piece.fields for part in parts for piece in part.pieces] == [(), ()]


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        pytest.param({"change_pct": 3.5}, "+3.50%", id="exact"),
        pytest.param({"change_pct": 10, "limit": "up"}, "+10.00% limit", id="limit-with-a-figure"),
        pytest.param({"change_pct": None, "limit": "down", "direction": "down"}, "▼limit", id="limit-without"),
        pytest.param({"change_pct": None, "direction": "up"}, "▲", id="direction-only"),
        pytest.param({"change_pct": -3, "pct_bound": "over"}, ">-3.00%", id="bound"),
        pytest.param({"points": 3380.5}, "3380.5", id="level"),
        pytest.param({"amount": 5_200}, "1万", id="small-amount"),
        pytest.param({"flags": ["ST"]}, "甲乙股份 ST", id="flags"),
    ],
)
def test_a_move_in_a_table(fields: dict[str, object], shown: str, capsys: pytest.CaptureFixture[str]) -> None:
    open_console().print(feed_table([make_doc(moves=[make_move(**fields)])], width=200))

    assert shown in capsys.readouterr().out


def test_price_items_with_many_moves_or_none(capsys: pytest.CaptureFixture[str]) -> None:
    docs = [make_doc(moves=[make_move(), make_move(), make_move()]), make_doc(moves=[], title="A股收评")]
    open_console().print(feed_table(docs))
    shown = capsys.readouterr().out

    assert "甲乙股份 +2" in shown
    assert "A股收评" in shown


def test_stories_in_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    story = make_doc(
        "policy_story",
        title="",
        regions=[{"adcode": "330110", "name": "余杭区", "role": "about"}],
        bodies=[{"name": "区政府"}],
        topics=[{"level1": "科技、教育", "level2": None, "score": 1.0}],
        event_time_precision="day",
    )
    open_console().print(feed_table([story], width=200))
    shown = capsys.readouterr().out

    assert "余杭区" in shown
    assert "区政府" in shown
    assert "科技、教育" in shown
    assert "2025-05-16 " in shown
    assert "09:40" not in shown


def test_an_item_with_an_address_and_a_cut(capsys: pytest.CaptureFixture[str]) -> None:
    doc = make_doc(
        url="https://example.cn/1\x1b[31m",
        truncated=["moves[0].amount"],
        evidence={"moves[0]": []},
        moves=[make_move(flags=["ST"], checks=[{"name": "x", "ok": True, "detail": "长" * 90}])],
    )
    console = open_console()
    console.print(item_view(doc, console))
    shown = capsys.readouterr().out

    assert "https://example.cn/1␛[31m" in shown
    assert "cut off by the text: moves[0].amount" in shown
