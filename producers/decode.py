"""Bytes to text: UTF-8, UTF-16 and GB18030; what is none of them is refused, never repaired.

| bytes | read as |
|---|---|
| begin with a byte order mark | UTF-8, UTF-16 LE or UTF-16 BE, as the mark says; the mark is no part of the text |
| hold NUL bytes, as narrow letters do in UTF-16 | UTF-16 LE or BE, if that gives text |
| valid UTF-8 | UTF-8 |
| valid GB18030 (GBK and GB2312 are parts of it) | GB18030 |
"""

import codecs
import re
from typing import Final

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE_MARKS: Final = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_NOT_TEXT = re.compile(
    "[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff\U000f0000-\U0010ffff]"
)
_FAMILIAR = re.compile(
    "[\t\n\r\x20-\x7e\xa0-\xff\u2000-\u206f\u2100-\u22ff\u2460-\u257f\u25a0-\u26ff\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]"
)
_NOT_TEXT_SHARE: Final = 0.02  # stray controls are text (terminal codes in a title); one in fifty is a binary file
_FAMILIAR_SHARE: Final = 0.9
_ENOUGH: Final = 2_000  # characters that are looked at to tell text from something else


class UndecodableError(ValueError):
    """These bytes are no text that we read; says why in one line."""


def decode(data: bytes) -> str:
    """The text that the bytes are, its line ends as they came.

    Raises:
        UndecodableError: Empty or blank, binary, NUL in the text, or no encoding that we read.
    """
    if not data:
        raise UndecodableError("the file is empty")
    text = _text_of(data)
    nul = text.find("\0")
    if nul >= 0:
        raise UndecodableError(f"NUL at character {nul}: binary, or damaged")
    if _share(_NOT_TEXT, text) > _NOT_TEXT_SHARE:
        raise UndecodableError("binary, or in an encoding other than UTF-8, UTF-16 and GB18030")
    if not text.strip("\ufeff \t\r\n\u3000\xa0"):
        raise UndecodableError("the file holds nothing but blanks")
    return text


def _text_of(data: bytes) -> str:
    if data.startswith(_WIDE_MARKS):
        raise UndecodableError("UTF-32, which is not read: save it as UTF-8")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding)
    if b"\0" in data:
        return _unmarked_utf16(data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _other_than_utf8(data, error)


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UndecodableError(f"marked as {encoding}, but byte {error.start} of it is not: {error.reason}") from error


def _unmarked_utf16(data: bytes) -> str:
    """UTF-16 whose mark is missing: only where one byte order gives familiar characters throughout."""
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text and _share(_FAMILIAR, text) > _FAMILIAR_SHARE:
            return text
    raise UndecodableError(f"NUL at byte {data.index(0)}: binary, or damaged")


def _other_than_utf8(data: bytes, error: UnicodeDecodeError) -> str:
    """GB18030; but bytes that are UTF-8 for the most part are damaged UTF-8, and would only look like GB18030."""
    sample = (
        data[: 4 * _ENOUGH].decode("utf-8", "replace") if error.start < 4 * _ENOUGH else data[: error.start].decode()
    )
    wide = sum(ch > "\x7f" for ch in sample)
    if wide > 2 * sample.count("\ufffd"):
        raise UndecodableError(f"damaged UTF-8: byte {error.start}: {error.reason}") from error
    try:
        return data.decode("gb18030")
    except UnicodeDecodeError:
        raise UndecodableError("binary, or in an encoding other than UTF-8, UTF-16 and GB18030") from error


def _share(pattern: re.Pattern[str], text: str) -> float:
    sample = text[:_ENOUGH]
    return len(pattern.findall(sample)) / max(1, len(sample))
