"""What the fault scripts share: a server and supervisors to kill, mixed items, the digest of an undisturbed run."""

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import orjson
import redis
from pydantic import SecretStr

from feeds.digest import digest
from feeds.ledger import Account, ledger
from producers.send import Limits, Sender, batches_of
from runtime.embedded import binary_path
from runtime.settings import Settings
from schemas import queues
from schemas.raw import payload_id
from workers.jobs import process_batch
from workers.main import make_landing
from workers.note import Note

_SYLLABLES = "海川东岭云松江岳华峰金泰明远恒宇瑞禾天润同丰"
REFUSED = "时间有误"  # the title of items that become rejects
undisturbed: dict[str, object] = {}
ROOT = Path(__file__).parents[2]


class TestServer:
    """A server of our own on a unix socket, with an AOF; SIGKILL and restart as often as you like."""

    __test__ = False

    def __init__(self, folder: Path, *options: str) -> None:
        self.socket = folder / "s"
        self.url = f"unix://{self.socket}"
        self._folder, self._options = folder, options
        self._process: subprocess.Popen[bytes] | None = None
        self.hosts: list[Host] = []

    def start(self) -> None:
        """Start it and wait until it answers."""
        flags = ["--port", "0", "--unixsocket", str(self.socket), "--dir", str(self._folder), "--save", ""]
        flags += ["--appendonly", "yes", "--appendfsync", "everysec", "--logfile", str(self._folder / "log")]
        self._process = subprocess.Popen([str(binary_path()), *flags, *self._options], start_new_session=True)
        wait_for(self.answers, 30)

    def answers(self) -> bool:
        """Whether it takes commands."""
        try:
            with redis.Redis(unix_socket_path=str(self.socket)) as client:
                return bool(client.ping())
        except redis.RedisError:
            return False

    def kill(self) -> None:
        """SIGKILL: what is not in its AOF is lost."""
        assert self._process
        self._process.kill()
        self._process.wait()
        self._process = None

    def client(self, **options: Any) -> redis.Redis:
        """A client; the caller closes it."""
        return redis.Redis(unix_socket_path=str(self.socket), **options)

    def settings(self, **more: Any) -> Settings:
        """Settings that name it."""
        return Settings(queue_url=SecretStr(self.url), **more)


@contextmanager
def running_server(*options: str) -> Iterator[TestServer]:
    """A fresh server, gone at the end."""
    folder = Path(tempfile.mkdtemp(prefix="pt-"))
    server = TestServer(folder, *options)
    server.start()
    try:
        yield server
    finally:
        for host in server.hosts:
            host.kill_all()
        if server.answers():
            server.kill()
        shutil.rmtree(folder)


