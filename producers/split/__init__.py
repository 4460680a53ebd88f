"""Captures to raw items. Pure.

| module | holds |
|---|---|
| `page.py` | one capture into its items and leftovers; the account of its lines |
| `lines.py` | a text as lines |
| `labels.py`, `meta.py`, `times.py` | what one line can be, by its own words |
| `header.py`, `article.py` | the story above the lists |
| `listing.py`, `brief.py` | the lists |
"""

from producers.split.page import Capture, Leftover, Split, split_capture

__all__ = ["Capture", "Leftover", "Split", "split_capture"]
