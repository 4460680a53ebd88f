"""What the pages of docs name is there: functions, files, commands and their options."""

import importlib
import re
import shlex
from pathlib import Path

import click
import pytest

import feeds.keys
from cli.main import policytape

ROOT = Path(__file__).parents[2]
PAGES = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").glob("*.md")])
_COMMAND = re.compile(r"(?:^\s*|[|$(]\s*)(policytape [^|#`\n)]*)", re.MULTILINE)


def _examples() -> list[tuple[str, str]]:
    """Every call of the command in a code block or a help text."""
    texts = {
        page.name: "\n".join(re.findall(r"```\w*\n(.*?)```", page.read_text("utf-8"), re.DOTALL)) for page in PAGES
    }
    for name in policytape.list_commands(click.Context(policytape)):
        command = policytape.get_command(click.Context(policytape), name)
        texts[f"{name} --help"] = (command.help if command else "") or ""
    return [(where, found.strip()) for where, text in texts.items() for found in _COMMAND.findall(text)]


@pytest.mark.parametrize(("where", "example"), _examples())
def test_every_example_is_a_command_that_exists(where: str, example: str) -> None:
    words = shlex.split(re.sub(r"\s(&&|;|>|<|2>).*|\s{2,}.*", "", example))[1:]
    context = click.Context(policytape, info_name="policytape")
    command: click.Command = policytape
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        found = command.get_command(context, words[0])
        assert found is not None, f"{where}: {example}"
        command, words = found, words[1:]
    if not isinstance(command, click.Group):
        command.make_context(example, words, parent=context)  # raises for an option that it does not know


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text("utf-8"))

    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_every_function_on_the_way_of_a_page_exists() -> None:
    text = (ROOT / "docs" / "how-it-works.md").read_text("utf-8")
    names = re.findall(r"`((?:schemas|runtime|feeds|producers|workers)\.[\w.]+)`", text)

    assert 10 <= len(names) <= 15
    for name in set(names) - {"schemas.queues"}:
        assert _resolve(name), name


def test_every_key_stands_on_the_page_of_keys() -> None:
    page = (ROOT / "docs" / "data.md").read_text("utf-8")
    names = re.findall(r"``([a-z]+)[:`]", feeds.keys.__doc__ or "")

    assert len(names) >= 10
    assert [name for name in names if f"| `{name}" not in page and f": `{name}" not in page] == []


def test_run_tells_of_each_of_its_commands() -> None:
    script = (ROOT / "run").read_text("utf-8")
    commands = re.findall(r"^  ([a-z]+)\)", script, re.MULTILINE)

    assert {"demo", "test", "bench", "lock"} <= set(commands)
    assert [name for name in commands if f"./run {name} " not in script] == []


def _resolve(name: str) -> object:
    parts = name.split(".")
    for at in range(len(parts) - 1, 0, -1):
        try:
            found: object = importlib.import_module(".".join(parts[:at]))
        except ModuleNotFoundError:
            continue
        for part in parts[at:]:
            found = getattr(found, part, None)
        return found
    return None
