"""The floor under the reading of policy stories, over stories of our own (policy.jsonl)."""

from pathlib import Path

import pytest

from benchmarks.quality import read_rows
from benchmarks.scoring import Row, score_policy

ROWS = read_rows(Path(__file__).with_name("policy.jsonl"))
FLOOR = 0.97  # F1 of all fields together when the stories were written: 1.00


def test_policy_stories_are_read_at_least_as_well_as_before() -> None:
    score = score_policy(ROWS)

    assert score.f1() >= FLOOR, score.errors


@pytest.mark.parametrize("row", ROWS, ids=[row["title"] for row in ROWS])
def test_the_place_of_every_story_is_found(row: Row) -> None:
    score = score_policy([row])

    assert not score.counts["jurisdiction"]["missed"]
    assert "regions" not in score.counts or not score.counts["regions"]["missed"]
