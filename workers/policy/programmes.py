"""Schemes, pilots, campaigns and awards by their proper names, as printed.

Names in “…” count if they end as schemes do, or if what stands around them says so (“安全月”“安全日”等活动).
Names without quotation marks count if the page comes back to them: in title and text, or three times in the text.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import Final, NamedTuple

from reference.policy_tables import words
from workers.policy.page import Page
from workers.policy.spans import MOST_OF_A_KIND, Spans

_QUOTED: Final = re.compile(r"“([^“”，。；：\n《》]{2,18})”")
_JOINED: Final = re.compile(r"[、和与及]?(?:“[^“”\n]{1,18}”[、和与及]?){0,6}")
_JOINERS: Final = frozenset("、和与及“")
_NO_NAME: Final = re.compile(r"[-—…]|(?<![0-9A-Za-z])\+.|、.*、|在|是否|如何|^[炒乱骗黑假伪]")
_AWARD: Final = re.compile(
    r"(?:国家|中国|全国|中华人民共和国)(?:(?!的)[\u4e00-\u9fff]){2,14}?奖(?![励项学金售罚惩品补])"
)
_ORDER: Final = re.compile(r"(?:国家|共和国|友谊|[七八]一)(?:勋章|荣誉称号)")
_AWARD_CHARS: Final = len("中华人民共和国") + 14  # the most in front of 奖
_CENSUS: Final = re.compile(r"第[一二三四五六七八九十]{1,3}次全国[\u4e00-\u9fff]{2,8}?普查")
_COUNTED: Final = re.compile(r"[\d.%]+\Z|\d+[个项条类余多]|[一二三四五六七八九十]+[个项]")
_GOES_ON: Final = (
    "励",
    "售",
    "罚",
    "惩",
    "品",
    "项",
    "措施",
    "工作会",
    "会议",
    "型",
    "实施方案",
    "方案",
    "规划",
)  # 奖励, 计划项目 and the like are no names
_AGENDA: Final = re.compile(r"[的，。、”\s）多至0-9]|$")
_LEAD_TAILS: Final = ("了", "的", "全省", "全市", "全国", "首批", "首个", "新一轮")
_MOST_CHARS: Final = 18
_SHORT: Final = 5  # a shorter one is a kind of thing (关税政策)
_SCHEME: Final = re.compile(
    r"(?:(?:系列)?(?:专项[\u4e00-\u9fff]{0,2})?行动|工程|计划)(?![、和与及的]?[\u4e00-\u9fff]{0,2}(?:方案|规划))"
)
# what is named behind these is a kind of thing
_OTHERS: Final = ("其他", "其它", "不同", "类似", "各类", "多项", "相关", "有关", "相关的", "有关的")
_FIRMS: Final = ("的公司", "公司", "的企业", "的组织")  # what a name in front of these is of
_QUALITY: Final = ("化", "标准", "口岸")  # “无纸化” is no scheme
_DASHES: Final = "—-–+·"  # a name behind one of these is cut off
_IN_A_LIST: Final = re.compile(r"[^。，；：\n《》]{0,30}、\Z")
_BEGUN: Final = (
    r"(?:(?:今日|今天|今起|明日|明天|自|将|于|起|正式|全面|\d{1,2}月|\d{1,2}日){1,4}(?:实施|施行|推行|启动|生效|落地))"
)
_BEGUN_FIRST: Final = "今明自将于起正全0123456789"  # how it begins
_AIDED: Final = ("补贴", "制度")  # a scheme of the nation is named with what it gives or is
_YEAR: Final = r"(?:19|20)\d\d年"
_LONG: Final = 7  # a strong name has this many characters
_CARRY_OUT: Final = "开展"
_BEGIN: Final = ("实施", "启动", "部署", "推出", "落实")  # behind these only a campaign's or a pilot's name counts


Hit = tuple[int, int, str]  # where a word stands that names a scheme, and what it does so as
_LAST: Final = "a scheme's last word"
_WHOLE: Final = "a scheme of the nation"


class Programme(NamedTuple):
    """A scheme's name and where it stands first."""

    name: str
    at: tuple[int, int]


class _Vocabulary(NamedTuple):
    strong: tuple[str, ...]
    campaign: tuple[str, ...]
    after: re.Pattern[str]
    lead: re.Pattern[str]
    lead_last: frozenset[str]
    tails: tuple[str, ...]
    long_tails: tuple[str, ...]
    kinds: tuple[str, ...]
    cut: re.Pattern[str]
    refused: frozenset[str]
    known: frozenset[str]
    planned: re.Pattern[str]


