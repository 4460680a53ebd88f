"""How long splitting takes: sample pages, and pages made to be slow. `python -m benchmarks.split`."""

import time
import timeit
from datetime import datetime
from pathlib import Path

from producers.decode import decode
from producers.split import Capture, split_capture
from schemas.raw import SHANGHAI

_ROOT = Path(__file__).parent.parent
_CAPTURED_AT = datetime(2025, 5, 16, 10, tzinfo=SHANGHAI)
_HOSTILE = {
    "one line of 200k characters": "涨" * 200_000,
    "one line of 200k dots and blanks": "涨... " * 40_000,
    "one line of 200k blanks": "a" + " " * 200_000 + "b",
    "one line of 200k digits": "1" * 200_000,
    "50k short lines": "某某股份\n" * 50_000,
    "50k headings": "热门资讯\n" * 50_000,
    "50k headings and times": "热门资讯\n2025-05-16 09:35\n" * 25_000,
    "50k briefs": "某某涨3.68%,成交额1... 5月16日,某某盘中上涨3.68%,截至09:35,报12...\n" * 50_000,
    "50k times": "2025-05-16 09:35\n" * 50_000,
    "50k bylines": "□某某\n" * 50_000,
    "50k blank lines": "\n" * 50_000,
    "20k lines of labels": "来源：作者：时间：来源：作者：时间：来源：作者：\n" * 20_000,
    "20k lines of counters": "阅读1阅读1阅读1阅读1阅读1评论\n" * 20_000,
    "20k lines of brackets": "（记者（记者（记者（记者（记者（记者\n" * 20_000,
    "20k numbered lines": "1 某某\n" * 20_000,
}


def _best_ms(text: str, number: int) -> float:
    """Milliseconds of processor time a page: other work on the machine does not count."""
    capture = Capture(text, "page.txt", _CAPTURED_AT)
    repeats = timeit.repeat(lambda: split_capture(capture), timer=time.process_time, number=number, repeat=5)
    return min(repeats) / number * 1000


def _pages() -> dict[str, str]:
    paths = [_ROOT / "docs" / "sample" / "page.txt", *sorted((_ROOT / "tests" / "pages").glob("*.txt"))]
    pages = {f"{path.parent.name}/{path.name}": decode(path.read_bytes()) for path in paths}
    sample = pages["sample/page.txt"]
    story, heading, list_ = sample.partition("相关内容")
    pages["the sample, its story five times"] = story + "\n".join(story.splitlines()[9:]) * 4 + heading + list_
    pages["the sample, its list six times"] = story + heading + list_ + list_.partition("热门资讯")[2] * 5
    return pages


def main() -> None:
    """Print the best of five."""
    for name, text in _pages().items():
        print(f"{_best_ms(text, 100):10.2f} ms  {len(text):>9,} characters  {name}")
    for name, text in _HOSTILE.items():
        print(f"{_best_ms(text, 1):10.2f} ms  {len(text):>9,} characters  {name}")


if __name__ == "__main__":
    main()
