"""Every command of docker-compose.yml and Dockerfile, run outside a container: same arguments, other paths."""

import os
import re
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from runtime.embedded import binary_path
from tests.command import POLICYTAPE, ROOT, Done

pytestmark = pytest.mark.timeout(120)  # a dozen processes; a busy machine takes ten times as long
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES: dict[str, Any] = COMPOSE["services"]
OURS = sorted(set(SERVICES) - {"server"})
WORKERS = ("articles", "briefs")
# Stands in for the one that comes with the server's image: authenticates as its health check does, and sends PING.
CLI = f"""#!{sys.executable}
import os, sys
import redis
user, password, port = sys.argv[sys.argv.index("--user") + 1], os.environ["REDISCLI_AUTH"], int(os.environ["PORT"])
print("PONG" if redis.Redis(port=port, username=user, password=password).ping() else "")
"""


class Stack:
    """The services as processes; paths of containers lead into a folder of the test."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder, self.port = folder, port
        self._running: list[subprocess.Popen[bytes]] = []

    def environment(self, service: str) -> dict[str, str]:
        """As the service has it, with a server on this machine."""
        given = {name: self._here(str(value)) for name, value in SERVICES[service].get("environment", {}).items()}
        return {
            **{name: value for name, value in os.environ.items() if not name.startswith("POLICYTAPE_")},
            **given,
            "PATH": f"{self.folder}:{os.environ['PATH']}",
            "PORT": str(self.port),
            "SECRETS_DIR": str(self.folder / "secrets"),
            "DATA_DIR": str(self.folder / "data"),
        }

    def start(self, service: str) -> "subprocess.Popen[bytes]":
        """Start a service in the background."""
        spec = SERVICES[service]
        entry = spec.get("entrypoint")
        words = entry or [*POLICYTAPE, *spec["command"]]
        process = subprocess.Popen(
            [self._here(word) for word in words],
            env=self.environment(service),
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._running.append(process)
        return process

    def call(self, service: str, *args: str) -> Done:
        """Run a one-shot service: its own command, or other arguments as `docker compose run` takes them."""
        words = [self._here(word) for word in (args or SERVICES[service]["command"])]
        done = subprocess.run(
            [*POLICYTAPE, *words], env=self.environment(service), cwd=ROOT, capture_output=True, text=True, check=False
        )
        return Done(done.returncode, done.stdout, done.stderr)

    def is_healthy(self, service: str) -> bool:
        """What the service's health check says."""
        kind, *words = SERVICES[service]["healthcheck"]["test"]
        words = [self._here(word.replace("$$", "$")) for word in words]
        command = ["sh", "-c", *words] if kind == "CMD-SHELL" else [*POLICYTAPE, *words[1:]]
        return not subprocess.run(
            command, env=self.environment(service), cwd=ROOT, capture_output=True, check=False
        ).returncode

    def stop(self) -> None:
        """End all that still runs."""
        for process in reversed(self._running):
            process.terminate()
            process.wait()

    def _here(self, text: str) -> str:
        return (
            text.replace("/run/secrets", str(self.folder / "secrets"))
            .replace("@server:6379", f"@127.0.0.1:{self.port}")
            .replace("/deploy/", f"{ROOT / 'deploy'}/")
            .replace("/captures", str(self.folder / "captures"))
        )


@pytest.fixture
def stack(tmp_path: Path) -> Iterator[Stack]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    (tmp_path / "data").mkdir()
    (tmp_path / "captures").mkdir()
    (tmp_path / "valkey-server").symlink_to(binary_path())
    (tmp_path / "valkey-cli").write_text(CLI)
    (tmp_path / "valkey-cli").chmod(0o755)
    found = Stack(tmp_path, port)
    subprocess.run(["sh", ROOT / "deploy" / "make-secrets.sh"], env=found.environment("server"), check=True)
    found.start("server")
    _until(lambda: found.is_healthy("server"))
    yield found
    found.stop()


def _until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + 25
    while not is_so():
        assert time.monotonic() < end, "it does not come to be"


def test_a_folder_of_captures_goes_through_all_services(stack: Stack) -> None:
    page = (ROOT / "docs" / "sample" / "page.txt").read_bytes()
    (stack.folder / "captures" / "page.txt").write_bytes(page)
    workers = {name: stack.start(name) for name in WORKERS}

    sent = stack.call("enqueue")
    assert (sent.status, sent.lines) == (0, [{"acknowledged": 13, "new": 13, "repeats": 0, "refused": 0}]), sent.err
    _until(lambda: stack.call("admin", "ledger").status == 0)
    _until(lambda: all(stack.is_healthy(name) for name in WORKERS))
    assert [story["kind"] for story in stack.call("read").lines] == ["policy_story"]
    assert len(stack.call("read", "feed", "price").lines) == 12
    status = stack.call("admin")
    assert status.lines[0]["rejects"] == 0
    assert (stack.folder / "secrets" / "worker_password").read_text() not in status.out + status.err
    for command in (["rejected", "list"], ["trim", "--items", "5"], ["audit"], ["digest"]):
        assert stack.call("admin", *command).status == 0, command
    for process in workers.values():
        process.send_signal(signal.SIGTERM)
        assert process.wait() == 0
    assert not stack.is_healthy("briefs")


