"""How long reading a policy story takes, what its tables cost, and how many of their companies it finds.

    python -m benchmarks.read_policy [--chars 1100] [--coverage]

Prints seconds and megabytes of loading, then CPU microseconds a story, without and with its class (the least and the
median of many readings).
With --coverage: the share of listed names of the tables that get their code in a plain sentence (names that are
ordinary words do not, without a word that says company), and in a sentence that says so.
"""

import argparse
import resource
import statistics
import time
from collections.abc import Callable

START = time.perf_counter()
MEMORY_AT_START = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

from reference import overseas, securities  # noqa: E402  loading is what is measured
from schemas.raw import Report, parse_raw, report_of  # noqa: E402
from workers.policy import read_policy  # noqa: E402

IMPORTED = time.perf_counter()

from runtime.memory import keep_memory  # noqa: E402
from workers.classify import classify  # noqa: E402

PARAGRAPH = (
    "今年以来，浙江省绍兴市上虞区在规上化工企业推行首席安全官制度，出台《上虞区首席安全官管理办法（试行）》，自2025年6月1日起施行。"
    "目前，全区已有212名企业安全负责人通过培训考核，18名首席安全官纳入区级人才目录，覆盖企业340余家。"
    "上虞区应急管理局组织专家组，借“安全生产月”“企业安全日”等活动开展宣讲，累计排查隐患1340项，整改率达到98.5%。"
    "该区还组织首席安全官赴海康威视、老板电器等标杆企业交流，引导企业加大安全投入，推动安全生产标准化建设。\n"
)
ROUNDS = 400
SENTENCES = {"plain": "监管部门对{}立案调查。", "said to be a company": "监管部门对{}公司立案调查。"}


def make_story(chars: int) -> Report:
    """A story of ours, repeated to a length."""
    text = (PARAGRAPH * (chars // len(PARAGRAPH) + 1))[:chars]
    payload = {"kind": "article", "source": "bench", "title": "上虞推出首席安全官制度", "body": text}
    return report_of(parse_raw(payload | {"published_at": "2025-05-16T08:00:00+08:00"}))


def coverage(sentence: str) -> tuple[int, int, int]:
    """Of the names of shares that are listed: how many there are, how many get their code, how many another's."""
    shares = {naming.security for namings in securities.namings().values() for naming in namings}
    names = {share.name: share.code for share in overseas.names().values() if share.exchange == "HKEX"}
    names |= {share.name: share.code for share in shares if share.status == "listed" and share.asset == "stock"}
    right = wrong = 0
    for name, code in names.items():
        payload = {"kind": "article", "source": "bench", "title": "", "body": sentence.format(name)}
        story = report_of(parse_raw(payload | {"published_at": "2026-11-01T08:00:00+08:00"}))
        codes = [company["code"] for company in read_policy(story).fields["companies"] if company["code"]]
        right += code in codes
        wrong += any(each != code for each in codes)
    return len(names), right, wrong


def cost(read: Callable[[], object]) -> str:
    """Of many readings the least and the median."""
    read()
    taken = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        read()
        taken.append((time.process_time() - begun) * 1e6)
    return f"least {min(taken):.0f} us, median {statistics.median(taken):.0f} us"


def main() -> None:
    """Load, read, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--chars", type=int, default=1100)
    parser.add_argument("--coverage", action="store_true")
    asked = parser.parse_args()
    story = make_story(asked.chars)
    begun = time.perf_counter()
    read_policy(story)
    loaded = time.perf_counter()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - MEMORY_AT_START
    print(f"imports {IMPORTED - START:.3f} s, first story with its tables {loaded - begun:.3f} s")
    print(f"memory of both {memory / 1024:.1f} MB")
    keep_memory()  # as workers do
    print(f"{len(story['text'])} characters, CPU: read {cost(lambda: read_policy(story))}")
    print(f"  with its class {cost(lambda: (classify(story['title'], story['text']), read_policy(story)))}")
    for label, sentence in SENTENCES.items() if asked.coverage else ():
        count, right, wrong = coverage(sentence)
        print(f"{label}: {count} listed names, {right / count:.1%} with their code, {wrong} with another's")


if __name__ == "__main__":
    main()
