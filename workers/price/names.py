"""What a piece of unknown text names: where its name lies, and what kind of instrument that is."""

import re
from dataclasses import replace
from functools import lru_cache
from typing import Final

from reference import securities
from reference.code_ranges import exchange_of
from reference.instruments import Spoken, spoken
from reference.name_words import name_words, shape
from reference.naming import normal_name
from reference.sectors import names as sectors
from workers.price.forms import LATIN, Name, formed_name

__all__ = ["Name", "known_name", "read_name"]

# Shapes of a piece: {list} is any word of that list of reference/name_words.csv
_LEAD: Final = r"{lead}|(?!\*ST)[\s\"“”'‘’》\])）,，.\-—*·:：]+|[^、]{0,12}{lead_end}"  # 成分股, 早盘受累于
_MARKET: Final = r"{market}(?!{market_part}|[^\s、]{0,8}ETF)"  # 港股, not that of 港股红利ETF
_COUNTRY: Final = r"{country}(?=..)"
_TRAIL: Final = r"(?:{trail}|因[^因]{2,12}而|[\s\"“”'‘’《\[(（,，.\-—·]+|[两三四五六七八九十\d]日)$"  # 现货铜因某事而
_NAME_BEGINS: Final = r"(?s:.*){name_begins}(?=..)"  # 受某事带动
_FIRM: Final = r"(?s:.*){firm_latin}(?!ETF)(?=[A-Za-z])|(?s:.*){firm}(?=[一-鿿]{2,6}$)"
_HEAD: Final = r"(?P<head>[^\s的]{2,12}?){head_ends}"  # 某某宣布
_KNOWN_HEAD: Final = r"(?P<head>[^\s的]{2,6}?){known_head_ends}"  # 恒指下试
_GOES_ON: Final = r"{goes_on}|(?!Q[1-4](?!\d))[A-Z0-9]"
_SECTOR_END: Final = r"{sector_end}$"
_CODE_TAIL: Final = re.compile(
    r"(?<!\d)[(（]?(\d{6}(?:\.(?:SH|SZ|BJ))?|\d{5}\.HK)[)）]?$|(?<![A-Z/])([A-Z]{3}/[A-Z]{3})$", re.ASCII
)
_CODE_HEAD: Final = re.compile(r"(?P<code>(?P<alone>\d{6})|\d{6}\.(?:SH|SZ|BJ)|\d{5}\.HK)\s?(?=[*A-Z一-鿿])", re.ASCII)
_CODE_INSIDE: Final = re.compile(r"(?<=[^\d(（])(\d{6})[)）]", re.ASCII)  # ETF159339)备受关注: a bracket is lost
_SPACED: Final = re.compile(
    r".*[一-鿿%）)]\s+(?=[一-鿿]|\d{1,2}月|[A-Z]{2,}[一-鿿]|(?!ETF|LOF|REIT|ADR)[A-Z][A-Za-z0-9&.\-]{3,}$)", re.DOTALL
)
_FEARED: Final = re.compile(r"担[忧心][一-鿿]{2,4}$")  # 市场担忧油价上涨
_LONGEST: Final = 12  # 上证科创板50成份指数
_SHORT_REST: Final = 3
_SHORT_NAME: Final = 2
_STANDS_ALONE: Final = frozenset({"stock", "index", "commodity", "crypto"})


@lru_cache(maxsize=8192)
def read_name(text: str) -> Name | None:
    """The instrument that a piece of text names, None if it names none. Same text, same answer."""
    start, end = _trimmed(text)
    if start >= end or "旗下" in text or ("担" in text and _FEARED.search(text)):
        return None
    whole = known_name(text, start, end)
    if whole:
        return whole
    country = shape(_COUNTRY).match(text, start, end)
    abroad = known_name(text, country.end(), end) if country else None
    if abroad and abroad.asset == "stock" and abroad.market != "CN":
        return abroad  # 日本索尼
    code, first, last = _without_code(text, start, end)
    if code and first >= last:
        return Name(start, end, code, None, None, code, known=True, code=code)
    found = _read(text, (first, last), tried=None if code else (start, end))
    return replace(found, code=code) if found and code else found


def _without_code(text: str, start: int, end: int) -> tuple[str | None, int, int]:
    """The code of a piece, and the place that is left of it: 浦发银行600000, 600000.SH浦发银行."""
    found = _CODE_TAIL.search(text, start, end) or _CODE_INSIDE.search(text, start, end)
    if found:
        first, last = _trim(text, start, found.start()) if found.start() > start else (end, end)
        return found[found.lastindex or 0], first, last
    found = _CODE_HEAD.match(text, start, end) if text[start].isdigit() else None
    if found is None or (found["alone"] and not _may_be_listed(found["alone"])):
        return None, start, end
    return found["code"], *_trim(text, found.end(), end)


def _may_be_listed(digits: str) -> bool:
    """Whether a share has these six digits, or a fund may have."""
    of_range = exchange_of(digits)
    return securities.by_code(digits) is not None or (of_range is not None and of_range.asset == "fund")


def _read(text: str, at: tuple[int, int], tried: tuple[int, int] | None) -> Name | None:
    """The name in a place. ``tried``: one that no table fills."""
    start, end = at
    found = None if at == tried else known_name(text, start, end)
    found = found or _known_tail(text, start, end)
    if found:
        return found
    start, end = _without_lead(text, start, end, tried)
    found = None if (start, end) == tried else known_name(text, start, end) or _known_tail(text, start, end)
    found = found or _company_tail(text, start, end)
    if found:
        return found
    formed = formed_name(text, start, end)
    return formed if formed and (formed.known or LATIN.match(formed.text)) else _head(text, start, end) or formed


