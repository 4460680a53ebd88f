"""Who wrote a story: the byline, the author line unless it is a portal's placeholder, and credits in the text."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from reference.policy_tables import words
from schemas.raw import Report
from workers.policy.page import Page

_SEPARATORS: Final = re.compile(r"[\s、，,/;；|]+")
_NAME: Final = re.compile(
    r"(?:[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{1,6}·[\u4e00-\u9fff·]{1,12}|"
    r"[A-Z][A-Za-z.'-]+(?: [A-Z][A-Za-z.'-]+){1,3})$"
)
_MARKS: Final = re.compile(r"^[□■◎●◆★○▲/\s（(【\[]+|[）)】\]\s]+$")
_HAN: Final = re.compile(r"[\u4e00-\u9fff]+")
_NO_NAME: Final = re.compile(r"(?:日报|晚报|网|社|报|台|频道|获悉|了解|从|在|中心|编辑|记者|综合|消息)")
_HINT: Final = re.compile("[□■◎记作撰文采通评实]")
_MARK: Final = re.compile(r"[（(【\[□■◎\n]")  # a credit begins here, or behind a line break
_TEXT_TAIL: Final = 160
_TEXT_HEAD: Final = 260
_MOST_NAMES: Final = 20


class Author(NamedTuple):
    """A name as printed, and where it stands in the page; None if only the author line has it."""

    name: str
    at: tuple[int, int] | None


@lru_cache(maxsize=1)
def _credit() -> re.Pattern[str]:
    roles = "|".join(words("credit"))
    names = r"([\u4e00-\u9fff]{2,3}(?:[ 　、，]{1,2}[\u4e00-\u9fff]{2,3}){0,4})"
    return re.compile(
        rf"[（(【\[□■](?:[\u4e00-\u9fff]{{0,8}})(?:{roles})[ 　:：]{{1,3}}{names}(?=[）)】\] 　]|$)"
        rf"|^(?:{roles}|文|图文)[ 　]{{0,2}}[/／:：丨|]{{1,2}}[ 　]{{0,2}}{names}\s{{0,3}}$"
        rf"|^[ 　]{{0,4}}[\u4e00-\u9fff]{{2,6}}[报网社刊] ?记者[ 　]{{1,3}}{names}[ 　]{{0,3}}(?:发自|$)"
        rf"|^[□■◎] ?([\u4e00-\u9fff]{{2,4}}(?:[ 　、][\u4e00-\u9fff]{{2,4}}){{0,4}})\s{{0,3}}$",
        re.MULTILINE,
    )


def find_authors(report: Report, page: Page) -> list[Author]:
    """The authors in the order in which byline, author line and text name them, each once."""
    found: dict[str, Author] = {}
    for line in (report["byline"], report["author"]):
        for name in _names(line) if line else ():
            at = page.printed.find(name, page.body_at)
            found.setdefault(name, Author(name, (at, at + len(name)) if at >= 0 else None))
    for low, high in _edges(page):
        if not _HINT.search(page.plain, low, high):
            continue
        for match in _credits(page.plain, low, high):
            group = match.lastindex or 1
            for part in _HAN.finditer(match[group]):
                start = match.start(group) + part.start()
                name = page.printed[start : start + len(part[0])]
                if _is_name(name):
                    found.setdefault(name, Author(name, (start, start + len(name))))
    return list(found.values())


def _credits(plain: str, low: int, high: int) -> Iterator[re.Match[str]]:
    credit, done = _credit(), low
    for at in (low, *[mark.end() if mark[0] == "\n" else mark.start() for mark in _MARK.finditer(plain, low, high)]):
        match = credit.match(plain, at, high) if at >= done else None
        if match:
            done = match.end()
            yield match


def _edges(page: Page) -> list[tuple[int, int]]:
    """Where credits stand: the head and the tail of the text."""
    end = len(page.plain)
    if end - page.body_at <= _TEXT_HEAD + _TEXT_TAIL:
        return [(page.body_at, end)]
    return [(page.body_at, page.body_at + _TEXT_HEAD), (end - _TEXT_TAIL, end)]


def _names(line: str) -> list[str]:
    bare = _MARKS.sub("", line)
    for word in words("credit"):
        bare = bare.replace(word, " ")
    parts = _SEPARATORS.split(bare.replace("：", " ").replace(":", " "))
    return [part for part in parts if _is_name(part)][:_MOST_NAMES]


def _is_name(text: str) -> bool:
    return bool(_NAME.match(text)) and text not in words("placeholder") and not _NO_NAME.search(text)
