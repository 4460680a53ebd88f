"""A server that is full or goes away while things are sent."""

import pytest
import redis

from feeds.rejects import reject
from producers.send import Limits
from tests.builders import make_payload
from tests.command import Command, json_lines

_LIMITS_OF = Limits.of


@pytest.fixture(autouse=True)
def full_at_one_job(monkeypatch: pytest.MonkeyPatch) -> None:
    """One job fills a queue, and nobody waits for room."""
    monkeypatch.setenv("POLICYTAPE_HIGH_WATER_JOBS", "1")
    monkeypatch.setattr(Limits, "of", lambda settings: _LIMITS_OF(settings)._replace(patience_s=0.01))


def test_enqueue_stops_at_the_high_water_mark_and_says_what_is_safe(policytape: Command) -> None:
    lines = json_lines(*(make_payload(title=f"甲乙公司召开第{number}届年会") for number in range(1_001)))
    done = policytape("enqueue", "-", stdin=lines)

    assert done.status == 1
    assert done.out == ""
    assert done.complaints[0].startswith("500 raw items acknowledged (500 new, 0 repeats) before this")
    assert done.complaints[1].startswith("the queue briefs holds 1 jobs (limit 1)")


def test_a_retry_stops_there_as_well(policytape: Command, client: redis.Redis) -> None:
    policytape("enqueue", "-", stdin=json_lines(make_payload()))
    doc = {"raw_id": "2025-05-16-00", "stage": "read", "field": "", "reason": "a fault", "raw": make_payload()}
    reject([{"kind": "reject", **doc}], client=client, now_ms=1)
    done = policytape("rejected", "retry", "--all", "--yes")

    assert (done.status, done.out) == (1, "")
    assert done.complaints[-1].startswith("the queue briefs holds 1 jobs (limit 1)")
    assert len(policytape("rejected", "list").lines) == 1
