"""Documents: laws, plans and notices named in 《》, and 发文字号 in one form: agency〔year〕number号.

A title counts if it ends as such documents do (policy_words.csv, document_tail); books, films and studies do not. Short
forms (《通知》, 《总体规划》) stand for a title named whole elsewhere and are left out.
"""

import re
from functools import lru_cache
from itertools import islice
from typing import Any, Final, NamedTuple

from reference.policy_tables import words
from workers.policy.page import Page
from workers.policy.spans import MOST_OF_A_KIND

_TITLE: Final = re.compile(r"《([^《》]{1,160})》")
_NUMBER: Final = re.compile(
    r"[〔\[（(【〈]\s{0,2}((?:19|20)\d\d)\s{0,2}年?[〕\]）)】〉]\s{0,2}第?\s{0,2}(\d{1,5})\s{0,2}号"
)
_ARMY: Final = re.compile(
    r"[〔\[（(【]((?:19|20)\d\d)[〕\]）)】]([\u4e00-\u9fff]{1,4}字)第?(\d{1,5})号"
)  # 〔1996〕甲司字第8号
_ORDER: Final = re.compile(r"(?:公告|令)((?:19|20)\d\d年)?第?(\d{1,4})号")
_AGENCY: Final = re.compile(r"[\u4e00-\u9fff]{1,16}\Z")
_AGENCIES: Final = re.compile(r"[\u4e00-\u9fff]{1,12}(?: [\u4e00-\u9fff]{2,12}){0,3}\Z")
_AGENCY_CUT: Final = re.compile(
    r"^.*(?:(?<![0-9\u4e00-\u9fff])日(?!本)|意见|通知|办法|规定|决定|方案|规划|批复|报告|根据|按照|依据|印发|下发|发布|文件|字号|文号|落实|的|了|(?<!人民共)和|与|及|以)(?=[\u4e00-\u9fff]{2})"
)
_BARE_YEAR: Final = re.compile(r"[（(][^（）()]{1,20}[)）]\Z|\d{4}(?:年|版)?\Z")
_ATTACHED: Final = re.compile(r"\s{0,2}[（(]\s{0,2}")
_ARTICLE_AFTER: Final = re.compile(r"(?:的)?(?:有关规定|相关规定|第[一二三四五六七八九十百零〇\d]{1,6}条|规定|要求)")
_PAPER: Final = re.compile(r"(?:白皮书|草案|条例草案|修正案)")  # what a title may leave to the words behind it
_JOINS: Final = frozenset({"", "、", "和", "及", "与", "，"})
_SIGNS: Final = re.compile(r"[^0-9A-Za-z\u3400-\u9fff]+")
_BREAKS: Final = re.compile(r"\s+")
_ACTED_ON: Final = re.compile(r"印发|施行|发布|出台|实施|公布|生效|征求意见|通过")
_OWN_BEFORE: Final = 14  # characters in front of a title in which a verb decides
_HEADER: Final = 400  # a number this near the top, outside brackets, is the document's own


class Found(NamedTuple):
    """A document and where its title and its number stand."""

    fields: dict[str, Any]
    title_at: tuple[int, int] | None
    number_at: tuple[int, int] | None


class _Vocabulary(NamedTuple):
    tail: re.Pattern[str]
    generic: re.Pattern[str]
    act: re.Pattern[str]
    cite: re.Pattern[str]


@lru_cache(maxsize=1)
def _vocabulary() -> _Vocabulary:
    def either(*kinds: str) -> str:
        return "|".join(re.escape(word) for kind in kinds for word in words(kind))

    return _Vocabulary(
        re.compile(rf"(?:{either('document_tail')})\Z"),
        re.compile(rf"(?:(?:{either('document_part', 'document_tail')}|[\d.—\-年版（）()])){{1,8}}\Z"),
        re.compile(rf"(?:{either('document_act')})了?(?:的|新版|新)?\Z"),
        re.compile(rf"(?:{either('document_cite')})(?:了|经|国务院|中华人民共和国)?\Z"),
    )


def read_documents(page: Page) -> list[Found]:
    """The documents, the own ones first, otherwise in print order; each title once, in its fullest form."""
    titles = _titles(page)
    numbers = _numbers(page)
    issued = any(_heads(page, start) for _, start, _ in numbers)
    found: list[Found] = []
    last_own = -9
    for title, (start, end) in titles.items():
        number = next(
            (each for each in numbers if _ATTACHED.fullmatch(page.plain, end + 1, max(each[1], end + 1))), None
        )
        if number:
            numbers.remove(number)
        beside = 0 <= start - last_own <= 4 and page.plain[last_own + 1 : start - 1] in _JOINS
        own = _is_own(page, start, end, issued=issued) or beside
        role = "own" if own else "cited"
        last_own = end if own else last_own
        fields = {"title": title, "number": number[0] if number else None, "role": role}
        found.append(Found(fields, (start, end), number[1:] if number else None))
    for text, start, end in numbers:
        role = "own" if _heads(page, start) else "cited"
        found.append(Found({"title": None, "number": text, "role": role}, None, (start, end)))
    return sorted(found, key=lambda each: each.fields["role"] != "own")


