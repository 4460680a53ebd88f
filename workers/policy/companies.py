"""Companies: listed ones by their names, others by their full legal names or where a list names them as companies.

A printed code decides; else the name on the story's day. A name that is an ordinary word counts only with a code, with
股份 or 公司 behind it, or inside a list of companies. A full legal name has the code of the share made from it.
"""

import re
from bisect import bisect_left
from collections.abc import Collection, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, Final, NamedTuple

from reference import legal_names, overseas, securities
from reference.policy_tables import bodies, companies, name_words, words
from workers.policy.page import Page
from workers.policy.spans import MOST_OF_A_KIND, Spans

_LEGAL_END: Final = re.compile(r"股份有限公司|有限责任公司|集团有限公司|有限公司|合伙企业(?:[（(]有限合伙[)）])?")
_LEGAL_BACK: Final = re.compile(r"[\u4e00-\u9fffA-Za-z0-9（）()·\-]{2,30}\Z")
_CODE: Final = re.compile(
    r"\s?[（(](?:行情|股票代码|代码|证券代码|诊股|[A-Za-z]{2})?[:： ]?(\d{6}|0\d{4})(?:[.．]?[A-Za-z]{2})?[,，、)）]"
)
_LIST_TAIL: Final = re.compile(
    r"等((?:\d{1,3}|[两二三四五六七八九十]{1,3})[余多]?家)?"
    r"(?:标杆|知名|外资|互联网|龙头|重点|第三方|上市|境内|境外|优质|中央|民营|头部|骨干|科技|电商|国内|大型|本地|国有|央企|行业){0,3}"
    r"(?:企业|公司|平台|银行|券商|机构)"
)
_LIST_BREAK: Final = re.compile(r".*[^\u4e00-\u9fffA-Za-z0-9、]", re.DOTALL)
_LIST_CHARS: Final = 160
_LIST_HEAD: Final = re.compile(
    r"^.*(?:约谈|包括|赴|对|与|和|向|到|有|如|将|由|引入|支持|走访|考察|禁止|批准|涉及|及|是|指|给予|把|让|为|以及|其中|对接|组织[\u4e00-\u9fff]{2,12}赴)(?=[\u4e00-\u9fffA-Za-z0-9])"
)
_ACTORS: Final = ("公司", "局", "会", "院", "部", "厅", "委", "集团")
_GROUP: Final = "集团"
_LEGAL_GROUP: Final = ("集团股份", "集团有限", "集团军")
_SHORT: Final = 2  # a name this short needs a clear edge in front
_BOUND_BEFORE: Final = re.compile(r"[^\u4e00-\u9fff]|[对向由与和及为在的将约谈止令予被把给从于]\Z|^\Z")
_COMPANY_AFTER: Final = re.compile(
    r"(?:股份|公司|集团|[（(]\d{5,6}|[（(]行情|公告|控股股东|披露|董事|收到|晚间|因涉嫌|遭|涨停|跌停|采取|被罚|被立案|被责令|[:：])"
)
_SURE_AFTER: Final = re.compile(r"股份|公司|集团|[（(]\d{5,6}|[（(]行情")  # behind a short name without an edge
_NOT_ITS_OWN: Final = r"(?!行业|产业|板块|市场|业务|化|股|上市|联交所|交易所|特区|政府|挂牌|金|公司债)"
_LATIN: Final = re.compile(r"(?:[（(][A-Za-z]{2,15}[)）])?[和与及、]([A-Z][A-Za-z]{2,15})(?![A-Za-z])")
_NO_COMPANY_AFTER: Final = re.compile(
    r"(?:[省市县区镇乡村州]|地区|系统|监管|部门|办|局|业|胀|民币|方案|工程|建设|新区|片区|新片区|新城|管委会|开发区|经开区)"
)


class Company(NamedTuple):
    """A company, where its name stands, and where the words stand that its code rests on."""

    fields: dict[str, Any]
    at: tuple[int, int]
    code_at: tuple[int, int] | None


Hit = tuple[int, int, str]  # where a name of the tables stands; the third says only that one does


def known_names() -> dict[str, str]:
    """Every name that a page is searched for."""
    regulators = {body.name for body in bodies()}
    known = {*securities.names(), *overseas.names(), *companies()} - regulators
    return dict.fromkeys([name for name in known if len(name) > 1], "company")


