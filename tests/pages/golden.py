"""Writes what each sample page gives anew, beside it; read the diff before you commit. `python -m tests.pages.golden`.

A page is NAME.txt, as a portal would have saved it, in any encoding; NAME.json is what splitting makes of it. The
demonstration's own page is among them.
"""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from producers.captured import read_capture
from producers.split import split_capture
from schemas.raw import dump_raw

FOLDER = Path(__file__).parent
ROOT = FOLDER.parents[1]
CAPTURED_AT = datetime.fromisoformat("2025-06-12T10:00:00+08:00")


def sample_pages() -> list[Path]:
    """All sample pages, in the order of their names."""
    return [*sorted(FOLDER.glob("*.txt")), ROOT / "docs" / "sample" / "page.txt"]


def expectations_of(page: Path) -> Path:
    """Where the expectations of a page stand."""
    return FOLDER / ("sample.json" if page.parent != FOLDER else f"{page.stem}.json")


def observed(page: Path) -> dict[str, Any]:
    """What splitting makes of a page now, as JSON."""
    capture = read_capture(page, captured_at=CAPTURED_AT)
    split = split_capture(capture)
    return {
        "page": page.name,
        "items": [dump_raw(item) for item in split.items],
        "leftovers": [{"text": left.text, "span": list(left.span)} for left in split.leftovers],
    }


def main() -> None:
    """Write every page's expectations."""
    for page in sample_pages():
        text = json.dumps(observed(page), ensure_ascii=False, indent=1)
        expectations_of(page).write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
