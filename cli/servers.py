"""The servers that a command talks to, opened when it runs and closed at its end."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

import redis

from cli.errors import complain
from feeds.keys import Keys
from feeds.read import FeedReader
from runtime.connect import open_bytes_client, open_feeds_client
from runtime.embedded import open_server
from runtime.settings import Settings, unknown_variables


class Servers(NamedTuple):
    """Clients of both servers, and how they were found."""

    settings: Settings
    queue: redis.Redis
    feeds: redis.Redis
    keys: Keys


def read_settings() -> Settings:
    """The settings; variables that look like one and are none are told."""
    if unknown := unknown_variables():
        complain(f"no such setting: {', '.join(unknown)}")
    return Settings()


@contextmanager
def open_servers() -> Iterator[Servers]:
    """Both servers: the configured ones, else the embedded one.

    Raises:
        ServerUnavailableError: No server answers.
    """
    with (
        open_server(read_settings()) as settings,
        open_bytes_client(settings) as queue,
        open_feeds_client(settings) as feeds,
    ):
        yield Servers(settings, queue, feeds, Keys(settings.prefix))


@contextmanager
def open_feeds() -> Iterator[tuple[redis.Redis, Keys]]:
    """The feeds alone: a reader may have no right to look at the queue's server.

    Raises:
        ServerUnavailableError: No server answers.
    """
    settings = read_settings()
    keys = Keys(settings.prefix)
    if settings.feeds_url is not None:
        with open_feeds_client(settings) as feeds:
            yield feeds, keys
        return
    with open_server(settings) as found, open_feeds_client(found) as feeds:
        yield feeds, keys


@contextmanager
def open_reader() -> Iterator[FeedReader]:
    """A reader of the feeds."""
    with open_feeds() as (feeds, keys):
        yield FeedReader(feeds, keys.prefix)
