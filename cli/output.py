"""How commands print: JSON Lines in a pipe, rich tables on a terminal, both safe to look at."""

import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import orjson

from cli.neutral import neutral, neutral_json

if TYPE_CHECKING:
    from rich.console import Console, RenderableType


def wants_table(fmt: str | None) -> bool:
    """Whether to print for a person: as the option says, else whether standard output is a terminal."""
    return fmt == "table" if fmt else sys.stdout.isatty()


def write_line(value: Mapping[str, Any]) -> None:
    """One value as one line of JSON on standard output, passed on at once, so that the next in the pipe can go on."""
    out = sys.stdout.buffer
    out.write(neutral_json(orjson.dumps(value)) + b"\n")
    out.flush()


def open_console() -> "Console":
    """A console on standard output. What is printed with it went through ``table`` or ``neutral`` first."""
    from rich.console import Console

    return Console(highlight=False, markup=False, emoji=False)


def table(columns: Sequence[str], rows: Sequence[Sequence[object]], title: str = "") -> "RenderableType":
    """A table for a terminal; every cell is neutral text. Without rows its title, or "nothing", alone.

    Args:
        columns: Their names. One that ends in ``>`` is set right, in ``|`` left; neither is folded. Others are.
        rows: A cell for each column; None is empty.
        title: Stands above it.
    """
    from rich import box
    from rich.table import Table
    from rich.text import Text

    if not rows:
        return Text(neutral(title or "nothing"))
    grid = Table(box=box.SIMPLE_HEAD, title=neutral(title) or None, title_justify="left", show_edge=False, padding=0)
    for name in columns:
        right, fixed = name.endswith(">"), name.endswith((">", "|"))
        grid.add_column(name.rstrip(">|"), justify="right" if right else "left", no_wrap=fixed, overflow="fold")
    for row in rows:
        grid.add_row(*(Text(neutral("" if cell is None else str(cell))) for cell in row))
    return grid
