"""Connections to the two servers: queues and feeds. Answers are bytes on both; nobody sees a password."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final, cast
from urllib.parse import urlsplit

import redis
from redis.backoff import ExponentialBackoff, NoBackoff
from redis.cluster import RedisCluster
from redis.exceptions import (
    AskError,
    AuthenticationError,
    BusyLoadingError,
    ClusterDownError,
    MasterDownError,
    NoPermissionError,
    OutOfMemoryError,
    ReadOnlyError,
    RedisClusterException,
    ResponseError,
    TryAgainError,
)
from redis.retry import Retry

from runtime.settings import Settings

_CONNECT_TIMEOUT_S: Final = 3.0
_RETRIES: Final = 3
_ANSWER_TIMEOUT_S: Final = 15.0  # longer than any blocking read of ours (5 s)
AWAY: Final = (redis.ConnectionError, redis.TimeoutError, BusyLoadingError)
_UNSETTLED: Final = (OutOfMemoryError, ReadOnlyError, MasterDownError, ClusterDownError, AskError, TryAgainError)
# redis-py takes the code off the errors that it has classes for, but not off those inside a pipeline's.
_PASSING: Final = re.compile(
    r"\W*(OOM|MISCONF|READONLY|LOADING|MASTERDOWN|CLUSTERDOWN|TRYAGAIN|MOVED|ASK|NOREPLICAS|BUSY)\b"
    r"|command not allowed when used memory"
)


def is_passing(error: BaseException) -> bool:
    """Whether the server may get over it by itself: it is away, loading, full, or read-only for now."""
    if isinstance(error, (AuthenticationError, NoPermissionError)):
        return False
    if isinstance(error, (*AWAY, *_UNSETTLED)):
        return True
    return isinstance(error, redis.RedisError) and _PASSING.search(str(error)) is not None


class ServerUnavailableError(Exception):
    """No server answers at this URL, or it does not let us in. Reads well as the one line that a user sees."""

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(url, reason)
        self.url, self.reason = url, reason

    def __str__(self) -> str:
        return f"no server at {self.url}: {self.reason}"


def shown_url(url: str) -> str:
    """The URL without user and password, fit to be shown; what may hold them and is no URL is left out."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "(no URL)"
    if not parts.netloc and "@" in url and parts.scheme != "unix":
        return f"...@{url.rpartition('@')[2]}"
    if parts.username is None and parts.password is None and not parts.query:
        return url
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"


def queue_url(settings: Settings) -> str:
    """Where the queues are.

    Raises:
        ServerUnavailableError: None is configured; ``open_server`` gives settings that name the embedded one.
    """
    if settings.queue_url is None:
        raise ServerUnavailableError("(none)", "set POLICYTAPE_QUEUE_URL or start the embedded server")
    return settings.queue_url.get_secret_value()


def feeds_url(settings: Settings) -> str:
    """Where the feeds are: the queue's server unless another is named."""
    return settings.feeds_url.get_secret_value() if settings.feeds_url else queue_url(settings)


def open_bytes_client(settings: Settings, *, retries: int = _RETRIES) -> redis.Redis:
    """A client of the queue's server, tried once. The caller closes it.

    Args:
        settings: Names the server.
        retries: How often a command is sent again when its connection breaks. A worker wants 0: a BLMOVE that is
            sent again would take a second job and forget the first.
    """
    password = settings.queue_password or (None if settings.feeds_url else settings.feeds_password)
    return _open(queue_url(settings), password.get_secret_value() if password else None, settings, retries)


def open_feeds_client(settings: Settings) -> redis.Redis:
    """A client of the feeds' server, tried once; of the whole cluster if that server is a node of one.

    A cluster's client is no ``redis.Redis``, but ``feeds.wire`` sends through either. The caller closes it.
    """
    password = settings.feeds_password or (None if settings.feeds_url else settings.queue_password)
    secret = password.get_secret_value() if password else None
    return _open(feeds_url(settings), secret, settings, _RETRIES, may_be_cluster=settings.feeds_url is not None)


def risks(client: redis.Redis) -> list[str]:
    """What in a server's settings can lose what it was given, in words; nothing if all is well. Asks INFO alone.

    Args:
        client: Of either server; of a cluster, any node answers for all.
    """
    memory, persistence = client.info("memory"), client.info("persistence")
    found = []
    if memory["maxmemory_policy"] != "noeviction":
        found.append(f"maxmemory-policy is {memory['maxmemory_policy']}, not noeviction: what it evicts is lost")
    if not persistence["aof_enabled"]:
        found.append("appendonly is no: what it holds goes with its process")
    return found


def _open(
    url: str, password: str | None, settings: Settings, retries: int, *, may_be_cluster: bool = False
) -> redis.Redis:
    options = _options(url, password, settings, retries)
    with told_apart(url):
        with redis.Redis.from_url(url, **options | {"retry": Retry(NoBackoff(), 0)}) as first:
            first.ping()  # once: a server that is mute would be waited for at each try
        client: redis.Redis = redis.Redis.from_url(url, **options)
        if url.startswith("unix") or not client.info("cluster").get("cluster_enabled"):
            return client
        client.close()
        if may_be_cluster:
            return cast("redis.Redis", RedisCluster.from_url(url, **options))
    raise ServerUnavailableError(shown_url(url), "it is a node of a cluster, and queues need a server of their own")


@contextmanager
def told_apart(url: str) -> Iterator[None]:
    """Turns what redis-py raises at a connection's start into one line without secrets."""
    shown = shown_url(url)
    try:
        yield
    except (AuthenticationError, NoPermissionError) as error:
        raise ServerUnavailableError(shown, "it refuses this user or password") from error
    except BusyLoadingError as error:
        raise ServerUnavailableError(shown, "it is still loading its data") from error
    except redis.TimeoutError as error:
        raise ServerUnavailableError(shown, "it does not answer in time") from error
    except (redis.ConnectionError, OSError) as error:
        raise ServerUnavailableError(shown, _reason(error)) from error
    except ResponseError as error:
        raise ServerUnavailableError(shown, str(error)) from error
    except RedisClusterException as error:
        raise ServerUnavailableError(shown, f"its cluster cannot be used ({error})") from error
    except ValueError as error:
        raise ServerUnavailableError(shown, f"not a Redis URL ({error})") from error


def _reason(error: BaseException) -> str:
    text = str(error).lower()
    for word, reason in (
        ("refused", "connection refused"),
        ("no such file", "no such socket"),
        ("certificate", "its certificate is not trusted"),
        ("ssl", "TLS failed"),
        ("name or service", "unknown host"),
        ("nodename", "unknown host"),
        ("resolution", "unknown host"),
    ):
        if word in text:
            return reason
    return "connection failed"


def _options(url: str, password: str | None, settings: Settings, retries: int) -> dict[str, Any]:
    options: dict[str, Any] = {
        "socket_connect_timeout": _CONNECT_TIMEOUT_S,
        "socket_timeout": _ANSWER_TIMEOUT_S,
        "retry": Retry(ExponentialBackoff(cap=1.0, base=0.05), retries),
        "retry_on_error": list(AWAY),
        "protocol": 2,
    }
    if not url.startswith("unix"):
        options["health_check_interval"] = 30
    if password is not None:
        options["password"] = password
    if url.startswith("rediss"):
        paths = {"ssl_ca_certs": settings.tls_ca, "ssl_certfile": settings.tls_cert, "ssl_keyfile": settings.tls_key}
        options |= {name: str(path) for name, path in paths.items() if path is not None}
    return options