class Host:
    """A supervisor in a process of its own, with its workers as its children: what a container is."""

    def __init__(self, server: TestServer, procs: str = "briefs=2,articles=1", **env: str) -> None:
        self._command = [sys.executable, "-m", "tests.faults.supervise", procs]
        self._env = os.environ | {"POLICYTAPE_QUEUE_URL": server.url} | env
        self.process = self._spawn()
        server.hosts.append(self)

    def _spawn(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(self._command, env=self._env, cwd=ROOT, start_new_session=True)

    def workers(self) -> list[int]:
        """The process ids of its children, as the kernel knows them."""
        pid = self.process.pid
        try:
            return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
        except FileNotFoundError:
            return []

    def kill(self) -> None:
        """SIGKILL to the supervisor alone."""
        self.process.kill()
        self.process.wait()

    def kill_all(self) -> None:
        """SIGKILL to supervisor and workers, as when a machine goes."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def again(self) -> None:
        """Start it again after it was killed."""
        self.process = self._spawn()

    def stop(self) -> int:
        """SIGTERM and wait; its exit status."""
        self.process.terminate()
        return self.process.wait(60)


def wait_for(condition: Callable[[], bool], timeout_s: float) -> float:
    """Wait until something is so; how long it took. Raises TimeoutError."""
    start = time.monotonic()
    while not condition():
        if time.monotonic() - start > timeout_s:
            raise TimeoutError(f"not within {timeout_s} s")
        time.sleep(0.002)
    return time.monotonic() - start


def mixed_items(count: int, seed: int) -> list[dict[str, Any]]:
    """Briefs and articles of our own making, one in seven told twice, some by two portals, a few that are rejects."""
    chance = random.Random(seed)
    items: list[dict[str, Any]] = []
    while len(items) < count:
        number = len(items)
        minute, name = chance.randrange(60), "".join(chance.choices(_SYLLABLES, k=3)) + "科技"
        if number % 50 == 0:
            body = "\n".join(
                f"第{part}条 各区县要做好第{number}号文件的落实工作，安排资金{part}万元。" for part in range(1, 6)
            )
            item = make("article", title=f"市政府印发第{number}号通知", body=body)
        elif number % 97 == 0:
            item = make("brief", title=REFUSED, published_at="2025-02-30", page_id=str(number))
        else:
            price, amount = f"报{number % 90 + 1}.32元", f"成交额1.{number % 9}亿元，换手率3.2%。"
            text = f"{name}5月16日盘中涨停，截至10点{minute:02}分，{price}，{amount}"
            item = make("brief", title=f"{name}涨停", snippet=text)
        items.append(item)
        if number % 7 == 0:
            items.append(item | {"source": chance.choice(["晨报网", "财经在线", item["source"]])})
    chance.shuffle(items)
    return items[:count]


def make(kind: str, **fields: Any) -> dict[str, Any]:
    """A raw item as a queue carries it."""
    return {
        "kind": kind,
        "source": "测试门户",
        "captured_at": "2025-05-16T15:30:00+08:00",
        "schema_version": 1,
    } | fields


def is_done(client: redis.Redis) -> bool:
    """Whether no queue and no hand holds a job."""
    with client.pipeline(transaction=True) as pipe:
        for queue in queues.QUEUES:
            pipe.llen(f"rq:queue:{queue}")
        for name in client.smembers("rq:hands"):
            pipe.llen(b"rq:hand:" + name)  # type: ignore[operator]  # bytes here
        return not any(pipe.execute())


def push(client: redis.Redis, items: Iterable[dict[str, Any]]) -> None:
    """Queue raw items unchecked, good and bad: what a producer of another version may do."""
    sender = Sender(client, "policytape:", Limits())
    packed = ((queues.queue_for(item["kind"]), orjson.dumps(item), payload_id(item)) for item in items)
    for batch in batches_of(packed):
        sender.send(batch)


def state_of(client: redis.Redis) -> dict[str, object]:
    """All that readers can get, by key: to say where two digests part."""
    state: dict[str, object] = {}
    for key in client.scan_iter("policytape:*", count=10_000):
        assert isinstance(key, bytes)
        name = key.decode()
        if ":item:" in name or ":rejected:" in name:
            state[name] = client.get(key)
        elif ":feed:" in name and not name.endswith("rejected"):
            state[name] = dict(client.zrange(key, 0, -1, withscores=True))  # type: ignore[arg-type]  # pairs
        elif ":ledger:" in name:
            state[name] = client.hgetall(key)
    return state


def undisturbed_digest(items: Sequence[dict[str, Any]]) -> str:
    """What a run in one process with no queue and no faults gives."""
    with running_server() as server, server.client() as client:
        landing = make_landing(client, server.settings(), Note())
        for start in range(0, len(items), 500):
            process_batch(items[start : start + 500], landing=landing)
        undisturbed.clear()
        undisturbed.update(state_of(client))
        return digest(client)


def differences(client: redis.Redis, limit: int = 5) -> list[str]:
    """Where the state differs from the last undisturbed run's, one line each."""
    now = state_of(client)
    names = sorted(name for name in now.keys() | undisturbed.keys() if now.get(name) != undisturbed.get(name))
    return [f"{name}: {str(now.get(name))[:300]} INSTEAD OF {str(undisturbed.get(name))[:300]}" for name in names][
        :limit
    ]


def account(client: redis.Redis) -> Account:
    """The ledger's last line."""
    return ledger(client, client)[-1]
