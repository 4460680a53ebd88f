"""The sign in front of a figure: a minus (-0.1%, −5℃, 至-8亿元), 零下, or 负 behind a word that leads to it.

A dash is a minus only if it does not tie the number to something: to a letter or a digit (COVID-19, not CPI-0.1%), to
the figure before it (3亿元-5亿元), to an ordinal (第1批-3亿元) or to another dash. At the start of a line it is a mark
of a list, unless the figure is the whole line, as in a table. In front of a plain count it is a hyphen (歼-15起降), but
not behind a word of change (净增-200人) nor in front of 3.5万人.
"""

import re
from typing import Final

MINUS: Final = "-−–﹣"  # full-width － is searched as -
_LAST: Final = frozenset(f"{MINUS}负下")  # a look costs less than a pattern
BELOW_ZERO: Final = "零下"
_WORD: Final = re.compile(rf"(?:(?<=[为至到是从由率达])负|{BELOW_ZERO})\Z")
_WORD_CHARS: Final = 2
_NET: Final = re.compile(r"(?:净[增减]|净[流迁][入出]|[同环]比|增减)[长加少量]?为?\Z")
_RATE: Final = re.compile(r"(?<![0-9A-Za-z])(?:CPI|PPI|GDP|M[0-2])\Z")
_ORDINAL: Final = re.compile(r"第[0-9一二三四五六七八九十]{1,3}[批期次轮章类档组级款条项]\Z")
_LED_CHARS: Final = 6
_COUNTS: Final = frozenset({"thing", "people", "place", "duration"})  # kinds of units
_NOT_PLAIN: Final = re.compile("[.,千万亿]")
_TIES: Final = frozenset(f"0123456789%‰℃+./—{MINUS}")  # also with a space between
_BLANKS: Final = " \t\u3000"
_BLANKS_COUNT: Final = 16


def sign_at(plain: str, start: int, end: int, kind: str, done: int) -> int:
    """Where the minus of the figure [start, end) begins; its start if it has none.

    ``kind``: of its unit, "" without one. ``done``: where the figure before it ends.
    """
    last = plain[start - 1]
    if last not in _LAST:
        return start
    is_plain = kind in _COUNTS and not _NOT_PLAIN.search(plain, start, end)
    if last not in MINUS:
        word = None if is_plain else _WORD.search(plain, start - _WORD_CHARS, start)
        return word.start() if word else start
    at = start - 1
    if is_plain:
        return at if _NET.search(plain, max(done, at - _LED_CHARS), at) else start
    return at if _is_minus(plain, at, end, kind, done) else start


def _is_minus(plain: str, at: int, end: int, kind: str, done: int) -> bool:
    """Whether the dash at ``at`` is one, in front of no plain count."""
    low = max(done, at - _LED_CHARS)
    if kind == "share" and _RATE.search(plain, low, at):
        return True
    before = plain[max(done, at - _BLANKS_COUNT) : at].rstrip(_BLANKS)
    if not before or before[-1] in _TIES or (plain[at - 1].isascii() and plain[at - 1].isalpha()):
        return False
    is_mark = before[-1] == "\n" and plain[end : end + 1] not in {"", "\n"}
    return not is_mark and not _ORDINAL.search(plain, low, at)


def has_minus(between: str, sign: int) -> bool:
    """Whether what stands between the ends of a range ends with the minus of its last one, as 至- does.

    ``sign``: of its first one, 1 or -1. Two equal dashes are one long one, unless it is negative: -5--3℃.
    """
    return len(between) > 1 and between[1] in MINUS and (between[0] != between[1] or sign < 0)