def _trimmed(text: str) -> tuple[int, int]:
    start, end = 0, len(text)
    while start < end and (text[start].isspace() or text[start] in "\"“”‘’'.,，-—*·…~)）】]>"):
        if text[start] == "*" and text.startswith("*ST", start):
            break
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in "\"“”‘’'.,，-—·…~(（【[<"):
        end -= 1
    return start, end


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    head, tail = _trimmed(text[start:end])
    return start + head, start + tail


def _without_lead(text: str, start: int, end: int, tried: tuple[int, int] | None) -> tuple[int, int]:
    """The piece without words that lead to a name or follow it, as long as something is left.

    `tried`: a place that no table fills.
    """
    spaced = _SPACED.match(text, start, end)
    last = text.rfind(" ", start, end) + 1
    if last > start and known_name(text, last, end):
        start = last  # 多品种上演过山车 PTA
    elif spaced:
        start = spaced.end()
    particle = shape(_NAME_BEGINS).match(text, start, end)
    if particle:
        start = particle.end()
    for _ in range(4):
        before = (start, end)
        trail = shape(_TRAIL).search(text[start:end])
        if trail and (trail.start() > 1 or (trail.start() and text[start] in spoken())):
            end = start + trail.start()
        if (start, end) != tried and known_name(text, start, end):
            break
        for template in (_LEAD, _MARKET):
            lead = shape(template).match(text[start:end])
            if lead and lead.end() < end - start and end - start - lead.end() != 1:
                start += lead.end()
        start, end = _trim(text, start, end)
        if (start, end) == before or known_name(text, start, end):
            break
    return start, end


def known_name(text: str, start: int, end: int) -> Name | None:
    """The name of a table that fills the place exactly."""
    name = text[start:end].replace(" ", "")
    found = spoken().get(name)
    if found and found.asset != "stock":
        return _of_table(found, start, end, name)
    shares = securities.names().get(name) or securities.names().get(normal_name(name))
    if shares and len(name) > 1:
        return Name(start, end, name, "stock", "CN", f"share:{shares[0].security.code}", known=True, tabled=True)
    if found:
        return _of_table(found, start, end, name)
    written = name.upper()
    if written in sectors() or (
        name.endswith(name_words("sector_end")) and shape(_SECTOR_END).sub("", written) in sectors()
    ):
        return Name(start, end, name, "sector", None, name, known=True, tabled=True)
    return None


def _of_table(found: Spoken, start: int, end: int, name: str) -> Name:
    return Name(
        start, end, name, found.asset, found.market, f"{found.asset}:{found.canonical}", known=True, tabled=True
    )


def _known_tail(text: str, start: int, end: int) -> Name | None:
    """A known name at the end of a longer piece: 电力股华电辽能. Common words and short names do not count."""
    for at in range(max(start + 1, end - 12), end - 2):
        found = known_name(text, at, end) if text[at] != " " else None
        if (
            found
            and found.asset in _STANDS_ALONE
            and not securities.is_common_word(text[at:end])
            and _may_precede(text[start:at])
        ):
            return found
    short = spoken().get(text[end - 2 : end]) if end - start > 3 else None
    if short and (short.asset == "index" or (short.asset == "market" and text[end - 3] in name_words("before_market"))):
        # 多空激烈争夺沪指, 就业报告后美股
        return _of_table(short, end - 2, end, short.name)
    return None


def _company_tail(text: str, start: int, end: int) -> Name | None:
    """A name behind what it is: 石化生产商Chandra Asri石化, 能源公司ENPH, 药厂安进."""
    found = shape(_FIRM).match(text, start, end)
    return known_name(text, found.end(), end) or formed_name(text, found.end(), end) if found else None


def _head(text: str, start: int, end: int) -> Name | None:
    """A name before what it does or where: 中移动A股于上海证券交易所, 创业板指运行飘忽."""
    found = shape(_KNOWN_HEAD).match(text, start, end)
    known = known_name(text, start, found.end("head")) if found else None
    if known and not securities.is_common_word(known.text):
        return known
    found = shape(_HEAD).match(text, start, end)
    if found:
        at = found.end("head")
        if text[at - 1] in name_words("particle") and at - start > _SHORT_NAME:
            at -= 1  # 五粮液更因
        return known_name(text, start, at) or formed_name(text, start, at)
    for at in range(min(end - 1, start + _LONGEST), start + 1, -1):
        name = known_name(text, start, at)
        if (
            name
            and not securities.is_common_word(name.text)
            and name.asset not in (("sector",) if at - start > 2 else ("sector", "stock", "variety"))
            and not shape(_GOES_ON).match(text[at:end])
            and not (name.asset == "stock" and end - at <= _SHORT_REST)  # 福莱特玻璃 is no 福莱特
        ):
            return name
    return None


def _may_precede(prefix: str) -> bool:
    if prefix.endswith("ETF") or (prefix[-1] not in "年月日" and any(map(str.isdigit, prefix))):
        return False  # the house of a fund; 沪深300金融地产指数
    return len(prefix) > 2 or prefix.endswith(name_words("before_share"))
