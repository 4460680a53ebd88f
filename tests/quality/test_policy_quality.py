"""The floor under the reading of policy stories, over stories of our own (policy.jsonl)."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.builders import make_report
from workers.policy import read_policy

ROWS = [json.loads(line) for line in Path(__file__).with_name("policy.jsonl").read_text(encoding="utf-8").splitlines()]
FLOOR = 0.95  # F1 of all fields together when the stories were written: 0.99


def wanted(row: dict[str, Any]) -> set[tuple[str, Any]]:
    """What a row expects, as (field, value)."""
    found: set[tuple[str, Any]] = set()
    for field, value in row["expect"].items():
        values = value if isinstance(value, list) else [value] if value is not None else []
        found |= {(field, tuple(each) if isinstance(each, list) else each) for each in values}
    return found


def read(row: dict[str, Any]) -> set[tuple[str, Any]]:
    """What the reader makes of a row, in the same form; only the fields that the row speaks of."""
    report = make_report("article", title=row["title"], body=row["text"], published_at=row.get("published_at"))
    fields = read_policy(report).fields
    values: dict[str, list[Any]] = {
        "jurisdiction": [fields["jurisdiction"]],
        "regions": [each["adcode"] for each in fields["regions"] if each["role"] == "about"],
        "bodies": [each["name"] for each in fields["bodies"]],
        "documents": [each["title"] for each in fields["documents"]],
        "numbers": [each["number"] for each in fields["documents"]],
        "programmes": fields["programmes"],
        "topic": [each["level1"] for each in fields["topics"][:1]],
        "companies": [each["name"] for each in fields["companies"]],
        "codes": [each["code"].split(".")[0] for each in fields["companies"] if each["code"]],
        "figures": [
            (each["value"], each["unit"])
            for each in fields["figures"]
            if each["unit"] not in ("个月", "年", "个工作日")
        ],
        "effective_from": [fields["effective_from"]],
        "authors": fields["authors"],
    }
    return {(field, value) for field in row["expect"] for value in values[field] if value is not None}


def score() -> tuple[float, list[str]]:
    counts: Counter[str] = Counter()
    wrong = []
    for row in ROWS:
        gold, got = wanted(row), read(row)
        counts += Counter(right=len(gold & got), read=len(got), gold=len(gold))
        wrong += [f"{row['title']}: missed {sorted(map(str, gold - got))} extra {sorted(map(str, got - gold))}"] * (
            gold != got
        )
    return 2 * counts["right"] / (counts["read"] + counts["gold"]), wrong


def test_policy_stories_are_read_at_least_as_well_as_before() -> None:
    reached, wrong = score()

    assert reached >= FLOOR, "\n".join(wrong)


@pytest.mark.parametrize("row", ROWS, ids=[row["title"] for row in ROWS])
def test_the_place_of_every_story_is_found(row: dict[str, Any]) -> None:
    got = read(row)

    assert {each for each in wanted(row) if each[0] in ("jurisdiction", "regions")} <= got
