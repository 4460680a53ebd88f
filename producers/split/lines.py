"""A capture as lines: where each stands, and what of it can be seen."""

import re
from typing import NamedTuple

_END = re.compile(r"\r\n?|\n")
# What a line may begin or end with and still look the same: blanks, zero-width and bidi marks, controls.
UNSEEN = "".join(map(chr, (*range(0x21), 0x7F, 0x85, 0xA0, 0xAD, 0x1680, 0x180E, *range(0x2000, 0x2010)))) + "".join(
    map(chr, (*range(0x2028, 0x2030), *range(0x205F, 0x2070), 0x3000, 0xFEFF))
)
_INDENT = ("  ", "\u3000", "\t", "\xa0\xa0")
MAX_LABELLED = 300  # a longer line is running text
_WIDE = re.compile("[\uff01-\uff5e\u3000\xa0\u3010\u3011]")
_NARROW = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)} | {
    0x3000: 0x20,
    0xA0: 0x20,
    0x3010: 0x5B,
    0x3011: 0x5D,
}


class Line(NamedTuple):
    """One line of a capture.

    Attributes:
        start: Where it begins in the capture, in code points.
        end: Where the next begins: its line end is its own.
        text: As printed, without the blanks around it.
        seen: `text` without unseen characters around it; "" if the line shows nothing.
        flat: `seen` made narrow if it is short enough to be a label; as long as `seen`.
        indented: Whether it begins with at least the width of one ideograph.
    """

    start: int
    end: int
    text: str
    seen: str
    flat: str
    indented: bool


def split_lines(text: str) -> list[Line]:
    """The lines of a text as it came, ended by CR, LF or both; together they are the text."""
    lines: list[Line] = []
    start = 0
    for match in _END.finditer(text):
        lines.append(_line(text, start, match.start(), match.end()))
        start = match.end()
    if start < len(text):
        lines.append(_line(text, start, len(text), len(text)))
    return lines


def _line(text: str, start: int, stop: int, end: int) -> Line:
    raw = text[start:stop]
    seen = raw.strip(UNSEEN)
    flat = narrow(seen) if len(seen) <= MAX_LABELLED else seen
    return Line(start, end, raw.strip(), seen, flat, raw.lstrip("\ufeff").startswith(_INDENT))


def narrow(text: str) -> str:
    """The text with full-width letters, digits and punctuation made narrow, character for character."""
    return text.translate(_NARROW) if _WIDE.search(text) else text
