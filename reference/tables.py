"""Reads the committed tables of this folder."""

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent


def read_rows(filename: str) -> list[list[str]]:
    """The rows of a CSV table below its header, in the file's order. Cells that say the same are one string."""
    one_of: dict[str, str] = {}
    with (_FOLDER / filename).open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        return [[one_of.setdefault(cell, cell) for cell in row] for row in rows]


def read_json(filename: str) -> Any:  # noqa: ANN401  each loader gives its table a type
    """A JSON table."""
    return json.loads((_FOLDER / filename).read_text(encoding="utf-8"))


def optional_text(cell: str) -> str | None:
    """A cell, or None if it is empty."""
    return cell or None


def optional_date(cell: str) -> date | None:
    """A cell that holds an ISO date, or None if it is empty."""
    return date.fromisoformat(cell) if cell else None