@pytest.mark.parametrize(
    ("service", "command"),
    [
        pytest.param("enqueue", ["feed", "price"], id="a-producer-cannot-read-feeds"),
        pytest.param("enqueue", ["trim", "--item-days", "1"], id="a-producer-cannot-trim"),
        pytest.param("read", ["trim", "--item-days", "1"], id="a-reader-cannot-write"),
        pytest.param("read", ["enqueue", "/captures"], id="a-reader-cannot-enqueue"),
    ],
)
def test_nobody_does_what_is_not_their_work(service: str, command: list[str], stack: Stack) -> None:
    (stack.folder / "captures" / "page.txt").write_bytes((ROOT / "docs" / "sample" / "page.txt").read_bytes())
    environment = stack.environment(service)
    if service == "read":
        environment |= {name.replace("FEEDS", "QUEUE"): value for name, value in environment.items() if "FEEDS" in name}
    words = [word.replace("/captures", str(stack.folder / "captures")) for word in command]
    done = subprocess.run([*POLICYTAPE, *words], env=environment, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 1
    assert "refuse" in done.stderr or "permission" in done.stderr.lower()
    assert "Traceback" not in done.stderr


def test_secrets_are_made_once_and_closed_to_others(tmp_path: Path) -> None:
    environment = {**os.environ, "SECRETS_DIR": str(tmp_path / "secrets")}
    contents = []
    for _ in range(2):
        subprocess.run(["sh", ROOT / "deploy" / "make-secrets.sh"], env=environment, check=True)
        contents.append({path.name: path.read_text() for path in (tmp_path / "secrets").iterdir()})

    assert contents[0] == contents[1]
    assert set(contents[0]) == set(COMPOSE["secrets"])
    assert len(set(contents[0].values())) == len(contents[0])
    assert stat.S_IMODE((tmp_path / "secrets").stat().st_mode) == 0o700


def test_a_stop_waits_longer_than_the_longest_batch() -> None:
    for name in WORKERS:
        grace_s = int(SERVICES[name]["stop_grace_period"].removesuffix("s"))
        assert grace_s > float(SERVICES[name]["environment"]["POLICYTAPE_STOP_S"])


def test_a_worker_that_eats_memory_ends_by_itself_and_not_by_the_kernel() -> None:
    for name in WORKERS:
        words = SERVICES[name]["command"]
        procs = int(words[words.index("--procs") + 1]) if "--procs" in words else 1
        process_bytes = int(SERVICES[name]["environment"]["POLICYTAPE_WORKER_MEMORY_BYTES"])
        limit_bytes = int(SERVICES[name]["mem_limit"].removesuffix("g")) << 30
        assert procs * process_bytes + (100 << 20) < limit_bytes


def test_every_service_of_ours_is_the_same_image_without_rights() -> None:
    for name in OURS:
        assert SERVICES[name]["image"] == SERVICES[OURS[0]]["image"]
        assert SERVICES[name]["cap_drop"] == ["ALL"]
        assert SERVICES[name]["read_only"] is True


def _dockerfile() -> list[str]:
    text = re.sub(r"\\\n\s*", "", (ROOT / "Dockerfile").read_text(encoding="utf-8"))
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def test_the_image_holds_no_tools_and_runs_as_nobody() -> None:
    final = _dockerfile()[[number for number, line in enumerate(_dockerfile()) if line.startswith("FROM ")][-1] :]
    runs = " ".join(line for line in final if line.startswith("RUN"))

    assert "install" not in runs.replace("uninstall", "")
    assert any(re.fullmatch(r"USER [1-9]\d*", line) for line in final)


@pytest.mark.timeout(280)
@pytest.mark.skipif("CI" not in os.environ, reason="installs all dependencies anew: half a minute, for CI")
def test_what_the_dockerfile_installs_is_a_command_that_works(tmp_path: Path) -> None:
    lines = _dockerfile()[: [number for number, line in enumerate(_dockerfile()) if line.startswith("FROM ")][-1]]
    for line in lines:
        if line.startswith("COPY "):
            *sources, _target = line.split()[1:]
            subprocess.run(["cp", "-r", *(str(ROOT / source) for source in sources), str(tmp_path)], check=True)
    (run,) = [line.removeprefix("RUN ") for line in lines if line.startswith("RUN ")]
    target = str(tmp_path / "installed")
    subprocess.run(["sh", "-c", run.replace("/opt/policytape", target)], cwd=tmp_path, check=True)
    done = subprocess.run(
        [f"{target}/bin/policytape", "process"],
        input=b'{"kind":"brief","source":"x","title":"y","captured_at":"2025-05-16"}\n',
        capture_output=True,
        cwd="/",
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert b'"kind":"other"' in done.stdout
