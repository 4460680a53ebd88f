"""Where a part is cut off, and which fields the cut takes away.

A field is taken if the cut falls inside its label or its figure. Only the last characters of a part are looked at.
"""

import re
from typing import Final, NamedTuple

__all__ = ["Cut", "find_cut"]


class Cut(NamedTuple):
    """`marked`: "..." or "…" stands at the end. `field` is the field that the cut takes, None if it takes none."""

    marked: bool
    field: str | None


_ENDS: Final = frozenset('。！？!?；;】”"》')
_INSIDE_A_FIGURE: Final = frozenset("0123456789.:：百千万亿")
_SOURCE: Final = re.compile(r"[。！？]\s?[（(][^()（）]{0,24}[)）]$")  # ...。（中证报）
_TAIL_CHARS: Final = 32
_NUMBER = r"[+-]?(?:\d[\d,]*(?:\.\d*)?)?"
_WORDS = r"(?:[为达约超近逾至于]|不足|超过|接近)*"
_SCALE = r"(?:万亿|万|亿|千|百)?(?:港|美|新台|人民|欧|日)?"
_FIELDS: Final = (
    ("turnover_rate_pct", rf"(?:换手率?|换(?=$)){_WORDS}{_NUMBER}$"),
    ("volume_shares", rf"成交(?:量|股数?){_WORDS}{_NUMBER}{_SCALE}$"),
    ("amount", rf"(?:成交(?:总?额|金额?|总)?|涉资){_WORDS}{_NUMBER}{_SCALE}$"),
    ("market_value", rf"(?:总市值?|市值){_WORDS}{_NUMBER}{_SCALE}$"),
    (
        "price",
        rf"(?:(?<=[,，;；])报|[现收]报|开盘报|最新[报价]|现价|报收|收于|收盘价)价?(?:每股)?{_WORDS}{_NUMBER}$|(?<=[\d一-鿿])报{_WORDS}\d[\d,]*(?:\.\d*)?$|(?<=[,，])报{_WORDS}\d[\d,]*(?:\.\d*)?[港美新欧日]?$",
    ),
    ("change_pct", rf"(?:涨幅|跌幅|升幅|涨跌幅){_WORDS}{_NUMBER}$|[涨跌升挫]{_WORDS}\d[\d,]*(?:\.\d*)?$"),
    ("as_of", r"(?:截至|截止)(?:北京时间)?(?:\d{1,2}(?:[:：时点]\d?)?)?$"),
    ("code", r"(?<=[^\s(（])[(（]\d{0,5}$"),
)
_FIELD: Final = re.compile(
    f"(?=[换成涉总市报现收开最涨跌升挫截(（])(?:{'|'.join(f'(?P<{name}>{pattern})' for name, pattern in _FIELDS)})"
)


def find_cut(plain: str) -> Cut | None:
    """The cut at the end of a part in plain characters; None if the part ends with a sentence."""
    content = plain.rstrip()
    if not content:
        return None
    last = content[-1]
    marked = last in "…⋯" or content.endswith("..")
    if not marked and (
        last in _ENDS or (last in ")）" and _SOURCE.search(content, max(len(content) - _TAIL_CHARS, 0)))
    ):
        return None
    tail = (content.rstrip(".…⋯ ") if marked else content)[-_TAIL_CHARS:]
    found = _FIELD.search(tail)
    field = found.lastgroup if found else None
    if not marked and tail[-1] not in _INSIDE_A_FIGURE:
        field = None  # a title may end with a word that is a label elsewhere
    return Cut(marked, field)
