"""Where the time of one item goes: CPU microseconds by part, of briefs and of stories of 1,100 characters.

    python -m benchmarks.where [--quick]
    python -m benchmarks.where --before REVISION    # and beside it what another commit needs, measured in the same run

Each part is measured alone on small chunks of items, and the lowest of several rounds counts, so that a busy machine
disturbs little. "server" is what the server itself reports.
"""

import argparse
import gc
import io
import json
import os
import resource
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

import hiredis
import orjson

from benchmarks import load
from benchmarks.bench import own_server
from benchmarks.tell import Figures, table
from feeds.entries import enter, entry_of
from feeds.keys import Keys
from feeds.merge import merge
from feeds.ready import make_ready
from producers.send import enqueue_items
from reference.warming import warm
from runtime.connect import open_bytes_client, open_feeds_client
from runtime.settings import Settings
from schemas import queues
from schemas.raw import parse_raw, report_of
from workers import main as main_of_workers
from workers.classify import classify
from workers.note import Note
from workers.pipeline import process_payload
from workers.policy import read_policy
from workers.price import read_moves
from workers.supervisor import Supervisor

ROOT: Final = Path(__file__).parents[1]
_CHUNK: Final = 25
_BATCH: Final = 500
Items = Sequence[dict[str, Any]]


def lowest(function: Callable[[Any], object], arguments: Sequence[Any], rounds: int = 7) -> float:
    """CPU microseconds a call: the sum of each chunk's lowest of several rounds."""
    total = 0.0
    for start in range(0, len(arguments), _CHUNK):
        chunk, best = arguments[start : start + _CHUNK], float("inf")
        for _ in range(rounds):
            before = time.process_time()
            for argument in chunk:
                function(argument)
            best = min(best, time.process_time() - before)
        total += best
    return total / len(arguments) * 1e6


def parts_of(kind: str, payloads: Items, queued: int) -> dict[str, float]:
    """Microseconds an item by part, and all of them together.

    Args:
        kind: "brief" or "story".
        payloads: Different ones.
        queued: How many items go through the queue to measure the transport.
    """
    parse_all = lowest(parse_raw, payloads)
    raws = [parse_raw(payload) for payload in payloads]
    reports = [report_of(raw) for raw in raws]
    docs = [process_payload(payload) for payload in payloads]
    rows = {"transport": transport(kind, payloads, queued), "validate": parse_all + lowest(report_of, raws)}
    rows["classify"] = lowest(lambda report: classify(report["title"], report["text"]), reports)
    rows["read, with evidence"] = lowest(read_moves if kind == "brief" else read_policy, reports)
    whole = lowest(process_payload, payloads)
    rows["put together, ids"] = max(whole - rows["validate"] - rows["classify"] - rows["read, with evidence"], 0.0)
    rows |= landing_parts(docs)
    rows["all"] = sum(rows.values())
    rows["more, if readings were kept until their batch is read"] = keeping(payloads)
    items = [merge([doc]) for doc in docs]
    rows["of it: evidence, serialise"] = rows["serialise"] - lowest(
        orjson.dumps, [{**item, "evidence": {}} for item in items]
    )
    return rows


def keeping(payloads: Items, rounds: int = 5) -> float:
    """CPU microseconds an item that it costs to keep a batch's readings as objects and write them out at its end."""
    batches = [payloads[start : start + _BATCH] for start in range(0, len(payloads), _BATCH)]
    used: dict[str, list[float]] = {"kept": [], "at once": []}
    for _ in range(rounds):
        start = time.process_time()
        for batch in batches:
            docs = [process_payload(payload) for payload in batch]
            [make_ready(doc) for doc in docs]
            del docs
        used["kept"].append(time.process_time() - start)
        start = time.process_time()
        for batch in batches:
            [make_ready(process_payload(payload)) for payload in batch]
        used["at once"].append(time.process_time() - start)
    return (min(used["kept"]) - min(used["at once"])) / len(payloads) * 1e6


def landing_parts(docs: Items) -> dict[str, float]:
    """Merging and index entries, serialising, packing, the rest of landing, and the server."""
    keys = Keys()
    items = [merge([doc]) for doc in docs]
    entries = [entry_of(item) for item in items]
    values = [orjson.dumps(item) for item in items]
    commands: list[Any] = [
        ("SET", keys.item(item["id"]), value, "NX") for item, value in zip(items, values, strict=True)
    ]
    rows = {"merge, entries": lowest(lambda doc: entry_of(merge([doc])), docs)}
    rows["merge, entries"] += lowest(lambda _: enter(entries, keys), [0] * 5) / len(docs)
    rows["serialise"] = lowest(orjson.dumps, items)
    rows["pack"] = lowest(hiredis.pack_command, commands)
    rows["pack"] += lowest(hiredis.pack_command, list(enter(entries, keys))) * len(enter(entries, keys)) / len(docs)
    client_us, server_us = land_all(docs)
    rows["look up, write, replies"] = max(client_us - rows["pack"], 0.0)
    rows["server"] = server_us
    return rows


