"""The floor under the reading of price briefs, over briefs of our own (moves.jsonl)."""

from pathlib import Path

from benchmarks.quality import read_rows
from benchmarks.scoring import score_moves

FLOOR = 0.97  # F1 of all fields together when the briefs were written: 1.00


def test_the_reading_of_moves_does_not_fall_below_its_floor() -> None:
    score = score_moves(read_rows(Path(__file__).with_name("moves.jsonl")))

    assert score.f1() >= FLOOR, score.errors
    assert score.invented == 0, score.errors
