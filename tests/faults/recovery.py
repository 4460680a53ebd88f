# ruff: noqa: T201  a script: figures on stdout
"""How soon work goes on: a worker killed in a batch or stopped, all processes of a host killed while another lives.

python -m tests.faults.recovery
"""

import argparse
import os
import signal
import sys
from contextlib import suppress

from tests.faults.rig import Host, TestServer, account, is_done, make, push, running_server, wait_for

_ONE = [
    make("brief", title="云江科技涨停"),
    make("brief", title="SLOW 东岭科技涨停"),
    make("brief", title="岳华科技涨停"),
]


def _is_held(server: TestServer) -> bool:
    with server.client() as client:
        return any(client.llen(b"rq:hand:" + name) for name in client.smembers("rq:hands"))


def _kill_holders(server: TestServer) -> None:
    with server.client() as client:
        for name in client.smembers("rq:hands"):
            assert isinstance(name, bytes)
            if client.llen(b"rq:hand:" + name):
                os.kill(int(name.rpartition(b".")[2]), signal.SIGKILL)


def worker_killed() -> float:
    """Seconds from a worker's death in the middle of a batch until the batch has landed."""
    with running_server() as server, server.client() as client:
        host = Host(server, "briefs=2")
        push(client, _ONE)
        wait_for(lambda: _is_held(server), 20)
        client.set("slow:off", 1)
        _kill_holders(server)
        took = wait_for(lambda: account(client).landed == len(_ONE), 60)
        host.stop()
    return took


def stopped_in_haste(times: int) -> list[int]:
    """How far a lone item that is still being read is blamed after each stop that would not wait for it.

    In the end it is let go, and lands.
    """
    blames: list[int] = []
    with running_server() as server, server.client() as client:
        host = Host(server, "briefs=1", POLICYTAPE_STOP_S="0.6", POLICYTAPE_ITEM_LIMIT_S="30")
        push(client, [_ONE[1]])
        for _ in range(times):
            wait_for(lambda: _is_held(server), 20)
            host.stop()
            (job_id,) = client.lrange("rq:queue:briefs", 0, -1)
            blames.append(int(client.hget(b"rq:job:" + job_id, "blame") or 0))
            host.again()
        client.set("slow:off", 1)
        wait_for(lambda: account(client).landed == 1 and is_done(client), 60)
        host.stop()
    return blames


def worker_stopped(silent_s: int) -> float:
    """Seconds until a batch has landed that the server gave to a worker which somebody had stopped.

    Args:
        silent_s: So long the supervisor lets it be.
    """
    with running_server() as server, server.client() as client:
        host = Host(server, "briefs=1", PT_SILENT_S=str(silent_s))
        wait_for(lambda: client.scard("rq:hands") == 1, 20)
        wait_for(lambda: client.info("clients")["blocked_clients"] == 1, 20)
        (stopped,) = host.workers()
        os.kill(stopped, signal.SIGSTOP)
        push(client, [item for item in _ONE if not item["title"].startswith("SLOW")])
        took = wait_for(lambda: account(client).landed == len(_ONE) - 1, 60)
        assert host.workers() != [stopped]
        host.stop()
    return took


def server_away(silent_s: int) -> bool:
    """Whether the same workers run on after their server was away for three times as long."""
    with running_server() as server:
        host = Host(server, "briefs=2", PT_SILENT_S=str(silent_s))
        with server.client() as client:
            wait_for(lambda: client.scard("rq:hands") == 2, 20)
            wait_for(lambda: client.info("clients")["blocked_clients"] == 2, 20)
        before = sorted(host.workers())
        server.kill()
        with suppress(TimeoutError):
            wait_for(lambda: sorted(host.workers()) != before, 3 * silent_s)
        server.start()
        return sorted(host.workers()) == before and host.stop() == 0


def host_killed(*, same_machine: bool) -> float:
    """Seconds from the death of all processes of a host until another host has landed what it held.

    Args:
        same_machine: Whether the other host can see that the processes are gone; if not, it waits for silence.
    """
    with running_server() as server, server.client() as client:
        first = Host(server, "briefs=2")
        push(client, _ONE)
        wait_for(lambda: _is_held(server), 20)
        second = Host(server, "briefs=1", PT_MACHINE="" if same_machine else "elsewhere")
        wait_for(lambda: bool(second.workers()), 20)
        client.set("slow:off", 1)
        first.kill_all()
        took = wait_for(lambda: account(client).landed == len(_ONE) and is_done(client), 90)
        second.stop()
    return took


def main() -> None:
    argparse.ArgumentParser(description=__doc__).parse_args()
    print(f"blame of an item after stops in haste: {stopped_in_haste(3)}")
    worker, near, far = worker_killed(), host_killed(same_machine=True), host_killed(same_machine=False)
    print(f"worker killed in a batch: landed after {worker:.2f} s (limit 5)")
    print(f"worker stopped, let be for 30 s: {worker_stopped(30):.2f} s")
    print(f"host killed, seen from the same machine: {near:.2f} s; from another: {far:.2f} s (limit 30)")
    sys.exit(worker > 5 or far > 30)


if __name__ == "__main__":
    main()
