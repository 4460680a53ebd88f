"""`policytape split`: captures to raw items, without a server."""

from datetime import datetime
from typing import Any

import click

from cli.errors import EXIT_FAILED, complain
from cli.inputs import Choices, Inputs
from cli.options import captured_at_option, source_option
from cli.output import write_line
from producers.split import Leftover
from schemas.raw import dump_raw


@click.command(name="split", short_help="Cut captures into raw items, without a server.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...|-")
@source_option()
@captured_at_option("the file's time of change", what="captures")
@click.option("--leftovers", is_flag=True, help="Add one last line per capture: what is part of no item.")
def command(paths: tuple[str, ...], source: str | None, captured_at: datetime | None, *, leftovers: bool) -> int:
    """Cut captures into raw items and write them as JSON Lines.

    A path is a capture (text in UTF-8, UTF-16 or GB18030), a folder of .txt files, or, with --source, - for a capture
    on standard input. The `spans` of the items and of the leftovers tile the capture from the first to the last
    character.

    \b
      policytape split page.txt | jq -r .title
      policytape split --leftovers page.txt | tail -1
      policytape split captures/ --source my-portal > items.jsonl
    """
    inputs = Inputs(paths, Choices(source, captured_at), complain)
    for found in inputs.captures():
        for item in found.items:
            write_line(dump_raw(item))
        if leftovers:
            write_line(_leftovers(found.leftovers))
    return EXIT_FAILED if inputs.failed_count else 0


def _leftovers(leftovers: list[Leftover]) -> dict[str, Any]:
    return {"kind": "leftovers", "leftovers": [{"text": it.text, "span": list(it.span)} for it in leftovers]}
