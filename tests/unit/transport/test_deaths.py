import signal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workers.deaths import death_of
from workers.hands import DOUBTFUL, SURE, Death, host_of, new_host, parts_of
from workers.jobs import EXIT_MEMORY
from workers.note import Note
from workers.patience import EXIT_STOPPED


@given(st.integers(2, 500), st.none() | st.integers(-2, 600))
def test_parts_are_the_whole_and_each_is_smaller(count: int, position: int | None) -> None:
    parts = parts_of(count, position)

    assert [at for start, end in parts for at in range(start, end)] == list(range(count))
    assert all(end - start < count for start, end in parts)
    if position is not None and 0 <= position < count:
        assert (position, position + 1) in parts


def test_a_single_item_has_no_parts() -> None:
    assert parts_of(1, 0) == []


def _note(state: str, position: int = 0) -> Note:
    note = Note()
    if state == "reading":
        note.reading(position)
    else:
        note.write(state)  # type: ignore[arg-type]  # a table's word
    return note


@pytest.mark.parametrize(
    ("code", "state", "is_at_fault", "death"),
    [
        pytest.param(0, "reading", None, Death(0), id="stopped-in-order"),
        pytest.param(EXIT_STOPPED, "waiting", None, Death(0), id="stopped-while-it-waited"),
        pytest.param(-signal.SIGKILL, "idle", None, Death(0), id="killed-between-batches"),
        pytest.param(-signal.SIGKILL, "waiting", None, Death(0), id="killed-while-it-waited-for-a-server"),
        pytest.param(-signal.SIGKILL, "reading", None, Death(DOUBTFUL, 7), id="killed-by-somebody"),
        pytest.param(-signal.SIGKILL, "landing", None, Death(DOUBTFUL), id="killed-while-landing"),
        pytest.param(-signal.SIGKILL, "reading", False, Death(0), id="killed-by-us-since-we-stop"),
        pytest.param(-signal.SIGKILL, "landing", False, Death(0), id="killed-by-us-while-landing-since-we-stop"),
        pytest.param(-signal.SIGKILL, "reading", True, Death(SURE, 7), id="killed-by-us"),
        pytest.param(-signal.SIGABRT, "reading", None, Death(SURE, 7), id="aborted"),
        pytest.param(-signal.SIGSEGV, "landing", None, Death(SURE), id="fault-of-memory-while-landing"),
        pytest.param(EXIT_MEMORY, "reading", None, Death(SURE, 7), id="out-of-memory"),
    ],
)
def test_what_a_death_says_of_the_job_in_hand(code: int, state: str, is_at_fault: bool | None, death: Death) -> None:
    assert death_of(code, _note(state, 7), is_at_fault=is_at_fault) == death


def test_a_note_says_what_was_written_last() -> None:
    note = _note("reading", 3)
    read = note.read()
    note.write("landing")

    assert (read.state, read.position) == ("reading", 3)
    assert note.read().state == "landing"
    assert note.read().since_s >= read.since_s


def test_a_worker_names_its_supervisor() -> None:
    host = new_host()

    assert "." not in host
    assert host_of(f"{host}.briefs.0.12") == host


def test_beats_do_not_touch_what_is_noted() -> None:
    note = _note("reading", 3)
    before = note.read()

    note.beat()
    note.beat()

    assert (note.beats, note.read()) == (2, before)
