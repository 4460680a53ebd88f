"""How the classifier sees a text: one plain letter for each letter, so that a place there is the place in print.

Simplified for traditional, half width for full width, lower case, ``0`` for every digit, a space for every blank.
The maker of the model and the classifier both look through this table.
"""

import unicodedata
from array import array
from functools import lru_cache

from reference.tables import read_rows

_POINTS = 0x10000  # of the letters that a table holds; those above are plain
_SIGNS = {"﹒": ".", "「": "“", "」": "”", "『": "‘", "』": "’", "\ufe30": ":", "。": ".", "、": ",", "…": "…"}
_MARKS = {"\u2018": "'", "\u2019": "'", "\n": " ", "\r": " ", "\t": " ", "\u00a0": " ", "\u3000": " "}


@lru_cache(maxsize=1)
def letters() -> dict[str, str]:
    """Every letter that is not plain → its plain one. A letter that is missing is plain."""
    table = dict(read_rows("traditional.csv"))
    for point in (*range(0x41, 0x5B), *range(0xFF01, 0xFF5F)):
        table[chr(point)] = unicodedata.normalize("NFKC", chr(point)).lower()
    for zero in ("0", "\uff10"):
        table.update({chr(ord(zero) + digit): "0" for digit in range(10)})
    return table | _SIGNS | _MARKS


@lru_cache(maxsize=1)
def _table() -> str:
    """The plain letter of every letter by its number: a string, which ``translate`` reads fastest."""
    table = array("I", range(_POINTS))
    for printed, seen in letters().items():
        table[ord(printed)] = ord(seen)
    return table.tobytes().decode("utf-32", "surrogatepass")


def plain(text: str) -> str:
    """A text in plain letters, exactly as long as it came."""
    return text.translate(_table())
