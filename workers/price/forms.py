"""What a word's form alone tells: 某某ETF is a fund, 某某板块 a sector, and much can be no name at all."""

import re
from dataclasses import dataclass
from typing import Final

__all__ = ["LATIN", "Name", "formed_name"]


@dataclass(frozen=True, slots=True, eq=False)  # the same text gives the same object: a fast key
class Name:
    """A name inside a piece of text.

    Attributes:
        start: Where it begins in the piece; `end` where it ends.
        text: In plain characters, without spaces around.
        asset: As in DESIGN's `moves`, or ``market``, ``variety``; None if the name alone does not tell.
        market: Where it is quoted if the name tells (CN, HK, US ...), else None.
        key: Equal for names of one instrument.
        known: The name is in a table or has the form of its kind.
        code: Digits printed right behind the name, else None.
    """

    start: int
    end: int
    text: str
    asset: str | None
    market: str | None
    key: str
    known: bool
    code: str | None = None
    tabled: bool = False


_SECTOR: Final = re.compile(
    r"(?<!各)(?<!美就)(?:板块|概念股?|概念板块|行业|赛道|产业链|题材|方向|板块指数|概念指数|板|类股|(?<![控配])股|产业|主题|系|^..业)$"
)
_STOCK_STYLE: Final = re.compile(r"(?<=.)(?:[ABH]股|ADR|(?<=[^关联如])[美港]股)$")
_FUND: Final = re.compile(
    r"(?:(?<![A-Za-z])ETF|ETF(?![A-Za-z])|LOF|REIT|QDII|(?<=.)做[多空]$|基金$|混合[A-C]?$|联接|股票[A-C]?”?$|^基金)",
    re.IGNORECASE,
)
_INDEX: Final = re.compile(r"(?:指数|股指|综指|成指|期指|(?<=[^析告道家员息士构份])(?<=..)指)$")
_MARKETS: Final = re.compile(r"^(?!恒生|富时).{1,8}(?:股指|股市)$")
_BOND: Final = re.compile(
    r"(?:转债|转\d+|(?<!股)债|债息|孳息率?|国债息率|国债收益率|收益率|债券|(?i:[sl]h?ibor)|^\d{2}[^\d\s月日年]{2,8}(?:[A-Z]\d{0,2}|\d{2}|债\d{0,2}))$"
)
_FUTURE: Final = re.compile(
    r"(?:期货|主力|合约|连续|主连|期[铜铝锌铅镍锡金银油货指糖棉胶]|期油|期货价格|期价)$|期货|合约|^[一-鿿A-Za-z]{1,4}(?:1[5-9]|2\d)(?:0[1-9]|1[0-2])$|^LME|^COMEX|^NYMEX"
)
_FX: Final = re.compile(
    r"(?:兑|对)[^\d]{0,6}(?:元|美元|日元|日圆|人民币|里拉|卢布|卢比|韩元|镑|法郎|瑞郎|比索|雷亚尔|兰特|泰铢|克朗)(?!在|从|于)|汇率|[元镑圆]/[^/]{2,4}$|^[A-Z]{3}/[A-Z]{3}$|^.{0,4}人民币(?:中间价)?$"
)
_CRYPTO: Final = re.compile(r"(?:比特币|以太[坊币]|[^\s货]{1,4}币)$|^Do?ge")
_METAL: Final = re.compile(r".[锂钴镍铜铝锌锡硅钨锑铀]$")
_PRICE_TAIL: Final = re.compile(r"^现货.|(?:价格?|油价|金价|银价|铜价|现货|天然气)$|^.{1,4}(?:原油|橡胶)$")
_NO_NAME: Final = re.compile(
    r"(?:情绪|需求|预期|压力|风险|信心|成本|压|资金|成交|量能|力度|规模|业绩|营收|净利润?|利润|收入|销售额?|销量|产量|库存|比例|率|数据|经济|政策|消息|公告|公司|分析师|分析|人士|机构|投资者|"
    r"基本面|估值|均线|趋势|行情|走势|格局|热度|动能|态势|局面|关口|点位|点|档|时间|时候|时段|之后|以后|以前|前|后|中|内|时|上市|停牌|开盘|收盘|交易|表现|方式|记者|快讯|[社日专]讯|[社日专]电|消息面|"
    r"个股|多股|只股|家|标的|成分|成份|位|涨势|跌势|势头|CPI|PPI|GDP|同比|环比|数|量|净值|分钟|小时|分钟后|高点|低点|新高|新低|水平|记录|纪录|价差|幅度|封单|板|连板|天|日|周|月|年|市场|美联储|央行|加息|降息|"
    r"日均|获利|预估|空间|概率|意愿|氛围|焦点|主线|主力|北向|南向|外资|大盘股|小盘股|全球|整体|方面|板块方面|人气|高位|低位|仅|股民|A股|所致|影响|问题|事件|原因|条件|计划|项目|产品|合作|协议|一字|回|较|比|说|称|指|认为|表示|"
    r"新股|龙虎榜|席位|机会|要求|反映|一览|涨停|跌停|显示|指出|近|超|约|第[一二三四五六七八九十]|最大|最高|最低|创|地区|局势|谈判|会议|发布|疫情|龙头|期市|双杀|[^控持]股债|不断|预警|降息|扎堆|最深|有所|所|商品|中概|品种|[一二两三四五六七八九十]只|易主|揭秘|即使|掉头|上|下|里|间|来|去|了|着|过|吗|呢|啊|导致|受益|爆表|指引|增长|离职|尝试|增速|稍早|估计|预计|预测)$"
)
_STOP_CHARS: Final = re.compile(r"[的是了将被把你我们这那什么谁吗呢但却虽该没]|旗下|如果|因为|所以")
# What no company's name holds: numbers, amounts, periods, and words of doing
_NO_COMPANY: Final = re.compile(
    r"^(?:随|路透|第|超过?|近|逾|约|报\d|失\d|创下|只有|按|即使|久违|积极|期间)|^[\d.,万亿千百%V型]+$|\d种|股债商|\d{4}|\d[万亿]|终止|实施|开启|具体|还要|重组|抛售|支撑|耗时|遭|涨|跌|升幅|减持|易主|触及|突破|公布"
)
LATIN: Final = re.compile(r"^[A-Za-z][A-Za-z0-9&.\-' ]{0,30}$")
_LONGEST_STEM: Final = 6
_RELATED: Final = re.compile(r"(?:相关|类)(?:股份|个股)$")
_NO_ONE: Final = re.compile(
    r"(?:[牛妖]股|第一股|黑马|日图|周图|品种|显示)$|^(?:逾|近|约|超过?|[两三四五六七八九十百千]|\d)+只?股份$"
)
_TOO_GENERAL: Final = frozenset(
    {
        "指数",
        "对指数",
        "股指",
        "汇市",
        "债市",
        "基金",
        "ETF",
        "期货",
        "合约",
        "主力合约",
        "板块",
        "概念",
        "概念股",
        "个股",
        "股票",
        "龙头股",
        "赛道股",
        "权重股",
        "其他",
        "其它",
        "行业",
        "债券",
        "汇率",
        "价格",
        "收益率",
        "股份",
        "沪深",
        "深沪",
        "股票基金",
        "大宗商品",
    }
)
_STATISTIC: Final = re.compile(r"信心指数|经理人?指数|景气指数|物价指数|消费者指数|幸福指数")
_YEAR_TERM: Final = re.compile(r"^(?:\d{1,2}|[一二三五七十]{1,2})年期(?:主力合约)?$")


