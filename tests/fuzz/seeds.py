"""What the fuzzer starts from: texts and pages of our own, and the kinds of pieces that texts are made of."""

import json
import re
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from producers.decode import decode
from producers.split import Capture, split_capture
from schemas.raw import SHANGHAI, RawArticle

_TESTS: Final = Path(__file__).parents[1]
_FORM: Final = re.compile(r"\d{1,2}月\d{1,2}日,[^,，]{2,24}(?:盘中|开盘)(?:[大上下]?[涨跌]|[涨跌]停)[\d.%]*,[截报]")
_SAMPLE: Final = _TESTS.parent / "docs" / "sample" / "page.txt"


class Seed(NamedTuple):
    """A title and a text to start from."""

    title: str
    text: str


_TOLD: Final = (
    Seed(
        "平安银行涨1.25%,成交额2...",
        "5月16日,平安银行盘中上涨1.25%,截至10:12,报11.36元/股,成交2.08亿元,换手率0.09%...",
    ),
    Seed("格力电器跌2.07%,成交额8...", "5月16日,格力电器(维权)盘中下跌2.07%,截至10:13,报45.02元/股,成交8123.4..."),
    Seed("万科A涨停,成交额3.15亿...", "5月16日,万科A盘中涨停,截至10:14,报7.59元/股,成交3.15亿元,换手率0...."),
    Seed("沪深300ETF华泰柏瑞(5...", "5月16日,沪深300ETF华泰柏瑞(510300)开盘涨0.21%,报3.915元。沪深300ETF华..."),
    Seed(
        "收评：沪指涨0.4% 两市成交超1.2万亿元",
        "三大指数收盘涨跌不一，截至收盘，上证指数涨0.41%报3380.2点，深证成指跌0.12%，创业板指跌超半成。"
        "板块方面，贵州茅台、五粮液涨超3%，宁德时代跌近两成，比亚迪等跟涨；N测试(301000)一度涨120%，收涨86.5%，成交额12.3亿元。",
    ),
    Seed(
        "恒指收跌1.2% 騰訊控股挫3%",
        "恒生指數全日跌250.6點，收報20412點，成交額1,134.1億港元。騰訊控股(00700.HK)跌3.02%，報380.4港元；阿里巴巴(BABA.N)盤前升2.5%。",
    ),
    Seed(
        "夜盘：沪金主力合约涨0.8%",
        "5月15日夜盘，沪金2506合约涨0.82%，报768.5元/克；WTI原油期货跌1.1%，报61.35美元/桶。美元兑日元升破145。",
    ),
    Seed("", "云栖药业(维权)盘中触及跌停，报２１.０６元，成交额超４亿元，换手率３．２％，总市值约86.4亿元。"),
    Seed(
        "国务院印发数据要素若干意见",
        "国务院近日印发《关于加快数据要素市场建设的若干意见》（国发〔2025〕12号），自2025年7月1日起施行。意见提出，到2027年培育30家以上龙头企业，"
        "安排资金1.5万亿元，覆盖三分之二的县（区），惠及34万8000人，补贴比例为百分之三十。浙江省杭州市余杭区、鼓楼区先行试点。",
    ),
    Seed(
        "北京市海淀区推出“一码办”改革",
        "□张某 李某\n　　海淀区市场监督管理局6月3日发布"
        "《海淀区企业服务“一码办”管理办法（试行）》（海政发〔2025〕3号），自即日起施行。\n"
        "　　比亚迪股份有限公司、海康威视等7家企业参加试点，同比增长12.5%，约2千名职工受益。二〇二五年六月三日",
    ),
    Seed(
        "某市统计局：上半年物价同比-0.3%",
        "某市统计局7月9日发布，上半年物价同比-0.3%，环比－0.1%，财政结余为-2.4亿元，冬季气温在-8℃至-3℃之间，民间投资增速（−1.5%）回落，"
        "进口由3%至-2%，降幅收窄至-0.5—1%，负增长1个百分点，应对COVID-19的资金10亿元-12亿元，净流入-1.2万人。",
    ),
    Seed(
        "某省印发办法 去年12月1日起施行",
        "某省2019年3月1日印发《某某办法》，同年5月1日起施行，次年1月1日修订。检查于2023年11月1日至2月28日进行，执行期限为2023年9月1日至12月31日。"
        "申报时间为9月1日至10月31日，去年12月1日起受理，2月29日截止。",
    ),
    Seed("", "平安银行跌两成半，现报3,380.25，成交1.2万亿元，换手率1.23%，总市值2,212.36亿港元。"),
    Seed(
        "贵州茅台(600519.SH)跌近半成",
        "贵州茅台(600519)截至10:30跌4.93个百分点，报1,386.00元，成交1,234手；标普500指数收涨1.2%，报5,958.38点。",
    ),
    Seed("甲乙公司举行年会", "甲乙公司5月16日在某地举行年会，三百余人参加，会后发放了纪念品。"),
)


