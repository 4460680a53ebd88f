"""The house stands as STYLE says: layers, names, wheels; ./run lint looks at generated and container files."""

import importlib
import shutil
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest

from cli import make_schemas
from schemas import queues

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def settings() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def _packages() -> set[str]:
    return {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests", "benchmarks"}


def test_each_package_has_a_level(settings: dict[str, Any]) -> None:
    layers = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    levels = {name.strip() for layer in layers for name in layer.split("|")}

    assert levels == _packages()
    assert set(settings["tool"]["importlinter"]["root_packages"]) == _packages()


def test_each_package_is_shipped_and_checked(settings: dict[str, Any]) -> None:
    shipped = settings["tool"]["setuptools"]["packages"]["find"]["include"]

    assert {name.rstrip("*") for name in shipped} == _packages()
    assert _packages() <= set(settings["tool"]["mypy"]["files"])


def test_each_queued_name_is_a_real_function() -> None:
    module, _, name = queues.PROCESS_BATCH.rpartition(".")

    assert callable(getattr(importlib.import_module(module), name))


def test_no_dependency_bears_the_name_of_a_package_of_ours() -> None:
    owners = packages_distributions()

    assert {name: owners[name] for name in _packages() if set(owners.get(name, [])) - {"policytape"}} == {}
    assert not _packages() & set(sys.stdlib_module_names)


def test_stale_json_schemas_are_found(tmp_path: Path) -> None:
    for name, content in make_schemas.schema_files().items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "reject.json").write_text("{}")
    (tmp_path / "story.json").write_text("{}")
    (tmp_path / "other.json").unlink()

    assert make_schemas.stale(tmp_path) == ["other.json", "reject.json", "story.json"]


def test_json_schemas_are_made_and_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(make_schemas, "FOLDER", tmp_path / "schemas")

    assert make_schemas.main(["--check"]) == 1
    assert make_schemas.main([]) == 0
    (tmp_path / "schemas" / "old.json").write_text("{}")
    assert make_schemas.main(["--check"]) == 1
    assert make_schemas.main([]) == 0
    assert make_schemas.main(["--check"]) == 0


def test_pinned_versions_are_ones_that_pyproject_allows(settings: dict[str, Any]) -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pinned = {line.split("==")[0].lower().replace("_", "-") for line in lines if not line.startswith("#")}
    project = settings["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]

    assert all("://" not in line and "@" not in line for line in lines)
    assert {_name(requirement) for requirement in wanted} <= pinned


def _name(requirement: str) -> str:
    for end, char in enumerate(requirement):
        if not (char.isalnum() or char in "-_."):
            return requirement[:end].lower().replace("_", "-")
    return requirement


def test_a_wheel_holds_every_table_and_no_maker(tmp_path: Path, settings: dict[str, Any]) -> None:
    for name in ("pyproject.toml", "README.md"):
        shutil.copy(ROOT / name, tmp_path)
    for name in _packages():
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    script = "import setuptools.build_meta as made; print(made.build_wheel('.'))"
    done = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True)
    files = set(zipfile.ZipFile(tmp_path / done.stdout.splitlines()[-1]).namelist())
    kinds = {pattern.lstrip("*") for pattern in settings["tool"]["setuptools"]["package-data"]["*"]} - {"py.typed"}
    data = {path for name in _packages() for path in (ROOT / name).rglob("*") if path.suffix not in {".py", ".pyc", ""}}
    wanted = {str(path.relative_to(ROOT)) for path in data if "make" not in path.parts}

    assert {Path(name).suffix for name in wanted} <= kinds
    assert wanted <= files
    assert not [name for name in files if name.startswith("reference/make/")]