def _last_cut() -> re.Pattern[str]:
    """Up to the last word that no name holds. One set answers for the characters that begin no longer word (有关).

    A word does not cut inside one of ``programme_whole``: 就 is no more than a letter of a name in 就业.
    """
    cuts, whole = words("programme_cut"), words("programme_whole")
    begins = {word[0] for word in cuts if len(word) > 1} | {char for word in whole for char in word}
    single = "".join(word for word in cuts if len(word) == 1 and word not in begins)
    rest: dict[str, list[str]] = {}
    for word in cuts:
        if word not in single:
            rest.setdefault(word[0], []).append(word[1:] + _but_not_in(word, whole))
    longer = "|".join(f"{first}(?:{'|'.join(ends)})" for first, ends in rest.items())
    return re.compile(
        rf".*(?:[{single}]|{_YEAR}|[^\u4e00-\u9fffA-Za-z0-9.]|(?=[{''.join(rest)}])(?:{longer}))", re.DOTALL
    )


def _but_not_in(cut: str, whole: Iterable[str]) -> str:
    """A pattern, behind a word that cuts, that fails where the word stands in a longer one."""
    parts = [word.partition(cut) for word in whole if cut in word]
    return "".join(f"(?<!{head}{cut}(?={tail}))" if tail else f"(?<!{head}{cut})" for head, _, tail in parts)


@lru_cache(maxsize=1)
def _vocabulary() -> _Vocabulary:
    def either(kind: str) -> str:
        return "|".join(re.escape(word) for word in words(kind))

    behind = "".join({word[0] for word in words("programme_after")} | {*_BEGUN_FIRST, "等"})
    return _Vocabulary(
        words("programme_strong"),
        words("programme_campaign"),
        re.compile(rf"(?=[{behind}])(?:等?(?:{either('programme_after')})|{_BEGUN})"),  # the set answers most
        re.compile(rf"(?:{either('programme_lead')})(?:{'|'.join(_LEAD_TAILS)})?\Z"),
        frozenset(word[-1] for word in (*words("programme_lead"), *_LEAD_TAILS)),
        words("programme_tail"),
        tuple(word for word in words("programme_tail") if len(word) > 1),
        words("programme_kind"),
        _last_cut(),
        frozenset((*words("not_programme"), *words("no_figure"))),
        frozenset(words("programme_known")),
        re.compile(
            rf"《(?!关于|[^《》]{{0,20}}印发)(?:加快|全面|深入|推进|推动|开展|新一轮){{0,3}}([^《》]{{3,24}}?(?:{either('programme_campaign')}))"
            r"(?:总体|实施|工作|行动){0,2}方案(?:[（(][^《》（()）]{1,20}[)）])?》"
        ),
    )


def known_names() -> dict[str, str]:
    """Every word that a page is searched for."""
    return dict.fromkeys(words("programme_name"), _LAST) | dict.fromkeys(words("programme_national"), _WHOLE)


def find_programmes(page: Page, hits: Sequence[Hit], bodies: Sequence[tuple[int, int]]) -> list[Programme]:
    """Programmes in print order, each once; a name inside a longer one, or that is a body's, is left out.

    ``hits``: of ``find_names``.
    """
    titled = Spans(page.titled)
    unquoted = [*_national(page, hits, titled), *_repeated(page, hits, titled)] if hits else []
    read = [*_quoted(page, titled), *_planned(page), *unquoted, *_awards(page)]
    found = sorted(read, key=lambda each: each.at)
    taken = Spans(bodies)
    named = {page.printed[start:end] for start, end in bodies} if found else set()
    found = [each for each in found if not taken.hold(each.at[0]) and not any(each.name in body for body in named)]
    names = {each.name for each in found}
    kept: dict[str, Programme] = {}
    for each in found:
        if each.name not in kept and not any(each.name != other and each.name in other for other in names):
            kept[each.name] = each
    return list(kept.values())


def _quoted(page: Page, titled: Spans) -> Iterator[Programme]:
    known, plain = _vocabulary(), page.plain
    last = -1
    for match in islice(_QUOTED.finditer(plain), MOST_OF_A_KIND):
        name = match[1]
        refused = name in known.refused or name.endswith(_QUALITY) or _NO_NAME.search(name) or _COUNTED.match(name)
        if refused or titled.hold(match.start()) or plain.startswith(_FIRMS, match.end()):
            continue
        ends = name.endswith(known.tails) and (len(name) > len("安月") or name.endswith(known.long_tails))
        after = match.end()
        joined = _JOINED.match(plain, after) if plain[after : after + 1] in _JOINERS else None
        after = joined.end() if joined else after
        behind = None if plain[after - 1] in "、和与及" else known.after.match(plain, after)
        low = match.start()
        ahead = plain[low - 1] in known.lead_last and known.lead.search(plain, max(0, low - 8), low)
        listed = last >= 0 and plain[low - 1] == "、" and _IN_A_LIST.fullmatch(plain, last, match.start())
        if ends or behind or ahead or listed or name in known.known:
            last = match.end()
            scheme = _SCHEME.match(plain, match.end())
            if scheme:
                yield Programme(page.cut(match.start(), scheme.end()), (match.start(), scheme.end()))
            else:
                yield Programme(page.cut(*match.span(1)), match.span(1))


