from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import redis


def test_the_server_of_the_tests_answers(client: redis.Redis, feeds_client: redis.Redis) -> None:
    client.set("a", "b")

    assert feeds_client.get("a") == b"b"
