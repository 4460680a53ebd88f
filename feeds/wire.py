"""Commands to the server in one write, replies in one read.

redis-py's pipelines spend 10 to 13 microseconds a command, most of it on bookkeeping; packing with hiredis and reading
plain replies costs 4 (benchmarks/landing.py). All that feeds send is safe to send twice, so after a lost connection
it is sent again as the client's own retry policy says.
"""

import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from hashlib import sha1
from typing import Any, Final, cast

import hiredis
import redis
from redis.cluster import RedisCluster
from redis.exceptions import (
    AskError,
    ClusterDownError,
    MovedError,
    NoScriptError,
    RedisClusterException,
    ResponseError,
    TryAgainError,
)

Client = redis.Redis | RedisCluster
Command = tuple[str | bytes | int | float, ...]

_CHUNK_BYTES: Final = 1 << 18  # small commands are joined up to this: fewer writes, no copy of a whole batch
_SET_HEAD: Final = b"*4\r\n$3\r\nSET\r\n$%d\r\n%b\r\n$%d\r\n"
_SET_TAIL: Final = b"\r\n$2\r\nNX\r\n"
_MOVES: Final = 50  # while a slot moves its keys are refused, for moments
_MOVE_S: Final = 0.1
_SCRIPTS: Final[dict[str, str]] = {}


def script(text: str) -> str:
    """Make a Lua script known; its name is what ``call`` takes. A script touches its one key alone."""
    name = sha1(text.encode(), usedforsecurity=False).hexdigest()  # the name that Redis itself gives it
    _SCRIPTS[name] = text
    return name


def call(name: str, key: str, *arguments: str | bytes | float) -> Command:
    """The command that runs a script on a key."""
    return ("EVALSHA", name, 1, key, *arguments)


def send(client: Client, commands: Sequence[Command], then: Sequence[Command] = ()) -> list[Any]:
    """The replies to all commands, in order, undecoded. Not atomic: others' commands may run between.

    Args:
        client: Of one server, which runs them in this order; or of a cluster, where each node runs its own in order.
        commands: Of one key each, or of none: then any node of a cluster serves.
        then: Commands that run only when all of those have, on a cluster as well.

    Raises:
        redis.ResponseError: The server refused one; the others have run all the same.
        redis.ConnectionError: The server cannot be reached, or went away and did not come back.
    """
    if isinstance(client, RedisCluster):
        return [*_spread(client, commands), *_spread(client, then)]
    return _without_errors(_exchange(client, [*commands, *then])) if commands or then else []


def _without_errors(replies: list[Any]) -> list[Any]:
    """The replies themselves. Raises the first that is an error."""
    for reply in replies:
        if isinstance(reply, ResponseError):
            raise reply
    return replies


def _spread(cluster: RedisCluster, commands: Sequence[Command]) -> list[Any]:
    """As ``send``, each command to the node that has its key; what has moved meanwhile is sent after it."""
    replies: list[Any] = [None] * len(commands)
    left = list(range(len(commands)))
    for _ in range(_MOVES):
        by_node = defaultdict[str, list[int]](list)
        for at in left:
            by_node[_node_of(cluster, commands[at])].append(at)
        for node, places in by_node.items():
            try:
                told = _exchange(_client_of(cluster, node), [commands[at] for at in places])
            except redis.ConnectionError:
                _look_again(cluster)  # another may have taken its place
                raise
            for at, reply in zip(places, told, strict=True):
                replies[at] = reply
        left = [at for at in left if isinstance(replies[at], (MovedError, AskError, TryAgainError))]
        if not left:
            break
        time.sleep(_MOVE_S)
        _look_again(cluster)
    return _without_errors(replies)


def _look_again(cluster: RedisCluster) -> None:
    """Ask who has which keys now; if nobody can be asked, what was known before still serves."""
    with suppress(redis.RedisError, RedisClusterException):
        cluster.nodes_manager.initialize()


def _node_of(cluster: RedisCluster, command: Command) -> str:
    if len(command) == 1:
        return str(cluster.get_primaries()[0].name)  # type: ignore[no-untyped-call]  # redis-py's, as those below
    key = command[3] if command[0] == "EVALSHA" else command[1]
    try:
        return str(cluster.get_node_from_key(key).name)  # type: ignore[no-untyped-call]
    except RedisClusterException as error:
        raise ClusterDownError(f"CLUSTERDOWN {error}") from error


