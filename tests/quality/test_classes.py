"""The classes of items written by us do not get worse: the floor of docs/classifier.md."""

import json
from pathlib import Path

from workers.classify import classify

FLOOR = 0.90  # macro F1; raising it is one commit, lowering it needs a reason in the commit message
ITEMS = Path(__file__).with_name("classes.jsonl")
KINDS = {"policy": "policy_story", "price_move": "price_move", "other": "other"}


def test_classes_stay_above_the_floor() -> None:
    rows = [json.loads(line) for line in ITEMS.read_text(encoding="utf-8").splitlines()]
    told = [(KINDS[row["label"]], str(classify(row["title"], row["text"]).label)) for row in rows]
    wrong = [(row["title"] or row["text"], got) for row, (want, got) in zip(rows, told, strict=True) if want != got]
    f1 = [
        2 * told.count((kind, kind)) / sum((want == kind) + (got == kind) for want, got in told)
        for kind in KINDS.values()
    ]

    assert len(rows) >= 120
    assert sum(f1) / 3 >= FLOOR, wrong
