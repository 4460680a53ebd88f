"""Commands to the server in one write, replies in one read.

redis-py's pipelines spend 10 to 13 microseconds a command, most of it on bookkeeping; packing with hiredis and reading
plain replies costs 4 (benchmarks/landing.py). All that feeds send is safe to send twice, so after a lost connection
it is sent again as the client's own retry policy says.
"""

from collections.abc import Iterator, Sequence
from hashlib import sha1
from typing import Any, Final, cast

import hiredis
import redis
from redis.exceptions import NoScriptError, ResponseError

Command = tuple[str | bytes | int | float, ...]

_CHUNK_BYTES: Final = 1 << 18  # small commands are joined up to this: fewer writes, no copy of a whole batch
_SET_HEAD: Final = b"*4\r\n$3\r\nSET\r\n$%d\r\n%b\r\n$%d\r\n"
_SET_TAIL: Final = b"\r\n$2\r\nNX\r\n"
_SCRIPTS: Final[dict[str, str]] = {}


def script(text: str) -> str:
    """Make a Lua script known; its name is what ``call`` takes. A script touches its one key alone."""
    name = sha1(text.encode(), usedforsecurity=False).hexdigest()  # the name that Redis itself gives it
    _SCRIPTS[name] = text
    return name


def call(name: str, key: str, *arguments: str | bytes | float) -> Command:
    """The command that runs a script on a key."""
    return ("EVALSHA", name, 1, key, *arguments)


def send(client: redis.Redis, commands: Sequence[Command]) -> list[Any]:
    """The replies to all commands, in order, undecoded. Not atomic: others' commands may run between.

    Raises:
        redis.ResponseError: The server refused one; the others have run all the same.
        redis.ConnectionError: The server cannot be reached, or went away and did not come back.
    """
    if not commands:
        return []
    replies = _exchange(client, commands)
    unknown = [at for at, reply in enumerate(replies) if isinstance(reply, NoScriptError)]
    if unknown:
        again = [("EVAL", _SCRIPTS[str(commands[at][1])], *commands[at][2:]) for at in unknown]
        for at, reply in zip(unknown, _exchange(client, again), strict=True):
            replies[at] = reply
    for reply in replies:
        if isinstance(reply, ResponseError):
            raise reply
    return replies


def _exchange(client: redis.Redis, commands: Sequence[Command]) -> list[Any]:
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


def names(client: redis.Redis, head: str) -> Iterator[str]:
    """What follows ``head`` in the name of every key that begins with it; a key may come twice, as SCAN has it.

    Looks at all keys of the server, about a million a second.
    """
    pattern = "".join(f"\\{char}" if char in "*?[]\\" else char for char in head) + "*"
    for key in scan(client, "SCAN", "MATCH", pattern, "COUNT", "10000"):
        yield key.decode()[len(head) :]


def scan(client: redis.Redis, *command: str) -> Iterator[bytes]:
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