@lru_cache(maxsize=1)
def seeds() -> tuple[Seed, ...]:
    """Every title with its text that the tests' labelled items hold, and those above."""
    rows = [
        json.loads(line)
        for path in sorted((_TESTS / "quality").glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    return (*_TOLD, *(Seed(row["title"], row["text"]) for row in rows), *_items())


def _items() -> Iterator[Seed]:
    """What the sample pages hold."""
    for page in pages():
        for item in split_capture(Capture(page, "s", datetime(2025, 6, 12, 10, tzinfo=SHANGHAI))).items:
            yield Seed(item.title, item.body if isinstance(item, RawArticle) else item.snippet)


def seed_form() -> list[Seed]:
    """The briefs of the commonest form: a day, a name, a session, a change, a price."""
    return [seed for seed in seeds() if _FORM.match(seed.text)]


@lru_cache(maxsize=1)
def pages() -> tuple[str, ...]:
    """Every sample page."""
    paths = [*sorted((_TESTS / "pages").glob("*.txt")), _SAMPLE]
    return tuple(decode(path.read_bytes()) for path in paths)


# Each says one thing that some rule looks for; repeated, it is what that rule must stay linear for.
PIECES: Final = (
    "涨", "跌停", "连涨", "创新高", "一度", "收", "报", "成交额", "换手率", "总市值", "较", "的", "和", "等",
    "其中", "或", "昨日", "涨5%，", "跌2.31%", "两成", "半成", "一成", "超", "约", "不足", "分别", "10天", "3连板",
    "5月16日", "5月", "2025年5月16日", "2025-05-16", "09:35", "截至", "周五", "盘中", "收盘：", "1.", "1,",
    "1,111", "0", "９", "万", "亿元", "1.2万亿元", "12点", "100手", "3%", "％", "百分之", "三分之二", "1/2", "一",
    "二十", "百千", "、", "五粮液、", "五粮液", "平安银行", "*ST", "(维权)", "(000858)", "(0", "（（（", "(", "）",
    "《", "《《《", "》", "《办法》", "〔2025〕1号", "国发〔2025〕12号", "第12号", "“", "”", "“甲乙”工程", "【",
    "：", "，", "。", "；", "！", ".", "..", "…", "......", "—", "-", "/", "|", "□", "记者 张某 ", "（记者张某）",
    "来源：", "责任编辑：", "相关内容\n", "热门资讯\n", "相关阅读：", "首页 > ", "阅读 123", "\n", "\r\n", "\r",
    "\n\n　　", " ", "　", "\t", "A股", "ETF", "HK", "USD", "a", "a ", ".HK", "国务院", "财政部", "发改委", "市",
    "省", "区", "浙江省", "杭州市", "余杭区", "鼓楼区", "省科技厅", "市政府", "美国", "香港", "中国", "有限公司",
    "股份有限公司", "甲、乙、丙等7家企业", "公司", "集团", "印发", "自", "起施行", "计划", "行动", "试点", "工程",
    "经", "向", "有关部门", "亿元、", "家", "名", "漲", "億", "報", "臺灣", "東方", "é", "\u0301", "あ", "Б",
    "\u0627", "😀", "👨‍👩‍👧", "\u200b", "\u202e", "\u2066", "\ufeff", "\x1b[31m", "\x07", "\x00", "\x85",
    "\u2028", "\\ud800", "&amp;", "<b>", "http://a.b/", "%s", "{}", "$1",
    "五粮液(000858)涨5%，", "沪指跌1%，报3200.5点。", "白酒板块涨停；", "美元兑日元跌0.4%，报145.2；",
    "甲乙股份、丙丁股份跟涨，", "浙江省财政厅印发《办法》，自5月16日起施行。", "甲乙有限公司等7家企业获1.2亿元；",
    "杭州市“甲乙”工程，", "同比-0.1%", "为－3.2亿元", "-5℃", "至-3%", "同年6月1日",
    "次年1月1日", "至12月31日", "2019年", "2月29日",
)  # fmt: skip