def _titles(page: Page) -> dict[str, tuple[int, int]]:
    """Full titles with the place of their first print; the story's text counts before its title for the fullest."""
    known = _vocabulary()
    found: dict[str, tuple[int, int]] = {}
    for match in islice(_TITLE.finditer(page.plain), MOST_OF_A_KIND):
        bare = _bare("".join(match[1].split()))
        ends = known.tail.search(bare) or _PAPER.match(page.plain, match.end())
        if ends and not known.generic.match(bare):
            found.setdefault(page.cut(*match.span(1)), match.span(1))
    written = {title: _letters(title) for title in found}
    kept: dict[str, tuple[int, int]] = {}
    told: set[str] = set()
    for title, place in found.items():
        letters = written[title]
        if letters not in told and not any(_is_part(letters, other) for other in written.values()):
            kept[title] = place
            told.add(letters)
    return kept


def _is_part(letters: str, other: str) -> bool:
    """Whether a title is short for another; not the law that 关于修改〈甲法〉的决定 amends."""
    return (
        letters != other and letters in other and not other.endswith((f"修改{letters}的决定", f"废止{letters}的决定"))
    )


def _letters(title: str) -> str:
    """A title by its letters and digits: 2022-2035 and 2022—2035 are one."""
    return _SIGNS.sub("", title)


def _bare(title: str) -> str:
    """A title without the bracket or year at its end: （试行）, （2023—2027年）."""
    return _BARE_YEAR.sub("", _BARE_YEAR.sub("", title)) or title


def _heads(page: Page, start: int) -> bool:
    """Whether a number stands where a document prints its own: near the top and outside brackets."""
    return start < page.body_at + _HEADER and page.plain[start - 1 : start] not in {"（", "("}


def _is_own(page: Page, start: int, end: int, *, issued: bool) -> bool:
    """Whether the story issues this title. A page with a number of its own (``issued``) issues what its title names."""
    if _ARTICLE_AFTER.match(page.plain, end + 1):
        return False
    if issued:
        return page.plain[start:end] in _BREAKS.sub("", page.plain[: page.body_at])
    if start < page.body_at:
        return _vocabulary().cite.search(page.plain, max(0, start - _OWN_BEFORE), start - 1) is None
    before = page.plain[max(page.body_at, start - _OWN_BEFORE) : start - 1]
    if _vocabulary().cite.search(before):
        return False
    if _vocabulary().act.search(before) or page.plain[start:end] in page.plain[: page.body_at]:
        return True
    after = page.plain[end + 1 : end + 16]
    return start < page.lead_end and _ACTED_ON.search(after) is not None


def _numbers(page: Page) -> list[tuple[str, int, int]]:
    """发文字号 in one form, each once, with their places in print order."""
    if "号" not in page.plain:
        return []
    found: dict[str, tuple[str, int, int]] = {}
    for match in islice(_NUMBER.finditer(page.plain), MOST_OF_A_KIND):
        start = _agency_at(page.plain, match.start(), _AGENCY)
        if start < match.start():
            text = f"{page.printed[start : match.start()]}〔{match[1]}〕{match[2]}号"
            found.setdefault(text, (text, start, match.end()))
    for match in islice(_ARMY.finditer(page.plain), MOST_OF_A_KIND) if "字第" in page.plain else ():
        text = "".join(page.printed[match.start() : match.end()].split())
        found.setdefault(text, (text, *match.span()))
    for match in islice(_ORDER.finditer(page.plain), MOST_OF_A_KIND):
        start = _agency_at(page.plain, match.start(), _AGENCIES)
        if start < match.start():
            text = page.printed[start : match.end()]
            found.setdefault(text, (text, start, match.end()))
    return sorted(found.values(), key=lambda read: read[1])


def _agency_at(plain: str, end: int, run: re.Pattern[str]) -> int:
    """Where the agency's sign before a number begins; ``end`` if there is none."""
    before = run.search(plain, max(0, end - 16), end)
    if before is None:
        return end
    cut = _AGENCY_CUT.match(before[0])
    return before.start() + (cut.end() if cut else 0)
