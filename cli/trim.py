"""`policytape trim`: retention."""

import math
from datetime import UTC, datetime
from typing import Any

import click

from cli.output import wants_table, write_line
from cli.servers import open_servers
from feeds.trim import Retention, trim

_MOST_DAYS = 36_500


class _Days(click.FloatRange):
    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:  # noqa: ANN401
        days: float = super().convert(value, param, ctx)
        if math.isnan(days):  # which no range excludes
            self.fail(f"{value!r} is no number of days", param, ctx)
        return days


_DAYS = _Days(min=0, max=_MOST_DAYS, min_open=True)
_COUNT = click.IntRange(min=0)


@click.command(name="trim", short_help="Keep the newest items and drop the rest.")
@click.option("--item-days", type=_DAYS, help="Keep items whose event time is younger.")
@click.option("--items", type=_COUNT, help="Keep so many of policy, of price, of other, the newest.")
@click.option("--ledger-days", type=click.IntRange(1, _MOST_DAYS), help="Keep the account of days that are younger.")
@click.option("--reject-days", type=_DAYS, help="Keep rejects that were first seen later.")
@click.option("--rejects", type=_COUNT, help="Keep so many rejects, the last seen.")
def command(**kept: float | None) -> int:
    """Drop what the options do not keep; what no option names stays. It is gone for good.

    Runs beside workers and may be interrupted. What was dropped does not come back when it is seen again, so keep the
    ledger longer than the items, and run it daily.

    \b
      policytape trim --item-days 30 --ledger-days 90 --reject-days 30
      policytape trim --items 1000000
    """
    if all(value is None for value in kept.values()):
        raise click.UsageError("nothing to do: say what to keep")
    retention = Retention(**kept)  # type: ignore[arg-type]  # click made the whole numbers whole
    with open_servers() as servers:
        gone = trim(servers.feeds, servers.queue, retention, now=datetime.now(UTC), keys=servers.keys)
    if wants_table(None):
        print(f"dropped {gone.items} items, {gone.ledgers} days of the ledger, {gone.rejects} rejects")
    else:
        write_line(gone._asdict())
    return 0
