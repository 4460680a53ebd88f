"""How long until a command is of use: --help, a filter's first line, a worker that takes jobs.

python -m benchmarks.start [ROUNDS]
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import orjson

from runtime.embedded import open_server
from runtime.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

_POLICYTAPE = [sys.executable, "-m", "cli.main"]
_LINE = b'{"kind":"brief","source":"x","title":"\xe5\xb9\xb3\xe5\xae\x89\xe9\x93\xb6\xe8\xa1\x8c\xe6\xb6\xa82.31%"}\n'


def help_s() -> float:
    """`policytape --help`, start to end."""
    start = time.perf_counter()
    subprocess.run([*_POLICYTAPE, "--help"], stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def first_line_s() -> float:
    """`policytape process`, start to the first item."""
    start = time.perf_counter()
    subprocess.run([*_POLICYTAPE, "process"], input=_LINE, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def worker_ready_s(url: str) -> float:
    """`policytape worker`, start to the moment at which it takes jobs, with a server that runs."""
    start = time.perf_counter()
    process = subprocess.Popen(
        [*_POLICYTAPE, "worker", "--queue", "briefs", "--log-level", "debug"],
        env={**os.environ, "POLICYTAPE_QUEUE_URL": url},
        stderr=subprocess.PIPE,
    )
    assert process.stderr is not None  # noqa: S101  it is a pipe
    while orjson.loads(process.stderr.readline())["event"] != "worker ready":
        pass
    ready_s = time.perf_counter() - start
    process.send_signal(signal.SIGTERM)
    process.communicate()
    return ready_s


def main() -> None:
    """Print the median and the best of each."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with tempfile.TemporaryDirectory(prefix="pt-") as folder, open_server(Settings(data_dir=Path(folder))) as settings:
        url = settings.queue_url.get_secret_value() if settings.queue_url else ""
        questions: dict[str, Callable[[], float]] = {
            "--help": help_s,
            "process, one line": first_line_s,
            "worker ready": partial(worker_ready_s, url),
        }
        for name, question in questions.items():
            seconds = [question() for _ in range(rounds)]
            print(f"{name:20} median {median(seconds):.3f} s   best {min(seconds):.3f} s   of {rounds}")


if __name__ == "__main__":
    main()
