"""Cuts one line of a list into a brief's title and snippet."""

import re
from typing import NamedTuple

_BULLET = re.compile(
    r"(?:[·•●○■□▪◆◇★☆►▶▷▲△※»\u203a]+\s*|[-–*>#+]{1,2}\s+|\d{1,3}\s?[、.)]\s?(?!\d)|[(\[]\d{1,3}[)\]]\s*|[①-⑳]\s*)(?=\S)"
)
_REACH = 1_000  # a title that does not end here is none; twice what a raw item may hold
_CUT = re.compile(r"(?:\.{2,}|…+|⋯+|．{2,}|。{3,}|·{3,})(?P<gap>\s*)")
_GAP = re.compile(r"\s+")
_WIDE_GAP = re.compile(r"\t|\s{2,}|\u3000")
_DAY = r"(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日"
_COMMA = re.compile("[,，]")
_BEGINS = re.compile(
    rf"(?:[(（]记者[^()（）]{{1,12}}[)）]|北京时间|当地时间|[^\s,，。:：!！?？]{{2,12}}?讯[,，\s])?\s?"
    rf"(?:{_DAY}(?:[(（][^()（）]{{1,8}}[)）])?"
    rf"\s?(?:[,，、:：|｜丨]|讯|电|消息|早|午|晚|上午|下午|凌晨|开盘|盘|收盘|截至|截止)"
    rf"|(?:截至|截止){_DAY})"
)
_AGENCY = re.compile(
    rf"[^\s,，。:：!！?？;；%％]{{2,12}}?(?:{_DAY}\s?(?:[,，|｜丨]|讯|电|消息|获悉|-\s)|(?:讯|获悉|快讯|报道)[,，:：|｜丨])"
)
_MIN_SNIPPET = 25
_MAX_PLAIN_TITLE = 60
_STOP = re.compile("[,，。]")
_GAP_IN_WORDS = re.compile(r"(?<=[^\sA-Za-z])\s+(?=[\u4e00-\u9fff“《【0-9])")
_ENDS = re.compile(r"(?:\.{2,}|…+|⋯+|。[”）)]?)$")
_ENDS_CUT = re.compile(r"(?:\.{2,}|…+|⋯+|．{2,}|。{3,})$")
_GAP_AND_DAY = re.compile(rf"\s{_DAY}[,，]")
_BRACKETED = re.compile(r"^(?:\[[^\[\]]{1,12}\]|【[^【】]{1,12}】)\s*")
_PRICE = re.compile(
    r"大?[涨跌升漲]|集体|一度|半日|盘中|盘初|早盘|午盘|午后|尾盘|[开收]盘|开[涨跌]|[高低][开開]|直线|快速|[拉攀]升|跳水|\d[%％]"
)
_MOVE = re.compile(r"[涨跌漲](?:停|[^\d\s，。,;；]{0,4}\d+(?:\.\d+)?\s?[%％])")
_MAX_TITLE_LINE = 80  # a longer line without a cut is a snippet
_HEAD = 3  # a snippet repeats at least so much of its title's beginning
_NEAR = 24
_LOOK = 64  # more of a text is never needed to see how it begins
_LISTED_REACH = 120


class Cut(NamedTuple):
    """A line's title and snippet, "" for what it has not, both as printed, each with its own cut mark.

    Attributes:
        is_sure: Whether the snippet's own beginning shows where it begins.
    """

    title: str
    snippet: str
    is_sure: bool = False


def bullet_end(flat: str) -> int:
    """Where a narrow line goes on behind the bullet or the number in front of it; 0 if it has none."""
    bullet = _BULLET.match(flat)
    return bullet.end() if bullet else 0


def cut_brief(text: str) -> Cut:
    """Where the title of a brief's line ends and its snippet begins; nothing of the line but the gap is dropped."""
    weak: Cut | None = None
    for match in _CUT.finditer(text, 0, _REACH):
        end, start = match.start("gap"), match.end()
        if start == len(text):
            break
        if _is_start(text, start, text[:end]):
            return Cut(text[:end], text[start:], is_sure=True)
        if weak is None and start > end >= 2 * _HEAD and len(text) - start >= end:
            weak = Cut(text[:end], text[start:])
    is_snippet = begins_snippet(text) and (is_running(text) or _COMMA.search(text, 0, _NEAR))
    return _cut_at_gap(text) or (Cut("", text) if is_snippet else weak or _whole(text))


