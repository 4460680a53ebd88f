"""The load of all benchmarks: briefs in the form of a portal's ticker, stories of about 1,100 characters. Repeatable.

No two are alike: shares, minutes, days and figures differ, so that each lands as an item of its own, which is what
costs most. One brief in ten is of a fund at the open, one in twenty at its limit, as on a real page. Stories
are put together from story.txt. All of it is ours.
"""

import random
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import cycle, islice
from pathlib import Path
from typing import Any, Final

from reference import divisions, securities

_FIRST_DAY: Final = date(2025, 6, 3)
_MINUTES: Final = 180
_TITLE_CHARS: Final = 15  # a portal's list shows so many, then dots
_SNIPPET_CHARS: Final = 50
_FUNDS: Final = ("沪深300", "中证500", "科创50", "红利低波", "医药", "芯片", "光伏", "银行", "半导体", "机器人")
_HOUSES: Final = ("华夏", "易方达", "南方", "博时", "嘉实", "广发", "国泰", "富国", "招商", "汇添富")
_STORY_CHARS: Final = 1_050

_TASKS: Final = (
    "老旧小区改造", "农村公路养护", "职业技能培训", "社区养老服务", "河道清淤", "校园食品安全", "小微企业融资",
    "数字政务大厅", "耕地保护", "公共充电设施", "托育服务", "中医药传承", "困境儿童帮扶", "垃圾分类", "冷链物流",
)  # fmt: skip
_OFFICES: Final = ("发展改革局", "财政局", "教育局", "民政局", "农业农村局", "市场监管局", "生态环境局", "卫生健康局")
_LEADS: Final = 2  # lines of story.txt that can open a story


@lru_cache(maxsize=1)
def _names() -> list[str]:
    """Every share's name that is a name alone."""
    return [name for name in securities.names() if len(name) >= 3 and name[0] not in "*SNPCX"]


@lru_cache(maxsize=1)
def _places() -> list[str]:
    """County names that mean one place alone."""
    return [
        name for name, found in divisions.names().items() if len(found) == 1 and name[-1] in "县区市" and len(name) > 2
    ]


@lru_cache(maxsize=1)
def _paragraphs() -> list[str]:
    """Paragraphs with places to fill in, one a line."""
    return Path(__file__).with_name("story.txt").read_text(encoding="utf-8").splitlines()


def _cut(text: str, at: int) -> str:
    return text if len(text) <= at else text[:at] + "..."


