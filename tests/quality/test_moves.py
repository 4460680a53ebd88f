"""The floor under the reading of price briefs, over briefs of our own (moves.jsonl)."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

from tests.builders import make_report
from workers.price import read_moves

ROWS = [json.loads(line) for line in Path(__file__).with_name("moves.jsonl").read_text(encoding="utf-8").splitlines()]
FLOOR = 0.97  # F1 of all fields together when the briefs were written: 1.00
NUMBERS = ("change_pct", "price", "points", "amount", "turnover_rate_pct", "volume_shares", "market_value")
WORDS = ("asset", "direction", "limit", "phase", "currency", "code", "pct_bound")


def wanted(row: dict[str, Any]) -> set[tuple[str, str, Any]]:
    """What a row expects, as (name, field, value); a percentage without a bound is exact."""
    found = set()
    for move in row["moves"]:
        fields = {"pct_bound": "exact"} | move if "change_pct" in move else move
        found |= {(move["name"], field, value) for field, value in fields.items() if field != "name"}
    return found


def read(row: dict[str, Any]) -> set[tuple[str, str, Any]]:
    """What the reader makes of a row, without words that the row does not speak of: a reader may know them."""
    report = make_report(title=row["title"] or "简讯", snippet=row["text"], page_published_at="2025-05-16 16:00:00")
    expected = {move["name"]: move for move in row["moves"]}
    found = set()
    for move in read_moves(report).moves:
        known = expected.get(move["name"], {})
        fields = [
            *NUMBERS,
            *(field for field in WORDS if field in known or (field == "pct_bound" and known)),
            "direction",
        ]
        found |= {(move["name"], field, move[field]) for field in fields if move[field] is not None}
    return found


def score() -> tuple[float, int, list[str]]:
    """F1 of all fields, numbers read where none is told, and what is wrong."""
    counts: Counter[str] = Counter()
    wrong = []
    invented = 0
    for row in ROWS:
        gold, got = wanted(row), read(row)
        told = {(name, field) for name, field, _ in gold}
        invented += sum(field in NUMBERS and (name, field) not in told for name, field, _ in got)
        counts += Counter(right=len(gold & got), read=len(got), gold=len(gold))
        if gold != got:
            wrong.append(
                f"{row['text'][:20]}: missed {sorted(map(str, gold - got))} extra {sorted(map(str, got - gold))}"
            )
    return 2 * counts["right"] / (counts["read"] + counts["gold"]), invented, wrong


def test_the_reading_of_moves_does_not_fall_below_its_floor() -> None:
    f1, invented, wrong = score()

    assert f1 >= FLOOR, "\n".join(wrong)
    assert invented == 0, "\n".join(wrong)
