"""The Python of README.md, as it stands there."""

import re
from datetime import UTC, datetime, timedelta

import redis

from tests.command import ROOT
from tests.conftest import Server


def test_the_python_example_runs(server: Server, client: redis.Redis) -> None:
    (example,) = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    names = {"client": client, "yesterday": datetime.now(UTC) - timedelta(days=1)}

    exec(example.replace("redis://localhost", server.url).replace("…", "甲乙公司召开年会"), names)  # noqa: S102  ours
    assert client.scard("policytape:received:2025-05-16") == 1
