"""Writes docs/schemas/*.json from the models in schemas/, for readers and writers in other languages.

``python -m cli.make_schemas`` writes them; with ``--check`` it only says which are not current, exit status 1.
"""

import sys
from pathlib import Path
from typing import Any, Final

import orjson
from pydantic import TypeAdapter

from schemas.items import OtherNews, PolicyStory, PriceMove
from schemas.raw import RawArticle, RawBrief
from schemas.rejects import Reject

FOLDER: Final = Path(__file__).parents[1] / "docs" / "schemas"
_DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"
_WRITTEN: Final[dict[str, Any]] = {"raw_article": RawArticle, "raw_brief": RawBrief}
_READ: Final[dict[str, Any]] = {
    "policy_story": PolicyStory,
    "price_move": PriceMove,
    "other": OtherNews,
    "reject": Reject,
}


def schema_files() -> dict[str, bytes]:
    """File name to its whole content. The same models give the same bytes."""
    schemas = {name: _for_writers(model) for name, model in _WRITTEN.items()}
    schemas |= {name: _for_readers(model) for name, model in _READ.items()}
    option = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
    return {f"{name}.json": orjson.dumps({"$schema": _DRAFT, **it}, option=option) for name, it in schemas.items()}


def _for_writers(model: Any) -> dict[str, Any]:  # noqa: ANN401  any model
    """What a raw item may leave out is optional, all but its kind."""
    schema = TypeAdapter(model).json_schema(mode="validation")
    schema["required"] = sorted({"kind", *schema.get("required", [])})
    return schema


def _for_readers(model: Any) -> dict[str, Any]:  # noqa: ANN401  any model
    """Every field of an item is always there; absent is null or empty."""
    schema = TypeAdapter(model).json_schema(mode="serialization")
    for shape in (schema, *schema.get("$defs", {}).values()):
        if "properties" in shape:
            shape["required"] = list(shape["properties"])
    return schema


def stale(folder: Path) -> list[str]:
    """Names of files in the folder that are missing, outdated or no longer made."""
    files = schema_files()
    found = {path.name: path.read_bytes() for path in folder.glob("*.json")}
    return sorted(name for name in files.keys() | found.keys() if files.get(name) != found.get(name))


def main(arguments: list[str]) -> int:
    """Write or check. Returns the exit status."""
    if "--check" in arguments:
        for name in stale(FOLDER):
            print(f"docs/schemas/{name} is not current: ./run golden", file=sys.stderr)
        return 1 if stale(FOLDER) else 0
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, content in schema_files().items():
        (FOLDER / name).write_bytes(content)
    for name in stale(FOLDER):
        (FOLDER / name).unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
