"""Text made safe to show: what would steer a terminal, turn the direction of text or hide is shown by its code.

Raw items keep these characters; only what is printed is changed.
"""

import re
from typing import Final

# C0 without tab and line feed, DEL and C1; soft hyphen; grapheme joiner; Arabic letter mark; fillers of Hangul and
# Khmer, which show nothing; zero-width and direction marks, line and paragraph separators, embeddings; word joiner,
# isolates, deprecated format characters; lone surrogates (bytes of a file's name that are no UTF-8), which cannot be
# printed at all; BOM; interlinear marks; marks of shorthand and music; tags and their variation selectors.
_UNSAFE_CLASS: Final = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_UNSAFE: Final = re.compile(f"[{_UNSAFE_CLASS}]")
_ESCAPES: Final = {"\x1b": "␛", "\x00": "␀", "\r": "␍"}


def neutral(text: str) -> str:
    """Text as it may be printed to a terminal: unsafe characters as ``␛`` or ``<202E>``; tabs and line feeds stay."""
    return _UNSAFE.sub(_shown, text)


def neutral_json(line: bytes) -> bytes:
    """A line of JSON with unsafe characters as JSON escapes: the same value, on one line for any reader.

    Line separators (U+0085, U+2028) are legal inside JSON but split lines for many programs.
    """
    if line.isascii() and b"\x7f" not in line:
        return line
    text = line.decode()
    return line if _UNSAFE.search(text) is None else _UNSAFE.sub(_escaped, text).encode()


def _shown(match: re.Match[str]) -> str:
    char = match.group()
    return _ESCAPES.get(char, f"<{ord(char):04X}>")


def _escaped(match: re.Match[str]) -> str:
    units = match.group().encode("utf-16-be")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))