def find_companies(page: Page, hits: Sequence[Hit], on: date) -> tuple[list[Company], list[tuple[int, int]]]:
    """The companies of a page in print order, each under its first and fullest name, and where all their names stand.

    ``hits``: of ``find_names``.
    """
    found: dict[int, Company] = {}
    taken = Spans()
    for start, end in _legal_names(page.plain, hits):
        taken.add(start, end)
        code, code_at = _printed_code(page.plain, end) or _legal_code(page.plain, start, end)
        found[start] = Company({"name": page.cut(start, end), "code": code}, (start, end), code_at)
    members = _listed(page.plain, hits)
    listed = Spans(members)
    for start, end, _ in hits:
        name = page.plain[start:end]
        if taken.hold(start) or not (listed.hold(start) or _is_company(page.plain, name, start, end)):
            continue
        company = _named(page, name, start, end, on)
        found[company.at[0]] = company
        taken.add(*company.at)
        beside = _LATIN.match(page.plain, company.at[1])
        if beside:
            found[beside.start(1)] = Company({"name": page.cut(*beside.span(1)), "code": None}, beside.span(1), None)
    for start, end in members:
        if not taken.meet(start, end):
            found[start] = Company({"name": page.cut(start, end), "code": None}, (start, end), None)
    if not found:
        return [], []
    named = [found[start] for start in sorted(found)[:MOST_OF_A_KIND]]
    return _each_once(page, named), [company.at for company in named]


def _named(page: Page, name: str, start: int, end: int, on: date) -> Company:
    """A company by a name of the tables; a longer name around it (比亚迪半导体) is another, without a code."""
    first = start - 1 if page.plain[start - 1 : start] == "*" else start
    owned = _division_of().match(page.plain, end)
    longer = page.plain.endswith("中国", 0, first) and len(name) > _SHORT
    if owned or longer:
        at = (first - 2 if longer else first, owned.end() if owned else end)
        return Company({"name": page.cut(*at), "code": None}, at, None)
    code, code_at = _printed_code(page.plain, end) or _known_code(name, on, (first, end))
    if page.plain.startswith(_GROUP, end) and not page.plain.startswith(_LEGAL_GROUP, end):
        end += len(_GROUP)  # it owns the share of that name; one that is listed itself is in the tables
        code, code_at = None, None
    return Company({"name": page.cut(first, end), "code": code}, (first, end), code_at)


@lru_cache(maxsize=1)
def _legal_cut() -> re.Pattern[str]:
    """A word that no legal name holds, as ``cut``, or a longer one in which such a word stands: 数据, 在线."""

    def either(kind: str) -> str:
        return "|".join(map(re.escape, words(kind)))

    return re.compile(
        rf"{either('company_whole')}|(?P<cut>[，。、；：“”《》\s]|{either('company_cut')})(?=[\u4e00-\u9fffA-Za-z]{{2}})"
    )


def _legal_names(plain: str, hits: Sequence[Hit]) -> list[tuple[int, int]]:
    """Where full legal names stand: back from their ends to a word that no name holds, unless a listed name does."""
    spans = []
    known, begins = Spans([hit[:2] for hit in hits]), {hit[0] for hit in hits}
    for tail in _LEGAL_END.finditer(plain) if "有限" in plain or "合伙企业" in plain else ():
        back = _LEGAL_BACK.search(plain, max(0, tail.start() - 30), tail.start())
        if back:
            start = back.start()
            for cut in _legal_cut().finditer(plain, start, tail.start()):
                if cut["cut"] is None:
                    start = cut.start() + 1 if _is_parted(plain, cut, begins) else start
                elif not known.hold(cut.start()):
                    start = cut.end()
            if tail.start() - start >= 2 and plain[tail.start() - 1] not in "为或成":
                spans.append((start, tail.end()))
    return spans


def _is_parted(plain: str, word: re.Match[str], begins: Collection[int]) -> bool:
    """Whether 和平, 对外 are 和, 对 and what begins a name: behind one who acts, or in front of a listed name."""
    start = word.start()
    return word[0][0] in words("company_cut") and (start + 1 in begins or plain.endswith(_ACTORS, 0, start))


def _legal_code(plain: str, start: int, end: int) -> tuple[str | None, tuple[int, int] | None]:
    share = legal_names.by_legal_name(plain[start:end])
    return (share.code, (start, end)) if share else (None, None)


