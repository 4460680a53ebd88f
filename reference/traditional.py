"""Traditional characters and full-width letters, each with the plain one that stands for it.

traditional.csv is made by reference/make/traditional.py from opencc's table, character by character: a text keeps its
length, so a place found in the plain form is the place in print.
"""

import re
from functools import lru_cache

from reference.tables import read_rows

_WIDE = {
    chr(point): chr(point - 0xFEE0)
    for point in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}
_UNSEEN = dict.fromkeys("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad", " ")  # of no width: they part nothing
_SIGNS = {"％": "%", "．": ".", "﹒": ".", "－": "-", "＊": "*", "「": "“", "」": "”", "『": "‘", "』": "’"}


@lru_cache(maxsize=1)
def _forms() -> tuple[re.Pattern[str], dict[int, str]]:
    forms = dict(read_rows("traditional.csv")) | _WIDE | _SIGNS | _UNSEEN
    return re.compile(f"[{re.escape(''.join(forms))}]"), str.maketrans(forms)


def same_length(text: str) -> str:
    """A text with plain characters only, as long as it came; the text itself if it has no others."""
    found, plain = _forms()
    return text.translate(plain) if found.search(text) else text
