"""Says of one line what it can be, by its own words alone; where it stands is judged elsewhere."""

import re
from datetime import datetime
from typing import Literal, NamedTuple

from producers.split.brief import is_listed
from producers.split.lines import MAX_LABELLED, Line, narrow
from producers.split.meta import Meta, is_count, is_menu, read_meta
from reference.split_words import split_words

Kind = Literal["heading", "nav", "number", "meta", "byline", "text"]

_HEADINGS = frozenset(split_words("heading"))
_MORE = re.compile(
    rf"[\s|>»…]*(?:{'|'.join(re.escape(word) for word in split_words('more'))})[\s|>»…\])]*$", re.IGNORECASE
)
_DRESS = " \t\u3000|[](){}<>《》〈〉「」『』※★☆■□◆◇●○▲△▼▶►·•*#=~—-–_:："
_NUMBER = re.compile(r"[\d,]{1,9}\s?(?:万|w|W|k)?\+?")
_CRUMB = re.compile(r"\s?(?:>{1,2}|\u203a|»|→)\s?")
_FROM_HOME = re.compile(r"\s?[>\u203a»→/\\|_-]{1,2}\s?")
_HOMES = ("首页", "首頁", "主页", "网首页")
_NAV_START, _RIGHTS_START = (
    re.compile(rf"[\s\[(]{{0,3}}(?:{'|'.join(re.escape(narrow(word)) for word in split_words(role))})", re.IGNORECASE)
    for role in ("nav_start", "rights_start")
)
_NAV_PART = re.compile("|".join(re.escape(word) for word in split_words("nav_part")), re.IGNORECASE)
_MASTHEAD = re.compile(r"\s?[·•|]\s?")
_MAX_CRUMB = 12
_MAX_HEADING = 40
_MAX_NAV = 100

_SURNAMES = "".join(split_words("surname"))
_NAME = rf"[{_SURNAMES}][\u4e00-\u9fff·]{{1,5}}"
_HOUSE = (
    r"(?:[\u4e00-\u9fff]{0,8}(?:报|网|社|台|刊|讯|媒体|财经|频道|首席|见习|实习|特派|特约|驻[\u4e00-\u9fff]{1,4}))?"
)
_ROLE = r"(?:记者|通讯员|特约撰稿|评论员|实习生|实习记者|見習記者|記者)"
_NOT_A_NAME = r"(?!调查|手记|观察|节|证|站|协会|招待会|见面会|团|提问|问|注意|获悉|了解|从|在|采访|发现|看到|会)"
_BYLINE = re.compile(
    rf"[□■]\s?[^\d。，,；;：:？?！!%…]{{2,40}}"
    rf"|[◎●◆▲□■]?\s?{_HOUSE}\s?{_ROLE}[\s:/]{{0,3}}{_NOT_A_NAME}{_NAME}[^\d。，,；;：？?！!%…《》]{{0,40}}"
    r"|(?:文|撰文|图文|文图|图|文、图|图、文|图/文|文/图|摄影|整理|采写|撰稿)\s?[/|丨]\s?[^。，,；;？?！!%…]{2,40}"
    r"|(?:文|图文|采写|整理)\s?:\s?[^\d。，,；;？?！!%…]{2,20}"
    rf"|[(][^()。]{{0,16}}(?:{_ROLE}|作者|文/|文:|供稿)[^()。]{{1,60}}[)]"
)
_INLINE_ROLE = rf"[(（][^()（）。，,]{{0,12}}{_ROLE}[^()（）。，,]{{1,40}}[)）]"
_INLINE_HEAD = re.compile(rf"[^。，,()（）]{{0,24}}(?P<byline>{_INLINE_ROLE})")
_INLINE_TAIL = re.compile(rf"(?P<byline>{_INLINE_ROLE})$")
_MAX_BYLINE = 60


class Label(NamedTuple):
    """What a line can be.

    Attributes:
        kind: `number` is a bare one: a counter, a rank, or a cell of a table.
        meta: What a `meta` line says.
        rest: Where in the line a brief begins that shares it with its heading ("相关阅读：..."); 0 if none does.
    """

    kind: Kind
    meta: Meta | None = None
    rest: int = 0


TEXT = Label("text")
_HEADING = Label("heading")
_NAV = Label("nav")
_NUMBER_ALONE = Label("number")
_SIGNED = Label("byline")


def label_of(line: Line, captured_at: datetime) -> Label:
    """What one line can be, as far as its own words say."""
    flat = line.flat
    if len(flat) > MAX_LABELLED:
        return TEXT
    heading = _heading(flat)
    if heading is not None:
        return heading
    if is_listed(flat):
        return _NAV if _NAV_START.match(flat) else TEXT
    if _NUMBER.fullmatch(flat):
        return _NUMBER_ALONE
    meta = read_meta(line, captured_at)
    return Label("meta", meta) if meta is not None else _wordy(flat)


def _wordy(flat: str) -> Label:
    if _is_nav(flat):
        return _NAV
    return _SIGNED if len(flat) <= _MAX_BYLINE and _BYLINE.fullmatch(flat) else TEXT


def _heading(flat: str) -> Label | None:
    if len(flat) <= _MAX_HEADING and (
        flat.strip(_DRESS) in _HEADINGS or _MORE.sub("", flat).strip(_DRESS) in _HEADINGS
    ):
        return _HEADING
    word, colon, rest = flat.partition(":")
    if colon and rest and word.strip(_DRESS) in _HEADINGS:
        return Label("heading", rest=len(word) + 1)
    return None


def _is_nav(flat: str) -> bool:
    if len(flat) <= _MAX_NAV and _NAV_START.match(flat):
        return True
    if _RIGHTS_START.match(flat) or _NAV_PART.search(flat):
        return True
    return "。" not in flat and (is_menu(flat) or is_count(flat) or _is_trail(flat))


def _is_trail(flat: str) -> bool:
    """Whether it is a trail of breadcrumbs ("某某网 > 新闻 > 正文") or a masthead ("某某网 · 要闻")."""
    site, *channels = _MASTHEAD.split(flat)
    if channels and len(site) <= _MAX_CRUMB and all(map(is_menu, channels)):
        return True
    steps = (_FROM_HOME if flat.startswith(_HOMES) else _CRUMB).split(flat)
    if len(steps) < 2 or any(len(step) > _MAX_CRUMB or "," in step for step in steps):
        return False
    return len(steps) > 2 or steps[0].endswith(_HOMES) or is_menu(steps[1])


def inline_byline(paragraphs: list[str]) -> str | None:
    """The byline inside a body ("本报讯（记者 ...）...", "...（记者 ...）"), as printed; None if there is none."""
    if not paragraphs:
        return None
    found = _INLINE_HEAD.match(paragraphs[0]) or _INLINE_TAIL.search(paragraphs[-1], max(0, len(paragraphs[-1]) - 80))
    return found["byline"] if found else None
