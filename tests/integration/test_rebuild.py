"""When the rules of reading change: items keep what they said, and all are read anew beside them in a place apart."""

from collections.abc import Callable

import pytest
import redis

from tests.command import ROOT, Command
from tests.conftest import Server
from workers.classify import Verdict

pytestmark = pytest.mark.timeout(120)  # workers of their own; a busy machine takes ten times as long
SAMPLE = ROOT / "docs" / "sample" / "page.txt"
AT = ("--captured-at", "2025-06-12T10:00")
KINDS = ["policy_story"] + ["price_move"] * 12


def _kinds(policytape: Command) -> list[str]:
    return [item["kind"] for feed in ("policy", "price", "other") for item in policytape("feed", feed).lines]


@pytest.fixture
def old(policytape: Command, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What an installation has whose rules told nothing apart, though today's have seen its captures again."""
    with monkeypatch.context() as earlier:
        earlier.setattr("workers.pipeline.classify", lambda _title, _text: Verdict("other", 1.0, ()))
        policytape("run", SAMPLE, *AT)
    policytape("run", SAMPLE, *AT)
    return _kinds(policytape)


@pytest.mark.parametrize(
    ("apart", "drop"),
    [
        pytest.param({"QUEUE_URL": "{url}?db=1"}, lambda client: client.flushdb(), id="a-database"),
        pytest.param(
            {"QUEUE_URL": "{url}?db=1", "FEEDS_URL": "{url}", "PREFIX": "next:"},
            lambda client: client.delete(*client.scan_iter("policytape:*")),
            id="a-prefix-for-feeds-and-a-database-for-queues",
        ),
    ],
)
def test_new_rules_for_all_are_a_second_installation_beside_the_first(
    apart: dict[str, str],
    drop: Callable[[redis.Redis], object],
    old: list[str],
    policytape: Command,
    server: Server,
    client: redis.Redis,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert old == ["other"] * 13
    digest = policytape("digest").lines

    with monkeypatch.context() as following:
        for name, value in apart.items():
            following.setenv(f"POLICYTAPE_{name}", value.format(url=server.url))
        assert policytape("run", SAMPLE, *AT).status == 0
        assert _kinds(policytape) == KINDS
        assert policytape("ledger").status == 0
    assert policytape("digest").lines == digest
    assert policytape("ledger").status == 0

    drop(client)
    for name, value in apart.items():
        monkeypatch.setenv(f"POLICYTAPE_{name}", value.format(url=server.url))
    assert _kinds(policytape) == KINDS


def test_installations_in_two_databases_of_a_server_do_not_meet(
    policytape: Command, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as second:
        second.setenv("POLICYTAPE_QUEUE_URL", f"{server.url}?db=1")
        policytape("enqueue", SAMPLE, *AT)
    policytape("worker", "--burst")
    assert policytape("ledger").lines[-1]["received"] == 0

    monkeypatch.setenv("POLICYTAPE_QUEUE_URL", f"{server.url}?db=1")
    assert policytape("ledger").lines[-1]["waiting"] == 13
    policytape("worker", "--burst")
    assert policytape("ledger").lines[-1]["waiting"] == 0
