"""Texts changed at random, in every way that we have seen or fear. The same `Random` gives the same text."""

import unicodedata
from collections.abc import Callable
from random import Random
from typing import Any, Final

from schemas.raw import MAX_BODY, MAX_SNIPPET, MAX_TITLE
from tests.fuzz.seeds import PIECES, Seed, pages, seeds

Change = Callable[[str, Random], str]
_LONGEST: Final = 12_000  # longer texts are the business of the repeats
_HIDDEN: Final = (
    "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\xad\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u180e"
)
_CONTROLS: Final = "".join(map(chr, (*range(32), *range(0x7F, 0xA0)))) + "\u2028\u2029\ufffd\ufffe\U000e0041"
_MARKS: Final = "\u0300\u0301\u0308\u0331\u0489\u20dd\u3099\ufe0f\U000e0100"
_SCRIPTS: Final = (
    "абвАБВ\u05d0\u05d1\u0627\u0628กขคかなカナ한글\u03b1\u03b3\U0001d7cf\U0001d7d0①②⑩ⅣⅫ\u0663\u0664\u0665१२३㊀㈠½¼㏄㎏"
)
_TRADITIONAL: Final = dict(
    zip("涨点报亿万沪这个于与将总币为来国开东发华电台", "漲點報億萬滬這個於與將總幣為來國開東發華電臺", strict=True)
)
_WIDE: Final = {chr(point): chr(point + 0xFEE0) for point in range(0x21, 0x7F)}
_NARROW: Final = {wide: narrow for narrow, wide in _WIDE.items()}


def _place(text: str, rng: Random) -> tuple[int, int]:
    start = rng.randrange(len(text) + 1)
    return start, min(len(text), start + rng.choice((1, 1, 2, 3, 5, 8, 20, 60)))


def _delete(text: str, rng: Random) -> str:
    start, end = _place(text, rng)
    return text[:start] + text[end:]


def _double(text: str, rng: Random) -> str:
    start, end = _place(text, rng)
    return text[:end] + text[start:end] * rng.choice((1, 1, 2, 7)) + text[end:]


def _swap(text: str, rng: Random) -> str:
    (a, b), (c, d) = sorted((_place(text, rng), _place(text, rng)))
    return text[:a] + text[c:d] + text[b:c] + text[a:b] + text[d:] if b <= c else text


def _cut(text: str, rng: Random) -> str:
    return text[: rng.randrange(len(text) + 1)] + rng.choice(("", "...", "…", "......", ".."))


def _behead(text: str, rng: Random) -> str:
    return text[rng.randrange(len(text) + 1) :]


def _insert(text: str, rng: Random) -> str:
    at = rng.randrange(len(text) + 1)
    return text[:at] + rng.choice(PIECES) + text[at:]


def _repeat(text: str, rng: Random) -> str:
    at = rng.randrange(len(text) + 1)
    return text[:at] + rng.choice(PIECES) * rng.choice((2, 3, 10, 40, 200)) + text[at:]


def _splice(text: str, rng: Random) -> str:
    other = "".join(rng.choice(seeds()))
    (a, b), (c, d) = _place(text, rng), sorted(rng.randrange(len(other) + 1) for _ in "..")
    return text[:a] + other[c:d] + text[b:]


def _digits(text: str, rng: Random) -> str:
    odds = rng.choice((0.1, 0.5, 1))
    return "".join(rng.choice("0123456789９٣.") if ch.isdigit() and rng.random() < odds else ch for ch in text)


def _huge(text: str, rng: Random) -> str:
    at = rng.randrange(len(text) + 1)
    return text[:at] + rng.choice("1909") * rng.choice((9, 15, 16, 20, 400, 5_000)) + text[at:]


def _figure(text: str, rng: Random) -> str:
    at = rng.randrange(len(text) + 1)
    digits = "".join(rng.choice("0123456789") for _ in range(rng.choice((1, 2, 4, 9, 13, 16))))
    fraction = rng.choice(
        ("", f".{rng.randrange(1000)}", ".0", ".", f". {rng.randrange(100)}", f"﹒{rng.randrange(10)}")
    )
    unit = rng.choice(
        (
            "%",
            "元",
            "万元",
            "亿元",
            "万亿元",
            "美分",
            "点",
            "手",
            "万股",
            "亿港元",
            "家",
            "余万人",
            "成",
            "个百分点",
            "",
        )
    )
    return (
        text[:at]
        + rng.choice(("", "-", "+", "约", "超", "涨", "跌", "报", "成交"))
        + digits
        + fraction
        + unit
        + text[at:]
    )


def _wide(text: str, rng: Random) -> str:
    table = rng.choice((_WIDE, _NARROW, _TRADITIONAL))
    odds = rng.choice((0.2, 1))
    return "".join(table.get(ch, ch) if rng.random() < odds else ch for ch in text)