def _planned(page: Page) -> Iterator[Programme]:
    """The scheme that a plan is for: 《甲试点实施方案》 names 甲试点."""
    planned_at = _vocabulary().planned.match
    for start, end in page.titled[:MOST_OF_A_KIND]:
        match = planned_at(page.plain, start) if page.plain.find("方案", start, end) > 0 else None
        if match:
            yield Programme(page.cut(*match.span(1)), match.span(1))


def _national(page: Page, hits: Sequence[Hit], titled: Spans) -> Iterator[Programme]:
    """Schemes of the whole nation, which need no quotation marks: 消费品以旧换新."""
    schemes = [(start, end) for start, end, kind in hits if kind is _WHOLE]
    for start, name_end in schemes[:MOST_OF_A_KIND]:
        if not titled.hold(start):
            aided = page.plain.startswith(_AIDED, name_end)
            end = name_end + len(_AIDED[0]) if aided else name_end
            yield Programme(page.cut(start, end), (start, end))


def _repeated(page: Page, hits: Sequence[Hit], titled: Spans) -> Iterator[Programme]:
    """Unquoted names: what stands before a scheme's last word, back to a word that no name holds."""
    known, plain = _vocabulary(), page.plain
    starts: dict[str, tuple[int, int]] = {}
    carried: set[str] = set()
    tails = [(tail, end) for tail, end, kind in hits if kind is _LAST]
    for tail, end in tails[:MOST_OF_A_KIND]:
        if plain.startswith(_GOES_ON, end):
            continue
        low = max(0, tail - _MOST_CHARS)
        cut = known.cut.match(plain, low, tail)
        start = cut.end() if cut else low
        if tail - start < 2 or end - start < _SHORT:
            continue
        if plain[start - 1] in _DASHES or plain.endswith(_OTHERS, 0, start):
            continue
        name = plain[start:end]
        starts.setdefault(name, (start, end))
        if end - start >= _LONG and _is_carried_out(plain, start, name) and not titled.hold(start):
            carried.add(name)
    if starts:
        yield from _named(page, starts, carried)


def _awards(page: Page) -> Iterator[Programme]:
    """Censuses, orders of merit and awards of the nation."""
    plain = page.plain
    if "普查" in plain:
        for match in islice(_CENSUS.finditer(plain), MOST_OF_A_KIND):
            yield Programme(page.cut(*match.span()), match.span())
    if "勋章" in plain or "荣誉称号" in plain:
        for match in islice(_ORDER.finditer(plain), MOST_OF_A_KIND):
            yield Programme(page.cut(*match.span()), match.span())
    first = plain.find("奖")
    if first < 0:
        return
    low, high = max(0, first - _AWARD_CHARS), plain.rfind("奖") + 2
    for match in islice(_AWARD.finditer(plain, low, high), MOST_OF_A_KIND):
        yield Programme(page.cut(*match.span()), match.span())


def _is_carried_out(plain: str, start: int, name: str) -> bool:
    """Whether the verb in front says that this is done by its name: 开展了甲乙工程, 部署甲乙专项行动."""
    if plain.endswith("年", 0, start):
        start -= len("2025年")
    elif plain.endswith("了", 0, start):
        start -= 1
    if plain.endswith(_CARRY_OUT, 0, start):
        return name.endswith(_vocabulary().strong)
    return plain.endswith(_BEGIN, 0, start) and name.endswith(_vocabulary().campaign)


def _named(page: Page, starts: Mapping[str, tuple[int, int]], carried: Collection[str]) -> Iterator[Programme]:
    known = _vocabulary()
    documents = "".join(page.plain[start:end] for start, end in page.titled)
    whole = tuple(starts)
    for name, at in starts.items():
        strong = len(name) >= _LONG and name.endswith(known.strong)
        if name in carried:
            yield Programme(page.cut(*at), at)
        if name.endswith(known.kinds) or _COUNTED.search(name) or name in documents:
            continue
        if name[1:].endswith(whole):  # 甲区首席安全官制度, where 首席安全官制度 stands alone elsewhere
            continue
        if _comes_back(page, name, strong=strong or name.endswith("版")) or _is_hong_kong_scheme(page, name, at):
            yield Programme(page.cut(*at), at)


def _comes_back(page: Page, name: str, *, strong: bool) -> bool:
    in_title = page.plain.find(name, 0, page.body_at) >= 0
    if in_title and strong:
        return True
    return page.plain.count(name) >= (2 if in_title or strong else 3)


def _is_hong_kong_scheme(page: Page, name: str, at: tuple[int, int]) -> bool:
    """Hong Kong calls its schemes …計劃; the verb 計劃 stands before what is planned."""
    return (
        page.is_traditional
        and len(name) > _SHORT
        and name.endswith("计划")
        and _AGENDA.match(page.plain, at[1]) is not None
    )
