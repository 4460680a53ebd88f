"""`policytape rejected`: raw items that were set aside, and jobs that were set aside unread."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import click

from cli.enqueue import send, told
from cli.errors import EXIT_FAILED, complain
from cli.options import MOMENT, Decorator, format_option
from cli.output import open_console, table, wants_table, write_line
from cli.servers import Servers, open_servers
from feeds.rejects import Filter, drop_rejects, get_reject, list_rejects, settle_retried
from producers.send import Refused
from schemas.raw import RawItem, parse_raw, payload_id
from schemas.rejects import Reject, RejectedMessageError

_SHOWN_CHARS = 60


@click.group(name="rejected", short_help="List, show, retry or drop raw items that were set aside.")
def command() -> None:
    """List, show, retry or drop raw items that could not be processed. Each is kept whole, with the reason.

    `retry` and `drop` take raw ids, or filters, or --all; with filters they only say what they would do until --yes.

    \b
      policytape rejected list --field captured_at
      policytape rejected show undated-3f0c…
      policytape rejected retry undated-3f0c…
      policytape rejected retry --stage crashed --yes
      policytape rejected drop --source my-portal --yes
      policytape rejected list --jobs
    """


def _filters(function: Any) -> Any:  # noqa: ANN401  a decorator of any function
    """The options that choose rejects."""
    for option in (
        click.option("--since", type=MOMENT, metavar="ISO", help="First seen at this time or later."),
        click.option("--field", help="With this field at fault, dotted."),
        click.option("--source", help="Of this source."),
        click.option("--stage", type=click.Choice(["parse", "validate", "read", "crashed"]), help="Of this stage."),
    ):
        function = option(function)
    return function


def _many(verb: str) -> Decorator:
    """The arguments of commands that change several rejects."""

    def decorate(function: Any) -> Any:  # noqa: ANN401  a decorator of any function
        function = click.option("--yes", is_flag=True, help=f"Really {verb} what the filters choose.")(function)
        function = click.option("--all", "everything", is_flag=True, help="All rejects; goes with --yes.")(function)
        return click.argument("raw_ids", nargs=-1, metavar="[RAW_ID...]")(_filters(function))

    return decorate


@command.command("list", short_help="List rejects, the last seen first.")
@_filters
@click.option("--limit", type=click.IntRange(min=1), default=100, show_default=True, help="At most so many.")
@click.option("--jobs", is_flag=True, help="List jobs that were set aside unread instead.")
@format_option()
def list_(limit: int, fmt: str | None, *, jobs: bool, **filters: Any) -> int:  # noqa: ANN401  as _filters says
    """List rejects, the last seen first.

    \b
      policytape rejected list --stage validate --since 2025-05-16
      policytape rejected list | jq -r .reason | sort | uniq -c
      policytape rejected list --jobs
    """
    with open_servers() as servers:
        if jobs:
            rows = _jobs(servers, limit)
        else:
            found = list_rejects(servers.feeds, _filter(filters), keys=servers.keys)
            rows = [reject.model_dump(mode="json") for reject, _ in zip(found, range(limit), strict=False)]
    if not wants_table(fmt):
        for row in rows:
            write_line(row)
    elif jobs:
        columns = ["job|", "queue|", "reason", "at|"]
        open_console().print(table(columns, [[row[name] for name in ("id", "queue", "reason", "at")] for row in rows]))
    else:
        columns = ["raw id|", "stage|", "field", "reason", "raw item"]
        open_console().print(table(columns, [_row(row) for row in rows]))
    return 0


def _jobs(servers: Servers, limit: int) -> list[dict[str, Any]]:
    from workers.aside import list_aside

    return list_aside(servers.queue, limit)


def _row(reject: dict[str, Any]) -> tuple[str, ...]:
    raw = reject["raw"]
    words = str(raw.get("title") or raw.get("snippet") or raw.get("body") or raw) if isinstance(raw, dict) else str(raw)
    return reject["raw_id"], reject["stage"], reject["field"], reject["reason"], words[:_SHOWN_CHARS]


@command.command("show", short_help="Show one reject, its raw item whole.")
@click.argument("raw_id")
@format_option()
def show(raw_id: str, fmt: str | None) -> int:
    """Show one reject, its raw item whole. Mend it, enqueue it and drop what it was, or retry it as it is.

    \b
      policytape rejected show undated-3f0c… | jq .raw
      policytape rejected show undated-3f0c… | jq '.raw | .captured_at = "2025-05-16"' -c | policytape enqueue -
      policytape rejected drop undated-3f0c…
    """
    with open_servers() as servers:
        reject = get_reject(servers.feeds, raw_id, keys=servers.keys).model_dump(mode="json")
    if wants_table(fmt):
        from cli.views import reject_view

        open_console().print(reject_view(reject))
    else:
        write_line(reject)
    return 0


@command.command("retry", short_help="Put rejects on the queue again.")
@_many("retry")
def retry(raw_ids: tuple[str, ...], *, everything: bool, yes: bool, **filters: Any) -> int:  # noqa: ANN401  as _filters says
    """Put rejects on the queue again. One that lands leaves the rejects; one that fails again stays what it was.

    One that was not valid and is now has another raw id: it is accounted for under that one from here on.

    \b
      policytape rejected retry undated-3f0c…
      policytape rejected retry --stage read          says what it would do
      policytape rejected retry --stage read --yes
    """
    with open_servers() as servers:
        chosen = _chosen(servers, raw_ids, filters, everything=everything)
        if not raw_ids and not yes:
            return _rehearse("retry", chosen)

        def refuse(refused: Refused) -> None:
            complain(f"{chosen[refused.position].raw_id}: still not valid, mend it or drop it: {told(refused)}")

        old_ids = _other_ids(chosen)

        def settle(raw_ids: Sequence[str]) -> None:
            gone = [old_id for raw_id in raw_ids for old_id in old_ids.get(raw_id, ())]
            settle_retried(servers.feeds, servers.queue, gone, keys=servers.keys)

        sent = send([_retried(it.raw) for it in chosen], servers, refuse, note=settle)
        _say({"retried": sent.acknowledged, "refused": len(sent.refused)})
    return EXIT_FAILED if sent.refused else 0


def _retried(raw: object) -> RawItem | Mapping[str, Any]:
    """A reject's raw item as it goes back: as a worker reads it, which passes over fields that it does not know."""
    try:
        return parse_raw(raw)
    except RejectedMessageError:
        return raw if isinstance(raw, dict) else {}  # sending refuses it, and says why


