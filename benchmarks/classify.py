"""How long does telling a class take, and what does the model cost to load?

python -m benchmarks.classify
"""

import subprocess
import sys
import timeit
from collections.abc import Callable
from functools import partial

from workers.classify import classify, explain

ROUNDS, REPEATS = 5, 2000  # short rounds: some of them run undisturbed on a busy machine
STRUCTURE = (
    "远山科技涨3.61%,成交额2...",
    "8月7日,远山科技盘中上涨3.61%,截至09:41,报8.70元/股,成交2.02亿元,换手率3....",
)
TITLE = ("云岭电气跌停,成交额8311.2万...", "")
LATER = ("云岭化肥概览", "化肥板块午后走强,云岭电气等多只个股跟涨。")
FUND = ("云帆稀有金属ETF联接(1...", "8月7日,云帆稀有金属ETF(159999)开盘涨0.30%,报0.902元。云帆稀有金属ETF...")
BRIEF = (
    "老旧营运车辆更新补贴可以申报了",
    "记者从工业和信息化部获悉，老旧营运车辆更新补贴申报通道已经开通，单车最高可补8万元，各地可自下月起...",
)
STORY = (
    "县市场监管局推行上门服务 惠企政策直达快享",
    "今年以来，云岭县市场监管局围绕优化营商环境，推行“企业吹哨、部门报到”服务机制，变被动受理为主动上门。" * 22,
)
LOAD = """
import time
from reference.classify_rules import rules_over
from reference.classify_model import model
from reference.classify_letters import plain
resident = lambda: int(open("/proc/self/statm").read().split()[1]) * 4096 / 1e6
before, start = resident(), time.process_time()
model(), plain("")
middle = time.process_time()
rules_over("lead"), rules_over("title"), rules_over("text")
print(f"model and letters {1000 * (middle - start):.0f} ms, rules {1000 * (time.process_time() - middle):.0f} ms,"
      f" {resident() - before:.1f} MB")
"""


def best_us(call: Callable[[], object]) -> float:
    """The fastest of some rounds: what the work takes when nothing disturbs it."""
    return min(timeit.repeat(call, number=ROUNDS, repeat=REPEATS)) / ROUNDS * 1e6


def main() -> None:
    """Print one line a question."""
    for name, (title, text) in {
        "a brief's lead": STRUCTURE,
        "a fund's lead": FUND,
        "structure, title": TITLE,
        "structure, text": LATER,
        "brief, model": BRIEF,
        "story, model": (STORY[0], STORY[1][:1100]),
    }.items():
        took = best_us(partial(classify, title, text))
        print(f"{name:18} {took:7.1f} us  {classify(title, text).label:13} {explain(title, text).rule or 'model'}")
    print(subprocess.run([sys.executable, "-c", LOAD], capture_output=True, text=True, check=True).stdout.strip())


if __name__ == "__main__":
    main()
