"""`policytape worker`: worker processes and their supervisor."""

import click

from runtime.embedded import open_server
from runtime.logs import set_up_logs
from runtime.settings import Settings
from schemas.queues import QUEUES


@click.command(name="worker", short_help="Run workers, and start again those that end.")
@click.option("--queue", "queues", type=click.Choice(QUEUES), multiple=True, help="Work on this queue [default: both].")
@click.option("--procs", type=click.IntRange(1, 256), default=1, show_default=True, help="Processes for each queue.")
@click.option("--burst", is_flag=True, help="End when nothing is queued and nothing in hand.")
@click.option(
    "--log-level", type=click.Choice(["debug", "info", "warning", "error"]), default="info", show_default=True
)
def command(queues: tuple[str, ...], procs: int, log_level: str, *, burst: bool) -> int:
    """Run worker processes, one queue each, and start again whichever ends, however it ends.

    SIGTERM and Ctrl-C stop it after the batches in hand. Logs are on stderr: pretty on a terminal, else JSON.

    \b
      policytape worker                            one process for each queue
      policytape worker --queue briefs --procs 4   four for briefs
      policytape worker --burst                    work off what is queued, then end
    """
    set_up_logs(log_level)
    with open_server(Settings()) as settings:
        from workers.supervisor import run_workers  # the tables of reading; while a server of ours starts

        run_workers(settings, dict.fromkeys(queues or QUEUES, procs), burst=burst)
    return 0
