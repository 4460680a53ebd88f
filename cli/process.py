"""`policytape process`: the pure part as a filter."""

import sys
from collections.abc import Iterator
from contextlib import nullcontext
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, Final

import click
import orjson

from cli.errors import EXIT_FAILED
from cli.options import captured_at_option
from cli.output import write_line
from schemas.items import Doc

_TIMES: Final = ("published_at", "page_published_at", "captured_at")


@click.command(name="process", short_help="Filter raw items to items, without a server.")
@click.argument("file", default="-", metavar="[FILE|-]")
@captured_at_option("now", what="items that name no time at all")
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
    now = (captured_at or datetime.now().astimezone()).isoformat()
    total = rejected = 0
    with _open(file) as lines:
        for doc in _docs(lines, now, explain=explain):
            total += 1
            rejected += doc["kind"] == "reject"
            write_line(doc)
    if rejected:
        print(f"policytape process: {rejected} of {total} lines rejected", file=sys.stderr)
    return EXIT_FAILED if rejected else 0


def _open(file: str) -> Any:  # noqa: ANN401  a context of either kind
    return nullcontext(sys.stdin.buffer) if file == "-" else Path(file).open("rb")


def _docs(lines: BinaryIO, captured_at: str, *, explain: bool) -> Iterator[Doc]:
    from workers.pipeline import process_line, process_payload

    if explain:
        from cli.explain import explained
    for line in lines:
        payload = _timeless(line)
        if payload is None:
            doc = process_line(line)
        else:
            doc = process_payload({**payload, "captured_at": captured_at})
            if doc["kind"] == "reject":
                doc["raw"] = payload  # as it came
        yield explained(doc) if explain else doc


def _timeless(line: bytes) -> dict[str, Any] | None:
    """The object in a line that names no time, so that the time of capture has to date it; None for all others."""
    try:
        payload = orjson.loads(line)
    except orjson.JSONDecodeError:
        return None
    timed = not isinstance(payload, dict) or any(payload.get(name) is not None for name in _TIMES)
    return None if timed else payload
