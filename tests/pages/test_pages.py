"""Every sample page gives what stands beside it; `./run golden` writes that anew."""

import json
from pathlib import Path

import pytest

from schemas.raw import parse_raw
from tests.pages.golden import FOLDER, expectations_of, main, observed, sample_pages

PAGES = sample_pages()


@pytest.mark.parametrize("page", PAGES, ids=[f"{page.parent.name}-{page.stem}" for page in PAGES])
def test_a_page_gives_what_is_expected(page: Path) -> None:
    assert observed(page) == json.loads(expectations_of(page).read_text(encoding="utf-8"))


@pytest.mark.parametrize("page", PAGES, ids=[f"{page.parent.name}-{page.stem}" for page in PAGES])
def test_its_items_are_valid(page: Path) -> None:
    for item in observed(page)["items"]:
        parse_raw(item)


def test_no_expectations_are_without_a_page() -> None:
    assert sorted(FOLDER.glob("*.json")) == sorted(map(expectations_of, PAGES))


def test_golden_writes_what_is_observed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("tests.pages.golden.expectations_of", lambda page: tmp_path / f"{page.stem}.json")
    main()

    assert len(list(tmp_path.iterdir())) == len(PAGES)
