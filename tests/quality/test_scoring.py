"""What the scores count, shown on rows of one item."""

import json
from pathlib import Path

import pytest

from benchmarks import quality
from benchmarks.scoring import codes_held, kind_of, plain, score_classes, score_moves, score_policy

STORY = {
    "title": "余杭推出首席安全官制度",
    "text": "余杭区应急管理局印发《余杭区安全办法》，2025年6月1日起施行，海康威视等180家企业参加，为期3个月。",
}
FLAT = STORY | {
    "source": "own/20250516",
    "jurisdiction": "CN",
    "regions": ["330110"],
    "regions_mentioned": ["330110"],
    "bodies": ["余杭区 应急管理局"],
    "doc_titles": ["余杭区安全办法"],
    "doc_numbers": [],
    "programmes": [],
    "topics": ["公安、安全、司法", "市场监管、安全生产监管"],
    "companies": [{"name": "海康威视", "code": "002415"}],
    "figures": [{"value": 180, "unit": "家"}, {"value": 9, "unit": "年"}],
    "effective_from": "2025-06-01",
}
BRIEF = {"title": "", "text": "海螺水泥盘中涨1.52%，报24.05元/股。"}


def test_a_flat_row_counts_as_its_unfolded_form() -> None:
    score = score_policy([FLAT])

    assert score.errors == []
    assert score.f1() == score.mean() == 1.0
    assert {"jurisdiction", "regions", "documents", "codes", "figures", "topic"} <= set(score.counts)


def test_an_expectation_scores_only_what_it_speaks_of() -> None:
    score = score_policy([STORY | {"expect": {"bodies": ["余杭区应急管理局", "商务部"], "topic": "国防"}}])

    assert set(score.counts) == {"bodies", "topic"}
    assert score.counts["bodies"] == {"right": 1, "missed": 1, "extra": 0}
    assert [field for field, _, _ in score.errors] == ["bodies", "topic"]


def test_moves_count_by_field_and_numbers_that_no_row_states_are_invented() -> None:
    told = {"name": "海螺水泥", "code": "SH600585", "direction": "up", "change_pct": 1.52, "currency": None}

    score = score_moves(
        [BRIEF | {"moves": [told | {"price": 24.05}]}, BRIEF | {"moves": [told]}, BRIEF | {"moves": []}]
    )

    assert score.counts["moves"] == {"right": 2, "missed": 0, "extra": 1}
    assert score.counts["code"] == {"right": 2, "missed": 0, "extra": 0}
    assert score.counts["price"] == {"right": 1, "missed": 0, "extra": 1}
    assert score.invented == 3  # the price of the second row, the price and percentage of the third


def test_a_move_is_found_by_its_code_or_by_part_of_its_name() -> None:
    moves = [{"name": "海螺", "direction": "up"}, {"name": "安徽水泥厂", "code": "600585", "direction": "up"}]

    assert score_moves([BRIEF | {"moves": [moves[0]]}]).counts["direction"]["right"] == 1
    assert score_moves([BRIEF | {"moves": [moves[1]]}]).counts["direction"]["right"] == 1
    assert score_moves([BRIEF | {"moves": [{"name": "黄金"}]}]).counts["moves"] == {"right": 0, "missed": 1, "extra": 1}


def test_classes_count_both_ways() -> None:
    score = score_classes([STORY | {"label": "policy"}, STORY | {"label": "other"}])

    assert score.counts["policy_story"] == {"right": 1, "missed": 0, "extra": 1}
    assert score.counts["other"] == {"right": 0, "missed": 1, "extra": 0}
    assert score.f1("other") == 0.0


def test_the_kind_of_a_row_and_the_codes_of_the_tables() -> None:
    assert [kind_of(row) for row in ({"label": 1}, {"moves": 1}, {"expect": 1}, {"bodies": 1}, {})] == [
        "classes",
        "moves",
        "policy",
        "policy",
        "",
    ]
    assert codes_held([FLAT, STORY | {"expect": {"codes": ["000000"]}}]) == (2, 1)
    assert plain("“Ａ股” 50") == "a股50"


def test_the_report_prints_every_kind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [STORY | {"label": "other"}, BRIEF | {"moves": []}, FLAT | {"bodies": ["商务部"]}, {"title": ""}]
    path = tmp_path / "rows.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows) + "\n\n", encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["quality", str(path), "--errors"])

    quality.main()

    printed = capsys.readouterr().out
    assert "1 rows have no label" in printed
    assert "classes: 1 items" in printed
    assert "moves: 1 briefs, 2 numbers invented" in printed
    assert "missed ['商务部'] extra ['余杭区应急管理局']" in printed
    assert "codes of companies stated: 1, of them in our tables: 1" in printed
