"""The command `policytape`: finds each sub-command when it is called, and tells errors in one line."""

import importlib
import io
import os
import sys
from collections.abc import Sequence
from typing import Final, TextIO

import click

from cli.errors import EXIT_INTERRUPTED, EXIT_PIPE, EXIT_USAGE, ToldError, say

# name -> (module, what it does); in the order in which a newcomer meets them. Nothing here is imported before it is
# called: `policytape --help` has to be quick, and redis, rich and the tables of reading take half a second.
COMMANDS: Final = {
    "run": ("cli.run", "Do everything on one machine, then print the feeds."),
    "enqueue": ("cli.enqueue", "Put captures and raw items on the queues."),
    "worker": ("cli.worker", "Run workers, and start again those that end."),
    "feed": ("cli.feed", "Read a feed, newest first."),
    "show": ("cli.show", "Show one item, its evidence marked in the text."),
    "process": ("cli.process", "Filter raw items to items, without a server."),
    "split": ("cli.split", "Cut captures into raw items, without a server."),
    "rejected": ("cli.rejected", "List, show, retry or drop raw items that were set aside."),
    "digest": ("cli.digest", "Hash all items, feeds and rejects, to compare two runs."),
    "ledger": ("cli.ledger", "Account for every raw item received."),
    "status": ("cli.status", "Show queues, workers, feeds and rejects."),
    "trim": ("cli.trim", "Keep the newest items and drop the rest."),
    "audit": ("cli.audit", "Look for feed entries without items, and the reverse."),
}

HELP: Final = """Captured news pages in, two clean feeds out: policy stories and price moves.

\b
  policytape run page.txt              try it: one page, one machine, no setup
  policytape feed price --limit 5      the five newest price moves
  policytape feed policy | jq .title   in a pipe every command writes JSON Lines
  policytape COMMAND --help            each command teaches by example
"""


class _ReaderGoneError(Exception):
    """Whoever read our output had enough (`| head`)."""


class _Commands(click.Group):
    """A group whose members are imported when they are called."""

    def invoke(self, ctx: click.Context) -> object:
        """Call the sub-command. Click would end the process itself, with status 1, when a reader is gone."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise _ReaderGoneError from error

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(COMMANDS[cmd_name][0]).command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl([(name, what) for name, (_, what) in COMMANDS.items()])


@click.group(cls=_Commands, help=HELP, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="policytape", prog_name="policytape", message="%(prog)s %(version)s")
def policytape() -> None:
    """Hold the sub-commands."""


def main(args: Sequence[str] | None = None) -> None:
    """Run one command and end the process with its exit status: 0 only if all went well."""
    sys.exit(run(args))


def run(args: Sequence[str] | None = None) -> int:
    """Run one command. Returns its exit status; errors are on stderr, one line each.

    `POLICYTAPE_DEBUG=1` shows the traceback of an error instead.
    """
    try:
        _open_streams()
        _check_text(sys.argv[1:] if args is None else args)
        status = policytape.main(args, prog_name="policytape", standalone_mode=False)
        sys.stdout.flush()
    except (click.Abort, KeyboardInterrupt):
        return EXIT_INTERRUPTED
    except (_ReaderGoneError, BrokenPipeError):
        # Python would complain when it flushes at the end: give it a place to.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_PIPE
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return EXIT_USAGE
    except Exception as error:
        if os.environ.get("POLICYTAPE_DEBUG"):
            raise
        line, exit_status = say(error)
        print(f"policytape: {line}", file=sys.stderr)
        return exit_status
    return status if isinstance(status, int) else 0


def _open_streams() -> None:
    """Streams that the caller closed have a place to go; what the encoding of a terminal lacks is shown by its code."""
    sys.stdin = sys.stdin or _nowhere()  # in the order of their numbers, each of which is the next to be given
    if sys.stdout is None:
        raise ToldError("standard output is closed")
    sys.stderr = sys.stderr or _nowhere()
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def _nowhere() -> TextIO:
    return io.TextIOWrapper(io.FileIO(os.open(os.devnull, os.O_RDWR), "r+"))


def _check_text(args: Sequence[str]) -> None:
    """Arguments are text; only the name of a file may be any bytes."""
    for arg in args:
        if not arg.isascii() and arg.encode("utf-8", "replace").decode() != arg and not os.path.lexists(arg):
            raise click.UsageError(f"no UTF-8: {arg}")


if __name__ == "__main__":
    main()
