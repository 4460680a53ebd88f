"""One report as the readers of this package see it: a single string to search, and the way back to what was printed.

A line break stands before the title, so that looking one character back never wraps round to the text's end, and a
seam that nothing reads across stands between title and text. The search string has the same length as the printed one:
traditional characters become simplified and full-width letters and digits narrow, one for one, so a place found in it
is the place in print.
"""

import re
from itertools import compress, islice
from operator import ne
from typing import Final, NamedTuple

from reference.traditional import same_length
from schemas.evidence import Span
from schemas.raw import Report

_SENTENCE: Final = re.compile(r"[^。！？!?；;\n]+(?:[。！？!?；;]+[”’」』）)]*|\n|$)")
_NUMERALS: Final = re.compile(  # the set in front lets the search run fast
    r"[0-9零〇一二三四五六七八九两十百千廿卅]"
    r"(?:(?<=[0-9])[0-9]*(?:\s?(?:([年-]|日元)|([月日号])))?|[零〇一二三四五六七八九两十百千廿卅]*)"
)
_DAY: Final = 2  # the group of the pattern above that tells a date's month or day
_TITLED: Final = re.compile(r"《[^《》]{1,160}》")
_HEAD: Final = "\n"
_SEAM: Final = "\n《》\n"  # ends a line, a quotation and a 《》: what one part leaves open, the other cannot close
_UNTITLED: Final = len(_HEAD + _SEAM)
_TRADITIONAL: Final = 4  # fewer may stand in a name


class Page(NamedTuple):
    """A report's words.

    Attributes:
        printed: A line break, title, the seam, text: the two as they came.
        plain: The same, for searching; equally long.
        body_at: Where the text begins.
        lead_end: Where the text's first sentence ends; where the whole ends if there is no other.
        is_traditional: Whether it is printed in traditional characters.
        numerals: Where runs of digits, or of Chinese numerals, begin; without months and days (6月1日).
        dated: Those of digits that go on as a date may: 2025年, 3日, 2025-.
        titled: Where 《…》 stand.
    """

    raw_id: str
    printed: str
    plain: str
    body_at: int
    lead_end: int
    is_traditional: bool
    numerals: tuple[int, ...]
    dated: tuple[int, ...]
    titled: tuple[tuple[int, int], ...]

    def has_title(self) -> bool:
        """Whether anything stands in the title."""
        return self.body_at > _UNTITLED

    def told(self) -> tuple[int, int]:
        """The place of the text; of the title if there is no text."""
        end = len(self.plain)
        return (self.body_at, end) if end > self.body_at else (len(_HEAD), self.body_at - len(_SEAM))

    def cut(self, start: int, end: int) -> str:
        """The printed form, without the line breaks and spaces that a layout put inside it."""
        return "".join(self.printed[start:end].split())

    def span(self, start: int, end: int) -> Span:
        """The place as evidence names it. A place is never in both parts."""
        body_at = self.body_at
        if start < body_at:
            return {"raw_id": self.raw_id, "part": "title", "start": start - len(_HEAD), "end": end - len(_HEAD)}
        return {"raw_id": self.raw_id, "part": "text", "start": start - body_at, "end": end - body_at}


def open_page(report: Report) -> Page:
    """The page of a report."""
    printed = f"{_HEAD}{report['title']}{_SEAM}{report['text']}"
    body_at = len(report["title"]) + _UNTITLED
    plain = same_length(printed)
    first = _SENTENCE.search(plain, body_at)
    numerals = [(match.start(), match.lastindex) for match in _NUMERALS.finditer(plain)]
    titled = tuple([match.span() for match in _TITLED.finditer(plain)])
    lead_end = first.end() if first else len(plain)
    return Page(
        report["raw_id"],
        printed,
        plain,
        body_at,
        lead_end,
        is_traditional=_is_traditional(printed, plain),
        numerals=tuple([at for at, behind in numerals if behind != _DAY]),
        dated=tuple([at for at, behind in numerals if behind]),
        titled=titled,
    )


def _is_traditional(printed: str, plain: str) -> bool:
    if printed is plain:
        return False
    differ = compress(printed, map(ne, printed, plain))
    letters = (char for char in differ if char > "\u3400")
    return next(islice(letters, _TRADITIONAL - 1, None), None) is not None
