"""What a piece of unknown text names: where its name lies, and what kind of instrument that is."""

import re
from dataclasses import replace
from functools import lru_cache
from typing import Final

from reference import securities
from reference.instruments import Spoken, spoken
from reference.naming import normal_name
from reference.sectors import names as sectors
from workers.price.forms import LATIN, Name, formed_name

__all__ = ["Name", "known_name", "read_name"]


_LEAD: Final = re.compile(
    r"^(?:暴力|整个|最近|近期|早前|主要|个别|最强|外[围圍]|抢入|买入|扫货|狂买|增持|减持|低位|高位|以(?!太|岭)|爆|快讯|"
    r"(?!\*ST)[\s\"“”'‘’》\])）,，.\-—*·:：]+|跟踪该指数的|持仓股中|成[分份]股|个股中?|权重股|龙头股|相关|包括|以及|其他|其它|因|由(?![此于])|致(?!富)|令|使|当中|除了?(?!权|息)|尽管|指标(?=标普|沪|恒|日经)|半新股|同行|而|但|又|并|与|和|及|则|"
    r"场内仅|仅|各规格|涨幅居前的|跌幅居前的|上市公司|(?:沪|深)?港股通标的|北交所|(?:科创板|创业板(?!指|综))(?!\d|[^\s、]{0,8}ETF)|主板|中概股|热门中概股|热门中概|龙头|老牌|知名|新股|次新股|妖股|牛股|人气股|高标股|高位股|核心标的|标的|大牛股|今年|新年|摘帽的|"
    r"国内|方面|之中|里面|板块内|股份中|蓝筹股中|蓝筹股|市场上|虚拟货币|提振|推动|促使|[^、]{0,12}(?:拖累|带动|受累于|领衔的|(?:公司|个?股)[中里](?=[,，\s]|[A-Za-z])|股方面|方面))"
)
_MARKET: Final = re.compile(
    r"^(?:港股|美股|[AＡ]股|A\s股|H股|日股|韩股|台股|欧股|中概股|A\+H股|港股通|香港|国内|内地|沪深)(?!股|通|[^\s、]{0,8}ETF|指|概念|科技|创新|医药|互联网|红利|央企|消费|5|3|1|期货|综)"
)
_COUNTRY: Final = re.compile(r"(?:日本|韩国|美国|德国|法国|英国|荷兰|瑞士|丹麦)(?=..)")
_TRAIL: Final = re.compile(
    r"(?:[\s\"“”'‘’《\[(（,，.\-—·]+|[两三四五六七八九十\d]日|股价|价格|在|也|亦|则|均|都|再|又|更|更是|仍|仍然|续|已经|已|初步|便|即|就|是|为|曾|齐|齐齐|略|遭|遭遇|逆|最终|于|的|以|从|自|由|今|向|被|获|上演|出现|迎|迎来|报|并|至|到|将|还|惨遭|及|和|与|或|"
    r"同期|触发|盘|短时|急|猛|对(?:指数|大盘|股指)|一字|大幅度?|IPO|持续|大举|轻微|强力|直接|瞬间|突然|跟风|随之|相继|陆续|接连|联袂|共同|同日|当日|昨|现货价|首次|率先|整体|普遍|基本|合计|至少|总体|实现|录得|收获|成功|(?<![信旭])创|创出|刷新|(?<!增)强|(?<!收市)后|走出|晋级|封|先|两|三|分钟|小时|冲击|开|录|惨|同|(?<=期货)日)$"
)
_CODE_TAIL: Final = re.compile(r"(?<!\d)[(（]?(\d{6})[)）]?$|(?<![A-Z/])([A-Z]{3}/[A-Z]{3})$", re.ASCII)
_CODE_INSIDE: Final = re.compile(r"(?<=[^\d(（])(\d{6})[)）]", re.ASCII)  # ETF159339)备受关注: a bracket is lost
_LAST_PARTICLE: Final = re.compile(
    r".*(?:的|是|使|令|导致|拖累|拖垮|带动|引爆|点燃|催化|引发|包括|其中|里面|股里|提振|推动|助推|支撑|力挺|力?撑|打压|压制|外溢|争夺|建仓|支持|解读|贡献|加深|有利|随着|刺激|利好|领衔|显示)(?=..)",
    re.DOTALL,
)
_WHAT_IT_IS: Final = re.compile(
    r".*(?:公司|商|巨头|龙头|平台|企业|集团|运营商|厂商|连锁店)(?!ETF)(?=[A-Za-z])|.*(?:制造商|生产商|运营商|供应商|零售商|药厂)(?=[一-鿿]{2,6}$)",
    re.DOTALL,
)
_HEAD: Final = re.compile(
    r"(?P<head>[^\s的]{2,12}?)(?:于(?=..)|在(?=..)(?!在线)|因(?!赛|特)|受(?!益)|自(?!动|然|贸|主)|从(?!业)|获(?!得)|遭|被|随|向(?!日葵)|按|拟|实施|带领|领跌|领涨|业绩|中期[多少]赚|[多少]赚|净利|净亏|盈利|盈警|绩后|[上首][一两三]?季|假日季|计划|股东|考虑|证实|无惧|资金(?=压力|链)|宣布|公布|发布|公告|配售|配股|折让|折合|以(?=[^及])|创(?=[近两半逾一新历年阶])|表示|称|回应|回应称|成为|跟踪|对应|维持|限制|终止|延续|录得|时隔|已经(?=..))"
)
_GOES_ON: Final = re.compile(
    r"(?:孳息|债息|收益率|在线|玻璃|股份|集团|控股|国际|电子|科技|金融|能源|汽车|医药|健康|物业|服务|生物|证券|银行|电力|新能源|地产|置地|[AHB]股|ETF|LOF|做[多空]|指数|概念|板块|期货|股|主力|合约|系|产业|区|[熊牛]证|窝轮|认股证|权证|库存|产量|出口|进口|需求|供应|供给|销量|产能|储备|显示|(?!Q[1-4](?!\d))[A-Z0-9])"
)
_SHORT_HEAD: Final = re.compile(
    r"(?P<head>[^\s的]{2,6}?)(?:再|曾|上季|上半年|下半年|去年|首季|第[一二三四]季|全年|Q[1-4]|经历|料|据|下试|上试|发行|下调|上调|高见|低见|失守|获|续|绩|去年|中期|业绩|净|盈|对|拟|带领|公布|发布|推出|仍|亦|也|率先)"
)
_SHORT_REST: Final = 3
_SHORT_NAME: Final = 2
_PARTICLES: Final = frozenset("更则也亦都仍还又")
_SECTOR_ENDS: Final = frozenset("块念股份业链")
_SECTOR_TAIL: Final = re.compile(r"(?:板块|概念股?|概念板块|行业|股份|股|产业链)$")
_SPACED: Final = re.compile(
    r".*[一-鿿%）)]\s+(?=[一-鿿]|\d{1,2}月|[A-Z]{2,}[一-鿿]|(?!ETF|LOF|REIT|ADR)[A-Z][A-Za-z0-9&.\-]{3,}$)", re.DOTALL
)
_STANDS_ALONE: Final = frozenset({"stock", "index", "commodity", "crypto"})


