"""Field paths ("moves[0].price", "figures[2]") in evidence and in ``truncated``. Pure."""

from collections.abc import Iterable
from typing import Any, NamedTuple, TypeVar

from schemas.items import Doc

Paths = TypeVar("Paths", dict[str, Any], list[str])


class Reading(NamedTuple):
    """The item that one report alone gives, with the raw id of that report."""

    raw_id: str
    doc: Doc


def under(paths: Paths, field: str, new: str | None = None) -> Paths:
    """Those paths that are the field or inside it ("moves[0]" holds "moves[0].flags[1]", not "moves[0]x").

    Args:
        paths: Evidence, or a list of paths.
        field: The path that holds them.
        new: What the field is called in the result; the same if None.
    """
    found = {path: (new or field) + path[len(field) :] for path in _inside(paths, field)}
    if isinstance(paths, dict):
        return {renamed: paths[path] for path, renamed in found.items()}
    return list(found.values())


def _inside(paths: Iterable[str], field: str) -> Iterable[str]:
    end = len(field)
    return (path for path in paths if path.startswith(field) and path[end : end + 1] in ("", ".", "["))
