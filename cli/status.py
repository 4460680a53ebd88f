"""`policytape status`: how servers, queues, workers, feeds and rejects stand."""

from datetime import UTC, datetime, timedelta
from typing import Any, Final

import click
import redis

from cli.options import format_option
from cli.output import open_console, table, wants_table, write_line
from cli.servers import Servers, open_servers
from feeds.keys import CLASS_FEEDS, REJECTED
from feeds.pace import landed_since
from feeds.read import FeedReader
from runtime.connect import feeds_url, queue_url, risks, shown_url
from workers.aside import count_aside
from workers.state import queue_states, worker_states

_MINUTE: Final = timedelta(minutes=1)


@click.command(name="status", short_help="Show queues, workers, feeds and rejects.")
@format_option()
def command(fmt: str | None) -> int:
    """Show servers, queues, workers, feeds and rejects.

    `oldest_s` is how long a queue's oldest batch has waited; `landed_last_minute` counts reports, up to
    20,000; `risks` are settings of a server that can lose items. It only reads: nothing is cleaned up, retried or
    failed by looking.

    \b
      policytape status
      policytape status | jq .queues
      watch -n 2 policytape status --format table
    """
    with open_servers() as servers:
        state = _state(servers)
    if not wants_table(fmt):
        write_line(state)
        return 0
    _print(state)
    return 0


def _print(state: dict[str, Any]) -> None:
    console = open_console()
    for name in ("servers", "queues", "workers", "feeds"):
        rows = [{column: value for column, value in row.items() if column != "risks"} for row in state[name]]
        if not rows:
            console.print(f"no {name}", style="yellow")
            continue
        columns = [f"{column}>" if isinstance(value, int | float) else column for column, value in rows[0].items()]
        console.print(table(columns, [list(row.values()) for row in rows]))
    for server in state["servers"]:
        for risk in server["risks"]:
            console.print(f"{server['server']}: {risk}", style="yellow")
    counts = {name: state[name] for name in ("landed_last_minute", "rejects", "jobs_set_aside")}
    console.print(table([f"{name}>" for name in counts], [list(counts.values())]))


def _state(servers: Servers) -> dict[str, Any]:
    now = datetime.now(UTC)
    reader = FeedReader(servers.feeds, servers.keys.prefix)
    since_ms = int((now - _MINUTE).timestamp() * 1000)
    return {
        "servers": [
            _server("queues", queue_url(servers.settings), servers.queue),
            _server("feeds", feeds_url(servers.settings), servers.feeds),
        ],
        "queues": [state._asdict() for state in queue_states(servers.queue, now)],
        "workers": [state._asdict() for state in worker_states(servers.queue)],
        "feeds": [{"feed": name, "items": reader.count(name)} for name in CLASS_FEEDS.values()],
        "landed_last_minute": landed_since(servers.feeds, since_ms, keys=servers.keys),
        "rejects": reader.count(REJECTED),
        "jobs_set_aside": count_aside(servers.queue),
    }


def _server(role: str, url: str, client: redis.Redis) -> dict[str, Any]:
    memory: dict[str, Any] = client.info("memory")
    most = memory["maxmemory"]
    return {
        "server": role,
        "url": shown_url(url),
        "used_mb": round(memory["used_memory"] / 2**20, 1),
        "max_mb": round(most / 2**20, 1) if most else None,
        "risks": risks(client),
    }
