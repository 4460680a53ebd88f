"""How long one brief and one market wrap take to read, beside a bare regular expression and a bare validation.

Names cost most when they are first seen, so briefs of 5,000 shares and of 5,000 names that nobody has are read once
before all else.

    python -m benchmarks.read_brief

Prints microseconds of processor time, the best of many rounds, all in the same run.
"""

import gc
import re
import time
from collections.abc import Callable
from typing import Any

from benchmarks import bench, load
from schemas.raw import Report, parse_raw, report_of
from workers.pipeline import process_payload, read_item
from workers.price import read_moves
from workers.price.reading import read_by_grammar

ROUNDS = 200
NEW_NAMES = 5_000
WRAP_CHARS = 2_000
NAMES = [
    "平安银行",
    "格力电器",
    "万科A",
    "宁德时代",
    "海螺水泥",
    "三一重工",
    "中国中免",
    "徐工机械",
    "五粮液",
    "贵州茅台",
]
FORM = re.compile(
    r"(\d+)月(\d+)日,(.+?)(?:\((.+?)\))?盘中(上涨|下跌)([\d.]+)%,截至(\d\d:\d\d),报([\d.]+)元/股,成交([\d.]+)(万|亿)元,换手率(.*)$"
)
WRAP = (
    "沪指收涨0.32%，报3380.2点；深证成指跌0.15%，报10186.5点；创业板指跌0.4%。板块方面，水泥股午后走强，海螺水泥(600585)涨超4%，华新水泥、"
    "塔牌集团跟涨；汽车零部件概念延续活跃，市场人士认为，政策对需求的拉动仍需时间观察，短期情绪有望修复。港股方面，恒生指数跌0.5%，报23345点，"
    "吉利汽车涨2.1%，报18.3港元。外盘方面，现货黄金收跌0.8%，报3201.5美元/盎司，布伦特原油期货涨1.1%。"
)


def make_payload(index: int) -> dict[str, Any]:
    """One brief of the commonest form, as a queue carries it."""
    name, pct = NAMES[index % len(NAMES)], f"{1 + index % 7}.{index % 90 + 10}"
    return {
        "kind": "brief",
        "source": "benchmark",
        "title": f"{name}涨{pct}%,成交额1...",
        "snippet": f"5月16日,{name}盘中上涨{pct}%,截至09:{35 + index % 20},报{12 + index}.38元/股,成交2.46亿元,换手...",
        "page_published_at": "2025-05-16T07:11:23+08:00",
        "captured_at": "2025-05-16T09:40:00+08:00",
    }


def make_wrap(body: str) -> Report:
    """A market wrap as an article."""
    given = {"kind": "article", "source": "benchmark", "title": "收评", "body": body}
    return report_of(parse_raw(given | {"captured_at": "2025-05-16T15:30:00+08:00"}))


def best_us(work: Callable[[], object], count: int) -> float:
    """Microseconds of processor time for one of `count` things, the best of all rounds."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.process_time_ns()
        work()
        best = min(best, (time.process_time_ns() - start) / count / 1000)
    return best


def first_sight_us(payloads: list[dict[str, Any]]) -> float:
    """Microseconds of processor time for one of several payloads, each read once."""
    start = time.process_time_ns()
    for payload in payloads:
        process_payload(payload)
    return (time.process_time_ns() - start) / len(payloads) / 1000


def main() -> None:
    """Prints one line a question."""
    process_payload(make_payload(0))  # tables and vocabulary are loaded before the first item,
    read_moves(make_wrap(WRAP))  # and the patterns of names made, as in a worker before it forks
    gc.disable()
    known = load.briefs(NEW_NAMES)
    unknown = [item.model_dump(mode="json", exclude_none=True) for item in bench.briefs(NEW_NAMES)]
    known_us, unknown_us = first_sight_us(known), first_sight_us(unknown)
    payloads = [make_payload(index) for index in range(100)]
    reports: list[Report] = [report_of(parse_raw(payload)) for payload in payloads]
    texts = [report["text"] for report in reports]
    wrap, dense = make_wrap((WRAP * 20)[:WRAP_CHARS]), make_wrap(load.wrap(WRAP_CHARS))
    lines = [
        ("a bare regular expression", best_us(lambda: [FORM.match(text) for text in texts], 100)),
        ("a bare validation", best_us(lambda: [parse_raw(payload) for payload in payloads], 100)),
        ("read_moves, commonest form", best_us(lambda: [read_moves(report) for report in reports], 100)),
        ("the same by the grammar alone", best_us(lambda: [read_by_grammar(report) for report in reports], 100)),
        ("read_item, class included", best_us(lambda: [read_item(report) for report in reports], 100)),
        ("process_payload, known names", best_us(lambda: [process_payload(each) for each in known[:100]], 100)),
        ("the same, each name at first sight", known_us),
        ("process_payload, nobody's names", best_us(lambda: [process_payload(each) for each in unknown[:100]], 100)),
        ("the same, each name at first sight", unknown_us),
        (f"a wrap of {WRAP_CHARS} characters", best_us(lambda: read_moves(wrap), 1)),
        ("one that never names one twice", best_us(lambda: read_moves(dense), 1)),
    ]
    for what, microseconds in lines:
        print(f"{what:34} {microseconds:9.1f} µs")
    print(f"moves in the wraps: {len(read_moves(wrap).moves)}, {len(read_moves(dense).moves)}")


if __name__ == "__main__":
    main()