def _other_ids(chosen: Sequence[Reject]) -> dict[str, list[str]]:
    """For raw ids that today's rules give to rejects which stand under others, those."""
    old_ids = defaultdict[str, list[str]](list)
    for it in chosen:
        if (raw_id := payload_id(it.raw)) != it.raw_id:
            old_ids[raw_id].append(it.raw_id)
    return old_ids


@command.command("drop", short_help="Remove rejects for good.")
@_many("drop")
def drop(raw_ids: tuple[str, ...], *, everything: bool, yes: bool, **filters: Any) -> int:  # noqa: ANN401  as _filters says
    """Remove rejects for good. The ledger still counts them as rejected.

    \b
      policytape rejected drop undated-3f0c…
      policytape rejected drop --source my-portal     says what it would do
      policytape rejected drop --all --yes
    """
    with open_servers() as servers:
        chosen = _chosen(servers, raw_ids, filters, everything=everything)
        if not raw_ids and not yes:
            return _rehearse("drop", chosen)
        _say({"dropped": drop_rejects(servers.feeds, [it.raw_id for it in chosen], keys=servers.keys)})
    return 0


@command.command("retry-job", short_help="Put jobs that were set aside on their queues again.")
@click.argument("job_ids", nargs=-1, required=True)
def retry_job(job_ids: tuple[str, ...]) -> int:
    """Put jobs that were set aside, or failed for good, on their queues again; one that is unreadable comes back.

    \b
      policytape rejected list --jobs
      policytape rejected retry-job 5f2c…
    """
    from workers.aside import retry_jobs

    with open_servers() as servers:
        failed = retry_jobs(servers.queue, job_ids)
    return _say_jobs("retried", job_ids, failed, "cannot be put back: unknown, of no queue of ours, or gone")


@command.command("drop-job", short_help="Remove jobs that were set aside, with all that is in them.")
@click.argument("job_ids", nargs=-1, required=True)
def drop_job(job_ids: tuple[str, ...]) -> int:
    """Remove jobs that were set aside. The ledger counts raw items in them that were acknowledged as rejected.

    \b
      policytape rejected drop-job 5f2c…
    """
    from workers.aside import drop_jobs

    with open_servers() as servers:
        failed = drop_jobs(servers.queue, job_ids, feeds=servers.feeds, keys=servers.keys)
    return _say_jobs("dropped", job_ids, failed, "no such job was set aside")


def _say_jobs(done: str, job_ids: Sequence[str], failed: Sequence[str], trouble: str) -> int:
    for job_id in failed:
        complain(f"{job_id}: {trouble}")
    _say({done: len(job_ids) - len(failed)})
    return EXIT_FAILED if failed else 0


def _chosen(servers: Servers, raw_ids: Sequence[str], filters: dict[str, Any], *, everything: bool) -> list[Reject]:
    wanted = _filter(filters)
    if raw_ids and (everything or wanted != Filter()):
        raise click.UsageError("give raw ids or filters, not both")
    if raw_ids:
        return [get_reject(servers.feeds, raw_id, keys=servers.keys) for raw_id in raw_ids]
    if wanted == Filter() and not everything:
        raise click.UsageError("which ones? Give raw ids, filters, or --all")
    return list(list_rejects(servers.feeds, wanted, keys=servers.keys))


def _filter(filters: dict[str, Any]) -> Filter:
    since = filters.pop("since")
    return Filter(**filters, since_ms=int(since.timestamp() * 1000) if since else None)


def _rehearse(verb: str, chosen: Sequence[Reject]) -> int:
    for line in _summary(chosen):
        complain(line)
    complain(f"would {verb} {len(chosen)} rejects; nothing done: add --yes")
    return 0


def _summary(chosen: Sequence[Reject]) -> Iterator[str]:
    counts: dict[tuple[str, str], int] = {}
    for it in chosen:
        counts[it.stage, it.field] = counts.get((it.stage, it.field), 0) + 1
    for (stage, field), count in sorted(counts.items()):
        yield f"{count} of stage {stage}" + (f", field {field}" if field else "")


def _say(counts: dict[str, int]) -> None:
    if wants_table(None):
        print(", ".join(f"{name} {count}" for name, count in counts.items()))
    else:
        write_line(counts)
