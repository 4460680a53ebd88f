"""`policytape audit`: whether feeds, items, rejects and ledger fit together."""

import click

from cli.errors import EXIT_FAILED
from cli.neutral import neutral
from cli.output import wants_table, write_line
from cli.servers import open_feeds
from feeds.audit import audit


@click.command(name="audit", short_help="Look for feed entries without items, and the reverse.")
@click.option("--repair", is_flag=True, help="Mend what is found. Only while nothing else writes.")
def command(*, repair: bool) -> int:
    """Look at every key: entries without an item, items without an entry, rejects that have landed.

    Once landing and trimming have come to rest there are none. Exit status 1 if there is one, mended or not.

    \b
      policytape audit
      policytape audit | jq -r .what | sort | uniq -c
    """
    count = 0
    for_person = wants_table(None)
    with open_feeds() as (client, keys):
        for fault in audit(client, repair=repair, keys=keys):
            count += 1
            if for_person:
                print(neutral(f"{fault.what}: {fault.where}"))
            else:
                write_line(fault._asdict())
    if for_person:
        print(f"{count} faults{' mended' if repair and count else ''}")
    return EXIT_FAILED if count else 0
