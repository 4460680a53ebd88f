"""`policytape digest`: one hash of all that readers can get."""

import click

from cli.output import wants_table, write_line
from cli.servers import open_feeds
from feeds.digest import digest


@click.command(name="digest", short_help="Hash all items, feeds and rejects, to compare two runs.")
def command() -> int:
    """Print one hash of all items, feeds and rejects.

    Equal sets of raw items give equal digests, whatever their order, their repetition, the number of workers and the
    crashes on the way. Times of first sight, events and rejects of stage `crashed` are outside it.

    \b
      policytape digest
      test "$(policytape digest)" = "$(ssh other-host policytape digest)"
    """
    with open_feeds() as (client, keys):
        value = digest(client, keys=keys)
    if wants_table(None):
        print(value)
    else:
        write_line({"digest": value})
    return 0
