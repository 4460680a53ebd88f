"""A short round of each fault; the scripts beside this run the long ones and print figures."""

import pytest

from tests.faults import full, kills, poison, recovery, server_goes


@pytest.mark.timeout(120)
def test_kills_leave_no_trace() -> None:
    result = kills.one_round(seed=1, item_count=1500, kill_count=8, every_s=0.2)

    assert (result["equal"], result["balanced"], result["crashed"], result["exit"]) == (True, True, 0, 0)


@pytest.mark.timeout(120)
def test_a_server_that_goes_and_comes_loses_nothing() -> None:
    result = server_goes.disturbed(1000, (0.5, 1.0))

    assert (result["equal"], result["balanced"], result["exit"]) == (True, True, 0)
    assert result["acknowledged"] == result["items"]


@pytest.mark.timeout(60)
@pytest.mark.parametrize("title", ["POISON abort", "POISON loop", "POISON memory"])
def test_only_the_poison_is_rejected(title: str) -> None:
    result = poison.poisoned(title, in_batch=50)

    assert (result["crashed"], result["balanced"]) == ([title], True)


@pytest.mark.timeout(60)
def test_a_killed_worker_is_replaced_within_five_seconds() -> None:
    assert recovery.worker_killed() < 5


@pytest.mark.timeout(60)
def test_a_stopped_worker_is_replaced_with_what_the_server_gave_it() -> None:
    assert 2 < recovery.worker_stopped(silent_s=2) < 10


@pytest.mark.timeout(60)
def test_a_stop_in_haste_is_no_items_fault() -> None:
    assert recovery.stopped_in_haste(3) == [0, 0, 0]


@pytest.mark.timeout(60)
def test_workers_that_wait_for_their_server_are_let_be() -> None:
    assert recovery.server_away(silent_s=2)


@pytest.mark.timeout(120)
def test_another_host_takes_over_within_thirty_seconds() -> None:
    assert recovery.host_killed(same_machine=False) < 30


@pytest.mark.timeout(60)
def test_producers_stop_before_the_server_is_full() -> None:
    assert "limit 75%" in full.producers_stop()


@pytest.mark.timeout(120)
def test_workers_wait_while_the_server_is_full() -> None:
    result = full.workers_wait(1000)

    assert (result["equal"], result["balanced"]) == (True, True)