def formed_name(text: str, start: int, end: int) -> Name | None:
    """A name told by its form alone."""
    name = text[start:end].strip()
    size = len(name)
    if (
        name in _TOO_GENERAL
        or not any(map(str.isalnum, name))
        or not 2 <= size <= 30
        or (size > 8 and _STOP_CHARS.search(name))
    ):
        return None
    asset = _asset_of(name)
    if asset is None and not _may_be_stock(name):
        return None
    if asset == "stock" and name.endswith(("美股", "港股", "A股")) and not _may_have_shares(name[:-2]):
        return None
    if _NO_ONE.search(name) or (asset == "index" and _STATISTIC.search(name)):
        return None
    market = {"A": "CN", "H": "HK"}.get(name[-2]) if asset == "stock" and name.endswith("股") else None
    market = "US" if asset is None and LATIN.match(name) else market
    return Name(start, end, name, asset, market, name.upper().replace(" ", ""), known=asset is not None)


_FORMS: Final = (
    (_FUND, "fund"),
    (_STOCK_STYLE, "stock"),
    (_FUTURE, "future"),
    (_BOND, "bond"),
    (_MARKETS, "market"),
    (_INDEX, "index"),
    (_FX, "fx"),
    (_CRYPTO, "crypto"),
    (_PRICE_TAIL, "commodity"),
    (_SECTOR, "sector"),
    (_METAL, "commodity"),
)


def _asset_of(name: str) -> str | None:
    if name.endswith("股份"):
        return "sector" if _RELATED.search(name) else "stock"
    if _YEAR_TERM.match(name):
        return "future"
    return next((asset for pattern, asset in _FORMS if pattern.search(name)), None)


def _may_have_shares(stem: str) -> bool:
    """阿里巴巴 of 阿里巴巴美股, not 这次见证 of 这次见证港股."""
    return len(stem) <= _LONGEST_STEM and stem[0] not in "在后就对让于把给趁随" and not _STOP_CHARS.search(stem)


def _may_be_stock(name: str) -> bool:
    """Whether an unknown word has the shape of a company's name."""
    if LATIN.match(name):
        return True
    if name.startswith("指数") or _NO_COMPANY.search(name):
        return False
    if name.endswith("公司"):
        return len(name) > 2
    size = 24 if re.search(r"[A-Za-z]{2}", name) else 9
    return len(name) <= size and not _NO_NAME.search(name) and not _STOP_CHARS.search(name)