def wrap(chars: int) -> str:
    """A market wrap that names a sector and five shares a sentence, no share twice."""
    names, sentences = iter(_names()), []
    for number, sector in zip(range(chars // 50), cycle(_FUNDS), strict=False):
        one, two, three, four, five = islice(names, 5)
        pct, price = f"{number % 7 + 2}.{number % 90 + 10}", f"{number + 5}.28"
        sentences.append(
            f"{sector}板块午后拉升，{one}涨停，{two}涨超{number % 6 + 3}%，{three}、{four}跟涨；"
            f"{five}跌{pct}%，报{price}元，成交额{number + 1}.5亿元。"
        )
    return "".join(sentences)[:chars]


def brief(number: int) -> dict[str, Any]:
    """The brief of a number, as a queue carries it. Different for different numbers below some hundred million."""
    chance = random.Random(number)
    names = _names()
    turn, at = divmod(number, len(names))
    days, minute = divmod(turn, _MINUTES)
    day = _FIRST_DAY + timedelta(days=days)
    clock = f"{9 + (35 + minute) // 60:02}:{(35 + minute) % 60:02}"
    when = f"{day.month}月{day.day}日"
    pct, price = chance.randint(101, 899) / 100, chance.randint(210, 9_900) / 100
    amount = (
        f"{chance.randint(100, 2_900) / 100:g}亿"
        if chance.random() < 0.4
        else f"{chance.randint(40_000, 999_999) / 100:g}万"
    )
    verb, long = chance.choice((("涨", "上涨"), ("跌", "下跌")))
    if number % 10 == 9:
        at_open, kind = divmod(number // 10, len(_FUNDS) * len(_HOUSES))
        name, code = f"{_FUNDS[kind % len(_FUNDS)]}ETF{_HOUSES[kind // len(_FUNDS)]}", 159_000 + kind
        pct, verb = (1 + at_open % 999) / 100, "涨跌"[at_open // 999 % 2]  # an open has no minute: figures must differ
        title = f"{name}({code})开盘{verb}{pct:.2f}%"
        text = (
            f"{when},{name}({code})开盘{verb}{pct:.2f}%,报{price:.3f}元。{name}({code})重仓股方面,{names[at]}开盘涨1%"
        )
    else:
        flag = "(维权)" if number % 15 == 7 else ""
        move, long = (verb + "停", verb + "停") if number % 20 == 3 else (f"{verb}{pct:.2f}%", f"{long}{pct:.2f}%")
        title = f"{names[at]}{move},成交额{amount}元"
        text = (
            f"{when},{names[at]}{flag}盘中{long},截至{clock},报{price:.2f}元/股,成交{amount}元,"
            f"换手率{chance.randint(20, 1_500) / 100:.2f}%,总市值{chance.randint(2_000, 90_000) / 100:.2f}亿元。"
        )
    page = f"{day}T{clock}:10+08:00"
    return {
        "kind": "brief", "source": f"门户{number // 20 % 40}",
        "title": _cut(title, _TITLE_CHARS), "snippet": _cut(text, _SNIPPET_CHARS),
        "page_published_at": page, "captured_at": page, "page_id": f"{number // 20:024x}", "position": 1 + number % 20,
        "spans": [[2_000 + number % 20 * 90, 2_085 + number % 20 * 90]], "schema_version": 1,
    }  # fmt: skip


def story(number: int) -> dict[str, Any]:
    """The article of a number: 1,050 to 1,250 characters on one task in one county."""
    chance = random.Random(number)
    places = _places()
    place, task = places[number * 7_919 % len(places)], _TASKS[number // len(places) % len(_TASKS)]
    lines = _paragraphs()
    parts: list[str] = []
    for paragraph in (chance.choice(lines[:_LEADS]), *chance.sample(lines[_LEADS:], len(lines) - _LEADS)):
        parts.append(
            paragraph.format(
                place=place,
                task=task,
                office=chance.choice(_OFFICES),
                year=2025,
                later=2027,
                month=chance.randint(2, 9),
                a=chance.randint(120, 980),
                b=chance.randint(12, 60),
                c=chance.randint(2, 48),
                d=chance.randint(2, 9),
                e=chance.randint(10, 99),
            )
        )
        if sum(map(len, parts)) >= _STORY_CHARS:
            break
    day = _FIRST_DAY + timedelta(days=number % 20)
    published = f"{day}T{6 + number % 14:02}:{number % 60:02}:{number % 59:02}+08:00"
    return {
        "kind": "article", "source": f"门户{number % 40}", "title": f"{place}印发方案推进{task}",
        "body": "\n".join(parts), "author": "创作小组", "published_at": published, "captured_at": published,
        "page_id": f"{number:024x}", "position": 0, "spans": [[0, 1_300]], "schema_version": 1,
    }  # fmt: skip


def briefs(count: int, start: int = 0) -> list[dict[str, Any]]:
    """Briefs of consecutive numbers."""
    return [brief(number) for number in range(start, start + count)]


def stories(count: int, start: int = 0) -> list[dict[str, Any]]:
    """Articles of consecutive numbers."""
    return [story(number) for number in range(start, start + count)]


def mean_chars(items: Sequence[dict[str, Any]]) -> float:
    """The mean length of title and text together."""
    return sum(len(item["title"]) + len(item.get("snippet") or item.get("body") or "") for item in items) / len(items)