def land_all(docs: Items, rounds: int = 5) -> tuple[float, float]:
    """CPU microseconds an item of landing new ones: in our process and in the server; the lowest of some rounds."""
    best: list[tuple[float, float]] = []
    ready = [make_ready(doc) for doc in docs]
    with own_server() as settings, open_feeds_client(settings) as feeds:
        landing = main_of_workers.make_landing(feeds, settings, Note())
        for _ in range(rounds):
            feeds.flushall()
            before = time.process_time(), _server_s(feeds)
            for start in range(0, len(docs), _BATCH):
                landing.land(ready[start : start + _BATCH])
            best.append((time.process_time() - before[0], _server_s(feeds) - before[1]))
    return min(row[0] for row in best) / len(docs) * 1e6, min(row[1] for row in best) / len(docs) * 1e6


def _server_s(client: Any) -> float:  # noqa: ANN401  redis-py leaves the answer untyped
    info = client.info("cpu")
    return float(info["used_cpu_user"]) + float(info["used_cpu_sys"])


def transport(kind: str, payloads: Items, queued: int) -> float:
    """CPU microseconds an item in a worker whose jobs do nothing; start and stop do not count."""
    raws = [parse_raw(payload) for payload in payloads]
    many = [raws[at % len(raws)] for at in range(queued)]
    few = many[: queued // 4]
    queue = queues.BRIEFS if kind == "brief" else queues.ARTICLES
    kept = main_of_workers.process_batch  # type: ignore[attr-defined]  # imported there, bound after the fork
    main_of_workers.process_batch = lambda *_args, **_kwargs: None  # type: ignore[attr-defined]
    used: list[float] = []
    try:
        for items in (few, many):
            with own_server() as settings, open_bytes_client(settings) as client:
                enqueue_items(items, client=client)
                used.append(_children_cpu_s(settings, queue))
    finally:
        main_of_workers.process_batch = kept  # type: ignore[attr-defined]
    return max((used[1] - used[0]) / (len(many) - len(few)) * 1e6, 0.0)


def _children_cpu_s(settings: Settings, queue: str) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    pid = os.fork()
    if pid == 0:
        Supervisor(settings, {queue: 1}).run(burst=True)
        os._exit(0)
    os.waitpid(pid, 0)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measure(*, quick: bool) -> Figures:
    """Parts of a brief and of a story."""
    warm()
    briefs, stories = load.briefs(200 if quick else 2_000), load.stories(30 if quick else 200)
    for payload in (*briefs, *stories):
        process_payload(payload)
    gc.collect()
    gc.freeze()
    return {
        "brief": parts_of("brief", briefs, 20_000 if quick else 80_000),
        "story": parts_of("story", stories, 2_000 if quick else 8_000),
    }


def before(revision: str, *, quick: bool) -> Figures:
    """The same at another commit: its code, this script."""
    packed = subprocess.run(["git", "archive", revision], cwd=ROOT, stdout=subprocess.PIPE, check=True).stdout
    with tempfile.TemporaryDirectory(prefix="pt-") as folder:
        with tarfile.open(fileobj=io.BytesIO(packed)) as files:
            files.extractall(folder, filter="data")
        command = [sys.executable, "-m", "benchmarks.where", "--json", *(["--quick"] if quick else [])]
        env = os.environ | {"PYTHONPATH": str(ROOT)}  # for scripts that the commit does not have
        done = subprocess.run(command, cwd=folder, env=env, stdout=subprocess.PIPE, check=True)
    figures: Figures = json.loads(done.stdout.splitlines()[-1])
    return figures


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--before", metavar="REVISION")
    asked = parser.parse_args()
    earlier = before(asked.before, quick=asked.quick) if asked.before else {}
    figures = measure(quick=asked.quick)
    if asked.json:
        print(json.dumps(figures | ({"before": earlier} if earlier else {})))
        return
    columns = {kind: figures[kind] for kind in ("brief", "story")}
    columns |= {f"{kind} before": parts for kind, parts in earlier.items()}
    table({part: {head: column.get(part) for head, column in columns.items()} for part in figures["brief"]})


if __name__ == "__main__":
    main()
