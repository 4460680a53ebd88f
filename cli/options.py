"""Options and arguments that several commands share."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

import click

from schemas.raw import SHANGHAI

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


class Moment(click.ParamType[datetime]):
    """A time in ISO 8601, or a day; Asia/Shanghai if it names no zone."""

    name = "ISO"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:  # noqa: ANN401
        """An aware time at +08:00, to the second."""
        if isinstance(value, datetime):
            return value
        try:
            time = datetime.fromisoformat(value.strip())
            aware = time if time.tzinfo else time.replace(tzinfo=SHANGHAI)
            return aware.astimezone(SHANGHAI).replace(microsecond=0)
        except (ValueError, OverflowError):
            self.fail(f"{value!r} is no time in ISO 8601, such as 2025-05-16 or 2025-05-16T09:35:00+08:00", param, ctx)


MOMENT: Final = Moment()


def captured_at_option(default: str, what: str) -> Decorator:
    """``--captured-at ISO``: when it was saved; None if the option is not given."""
    text = f"When it was saved, for {what}: ISO 8601 [default: {default}]."
    return click.option("--captured-at", type=MOMENT, metavar="ISO", help=text)


def source_option() -> Decorator:
    """``--source NAME``: who published captures; None if the option is not given."""
    return click.option("--source", metavar="NAME", help="Who published it, for captures [default: the file's name].")


def format_option() -> Decorator:
    """``--format table|jsonl``; None if the option is not given."""
    return click.option(
        "--format",
        "fmt",
        type=click.Choice(["table", "jsonl"]),
        help="How to print [default: a table on a terminal, JSON Lines in a pipe].",
    )
