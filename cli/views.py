"""Items as rows of tables for a terminal."""

from collections.abc import Sequence
from typing import Any

from rich.console import Console, Group, RenderableType
from rich.text import Text

from cli.marked import Part, fields_of, parts_of, reference
from cli.neutral import neutral
from cli.output import table
from schemas.items import Doc

_CELL_CHARS = 40
_WIDE = 110  # columns; a terminal as wide as this shows those marked + as well
_PRICE = ("time|", "name", "code|", "change>", "price>", "+amount>", "+source", "id|")
_POLICY = ("time|", "title", "about", "+bodies", "+topic", "id|")
_MIXED = ("time|", "+kind|", "title", "+source", "id|")
_ARROWS = {"up": "▲", "down": "▼", "flat": "="}


def feed_table(docs: Sequence[Doc], title: str = "", *, width: int = 80) -> RenderableType:
    """A table of items: of moves if all are price moves, of stories if all are policy stories, else of both.

    A narrow terminal gets fewer columns; the id is always whole, since `show` takes it.
    """
    kinds = {doc["kind"] for doc in docs}
    if kinds == {"price_move"}:
        return _table(_PRICE, [_move_cells(doc) for doc in docs], title, width)
    if kinds == {"policy_story"}:
        return _table(_POLICY, [_story_cells(doc) for doc in docs], title, width)
    rows = [(_time(doc), doc["kind"], _headline(doc), doc["source"], doc["id"]) for doc in docs]
    return _table(_MIXED, rows, title, width)


def items(count: int) -> str:
    """So many items, in words."""
    return "1 item" if count == 1 else f"{count} items"


def _table(columns: Sequence[str], rows: Sequence[Sequence[object]], title: str, width: int) -> RenderableType:
    kept = [at for at, name in enumerate(columns) if width >= _WIDE or not name.startswith("+")]
    names = [columns[at].lstrip("+") for at in kept]
    return table(names, [[row[at] for at in kept] for row in rows], title)


def _headline(doc: Doc) -> str:
    return str(doc["title"] or doc["text"][:60])


def _move_cells(doc: Doc) -> tuple[object, ...]:
    if not doc["moves"]:
        return _time(doc), _headline(doc), None, None, None, None, doc["source"], doc["id"]
    move, more = doc["moves"][0], len(doc["moves"]) - 1
    name = " ".join([move["name"], *move["flags"], *([f"+{more}"] if more else [])])
    level = move["price"] if move["price"] is not None else move["points"]
    cells = (name, move["code"], _change(move), level, _amount(move["amount"]))
    return _time(doc), *cells, doc["source"], doc["id"]


def _change(move: dict[str, Any]) -> str:
    if move["change_pct"] is None:
        return _ARROWS.get(move["direction"], "") + ("limit" if move["limit"] else "")
    bound = {"over": ">", "under": "<", "near": "~"}.get(move["pct_bound"], "")
    return f"{bound}{move['change_pct']:+.2f}%" + (" limit" if move["limit"] else "")


def _amount(value: float | None) -> str | None:
    if value is None:
        return None
    return f"{value / 1e8:.2f}亿" if abs(value) >= 1e8 else f"{value / 1e4:.0f}万"


def _story_cells(doc: Doc) -> tuple[object, ...]:
    about = " ".join(region["name"] for region in doc["regions"] if region["role"] == "about")
    bodies = "、".join(body["name"] for body in doc["bodies"][:3])
    topic = doc["topics"][0]["level1"] if doc["topics"] else None
    return _time(doc), _headline(doc), about, bodies, topic, doc["id"]


def _time(doc: Doc) -> str:
    """The event's time at its market, to the minute; the day if no more is known."""
    length = 10 if doc["event_time_precision"] == "day" else 16
    return str(doc["event_time"])[:length].replace("T", " ")


def item_view(doc: Doc, console: Console) -> Group:
    """One item: what it is, its texts with the evidence marked, and each value beside the words it rests on."""
    head = Text(neutral(f"{doc['kind']}  {_time(doc)}  {doc['source']}  {doc['id']}\n"), style="bold")
    if doc["url"]:
        head.append(neutral(doc["url"]) + "\n", style="dim")
    colours = console.color_system is not None
    texts = [_marked(part, colours=colours) for part in parts_of(doc)]
    rows = [
        (field.number, field.path, _brief(field.value), _cut(" | ".join(field.printed))) for field in fields_of(doc)
    ]
    evidence = table(["#>", "field", "value", "as printed"], rows)
    cut_off = Text(neutral("cut off by the text: " + ", ".join(doc["truncated"]))) if doc["truncated"] else Text()
    return Group(head, *texts, evidence, cut_off)


def reject_view(reject: dict[str, Any]) -> Group:
    """One reject: where it failed and why, and its raw item field by field."""
    head = Text(neutral(f"reject  {reject['stage']}  {reject['raw_id']}\n"), style="bold")
    why = Text(neutral(": ".join(filter(None, (reject["field"], reject["reason"]))) + "\n"))
    raw = reject["raw"] if isinstance(reject["raw"], dict) else {"raw": reject["raw"]}
    return Group(head, why, table(["field", "as it came"], list(raw.items())))


def _marked(part: Part, *, colours: bool) -> Text:
    """The part with its marks: in colour and underlined, or in brackets where there are no colours."""
    text, inside = Text(""), False
    for piece in part.pieces:
        if not colours and bool(piece.fields) != inside:
            text.append("⟧" if inside else "⟦")
        inside = bool(piece.fields)
        text.append(neutral(piece.text), style="underline bright_cyan" if inside else "")
        text.append(reference(piece.ends), style="dim")
    return text.append("⟧\n" if inside and not colours else "\n")


def _brief(value: object) -> str:
    """A value in few words: of an object what it says, without the words it was printed in."""
    if isinstance(value, dict):
        said = {name: it for name, it in value.items() if name != "text" and it is not None and it is not False}
        return " ".join(name if it is True else _brief(it) for name, it in said.items())
    if isinstance(value, list | tuple):
        return ", ".join(_brief(it) for it in value)
    return "" if value is None else _cut(str(value))


def _cut(text: str) -> str:
    return text if len(text) <= _CELL_CHARS else text[: _CELL_CHARS - 1] + "…"
