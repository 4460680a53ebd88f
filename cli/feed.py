"""`policytape feed`: one feed, newest first."""

import sys
from datetime import datetime

import click
import orjson

from cli.options import MOMENT, format_option
from cli.output import open_console, wants_table, write_line
from cli.servers import open_reader
from feeds.keys import QuestionError, check_feed_name
from feeds.read import MAX_LIMIT
from reference.topics import TOPICS


@click.command(name="feed", short_help="Read a feed, newest first.")
@click.argument("name")
@click.option("--since", type=MOMENT, metavar="ISO", help="The oldest event time, inclusive.")
@click.option("--until", type=MOMENT, metavar="ISO", help="The newest event time, exclusive.")
@click.option(
    "--limit", type=click.IntRange(1, MAX_LIMIT), default=50, show_default=True, help="At most so many items."
)
@click.option("--after", metavar="CURSOR", help="Go on where the last page ended.")
@format_option()
def command(
    name: str, since: datetime | None, until: datetime | None, limit: int, after: str | None, fmt: str | None
) -> int:
    """Read a feed, newest first.

    NAME is policy, price, other, movers:DAY (the greatest rise first), security:CODE, region:ADCODE, topic:HEADING or
    source:NAME.

    If there is more, stderr says how to go on; paging neither skips nor repeats an item while others arrive.

    \b
      policytape feed price --limit 5
      policytape feed security:002317.SZ --since 2025-05-01
      policytape feed region:330000 | jq -r '[.event_time, .title] | @tsv'
      policytape feed movers:2025-05-16 --format jsonl > movers.jsonl
    """
    try:
        _check_name(name)
        with open_reader() as reader:
            page = reader.raw_page(name, limit=limit, after=after, since=since, until=until)
    except QuestionError as error:
        raise click.UsageError(str(error)) from error
    docs = [orjson.loads(value) for value in page.items]
    if wants_table(fmt):
        from cli.views import feed_table, items

        console = open_console()
        console.print(feed_table(docs, f"{name}: {items(len(docs))}", width=console.width))
    else:
        for doc in docs:
            write_line(doc)
    if page.cursor:
        print(f"policytape: more: --after {page.cursor}", file=sys.stderr)
    return 0


def _check_name(name: str) -> None:
    """Raises QuestionError if no feed can be called so."""
    kind, _, heading = check_feed_name(name).partition(":")
    if kind == "topic" and heading not in TOPICS:
        raise QuestionError(f"no heading is called {heading[:80]!r}: {' '.join(TOPICS)}")
