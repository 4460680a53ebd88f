import codecs

import pytest

from producers.decode import UndecodableError, decode

TEXT = "甲市部署夏季用水保障工作\r\n2025-05-16 07:11\r\n通知自6月1日起施行。\n"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(TEXT.encode(), id="utf-8"),
        pytest.param(codecs.BOM_UTF8 + TEXT.encode(), id="utf-8-marked"),
        pytest.param(codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), id="utf-16-le-marked"),
        pytest.param(codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), id="utf-16-be-marked"),
        pytest.param(TEXT.encode("utf-16-le"), id="utf-16-le"),
        pytest.param(TEXT.encode("utf-16-be"), id="utf-16-be"),
        pytest.param(TEXT.encode("gb18030"), id="gb18030"),
        pytest.param(TEXT.encode("gbk"), id="gbk"),
    ],
)
def test_texts(data: bytes) -> None:
    assert decode(data) == TEXT


def test_what_only_gb18030_holds() -> None:
    text = "𠮷野家涨停，成交额1.2亿元€"

    assert decode(text.encode("gb18030")) == text


def test_controls_and_marks_inside_are_kept() -> None:
    text = "甲乙\x1b[31m涨停\u200b\u202e\ufeff" * 9

    assert decode(text.encode()) == text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(b"", "the file is empty", id="empty"),
        pytest.param(codecs.BOM_UTF8, "the file holds nothing but blanks", id="mark-alone"),
        pytest.param("　\r\n".encode(), "the file holds nothing but blanks", id="blanks"),
        pytest.param("甲乙\0涨停".encode(), "NUL at byte 6: binary, or damaged", id="nul"),
        pytest.param(codecs.BOM_UTF8 + "甲\0乙".encode(), "NUL at character 1: binary, or damaged", id="nul-marked"),
        pytest.param(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "NUL at byte 8: binary, or damaged", id="png"),
        pytest.param(b"\0\0ab", "NUL at byte 0: binary, or damaged", id="nul-pairs"),
        pytest.param(
            bytes(range(0x80, 0x100)) * 9, "binary, or in an encoding other than UTF-8, UTF-16 and GB18030", id="bytes"
        ),
        pytest.param(
            b"\x01\x02\x03ab", "binary, or in an encoding other than UTF-8, UTF-16 and GB18030", id="controls"
        ),
        pytest.param(
            codecs.BOM_UTF16_LE + b"a\0b", "marked as utf-16-le, but byte 2 of it is not: truncated data", id="half"
        ),
        pytest.param(codecs.BOM_UTF32_LE + b"a\0\0\0", "UTF-32, which is not read: save it as UTF-8", id="utf-32"),
        pytest.param(TEXT.encode()[:-5], "damaged UTF-8: byte 79: unexpected end of data", id="cut-utf-8"),
        pytest.param(
            "甲".encode() * 9_000 + b"\xff", "damaged UTF-8: byte 27000: invalid start byte", id="damaged-far-below"
        ),
    ],
)
def test_what_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(UndecodableError) as error:
        decode(data)

    assert str(error.value) == reason
