"""A server that is full or goes away while things are sent."""

import pytest

from producers import send
from tests.builders import make_payload
from tests.command import Command, json_lines


def test_enqueue_stops_at_the_high_water_mark_and_says_what_is_safe(
    policytape: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cli.enqueue.Limits", lambda *_: send.Limits(jobs=1, patience_s=0.01))
    lines = json_lines(*(make_payload(title=f"甲乙公司召开第{number}届年会") for number in range(1_001)))
    done = policytape("enqueue", "-", stdin=lines)

    assert done.status == 1
    assert done.out == ""
    assert done.complaints[0].startswith("500 raw items acknowledged (500 new, 0 repeats) before this")
    assert done.complaints[1].startswith("the queue briefs holds 1 jobs")
