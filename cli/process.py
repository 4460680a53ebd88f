"""`policytape process`: the pure part as a filter."""

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

import click

from cli.errors import EXIT_FAILED, complain
from cli.lines import STDIN, bounded, changed_at, dated, parse_line
from cli.options import captured_at_option
from cli.output import write_line
from runtime.memory import keep_memory
from schemas.items import Doc
from schemas.payloads import kept_payload


@click.command(name="process", short_help="Filter raw items to items, without a server.")
@click.argument("file", default=STDIN, metavar="[FILE|-]")
@captured_at_option("the file's time of change; now for standard input", what="items that name no time at all")
@click.option("--explain", is_flag=True, help="Add to each item which rule or feature gave what, as `explain`.")
def command(file: str, captured_at: datetime | None, *, explain: bool) -> int:
    """Read raw items as JSON Lines and write what each becomes: an item or a reject.

    One line out for each line in, in the same order, also for a line that is no JSON. Exit status 1 if any was
    rejected.

    \b
      policytape split page.txt | policytape process - | jq -c '.moves[]?'
      policytape process items.jsonl > done.jsonl
      echo '{"kind":"brief","source":"me","title":"平安银行涨2.31%"}' | policytape process
    """
    saved_at = (captured_at or changed_at(file)).isoformat()
    total = rejected = 0
    keep_memory()
    with _open(file) as lines:
        for doc in _docs(lines, saved_at, explain=explain):
            total += 1
            rejected += doc["kind"] == "reject"
            write_line(doc)
    if rejected:
        complain(f"{rejected} of {total} lines rejected")
    return EXIT_FAILED if rejected else 0


def _open(file: str) -> AbstractContextManager[BinaryIO]:
    return nullcontext(sys.stdin.buffer) if file == STDIN else Path(file).open("rb")


def _docs(lines: BinaryIO, captured_at: str, *, explain: bool) -> Iterator[Doc]:
    from feeds.indexes import feeds_of
    from workers.pipeline import process_payload, reject_line

    if explain:
        from cli.explain import explained
    for number, line in enumerate(bounded(lines)):
        payload, reason = parse_line(line, first=number == 0)
        if payload is None:
            doc = reject_line(line, reason or "an empty line")
        else:
            doc = process_payload(dated(payload, captured_at))
            if doc["kind"] == "reject":
                doc["raw"] = kept_payload(payload)  # as it came, without the time of capture
            else:
                doc["feeds"] = feeds_of(doc)
        yield explained(doc) if explain else doc
