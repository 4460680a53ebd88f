"""The same tests on a fake server and on a real one."""

from collections.abc import Callable, Iterator
from typing import Any

import fakeredis
import hiredis
import pytest
import redis
from redis.connection import UnixDomainSocketConnection

from tests.conftest import Server


@pytest.fixture(params=["fake", "real"])
def feeds(request: pytest.FixtureRequest) -> Iterator[redis.Redis]:
    """A client of an empty server."""
    if request.param == "real":
        yield request.getfixturevalue("feeds_client")
    else:
        with fakeredis.FakeRedis(server=fakeredis.FakeServer()) as client:
            yield client


class Crash(BaseException):
    """The process dies here."""


class CrashingConnection(UnixDomainSocketConnection):
    """Sends its commands one by one, and dies when it has sent so many."""

    left = 1 << 60

    def send_packed_command(self, command: Any, check_health: bool = True) -> None:
        reader = hiredis.Reader()
        for chunk in [command] if isinstance(command, bytes) else command:
            reader.feed(chunk)
            while (one := reader.gets()) is not False:
                if type(self).left == 0:
                    raise Crash
                type(self).left -= 1
                send: Any = super().send_packed_command
                send([hiredis.pack_command(tuple(one))], check_health)


@pytest.fixture
def crashing(server: Server) -> Iterator[Callable[[int], redis.Redis]]:
    """Makes a client of the real server that dies after so many commands."""
    made: list[redis.Redis] = []

    def make(commands: int) -> redis.Redis:
        CrashingConnection.left = 1 << 60
        pool = redis.ConnectionPool(connection_class=CrashingConnection, path=str(server.socket))
        client = redis.Redis(connection_pool=pool)
        client.ping()
        made.append(client)
        CrashingConnection.left = commands
        return client

    yield make
    CrashingConnection.left = 1 << 60
    for client in made:
        client.close()
        client.connection_pool.disconnect()
