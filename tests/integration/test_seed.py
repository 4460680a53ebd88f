"""The page that the project began from, where it is at hand: every field, through real queues and a real server."""

import json
import tempfile
from collections.abc import Iterator
from typing import Any

import pytest

from tests.command import ROOT, Done, call

SEED = ROOT.parent / "shared" / "seed"
pytestmark = [
    pytest.mark.xdist_group("seed"),
    pytest.mark.skipif(not SEED.is_dir(), reason="the page is not part of the project"),
]


@pytest.fixture(scope="module")
def expected() -> dict[str, Any]:
    return dict(json.loads((SEED / "expected.json").read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def done() -> Iterator[Done]:
    """What the command prints, run once on a machine with nothing set up."""
    with tempfile.TemporaryDirectory(prefix="pt-") as folder:
        yield call("run", SEED / "page.txt", "--captured-at", "2025-05-16T10:00", POLICYTAPE_DATA_DIR=folder)


def test_the_split(expected: dict[str, Any]) -> None:
    text = (SEED / "page.txt").read_text(encoding="utf-8")
    *items, last = call("split", "--leftovers", SEED / "page.txt").lines
    article, briefs = items[0], items[1:]

    assert len(items) == expected["items"]
    assert [left["text"] for left in last["leftovers"]] == expected["leftovers"]
    for name in ("title", "author", "byline", "published_at"):
        assert article[name] == expected["article"][name], name
    assert len(article["body"].split("\n")) == expected["article"]["body_paragraphs"]
    assert article["body"].startswith(expected["article"]["body_starts"])
    assert article["body"].endswith(expected["article"]["body_ends"])
    for brief, wanted in zip(briefs, expected["briefs"], strict=True):
        assert {name: brief[name] for name in ("position", "title", "snippet")}.items() <= wanted.items()
    spans = sorted([*(span for item in items for span in item["spans"]), *(left["span"] for left in last["leftovers"])])
    assert [start for start, _ in spans] == [0, *(end for _, end in spans[:-1])]
    assert spans[-1][1] == len(text)


def test_the_price_moves(done: Done, expected: dict[str, Any]) -> None:
    found = {item["title"]: item for item in done.lines if item["kind"] == "price_move"}

    assert done.status == 0
    assert len(found) == len(expected["briefs"])
    for wanted in expected["briefs"]:
        item = found[wanted["title"]]
        assert item["text"] == wanted["snippet"]
        assert sorted(item["truncated"]) == sorted(wanted["truncated"]), wanted["title"]
        for move, wanted_move in zip(item["moves"], wanted["moves"], strict=True):
            assert {name: move[name] for name in wanted_move} == wanted_move, wanted["title"]


def test_the_policy_story(done: Done, expected: dict[str, Any]) -> None:
    wanted = expected["article"]
    (story,) = [item for item in done.lines if item["kind"] == "policy_story"]
    figures = [{name: figure[name] for name in ("value", "unit", "approx")} for figure in story["figures"]]

    assert (story["title"], story["authors"], story["jurisdiction"]) == (
        wanted["title"],
        wanted["authors"],
        wanted["jurisdiction"],
    )
    assert [region["adcode"] for region in story["regions"] if region["role"] == "about"] == wanted["regions_about"]
    assert [body["name"] for body in story["bodies"]] == wanted["bodies"]
    assert story["documents"] == wanted["documents"]
    assert set(wanted["programmes_include"]) <= set(story["programmes"])
    assert {name: story["topics"][0][name] for name in ("level1", "level2")} == wanted["topic"]
    assert story["companies"] == wanted["companies"]
    for figure in wanted["figures_include"]:
        assert figure in figures


def test_evidence_gives_the_printed_forms(done: Done) -> None:
    for item in done.lines:
        texts = {(report["raw_id"], part): report[part] for report in item["reports"] for part in ("title", "text")}
        for path, spans in item["evidence"].items():
            for span in spans:
                text = texts[span["raw_id"], span["part"]]
                assert 0 <= span["start"] < span["end"] <= len(text), path
