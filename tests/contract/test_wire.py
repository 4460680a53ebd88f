"""Sending: replies in order, errors told, lost connections and unknown scripts mended."""

from collections.abc import Callable

import pytest
import redis

from feeds.keys import Keys, check_feed_name
from feeds.wire import call, names, script, send
from tests.contract.conftest import Crash

_ADD = script("return redis.call('INCRBY', KEYS[1], ARGV[1])")


def test_replies_come_in_order(feeds: redis.Redis) -> None:
    assert send(feeds, [("SET", "a", "甲"), ("GET", "a"), ("GET", "b")]) == [b"OK", "甲".encode(), None]
    assert send(feeds, []) == []


def test_more_than_fits_one_write(feeds: redis.Redis) -> None:
    large = b"x" * 300_000

    assert send(feeds, [("SET", "a", large), ("SET", "b", large), ("STRLEN", "b")])[2] == len(large)


def test_a_script_that_the_server_has_not_seen_is_brought_along(feeds: redis.Redis) -> None:
    feeds.script_flush()

    assert send(feeds, [call(_ADD, "n", 1), ("SET", "a", "b"), call(_ADD, "n", 2)]) == [1, b"OK", 3]
    assert send(feeds, [call(_ADD, "n", 3)]) == [6]


def test_an_error_is_raised_after_the_others_have_run(feeds: redis.Redis) -> None:
    with pytest.raises(redis.ResponseError, match="WRONGTYPE"):
        send(feeds, [("SET", "a", "b"), ("LPUSH", "a", "c"), ("SET", "d", "e")])

    assert feeds.get("d") == b"e"


def test_a_connection_that_the_server_cut_is_opened_again(feeds_client: redis.Redis) -> None:
    send(feeds_client, [("SET", "a", "b")])
    with redis.Redis(connection_pool=feeds_client.connection_pool) as other:
        other.client_kill_filter(_type="normal", skipme=True)

    assert send(feeds_client, [("GET", "a")]) == [b"b"]


def test_replies_of_an_interrupted_write_reach_nobody(crashing: Callable[[int], redis.Redis]) -> None:
    client = crashing(1)
    with pytest.raises(Crash):
        send(client, [("SET", "a", "1"), ("SET", "b", "2")])

    crashing(99)
    assert send(client, [("ECHO", "mine")]) == [b"mine"]


def test_names_that_look_like_patterns_are_only_names(feeds: redis.Redis) -> None:
    feeds.mset({"a*:1": "", "ab:2": "", "a*:3": ""})

    assert sorted(names(feeds, "a*:")) == ["1", "3"]


def test_every_key_has_the_prefix() -> None:
    keys = Keys("x:")

    assert [keys.item("1"), keys.feed("policy"), keys.cut("policy"), keys.events()] == [
        "x:item:1", "x:feed:policy", "x:cut:policy", "x:events",
    ]  # fmt: skip
    assert [keys.rejected("1"), keys.ledger("d"), keys.received("d")] == ["x:rejected:1", "x:ledger:d", "x:received:d"]
    assert check_feed_name("source:a b\n") == "source:a b\n"