def _listed(plain: str, hits: Sequence[Hit]) -> list[tuple[int, int]]:
    """Members of lists such as 甲、乙、丙等7家企业; a list without its number needs a known company in it."""
    spans = []
    starts = [start for start, _, _ in hits]
    for found in _LIST_TAIL.finditer(plain):
        low = max(0, found.start() - _LIST_CHARS)
        gap = _LIST_BREAK.match(plain, low, found.start())
        first = at = gap.end() if gap else low
        parts = plain[at : found.start()].split("、")
        known = bisect_left(starts, first) < bisect_left(starts, found.start())
        if len(parts) == 1 or not (found[1] or known):
            continue
        for part in parts:
            end = at + len(part)
            head = _LIST_HEAD.match(part) if at == first else None
            start = at + (head.end() if head else 0)
            if 2 <= end - start <= 10:
                spans.append((start, end))
            at = end + 1
    return spans


@lru_cache(maxsize=1)
def _division_of() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(map(re.escape, words('company_division')))}){_NOT_ITS_OWN}")


def _is_company(plain: str, name: str, start: int, end: int) -> bool:
    """Whether a listed name stands for its company here."""
    if _NO_COMPANY_AFTER.match(plain, end):
        return False
    if securities.is_common_word(name) or name in name_words():
        return _COMPANY_AFTER.match(plain, end) is not None
    if len(name) <= _SHORT:
        before = plain[start - 1 : start]
        return _BOUND_BEFORE.match(before) is not None or _SURE_AFTER.match(plain, end) is not None
    return True


def _printed_code(plain: str, end: int) -> tuple[str | None, tuple[int, int]] | None:
    found = _CODE.match(plain, end)
    if not found:
        return None
    digits = found[1]
    if len(digits) == 5:
        return f"{digits}.HK", found.span(1)
    share = securities.by_code(digits)
    return (share.code, found.span(1)) if share else None


def _known_code(name: str, on: date, at: tuple[int, int]) -> tuple[str | None, tuple[int, int] | None]:
    shares = securities.by_name(name, on)
    abroad = None if shares else overseas.by_name(name)
    code = shares[0].code if len(shares) == 1 else abroad.code if abroad else None
    if not code or not code[0].isdigit() or (shares and _renamed_later(name, shares[0], on)):
        return None, None  # tickers of New York are no codes of ours
    return code, at


@lru_cache(maxsize=1)
def _last_days() -> dict[str, tuple[date, str]]:
    """Code → the last day on which a share is known to have had a former name, and that name."""
    former = [each for known in securities.namings().values() for each in known if each.rank == "former"]
    names = {each: name for name, known in securities.namings().items() for each in known if each.rank == "former"}
    return {each.security.code: (each.last_on, names[each]) for each in former if each.last_on}


def _renamed_later(name: str, share: securities.Security, on: date) -> bool:
    """Whether the share took this name only after the day; until then it was another's, often a subsidiary's."""
    last_on, former = _last_days().get(share.code, (date.min, ""))
    return on <= last_on and name == share.name and former.lstrip("*ST") != name.lstrip("*ST")


def _each_once(page: Page, found: list[Company]) -> list[Company]:
    """Each company once, in its fullest form; a listed short form of a full legal name lends it its code."""
    legal = [company for company in found if _LEGAL_END.search(page.plain, *company.at)]
    kept: dict[str, Company] = {}
    codes: set[str] = set()
    for company in found:
        name, code = company.fields["name"], company.fields["code"]
        whole = next(
            (each for each in legal if name != each.fields["name"] and _is_short_for(name, each.fields["name"])), None
        )
        if whole:
            if code and not whole.fields["code"] and whole.fields["name"].endswith("股份有限公司"):
                whole.fields["code"] = code
                kept[whole.fields["name"]] = whole._replace(code_at=company.code_at)
            continue
        inside = any(name != other.fields["name"] and name in other.fields["name"] and not code for other in found)
        if not inside and name not in kept and code not in codes:
            kept[name] = company
            codes |= {code} - {None}
    return sorted(kept.values(), key=lambda company: company.at)


def _is_short_for(short: str, long: str) -> bool:
    """Whether the characters of a name come in this order in a longer one: 中国石化 in 中国石油化工集团有限公司."""
    rest = iter(long)
    return all(char in rest for char in short)