@lru_cache(maxsize=8192)
def read_name(text: str) -> Name | None:
    """The instrument that a piece of text names, None if it names none. Same text, same answer."""
    start, end = _trimmed(text)
    if start >= end or "旗下" in text:
        return None
    whole = known_name(text, start, end)
    if whole:
        return whole
    country = _COUNTRY.match(text, start, end)
    abroad = known_name(text, country.end(), end) if country else None
    if abroad and abroad.asset == "stock" and abroad.market != "CN":
        return abroad  # 日本索尼
    code = _CODE_TAIL.search(text, start, end) or _CODE_INSIDE.search(text, start, end)
    digits = None
    if code:
        digits = code[code.lastindex or 0]
        if code.start() == start:
            return Name(start, end, digits, None, None, digits, known=True, code=digits)
        start, end = _trim(text, start, code.start())
    tail = _known_tail(text, start, end)
    if tail:
        return replace(tail, code=digits) if digits else tail
    tried = (start, end) if code is None else None
    start, end = _without_lead(text, start, end, tried)
    found = None if (start, end) == tried else known_name(text, start, end) or _known_tail(text, start, end)
    found = found or _company_tail(text, start, end)
    if found is None:
        formed = formed_name(text, start, end)
        found = formed if formed and (formed.known or LATIN.match(formed.text)) else _head(text, start, end) or formed
    return replace(found, code=digits) if found and digits else found


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
    particle = _LAST_PARTICLE.match(text, start, end)
    if particle:
        start = particle.end()
    for _ in range(4):
        before = (start, end)
        trail = _TRAIL.search(text[start:end])
        if trail and (trail.start() > 1 or (trail.start() and text[start] in spoken())):
            end = start + trail.start()
        if (start, end) != tried and known_name(text, start, end):
            break
        for pattern in (_LEAD, _MARKET):
            lead = pattern.match(text[start:end])
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
    if written in sectors() or (name[-1:] in _SECTOR_ENDS and _SECTOR_TAIL.sub("", written) in sectors()):
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
    if short and (short.asset == "index" or (short.asset == "market" and text[end - 3] in "后令使致即")):
        # 多空激烈争夺沪指, 就业报告后美股
        return _of_table(short, end - 2, end, short.name)
    return None


def _company_tail(text: str, start: int, end: int) -> Name | None:
    """A name behind what it is: 石化生产商Chandra Asri石化, 能源公司ENPH, 药厂安进."""
    found = _WHAT_IT_IS.match(text, start, end)
    return known_name(text, found.end(), end) or formed_name(text, found.end(), end) if found else None


def _head(text: str, start: int, end: int) -> Name | None:
    """A name before what it does or where: 中移动A股于上海证券交易所, 创业板指运行飘忽."""
    found = _SHORT_HEAD.match(text, start, end)
    known = known_name(text, start, found.end("head")) if found else None
    if known and not securities.is_common_word(known.text):
        return known
    found = _HEAD.match(text, start, end)
    if found:
        at = found.end("head")
        if text[at - 1] in _PARTICLES and at - start > _SHORT_NAME:
            at -= 1  # 五粮液更因
        return known_name(text, start, at) or formed_name(text, start, at)
    for at in range(min(end - 1, start + 10), start + 1, -1):
        name = known_name(text, start, at)
        if (
            name
            and not securities.is_common_word(name.text)
            and name.asset not in (("sector",) if at - start > 2 else ("sector", "stock", "variety"))
            and not _GOES_ON.match(text[at:end])
            and not (name.asset == "stock" and end - at <= _SHORT_REST)  # 福莱特玻璃 is no 福莱特
        ):
            return name
    return None


def _may_precede(prefix: str) -> bool:
    if prefix.endswith("ETF") or (prefix[-1] not in "年月日" and any(map(str.isdigit, prefix))):
        return False  # the house of a fund; 沪深300金融地产指数
    return len(prefix) > 2 or prefix.endswith(("股", "块", "中", "的", "头"))
