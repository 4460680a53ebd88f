"""`policytape enqueue`: captures and raw items onto the queues."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import click

from cli.errors import EXIT_FAILED, complain
from cli.inputs import Choices, Inputs
from cli.interrupts import interruptible
from cli.options import captured_at_option, source_option
from cli.output import wants_table, write_line
from cli.servers import Servers, open_servers
from producers.send import Limits, QueueFullError, Refused, SendInterruptedError, Sent, Source, enqueue_items


@click.command(name="enqueue", short_help="Put captures and raw items on the queues.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...|-")
@source_option()
@captured_at_option("the file's time of change; now for standard input", what="captures and items that name no time")
def command(paths: tuple[str, ...], source: str | None, captured_at: datetime | None) -> int:
    """Put captures (text) and raw items (JSON Lines) on the queues.

    A path is a capture, a .jsonl file of raw items, a folder of such files, or - for raw items on standard input; with
    --source also for a capture there. Says what was acknowledged: that is safe. Sending anything again is harmless, so
    after an interruption run the same command once more. What standard input brings is sent within two seconds,
    however little it is; Ctrl-C sends what was read and says so. Exit status 1 if anything was refused.

    \b
      policytape enqueue page.txt --source my-portal --captured-at 2025-05-16T09:40
      policytape enqueue captures/ items.jsonl --source my-portal
      my-scraper | policytape enqueue -
    """
    inputs = Inputs(paths, Choices(source, captured_at), complain)
    with open_servers() as servers:
        sent = send_inputs(inputs, servers)
    say_sent(sent, inputs)
    return EXIT_FAILED if inputs.failed_count or sent.refused else 0


def send_inputs(
    inputs: Inputs, servers: Servers, note: Callable[[Sequence[str]], object] = lambda _raw_ids: None
) -> Sent:
    """Send all inputs, telling each refusal and the progress on the way, and noting what is acknowledged.

    Ctrl-C ends reading, and what was read is sent; a second one ends at once.

    Raises:
        QueueFullError: As ``enqueue_items``; what was acknowledged by then has been told.
        SendInterruptedError: The same.
        click.Abort: Ctrl-C; the same.
    """

    def refuse(refused: Refused) -> None:
        complain(f"{inputs.place(refused.position)}: {told(refused)}")

    with _progress(inputs) as advance, interruptible(inputs.stop, once=True) as interrupted:
        sent = send(inputs.items(), servers, refuse, note=note, advance=advance)
    if interrupted:
        complain(f"interrupted: {said(sent, inputs)}; the rest was not read")
        raise click.Abort
    return sent


def send(
    items: Source,
    servers: Servers,
    refuse: Callable[[Refused], None],
    *,
    note: Callable[[Sequence[str]], object],
    advance: Callable[[Sent], object] = lambda _sent: None,
) -> Sent:
    """Send items, telling each refusal by ``refuse``, the progress by ``advance``; else as ``send_inputs``."""
    limits = Limits.of(servers.settings)
    last, told_count = Sent(), 0

    def tell(sent: Sent) -> None:
        nonlocal last, told_count
        for refused in sent.refused[told_count:]:
            refuse(refused)
        last, told_count = sent, len(sent.refused)
        advance(sent)

    try:
        return enqueue_items(
            items, client=servers.queue, prefix=servers.keys.prefix, limits=limits, tell=tell, note=note
        )
    except (QueueFullError, SendInterruptedError):
        complain(f"{_counts(last)} before this; send the same again when it can be taken")
        raise
    except KeyboardInterrupt:
        complain(f"interrupted: {_counts(last)}, {told_count} refused; send the same again")
        raise click.Abort from None


def say_sent(sent: Sent, inputs: Inputs) -> None:
    """One line on what was sent: words on a terminal, JSON in a pipe."""
    if wants_table(None):
        print(said(sent, inputs))
        return
    refused = len(sent.refused) + inputs.failed_count
    counts = {"acknowledged": sent.acknowledged, "new": sent.new, "repeats": sent.acknowledged - sent.new}
    write_line({**counts, "refused": refused})


def said(sent: Sent, inputs: Inputs) -> str:
    """What was sent, and how much was refused, in words."""
    return f"{_counts(sent)}, {len(sent.refused) + inputs.failed_count} refused"


def _counts(sent: Sent) -> str:
    return f"{sent.acknowledged} raw items acknowledged ({sent.new} new, {sent.acknowledged - sent.new} repeats)"


def told(refused: Refused) -> str:
    """Why an input was refused, with the field at fault."""
    return f"{refused.field}: {refused.reason}" if refused.field else refused.reason


@contextmanager
def _progress(inputs: Inputs) -> Iterator[Callable[[Sent], Any]]:
    """A bar on a terminal; nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda _sent: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("enqueue"), BarColumn(), TextColumn("{task.fields[done]} raw items"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("enqueue", total=inputs.size_bytes() or None, done=0)
        yield lambda sent: bar.update(task, completed=inputs.read_bytes, done=sent.acknowledged)
