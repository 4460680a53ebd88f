"""How well labelled items are told apart and read: the three scores, and with --errors what was wrong, by kind.

    python -m benchmarks.quality FILES... [--errors]

FILES are JSON Lines of the forms in benchmarks/scoring.py, such as tests/quality/*.jsonl; one file may mix them.
"""

import argparse
import json
from pathlib import Path

from benchmarks.scoring import Row, Score, codes_held, kind_of, score_classes, score_moves, score_policy
from workers.classify import classify


def main() -> None:
    """Read the files, score, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--errors", action="store_true", help="print what was wrong, field by field")
    asked = parser.parse_args()
    rows = [row for path in asked.files for row in read_rows(path)]
    by_kind = {kind: [row for row in rows if kind_of(row) == kind] for kind in ("classes", "moves", "policy", "")}
    if by_kind[""]:
        print(f"{len(by_kind[''])} rows have no label that is known here")
    if by_kind["classes"]:
        score = score_classes(by_kind["classes"])
        show(f"classes: {len(by_kind['classes'])} items, macro F1 {score.mean():.3f}", score, errors=asked.errors)
    if by_kind["moves"]:
        score = score_moves(by_kind["moves"])
        title = f"moves: {len(by_kind['moves'])} briefs, {score.invented} numbers invented"
        show(f"{title}, all fields F1 {score.f1():.3f}", score, errors=asked.errors)
    if by_kind["policy"]:
        show_policy(by_kind["policy"], errors=asked.errors)


def read_rows(path: Path) -> list[Row]:
    """The rows of a file; lines of white space are no rows."""
    lines = path.read_text(encoding="utf-8").split("\n")
    return [json.loads(line) for line in lines if line.strip()]


def show_policy(rows: list[Row], *, errors: bool) -> None:
    """The score of the reading, how many are told to be policy stories, and how many codes the tables have."""
    score = score_policy(rows)
    told = sum(classify(row["title"], row["text"]).label == "policy_story" for row in rows)
    title = f"policy: {len(rows)} stories, all fields F1 {score.f1():.3f}, mean of the fields' F1 {score.mean():.3f}"
    show(title, score, errors=errors)
    codes, held = codes_held(rows)
    print(f"  told to be policy stories: {told}; codes of companies stated: {codes}, of them in our tables: {held}")


def show(title: str, score: Score, *, errors: bool) -> None:
    """A table of fields, and their errors."""
    print(title)
    for field, count in score.counts.items():
        right, missed, extra = count["right"], count["missed"], count["extra"]
        print(f"  {field:18} F1 {score.f1(field):.3f}   right {right}, missed {missed}, extra {extra}")
        for _, name, what in [each for each in score.errors if errors and each[0] == field]:
            print(f"      {name}: {what}")


if __name__ == "__main__":
    main()