def _hidden(text: str, rng: Random) -> str:
    letters = rng.choice((_HIDDEN, _HIDDEN, _CONTROLS, _MARKS))
    odds = rng.choice((0.02, 0.3))
    return "".join(ch + rng.choice(letters) if rng.random() < odds else ch for ch in text)


def _steer(text: str, rng: Random) -> str:
    at = rng.randrange(len(text) + 1)
    code = rng.choice(("\x1b[2J", "\x1b]0;x\x07", "\x9b31m", "\x1bP", "\u202e", "\u2067", "\\ud83d", "\\u0000", "\r"))
    return text[:at] + code + text[at:]


def _scripts(text: str, rng: Random) -> str:
    odds = rng.choice((0.02, 0.2))
    return "".join(rng.choice(_SCRIPTS) if rng.random() < odds else ch for ch in text)


def _form(text: str, rng: Random) -> str:
    form: Any = rng.choice(("NFC", "NFD", "NFKC", "NFKD"))
    return unicodedata.normalize(form, text)


def _lines(text: str, rng: Random) -> str:
    end = rng.choice(("\n", "\r\n", "\r", "\n\n", "\u2028", "\x0b", " ", "。"))
    return text.replace(rng.choice(("\n", "，", " ", "。")), end)


CHANGES: Final[tuple[Change, ...]] = (
    *(_delete, _double, _swap, _cut, _behead, _insert, _insert, _repeat, _splice, _splice, _digits, _huge),
    *(_figure, _figure, _wide, _hidden, _steer, _scripts, _form, _lines),
)


def mutate(text: str, rng: Random) -> str:
    """A text after none to six changes, bounded in length."""
    for _ in range(rng.choice((0, 1, 1, 2, 2, 3, 4, 6))):
        text = rng.choice(CHANGES)(text, rng)[:_LONGEST]
    return text


def mutate_seed(rng: Random) -> Seed:
    """A title and a text of one seed, or of two, each changed."""
    title, text = rng.choice(seeds()).title, rng.choice(seeds()).text
    if rng.random() < 0.8:
        title, text = rng.choice(seeds())
    return Seed(mutate(title, rng), mutate(text, rng))


def make_payload(rng: Random) -> dict[str, Any]:
    """A raw item as a queue may carry it; nearly always valid but for what its texts say."""
    title, text = mutate_seed(rng)
    kind = rng.choice(("brief", "brief", "article"))
    payload: dict[str, Any] = {
        "kind": kind,
        "source": rng.choice(("测试门户", "\x1b[1m门户", "a\u202eb")),
        "title": title,
    }
    payload["snippet" if kind == "brief" else "body"] = text
    if rng.random() < 0.97:  # over the bounds is a reject, and told of as such
        payload["title"] = title[:MAX_TITLE]
        payload["snippet" if kind == "brief" else "body"] = text[: MAX_SNIPPET if kind == "brief" else MAX_BODY]
    payload["captured_at"] = rng.choice(
        ("2025-05-16T15:30:00+08:00", "2024-12-31 23:59:59", "2000-02-29", "1970-01-02", "2199-12-30")
    )
    if rng.random() < 0.4:
        payload["published_at"] = rng.choice(
            ("2025-05-16 09:30", "2025-01-01T00:00:00+08:00", "2199-12-31T23:00:00-11:00")
        )
    if kind == "brief" and rng.random() < 0.3:
        payload["page_published_at"] = rng.choice(("2025-05-16T08:00:05+08:00", "2024-02-29"))
    if kind == "article" and rng.random() < 0.3:
        payload["byline"] = mutate("□张某 李某", rng)[:500]
        payload["author"] = mutate("创始人 王小明", rng)[:500]
    if rng.random() < 0.1:
        payload["url"] = mutate("https://example.org/a?b=1", rng)[:2000]
    if rng.random() < 0.03:
        payload[rng.choice(tuple(payload))] = rng.choice((None, 5, [], {}, "x" * 600, True, 1e308, "2025-13-45"))
    return payload


def make_page(rng: Random) -> str:
    """A page changed at random, or lines of two pages together."""
    text = rng.choice(pages())
    if rng.random() < 0.3:
        lines = (text + "\n" + rng.choice(pages())).splitlines(keepends=True)
        rng.shuffle(lines)
        text = "".join(lines[: rng.randrange(len(lines) + 1)])
    return mutate(text, rng)


def damage(data: bytes, rng: Random) -> bytes:
    """The bytes of a file after none to thirty changes."""
    found = bytearray(data)
    for _ in range(rng.choice((0, 1, 3, 30))):
        at = rng.randrange(len(found) + 1)
        way = rng.randrange(4)
        if way == 0:
            found[at : at + 1] = rng.randbytes(1)
        elif way == 1:
            del found[at : at + rng.choice((1, 2, 50))]
        elif way == 2:
            found[at:at] = rng.randbytes(rng.choice((1, 2, 9)))
        else:
            found[at:at] = found[: rng.randrange(200)]
    return bytes(found)