def _client_of(cluster: RedisCluster, node: str) -> redis.Redis:
    return cluster.get_redis_connection(cluster.get_node(node_name=node))  # type: ignore[no-untyped-call]


def _servers(client: Client) -> list[redis.Redis]:
    """Whoever holds keys."""
    if isinstance(client, RedisCluster):
        return [client.get_redis_connection(node) for node in client.get_primaries()]  # type: ignore[no-untyped-call]
    return [client]


def _exchange(client: redis.Redis, commands: Sequence[Command]) -> list[Any]:
    """Replies and errors of one server; a script that it does not know is brought along."""
    replies = _write_and_read(client, commands)
    unknown = [at for at, reply in enumerate(replies) if isinstance(reply, NoScriptError)]
    if unknown:
        again = [("EVAL", _SCRIPTS[str(commands[at][1])], *commands[at][2:]) for at in unknown]
        for at, reply in zip(unknown, _write_and_read(client, again), strict=True):
            replies[at] = reply
    return replies


def _write_and_read(client: redis.Redis, commands: Sequence[Command]) -> list[Any]:
    packed = list(_packed(commands))
    pool = client.connection_pool
    connection: Any = pool.get_connection()  # redis-py leaves most of its connections untyped

    def attempt() -> list[Any]:
        connection.send_packed_command(packed)
        return [_reply(connection) for _ in commands]

    try:
        replies: list[Any] = connection.retry.call_with_retry(attempt, lambda _: connection.disconnect())
    except BaseException:
        connection.disconnect()  # replies may still be under way: nobody may read them as his own
        raise
    finally:
        pool.release(connection)
    return replies


def _reply(connection: Any) -> Any:  # noqa: ANN401  a reply is whatever the command gives
    try:
        return connection.read_response(disable_decoding=True)
    except ResponseError as error:
        return error


def _packed(commands: Sequence[Command]) -> Iterator[bytes]:
    pieces: list[bytes] = []
    size = 0
    for command in commands:
        if command[0] == "SET" and command[-1] == "NX":
            pieces += (piece := _packed_set(*command[1:3]))  # type: ignore[arg-type]  # a key and JSON
            size += len(piece[1])
        else:
            pieces.append(hiredis.pack_command(cast("Any", command)))  # its stub knows tuples of one element only
            size += len(pieces[-1])
        if size > _CHUNK_BYTES:
            yield b"".join(pieces)
            pieces, size = [], 0
    yield b"".join(pieces)


def _packed_set(key: str, value: str | bytes) -> tuple[bytes, bytes, bytes]:
    """SET key value NX, the value not copied: items are most of what is sent, and hiredis takes 2 microseconds more."""
    name, data = key.encode(), value.encode() if isinstance(value, str) else value
    return _SET_HEAD % (len(name), name, len(data)), data, _SET_TAIL


def scored(reply: Sequence[Any]) -> list[tuple[str, float]]:
    """Members with their scores: RESP2 gives them flat, RESP3 in pairs."""
    if reply and isinstance(reply[0], list):
        return [(member.decode(), float(score)) for member, score in reply]
    return [(member.decode(), float(score)) for member, score in zip(reply[::2], reply[1::2], strict=True)]


def names(client: Client, head: str) -> Iterator[str]:
    """What follows ``head`` in the name of every key that begins with it; a key may come twice, as SCAN has it.

    Looks at all keys of the server, or of every node of a cluster; about a million a second.
    """
    pattern = "".join(f"\\{char}" if char in "*?[]\\" else char for char in head) + "*"
    for server in _servers(client):
        for key in scan(server, "SCAN", "MATCH", pattern, "COUNT", "10000"):
            yield key.decode()[len(head) :]


def scan(client: Client, *command: str) -> Iterator[bytes]:
    """What SCAN, HSCAN or the like gives, one element at a time; may name an element twice, as the server may.

    Args:
        client: Of one server.
        command: All but the cursor, which goes before the first option: ("SCAN",), ("HSCAN", key), then options.
    """
    head = 1 if command[0] == "SCAN" else 2
    cursor = b"0"
    while True:
        cursor, elements = send(client, [(*command[:head], cursor, *command[head:])])[0]
        yield from elements
        if cursor == b"0":
            return
