"""`policytape worker`: worker processes and their supervisor."""

from collections.abc import Sequence

import click

from cli.errors import ToldError
from cli.output import wants_table, write_line
from cli.servers import read_settings
from runtime.connect import open_bytes_client
from runtime.embedded import open_server
from runtime.logs import set_up_logs
from schemas.queues import QUEUES

_LEVELS = click.Choice(["debug", "info", "warning", "error"])


@click.command(name="worker", short_help="Run workers, and start again those that end.")
@click.option("--queue", "queues", type=click.Choice(QUEUES), multiple=True, help="Work on this queue [default: both].")
@click.option("--procs", type=click.IntRange(1, 256), default=1, show_default=True, help="Processes for each queue.")
@click.option("--burst", is_flag=True, help="End when nothing is queued and nothing in hand.")
@click.option("--check", is_flag=True, help="Only say whether workers live on this machine: for health checks.")
@click.option("--log-level", type=_LEVELS, default="info", show_default=True)
def command(queues: tuple[str, ...], procs: int, log_level: str, *, burst: bool, check: bool) -> int:
    """Run worker processes, one queue each, and start again whichever ends, however it ends.

    SIGTERM and Ctrl-C stop it after the batches in hand. Logs are on stderr: pretty on a terminal, else JSON.

    \b
      policytape worker                            one process for each queue
      policytape worker --queue briefs --procs 4   four for briefs
      policytape worker --burst                    work off what is queued, then end
      policytape worker --queue briefs --check     exit status 1 if no worker lives here
    """
    wanted = queues or QUEUES
    if check:
        return _check(wanted)
    set_up_logs(log_level)
    with open_server(read_settings()) as settings:
        from workers.supervisor import run_workers  # the tables of reading; while a server of ours starts

        run_workers(settings, dict.fromkeys(wanted, procs), burst=burst)
    return 0


def _check(wanted: Sequence[str]) -> int:
    from workers.state import live_workers_here

    with open_server(read_settings()) as settings, open_bytes_client(settings) as client:
        count = live_workers_here(client, wanted)
    if not count:
        raise ToldError(f"no worker for {' and '.join(wanted)} lives on this machine")
    if wants_table(None):
        print(f"{count} workers")
    else:
        write_line({"workers": count})
    return 0
