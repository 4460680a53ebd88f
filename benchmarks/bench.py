"""What the benchmarks of the transport share: a server of their own, workers in a process of their own, items."""

import os
import random
import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from runtime.embedded import open_server
from runtime.logs import set_up_logs
from runtime.settings import Settings
from schemas.raw import RawItem, parse_raw

_SYLLABLES = "海川东岭云松江岳华峰金泰明远恒宇瑞禾天润同丰"


@contextmanager
def own_server() -> Iterator[Settings]:
    """A fresh embedded server with its AOF, as users have it; gone at the end."""
    folder = Path(tempfile.mkdtemp(prefix="pt-"))
    set_up_logs("error")
    try:
        with open_server(Settings(data_dir=folder, queue_url=None)) as settings:
            yield settings
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def workers(settings: Settings, **procs: int) -> Iterator[int]:
    """A supervisor in a process of its own; gives its process id."""
    pid = os.fork()
    if pid == 0:
        from workers.supervisor import run_workers  # noqa: PLC0415  in the child alone: the parent measures without it

        try:
            run_workers(settings, procs)
        finally:
            os._exit(0)
    try:
        yield pid
    finally:
        os.kill(pid, signal.SIGTERM)
        os.waitpid(pid, 0)


def briefs(count: int, seed: int = 1) -> list[RawItem]:
    """Price briefs in the commonest form, nearly all of them different moves."""
    chance = random.Random(seed)
    return [parse_raw(_brief(chance, number)) for number in range(count)]


def _brief(chance: random.Random, number: int) -> dict[str, Any]:
    name = "".join(chance.choices(_SYLLABLES, k=3)) + chance.choice("科股电药材份")
    minute, pct, price = chance.randrange(60), chance.randrange(100, 999), chance.randrange(200, 9000)
    told = f"{name}5月16日盘中上涨{pct / 100:.2f}%，截至10:{minute:02}，报{price / 100:.2f}元/股，"
    return {
        "kind": "brief",
        "source": f"门户{number % 5}",
        "title": f"{name}上涨{pct / 100:.2f}%，报{price / 100:.2f}元/股",
        "snippet": f"{told}成交{number % 9 + 1}.59亿元，换手率{number % 7 + 1}.23%，总市值{number % 90 + 10}.5亿元。",
        "captured_at": "2025-05-16T15:30:00+08:00",
        "page_published_at": "2025-05-16T15:00:00+08:00",
    }


def articles(count: int, seed: int = 1, chars: int = 1100) -> list[RawItem]:
    """Stories of this many characters, each different."""
    chance = random.Random(seed)
    return [parse_raw(_article(chance, number, chars)) for number in range(count)]


_SENTENCES = (
    "会议强调，要把稳就业放在突出位置，落实落细各项支持政策。",
    "各级财政部门要统筹安排资金{n}亿元，支持中小企业技术改造。",
    "《关于促进城乡融合发展的若干意见（{n}）》提出，到2027年基本建成覆盖城乡的服务网络。",
    "记者从市发展改革委获悉，今年将新建改建学校{n}所，新增学位{n}00个。",
    "自2025年7月1日起，符合条件的居民可以通过线上平台提出申请。",
    "多位专家认为，这一安排有利于稳定市场预期，增强发展信心。",
    "相关负责人介绍，下一步将加强部门协同，开展专项检查，防止层层加码。",
)


def _article(chance: random.Random, number: int, chars: int) -> dict[str, Any]:
    paragraphs: list[str] = []
    while sum(map(len, paragraphs)) < chars:
        paragraphs.append("".join(chance.choices(_SENTENCES, k=4)).replace("{n}", str(chance.randrange(10, 99))))
    return {
        "kind": "article",
        "source": "测试门户",
        "title": f"市政府印发第{number}号通知，部署稳就业工作",
        "body": "\n".join(paragraphs)[:chars],
        "published_at": "2025-05-16T09:30:00+08:00",
        "captured_at": "2025-05-16T15:30:00+08:00",
    }
