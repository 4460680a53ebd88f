"""`policytape run`: everything on one machine."""

from collections.abc import Iterator
from typing import Any, Final

import click
import orjson

from cli.enqueue import send_inputs
from cli.errors import EXIT_FAILED, complain
from cli.inputs import Choices, Inputs
from cli.interrupts import interruptible
from cli.options import captured_at_option, format_option, source_option
from cli.output import open_console, wants_table, write_line
from cli.servers import Servers, open_servers
from feeds.keys import CLASS_FEEDS
from feeds.ledger import Account, fate, ledger
from feeds.read import FeedReader
from runtime.logs import set_up_logs
from schemas.items import Doc
from schemas.queues import QUEUES

_PAGE: Final = 1000


@click.command(name="run", short_help="Do everything on one machine, then print the feeds.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...|-")
@source_option()
@captured_at_option("the file's time of change; now for standard input", what="captures and items that name no time")
@click.option("--procs", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes for each queue.")
@click.option("--limit", type=click.IntRange(min=1), help="Items of each feed to print [default: 50; all in a pipe].")
@format_option()
def command(paths: tuple[str, ...], procs: int, limit: int | None, fmt: str | None, **choices: Any) -> int:  # noqa: ANN401
    """Enqueue captures and raw items, work until all are done, and print the feeds.

    Needs no setup: it starts a server of its own, which keeps its data in your data folder, unless
    POLICYTAPE_QUEUE_URL names one. Paths are as for `enqueue`. Running it again changes nothing: what was seen before
    is a repeat. Exit status 1 if one of these inputs was refused or rejected.

    \b
      policytape run page.txt --source my-portal
      policytape run captures/ --source my-portal --procs 2
      policytape run page.txt | jq -r 'select(.kind == "price_move") | .moves[0].name'
      my-scraper | policytape run -
      w3m -dump https://example.cn | policytape run - --source my-portal
    """
    set_up_logs("warning")
    inputs = Inputs(paths, Choices(**choices), complain)
    with open_servers() as servers:
        ours: set[str] = set()
        sent = send_inputs(inputs, servers, ours.update)
        _work(servers, procs)
        fate_of_ours = fate(servers.feeds, ours, keys=servers.keys)
        total = ledger(servers.feeds, servers.queue, keys=servers.keys)[-1]
        _print_feeds(FeedReader(servers.feeds, servers.keys.prefix), limit, fmt)
    refused = len(sent.refused) + inputs.failed_count
    if fate_of_ours.rejected:
        complain(f"{fate_of_ours.rejected} rejected in this run: policytape rejected list")
    if fate_of_ours.waiting:
        complain(f"{fate_of_ours.waiting} NOT ACCOUNTED FOR in this run: policytape rejected list --jobs")
    if fate_of_ours.below_cut:
        complain(f"{fate_of_ours.below_cut} in no feed: older than what trim has kept")
    _say(total, sent.acknowledged, sent.acknowledged - sent.new, refused)
    return EXIT_FAILED if refused or fate_of_ours.rejected or fate_of_ours.waiting else 0


def _work(servers: Servers, procs: int) -> None:
    """Work off both queues with processes of our own. Ctrl-C lets them finish what they hold."""
    from workers.supervisor import Supervisor  # the tables of reading, once, before it forks

    supervisor = Supervisor(servers.settings, dict.fromkeys(QUEUES, procs))
    with interruptible(supervisor.stop) as interrupted:
        supervisor.run(burst=True)
    if interrupted:
        raise click.Abort


def _print_feeds(reader: FeedReader, limit: int | None, fmt: str | None) -> None:
    as_table = wants_table(fmt)
    for name in CLASS_FEEDS.values():
        docs = _newest(reader, name, limit or (50 if as_table else None))
        if not as_table:
            for doc in docs:
                write_line(doc)
            continue
        from cli.views import feed_table, items

        shown = list(docs)
        if shown:
            count = reader.count(name)
            more = f", the newest {len(shown)}" if count > len(shown) else ""
            console = open_console()
            console.print(feed_table(shown, f"{name}: {items(count)}{more}", width=console.width))


def _newest(reader: FeedReader, feed: str, limit: int | None) -> Iterator[Doc]:
    """The newest items of a feed, all if there is no limit."""
    cursor, left = None, limit
    while left is None or left > 0:
        page = reader.raw_page(feed, limit=min(left or _PAGE, _PAGE), after=cursor)
        yield from map(orjson.loads, page.items)
        if (cursor := page.cursor) is None:
            return
        left = None if left is None else left - len(page.items)


def _say(total: Account, acknowledged: int, repeats: int, refused: int) -> None:
    """The account, on stderr, so that a pipe carries items alone."""
    account = f"received {total.received} = landed {total.landed} + merged {total.merged} + rejected {total.rejected}"
    below = f" + below the cut {total.below_cut}" if total.below_cut else ""
    waiting = "" if total.is_balanced else f" + waiting {total.waiting}"
    this_run = f"this run: {acknowledged} raw items, {repeats} of them repeats, {refused} refused"
    click.echo(f"{account}{below}{waiting}; {this_run}", err=True)
