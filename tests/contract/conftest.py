"""The same tests on a fake server and on a real one."""

from collections.abc import Iterator

import fakeredis
import pytest
import redis


@pytest.fixture(params=["fake", "real"])
def feeds(request: pytest.FixtureRequest) -> Iterator[redis.Redis]:
    """A client of an empty server."""
    if request.param == "real":
        yield request.getfixturevalue("feeds_client")
    else:
        with fakeredis.FakeRedis(server=fakeredis.FakeServer()) as client:
            yield client
