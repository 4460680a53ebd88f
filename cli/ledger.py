"""`policytape ledger`: what became of every raw item."""

from typing import Any

import click

from cli.errors import EXIT_FAILED
from cli.options import format_option
from cli.output import open_console, table, wants_table, write_line
from cli.servers import open_servers
from feeds.ledger import Account, ledger


@click.command(name="ledger", short_help="Account for every raw item received.")
@format_option()
def command(fmt: str | None) -> int:
    """Show, day by day, how many raw items were received and what became of them.

    received = landed + merged + rejected + below_cut once nothing waits. What is below the cut came when `trim` had
    already dropped what is as old: no feed has it. Exit status 1 if it does not balance.

    \b
      policytape ledger
      policytape ledger | jq -c 'select(.waiting != 0)'
    """
    with open_servers() as servers:
        accounts = ledger(servers.feeds, servers.queue, keys=servers.keys)
    if wants_table(fmt):
        columns = ["day|", "received>", "landed>", "merged>", "rejected>", "below cut>", "waiting>"]
        open_console().print(table(columns, [(*account, account.waiting) for account in accounts]))
    else:
        for account in accounts:
            write_line(account_dict(account))
    return 0 if accounts[-1].is_balanced else EXIT_FAILED


def account_dict(account: Account) -> dict[str, Any]:
    """An account as JSON has it."""
    return {**account._asdict(), "waiting": account.waiting}
