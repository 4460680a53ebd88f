"""Items as rows of tables for a terminal."""

from collections.abc import Sequence
from typing import Any

from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from cli.marked import Part, fields_of, parts_of, reference
from cli.neutral import neutral
from cli.output import table
from schemas.items import Doc

_ARROWS = {"up": "▲", "down": "▼", "flat": "="}


def feed_table(docs: Sequence[Doc], title: str = "") -> Table:
    """A table of items: for moves if all are price moves, for stories if all are policy stories, else for both."""
    kinds = {doc["kind"] for doc in docs}
    if kinds == {"price_move"}:
        return _price_table(docs, title)
    if kinds == {"policy_story"}:
        return _policy_table(docs, title)
    rows = [(_time(doc), doc["kind"], doc["title"] or doc["text"][:60], doc["source"], doc["id"]) for doc in docs]
    return table(["time", "kind", "title", "source", "id"], rows, title)


def _price_table(docs: Sequence[Doc], title: str) -> Table:
    rows = [(_time(doc), *_move_cells(doc), doc["source"], doc["id"]) for doc in docs]
    return table(["time", "name", "code", "change>", "price>", "amount>", "source", "id"], rows, title)


def _move_cells(doc: Doc) -> tuple[object, ...]:
    if not doc["moves"]:
        return doc["title"], None, None, None, None
    move, more = doc["moves"][0], len(doc["moves"]) - 1
    name = " ".join([move["name"], *move["flags"], *([f"+{more}"] if more else [])])
    level = move["price"] if move["price"] is not None else move["points"]
    return name, move["code"], _change(move), level, _amount(move["amount"])


def _change(move: dict[str, Any]) -> str:
    if move["change_pct"] is None:
        return f"limit {move['limit']}" if move["limit"] else _ARROWS.get(move["direction"], "")
    bound = {"over": ">", "under": "<", "near": "~"}.get(move["pct_bound"], "")
    return f"{bound}{move['change_pct']:+.2f}%" + (" limit" if move["limit"] else "")


def _amount(value: float | None) -> str | None:
    if value is None:
        return None
    return f"{value / 1e8:.2f}亿" if abs(value) >= 1e8 else f"{value / 1e4:.0f}万"


def _policy_table(docs: Sequence[Doc], title: str) -> Table:
    rows = [
        (
            _time(doc),
            doc["title"] or doc["text"][:60],
            " ".join(region["name"] for region in doc["regions"] if region["role"] == "about"),
            "、".join(body["name"] for body in doc["bodies"][:3]),
            doc["topics"][0]["level1"] if doc["topics"] else None,
            doc["id"],
        )
        for doc in docs
    ]
    return table(["time", "title", "about", "bodies", "topic", "id"], rows, title)


def _time(doc: Doc) -> str:
    """The event's time at its market, as exact as it is known."""
    length = {"second": 19, "day": 10}.get(doc["event_time_precision"], 16)
    return str(doc["event_time"])[:length].replace("T", " ")


def item_view(doc: Doc, console: Console) -> Group:
    """One item: what it is, its texts with the evidence marked, and each value beside the words it rests on."""
    head = Text(neutral(f"{doc['kind']}  {_time(doc)}  {doc['source']}  {doc['id']}\n"), style="bold")
    if doc["url"]:
        head.append(neutral(doc["url"]) + "\n", style="dim")
    colours = console.color_system is not None
    texts = [_marked(part, colours=colours) for part in parts_of(doc)]
    rows = [(field.number, field.path, _brief(field.value), " | ".join(field.printed)) for field in fields_of(doc)]
    evidence = table(["#>", "field", "value", "as printed"], rows)
    cut_off = Text(neutral("cut off by the text: " + ", ".join(doc["truncated"]))) if doc["truncated"] else Text()
    return Group(head, *texts, evidence, cut_off)


def _marked(part: Part, *, colours: bool) -> Text:
    text = Text("")
    for piece in part.pieces:
        shown = neutral(piece.text)
        if not piece.fields:
            text.append(shown)
            continue
        text.append(shown if colours else f"⟦{shown}⟧", style="underline bright_cyan")
        text.append(reference(piece.ends), style="dim")
    return text.append("\n")


def _brief(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {it}" for name, it in value.items() if it is not None)
    if isinstance(value, list | tuple):
        return ", ".join(_brief(it) for it in value)
    return "" if value is None else str(value)
