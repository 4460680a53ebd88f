"""A source that goes on while it is read, and Ctrl-C: real processes, real signals."""

import fcntl
import os
import signal
import subprocess
import termios
from array import array
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import IO

import pytest
import redis

from tests.builders import make_payload
from tests.command import POLICYTAPE, ROOT, json_lines
from tests.conftest import Server


class Live:
    """A command as a process of its own whose standard input is open."""

    def __init__(self, *args: str, **environment: str) -> None:
        self.process = subprocess.Popen(
            [*POLICYTAPE, *args],
            env={**os.environ, **environment},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=ROOT,
        )

    @property
    def stdin(self) -> IO[bytes]:
        assert self.process.stdin is not None
        return self.process.stdin

    def write(self, data: bytes) -> None:
        self.stdin.write(data)
        self.stdin.flush()

    def has_read_all(self) -> bool:
        """Whether nothing that was written waits in the pipe."""
        waiting = array("i", [0])
        fcntl.ioctl(self.stdin, termios.FIONREAD, waiting)
        return waiting[0] == 0

    def interrupt(self) -> None:
        self.process.send_signal(signal.SIGINT)

    def end(self) -> tuple[int, list[str]]:
        """Its exit status and what it said on stderr; nothing may be on stdout."""
        out, error = self.process.communicate()
        assert out == b""
        return self.process.returncode, error.decode().splitlines()


@pytest.fixture
def enqueue(server: Server) -> Iterator[Callable[..., Live]]:
    """Starts `policytape enqueue -` with more arguments."""
    started: list[Live] = []

    def start(*args: str, **environment: str) -> Live:
        started.append(Live("enqueue", "-", *args, POLICYTAPE_QUEUE_URL=server.url, **environment))
        return started[-1]

    yield start
    for live in started:
        with suppress(BrokenPipeError), live.process:
            live.process.kill()


def _wait_for(condition: Callable[[], bool]) -> None:
    while not condition():
        os.sched_yield()


def _some(first: int, count: int) -> bytes:
    return json_lines(*(make_payload(title=f"甲乙公司召开第{number}届年会") for number in range(first, first + count)))


def test_what_a_live_source_wrote_is_sent_when_it_pauses_also_before_the_end_of_a_line(
    enqueue: Callable[..., Live], client: redis.Redis
) -> None:
    live = enqueue()
    for job_count in (1, 2):
        live.write(_some(3 * job_count, 3) + b'{"kind": "bri')
        _wait_for(lambda wanted=job_count: client.llen("rq:queue:briefs") == wanted)  # type: ignore[misc]  # bound here
        live.write(b'ef", "source": ""}\n')
    live.stdin.close()

    assert live.process.wait() == 1
    assert client.scard("policytape:received:2025-05-16") == 6


def test_ctrl_c_sends_what_was_read_and_says_so(enqueue: Callable[..., Live], client: redis.Redis) -> None:
    live = enqueue()
    live.write(_some(0, 1))
    _wait_for(lambda: client.llen("rq:queue:briefs") == 1)
    live.write(_some(1, 600) + json_lines(make_payload(titel="x")) + b'{"half')
    _wait_for(live.has_read_all)
    live.interrupt()

    status, (*refusals, told) = live.end()
    assert status == 130
    assert sorted(line.split(": ")[1] for line in refusals) == ["stdin line 602"]
    assert told == (
        "policytape: interrupted: 601 raw items acknowledged (601 new, 0 repeats), 1 refused; the rest was not read"
    )


def test_a_second_ctrl_c_ends_at_once_and_says_what_is_safe(enqueue: Callable[..., Live], client: redis.Redis) -> None:
    def looks() -> int:
        return int(client.info("commandstats").get("cmdstat_llen", {"calls": 0})["calls"])

    def wait_for_looks() -> None:
        before = looks()
        _wait_for(lambda: looks() > before + 2)  # it waits for room

    client.config_resetstat()
    live = enqueue(POLICYTAPE_HIGH_WATER_JOBS="1")
    live.write(_some(0, 1_000))
    wait_for_looks()
    live.interrupt()
    wait_for_looks()
    live.interrupt()

    status, (told,) = live.end()
    assert status == 130
    assert told == (
        "policytape: interrupted: 500 raw items acknowledged (500 new, 0 repeats), 0 refused; send the same again"
    )


def test_ctrl_c_before_anything_was_read_is_no_refusal(enqueue: Callable[..., Live]) -> None:
    live = enqueue("--source", "门户甲")
    live.write(b"\n")
    _wait_for(live.has_read_all)
    live.interrupt()

    assert live.end() == (
        130,
        ["policytape: interrupted: 0 raw items acknowledged (0 new, 0 repeats), 0 refused; the rest was not read"],
    )


def test_half_a_page_is_none_when_its_writer_is_stopped_as_well(
    enqueue: Callable[..., Live], client: redis.Redis
) -> None:
    live = enqueue("--source", "门户甲")
    live.write("关于加强学校食堂管理的通知\n各县区要加强学校食".encode())
    _wait_for(live.has_read_all)
    live.interrupt()

    status, (told,) = live.end()
    assert status == 130
    assert told.startswith("policytape: interrupted: 0 raw items acknowledged")
    assert client.keys("rq:queue:*") == []
