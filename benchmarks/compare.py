"""Everything in one run: peers and us side by side, ratios, and the table and picture of docs/performance.md.

    python -m benchmarks.compare                    # some 12 minutes; wants a quiet machine
    python -m benchmarks.compare --quick            # 2 minutes; shows only that it works, writes nothing
    python -m benchmarks.compare --before REVISION  # where time goes also at an earlier commit, measured in this run
    python -m benchmarks.compare --render           # the table and the picture again, from the last full run

Peers run in environments of their own (benchmarks/peers), all against the same server program with the same settings
as ours: the embedded Valkey with its AOF, on a unix socket, fresh for each run. Three repetitions in turn.

Figures are kept in .benchmarks as they come: compare.json has those of the last full run, partial.json those of a run
that was ended.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple

from benchmarks import load, report
from benchmarks.bench import own_server, take_memory
from benchmarks.peers.setup import PEERS, python_of
from benchmarks.tell import Figures, machine
from runtime.connect import open_bytes_client
from schemas.queues import MAX_BATCH

ROOT: Final = Path(__file__).parents[1]
KEPT: Final = ROOT / ".benchmarks" / "compare.json"
_PARTIAL: Final = KEPT.with_name("partial.json")
_LIMIT_S: Final = 180.0
_QUICK: Final = 8  # so much less
_PEERS_ITEMS: Final = 10_000  # of ours; tasks and items of any peer need less memory


class Counts(NamedTuple):
    """How many tasks make a peer work for one to two seconds: fewer would measure its start, more cost time.

    Attributes:
        nothing: Tasks that do nothing; half as many again for two processes.
        brief: Briefs, one a task, for one process and for two.
        batched: Briefs in batches; 0 if that is not measured.
    """

    nothing: int
    brief: int
    batched: int = 0


_COUNTS: Final = {
    "huey": Counts(10_000, 4_000, 30_000),
    "taskiq": Counts(7_000, 4_000, 30_000),
    "celery": Counts(2_500, 2_000),
    "dramatiq": Counts(5_000, 4_000),
    "arq": Counts(3_000, 2_000),
    "saq": Counts(3_000, 2_000),
    "rq": Counts(600, 600),
}


def say(text: str) -> None:
    """Progress, beside the figures."""
    print(f"[{time.strftime('%H:%M:%S')}] {text}", file=sys.stderr, flush=True)


def ask(module: str, *arguments: str) -> Figures:
    """What another benchmark answers, in a process of its own: what it loads then weighs on nobody else."""
    command = [sys.executable, "-m", f"benchmarks.{module}", *arguments]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True)
    figures: Figures = json.loads(done.stdout.splitlines()[-1])
    return figures


@contextmanager
def briefs_file(count: int) -> Iterator[Path]:
    """Briefs as JSON Lines."""
    with tempfile.TemporaryDirectory(prefix="pt-") as folder:
        path = Path(folder) / "briefs.jsonl"
        lines = (json.dumps(brief, ensure_ascii=False) + "\n" for brief in load.briefs(count))
        path.write_text("".join(lines), encoding="utf-8")
        yield path


def peer_rate(peer: str, procs: int, *what: str) -> float | None:
    """Tasks or briefs a second of one peer; None, with a word on stderr, if it fails."""
    with own_server() as settings, tempfile.TemporaryDirectory(prefix="pt-") as folder:
        with open_bytes_client(settings) as client:
            take_memory(client, _PEERS_ITEMS)
        url = settings.queue_url.get_secret_value() if settings.queue_url else ""
        env = os.environ | {"PEER_URL": url, "PEER_FOLDER": folder, "PYTHONPATH": str(ROOT)}
        command = [str(python_of(peer)), "-m", "benchmarks.peers.drive", peer, str(procs), *what]
        try:
            done = subprocess.run(
                command, cwd=ROOT, env=env, capture_output=True, text=True, check=True, timeout=_LIMIT_S
            )
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
            say(f"{peer} failed: {error}\n{str(error.stderr)[-500:]}")
            return None
    return float(done.stdout.splitlines()[-1])


def peer_rates(peer: str, less: int) -> dict[str, float | None]:
    """One repetition of a peer."""
    counts = _COUNTS[peer]
    rates = {
        "nothing, 1 process": peer_rate(peer, 1, str(counts.nothing // less)),
        "nothing, 2 processes": peer_rate(peer, 2, str(counts.nothing * 3 // 2 // less)),
    }
    with briefs_file(counts.brief // less) as path:
        for procs, name in ((1, "brief, 1 process"), (2, "brief, 2 processes")):
            rates[name] = peer_rate(peer, procs, str(path))
    if counts.batched:
        with briefs_file(counts.batched // less) as path:
            rates["batches, 2 processes"] = peer_rate(peer, 2, str(path), str(MAX_BATCH))
    return rates


def repeat(
    repetitions: int, rates: dict[str, dict[str, list[float]]], keep: Callable[[], None], *, quick: bool
) -> None:
    """All that is measured several times, in turn: peers, and us with and without the queue.

    Args:
        repetitions: How often.
        rates: Gets what is measured as it comes, by name and by what was done.
        keep: Called after each.
        quick: Whether few items are enough.
    """
    options = ["--quick"] if quick else []

    def note(name: str, found: dict[str, float | None]) -> None:
        for what, rate in found.items():
            if rate is not None:
                rates.setdefault(name, {}).setdefault(what, []).append(rate)
        say(f"{name}: " + ", ".join(f"{what} {rate:,.0f}/s" for what, rate in found.items() if rate is not None))
        keep()

    for turn in range(repetitions):
        for peer in PEERS[turn % len(PEERS) :] + PEERS[: turn % len(PEERS)]:
            note(peer, peer_rates(peer, _QUICK if quick else 1))
        for question in ("briefs", "articles", "cold", "enqueue"):
            note(f"our {question}", ask("ours", question, *options))


def collect(repetitions: int, before: str, *, quick: bool) -> Figures:
    """All figures."""
    options = ["--json", *(["--quick"] if quick else [])]
    started = time.perf_counter()
    figures: Figures = {"machine": machine(), "day": time.strftime("%Y-%m-%d"), "repetitions": repetitions, "rates": {}}

    def keep() -> None:
        if quick:
            return
        KEPT.parent.mkdir(exist_ok=True)
        _PARTIAL.write_text(json.dumps(figures, indent=1), encoding="utf-8")

    repeat(repetitions, figures["rates"], keep, quick=quick)
    say("latency")
    figures["latency"] = ask("ours", "latency", *options[1:])
    for module in ("where", "scaling", "workers_memory", "large_feeds"):
        keep()
        say(module)
        figures[module] = ask(module, *options, *(["--before", before] if before and module == "where" else []))
    figures["minutes"] = (time.perf_counter() - started) / 60
    _PARTIAL.unlink(missing_ok=True)
    return figures


def main() -> None:
    """Install peers, measure, print; after a full run, write the page's table and its picture."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="few items, once; writes nothing")
    parser.add_argument("--repetitions", type=int, default=3)
    parser.add_argument("--before", default="", metavar="REVISION", help="a commit to compare where time goes with")
    parser.add_argument("--render", action="store_true", help="measure nothing, write page and picture again")
    asked = parser.parse_args()
    if asked.render:
        figures: Figures = json.loads(KEPT.read_text(encoding="utf-8"))
    else:
        for peer in PEERS:
            python_of(peer)
        try:
            figures = collect(1 if asked.quick else asked.repetitions, asked.before, quick=asked.quick)
        except KeyboardInterrupt:
            sys.exit(f"ended; figures so far, if the run was a full one: {_PARTIAL}")
        if not asked.quick:
            KEPT.write_text(json.dumps(figures, indent=1), encoding="utf-8")
    print(report.page(figures))
    if not asked.quick:
        report.write(figures)


if __name__ == "__main__":
    main()
