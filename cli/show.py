"""`policytape show`: one item, its evidence marked in the text."""

import click

from cli.errors import ToldError
from cli.options import format_option
from cli.output import open_console, wants_table, write_line
from cli.servers import open_reader


@click.command(name="show", short_help="Show one item, its evidence marked in the text.")
@click.argument("item_id", metavar="ID")
@format_option()
def command(item_id: str, fmt: str | None) -> int:
    """Show one item: its text with the evidence marked, and beside each value the words it rests on.

    \b
      policytape show 5a31c0e7f2b94d6688e01f3a
      policytape show 5a31c0e7f2b94d6688e01f3a --format jsonl | jq .evidence
      policytape feed price --limit 1 | jq -r .id | xargs policytape show --format table
    """
    with open_reader() as reader:
        doc = reader.doc(item_id)
    if doc is None:
        raise ToldError(f"no item {item_id!r} (a raw id, such as 2025-05-16-…, is no item id)")
    if wants_table(fmt):
        from cli.views import item_view

        console = open_console()
        console.print(item_view(doc, console))
    else:
        write_line(doc)
    return 0
