"""What a word's form alone tells: 某某ETF is a fund, 某某板块 a sector, and much can be no name at all."""

import re
from dataclasses import dataclass
from typing import Final

from reference.name_words import name_words, shape

__all__ = ["LATIN", "Name", "formed_name"]


@dataclass(frozen=True, slots=True, eq=False)  # the same text gives the same object: a fast key
class Name:
    """A name inside a piece of text.

    Attributes:
        start: Where it begins in the piece; `end` where it ends.
        text: In plain characters, without spaces around.
        asset: As in DESIGN's `moves`, or ``market``, ``variety``; None if the name alone does not tell.
        market: Where it is quoted if the name tells (CN, HK, US ...), else None.
        key: Equal for names of one instrument.
        known: The name is in a table or has the form of its kind.
        code: What is printed right behind the name or in front of it, else None.
    """

    start: int
    end: int
    text: str
    asset: str | None
    market: str | None
    key: str
    known: bool
    code: str | None = None
    tabled: bool = False


LATIN: Final = re.compile(r"^[A-Za-z][A-Za-z0-9&.\-' ]{0,30}$")
_POINTING: Final = frozenset("该此这")  # 该债券收益率
_LONGEST_STEM: Final = 6
# Shapes: {list} is any word of that list of reference/name_words.csv. The first that is found tells the kind.
_FORMS: Final = (
    (r"(?i:{fund})", "fund"),
    (r"(?<=.){stock}$", "stock"),
    (r"{future}|^[一-鿿A-Za-z]{1,4}(?:1[5-9]|2\d)(?:0[1-9]|1[0-2])$", "future"),  # 沪铜2507
    (r"{bond}|(?i:{interbank})$|^\d{2}[^\d\s月日年]{2,8}(?:[A-Z]\d{0,2}|\d{2}|债\d{0,2})$", "bond"),  # 25某某G1
    (r"^(?!{index_house}).{1,8}{whole_market}$", "market"),
    (r"{index}$", "index"),
    (
        r"(?:兑|对)[^\d]{0,6}{currency}(?!在|从|于)|汇率|[元镑圆]/[^/]{2,4}$|^[A-Z]{3}/[A-Z]{3}$|^.{0,4}人民币(?:中间价)?$",
        "fx",
    ),
    (r"{crypto}", "crypto"),
    (r"{price}|^.{1,4}{material}$", "commodity"),
    (r"(?<!各){sector}$|^..业$", "sector"),
    (r".{metal}$", "commodity"),
)
_YEAR_TERM: Final = re.compile(r"^(?:\d{1,2}|[一二三五七十]{1,2})年期(?:主力合约)?$")
_RELATED: Final = r"{related}股份$"
_COUNTED: Final = re.compile(r"^(?:逾|近|约|超过?|[两三四五六七八九十百千]|\d)+(?:只?股份|大.{1,4}股)$")
_NO_COMPANY: Final = r"{no_company}|^[\d.,万亿千百%V型]+$|\d{4}"
_NO_NAME: Final = r"{no_name}$"
_NO_PART: Final = r"{no_part}"


def formed_name(text: str, start: int, end: int) -> Name | None:
    """A name told by its form alone."""
    name = text[start:end].strip()
    size = len(name)
    if (
        name in name_words("too_general")
        or name[:1] in _POINTING
        or not any(map(str.isalnum, name))
        or not 2 <= size <= 30
        or (size > 8 and shape(_NO_PART).search(name))
    ):
        return None
    asset = _asset_of(name)
    if asset is None and not _may_be_stock(name):
        return None
    if asset == "stock" and name.endswith(("美股", "港股", "A股")) and not _may_have_shares(name[:-2]):
        return None
    if name.endswith(name_words("no_one")) or _COUNTED.match(name):
        return None
    if asset == "index" and any(map(name.__contains__, name_words("statistic"))):
        return None
    market = {"A": "CN", "H": "HK"}.get(name[-2]) if asset == "stock" and name.endswith("股") else None
    market = "US" if asset is None and LATIN.match(name) else market
    return Name(start, end, name, asset, market, name.upper().replace(" ", ""), known=asset is not None)


def _asset_of(name: str) -> str | None:
    if name.endswith("股份"):
        return "sector" if shape(_RELATED).search(name) else "stock"
    if _YEAR_TERM.match(name):
        return "future"
    return next((asset for form, asset in _FORMS if shape(form).search(name)), None)


def _may_have_shares(stem: str) -> bool:
    """阿里巴巴 of 阿里巴巴美股, not 这次见证 of 这次见证港股."""
    return (
        len(stem) <= _LONGEST_STEM and not stem.startswith(name_words("no_stem")) and not shape(_NO_PART).search(stem)
    )


def _may_be_stock(name: str) -> bool:
    """Whether an unknown word has the shape of a company's name."""
    if LATIN.match(name):
        return True
    if name.startswith("指数") or shape(_NO_COMPANY).search(name):
        return False
    if name.endswith("公司"):
        return len(name) > 2
    size = 24 if re.search(r"[A-Za-z]{2}", name) else 9
    return len(name) <= size and not shape(_NO_NAME).search(name) and not shape(_NO_PART).search(name)
