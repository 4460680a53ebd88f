"""The users of deploy/*.acl on a real server: each does its work and nothing else."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
import redis
from pydantic import SecretStr
from redis.exceptions import NoPermissionError

from feeds.read import FeedReader
from producers import enqueue_items
from runtime.connect import ServerUnavailableError, open_bytes_client
from runtime.settings import Settings
from tests.builders import make_brief
from tests.users import USERS, acl_rules, password_of
from tests.working import work_off
from workers.state import queue_states, worker_states

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import Server


@pytest.fixture
def guarded(server: Server) -> Iterator[Server]:
    """The server with our users, and no way in for anybody else's commands by their name."""
    with redis.Redis.from_url(server.url) as admin:
        for user in USERS:
            admin.execute_command("ACL", "SETUSER", user, *acl_rules(user))
        yield server
        admin.execute_command("ACL", "DELUSER", *USERS)


def _settings(server: Server, user: str, database: int = 0) -> Settings:
    url = server.url.replace("unix://", f"unix://{user}@") + f"?db={database}"
    return Settings(queue_url=SecretStr(url), queue_password=SecretStr(password_of(user)))


@pytest.mark.parametrize("database", [0, 1])
def test_each_user_does_its_own_work(guarded: Server, database: int) -> None:
    with open_bytes_client(_settings(guarded, "producer", database)) as producer:
        sent = enqueue_items([make_brief(), make_brief(title="另一条")], client=producer)
    work_off(_settings(guarded, "worker", database), "briefs")
    with open_bytes_client(_settings(guarded, "reader", database)) as reader:
        counts = [FeedReader(reader).count(feed) for feed in ("policy", "price", "other")]

    assert (sent.acknowledged, sent.new) == (2, 2)
    assert sum(counts) == 2


def test_a_worker_looks_after_queues(guarded: Server) -> None:
    with open_bytes_client(_settings(guarded, "worker")) as worker:
        assert [state.waiting for state in queue_states(worker, datetime.now(UTC))] == [0, 0]
        assert list(worker_states(worker)) == []


@pytest.mark.parametrize(
    ("user", "command"),
    [
        ("producer", ("GET", "policytape:item:1")),
        ("producer", ("ZRANGE", "policytape:feed:policy", 0, -1)),
        ("producer", ("SMEMBERS", "policytape:received:2025-05-16")),
        ("producer", ("DEL", "rq:job:1")),
        ("producer", ("HGETALL", "rq:job:1")),
        ("producer", ("LRANGE", "rq:queue:briefs", 0, -1)),
        ("producer", ("RPUSH", "rq:hand:somebody", "x")),
        ("producer", ("SADD", "policytape:events", "x")),
        ("producer", ("EVAL", "return 1", 0)),
        ("worker", ("FLUSHALL",)),
        ("worker", ("CONFIG", "GET", "*")),
        ("worker", ("ACL", "LIST")),
        ("worker", ("KEYS", "*")),
        ("worker", ("SHUTDOWN",)),
        ("worker", ("SET", "another:key", "x")),
        ("worker", ("CLIENT", "KILL", "TYPE", "normal")),
        ("reader", ("SET", "policytape:item:1", "x")),
        ("reader", ("DEL", "policytape:item:1")),
        ("reader", ("ZADD", "policytape:feed:policy", 1, "x")),
        ("reader", ("LLEN", "rq:queue:briefs")),
        ("reader", ("HGETALL", "rq:job:1")),
        ("reader", ("EVAL", "return 1", 0)),
        ("reader", ("KEYS", "*")),
    ],
)
def test_what_is_not_its_work_is_refused(guarded: Server, user: str, command: tuple[str | int, ...]) -> None:
    with open_bytes_client(_settings(guarded, user)) as client, pytest.raises(NoPermissionError):
        client.execute_command(*command)


def test_a_wrong_password_is_told_in_one_line_without_it(guarded: Server) -> None:
    settings = _settings(guarded, "reader").model_copy(update={"queue_password": SecretStr("hunter2")})

    with pytest.raises(ServerUnavailableError) as told:
        open_bytes_client(settings)

    assert "password" in str(told.value)
    assert "hunter2" not in str(told.value)
    assert "hunter2" not in repr(settings)