def _cut_at_gap(text: str) -> Cut | None:
    """A title that is not cut, then a snippet that repeats its name or begins with the day."""
    for gap in _GAP.finditer(text, 0, _MAX_TITLE_LINE):
        end, start = gap.span()
        if not _HEAD < end < len(text) - start or not _COMMA.search(text, start, start + _LOOK):
            continue
        if begins_snippet(text[start : start + _LOOK]) or text.startswith(text[:_HEAD], start):
            return Cut(text[:end], text[start:], is_sure=True)
    return None


def _whole(text: str) -> Cut:
    gap = _WIDE_GAP.search(text, 0, _MAX_TITLE_LINE) or _plain_gap(text)
    if gap and "。" not in text[: gap.start()] and len(text) - gap.end() > max(gap.start(), 2 * _HEAD):
        return Cut(text[: gap.start()], text[gap.end() :])
    return Cut("", text) if is_running(text) else Cut(text, "")


def _plain_gap(text: str) -> re.Match[str] | None:
    """The gap before a snippet whose beginning shows nothing, in a line that ends as snippets do.

    A title may hold a gap itself, so it is the last before the first comma, and the first if none stands before that.
    """
    if len(text) < 2 * _MIN_SNIPPET or not ends_as_snippet(text):
        return None
    gaps = list(_GAP_IN_WORDS.finditer(text, 2 * _HEAD, _MAX_PLAIN_TITLE))
    stop = _STOP.search(text, 2 * _HEAD)
    early = [gap for gap in gaps if stop and gap.start() < stop.start()]
    return early[-1] if early else next(iter(gaps), None)


def is_running(text: str) -> bool:
    """Whether a line reads as sentences rather than as a title."""
    return "。" in text or len(text) > _MAX_TITLE_LINE


def _is_start(text: str, start: int, title: str) -> bool:
    return begins_snippet(text[start : start + _LOOK], title)


def begins_snippet(text: str, title: str = "") -> bool:
    """Whether a text begins as machine-written snippets do: with the day, an agency, or its title's own name."""
    if _BEGINS.match(text, 0, _LOOK) or _AGENCY.match(text, 0, _LOOK):
        return True
    return bool(title) and repeats(text, title)


def repeats(text: str, title: str) -> bool:
    """Whether a text takes up the first words of a title near its own beginning."""
    name = _BRACKETED.sub("", title[:_LOOK])[:_HEAD]
    return len(name) == _HEAD and name.isalnum() and name in text[: _NEAR + _HEAD]


def is_listed(text: str) -> bool:
    """Whether a line can only be a brief, wherever it stands: a title, a gap, and a snippet that shows its start."""
    for match in _CUT.finditer(text, 0, _LISTED_REACH):
        if match["gap"] and match.start() > _HEAD and _is_start(text, match.end(), text[: match.start()]):
            return True
    dated = _GAP_AND_DAY.search(text, _HEAD, _LISTED_REACH)
    return dated is not None and repeats(text[dated.start() : dated.start() + _LOOK], text[: dated.start()])


def is_about(text: str, title: str) -> bool:
    """Whether a line that may be a title's snippet shares words with it; a price's snippet names what moved."""
    head, rest = _BRACKETED.sub("", title[:_LOOK]), text[: 4 * _LOOK]
    price = _PRICE.search(head)
    name, size = (head[: price.start()], 3) if price else (head, 2)
    parts = {name[at : at + size] for at in range(max(1, len(name) - size + 1))}
    return any(part in rest for part in parts if len(part) > 1 and part.isalnum())


def is_move(text: str) -> bool:
    """Whether a line tells of a price that moves by so many per cent, or to its limit."""
    return _MOVE.search(text, 0, _LISTED_REACH) is not None


def ends_as_snippet(text: str) -> bool:
    """Whether a text ends as snippets do: cut off, or with a full stop."""
    return _ENDS.search(text, max(0, len(text) - 8)) is not None


def ends_cut(text: str) -> bool:
    """Whether a text is cut off at its end."""
    return _ENDS_CUT.search(text, max(0, len(text) - 8)) is not None
