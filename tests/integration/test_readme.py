"""The Python of README.md, as it stands there."""

import re
from datetime import datetime, timedelta

import redis

from schemas.raw import SHANGHAI
from tests.command import ROOT
from tests.conftest import Server


def test_the_python_example_runs(server: Server, client: redis.Redis) -> None:
    (example,) = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    page = (ROOT / "docs" / "sample" / "page.txt").read_text(encoding="utf-8")
    now = datetime(2025, 6, 12, 10, tzinfo=SHANGHAI)
    names = {"client": client, "page_text": page, "now": now, "yesterday": now - timedelta(days=1)}

    exec(example.replace("redis://localhost", server.url).replace("…", "甲乙公司召开年会"), names)  # noqa: S102  ours
    assert client.scard("policytape:received:2025-05-16") == 1
    assert client.scard("policytape:received:2025-06-12") == 13
