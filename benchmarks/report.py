"""The figures of benchmarks.compare as the tables and the picture of docs/performance.md."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import Any, Final, NamedTuple
from xml.sax.saxutils import escape

from benchmarks.tell import Figures

_DOCS: Final = Path(__file__).parents[1] / "docs"
_BEGIN: Final = "<!-- made by python -m benchmarks.compare: begin -->"
_END: Final = "<!-- made by python -m benchmarks.compare: end -->"
_OURS: Final = ("our briefs", "our articles", "our cold", "our enqueue")
_LABELS: Final = {
    "nothing, 1 process": "tasks that do nothing, one process",
    "nothing, 2 processes": "two processes",
    "brief, 1 process": "one brief a task: regex, pydantic, landing; one process",
    "brief, 2 processes": "two processes",
    "batches, 2 processes": "500 briefs a task, landed in one pipeline; two processes",
}
_PICTURED: Final = {
    "nothing, 1 process": "tasks that do nothing, one process",
    "brief, 1 process": "one brief a task: regex, pydantic, landing; one process",
    "brief, 2 processes": "one brief a task, two processes",
    "batches, 2 processes": "500 briefs a task, two processes",
}
_VERDICTS: Final = {True: "yes", False: "**no**", None: ""}
_HUEY: Final = 20_000 / 7_000  # "20 k items/s on a machine where huey's no-op gives 7 k"


class Goal(NamedTuple):
    """What is asked, what was measured, and whether that is enough; None if nothing is asked."""

    what: str
    asked: str
    measured: str
    reached: bool | None


def middle(figures: Figures, name: str, what: str) -> float:
    """The median of a rate over the repetitions; 0 if it failed each time."""
    rates = figures["rates"].get(name, {}).get(what, [])
    return median(rates) if rates else 0.0


def best(figures: Figures, what: str) -> tuple[str, float]:
    """The fastest peer and its rate."""
    rates = {name: middle(figures, name, what) for name in figures["rates"] if name not in _OURS}
    name = max(rates, key=rates.__getitem__)
    return name, rates[name]


def goals(figures: Figures) -> list[Goal]:
    """What has to be reached, in ratios where a machine's speed would count."""
    briefs, ceiling = middle(figures, "our briefs", "ours"), middle(figures, "our briefs", "ceiling")
    articles, article_ceiling = middle(figures, "our articles", "ours"), middle(figures, "our articles", "ceiling")
    idle_peer, nothing = best(figures, "nothing, 1 process")
    (one_peer, one), (two_peer, two) = best(figures, "brief, 1 process"), best(figures, "brief, 2 processes")
    batch_peer, batches = best(figures, "batches, 2 processes")
    huey, enqueued = middle(figures, "huey", "nothing, 1 process"), middle(figures, "our enqueue", "rate")
    return [
        _ratio(f"briefs end to end / {idle_peer}'s empty tasks (one process, the fastest)", briefs, nothing, 3),
        _ratio("briefs end to end / huey's empty tasks (20 k where huey gives 7 k)", briefs, huey, _HUEY),
        _ratio(f"briefs end to end / {one_peer}'s one brief a task (one process, the fastest)", briefs, one, 10),
        _ratio(f"the same / {two_peer}'s one brief a task in two processes (the fastest)", briefs, two),
        _ratio(f"the same / {batch_peer}'s 500 briefs a task in two processes (the faster)", briefs, batches),
        _ratio("briefs: through the queue / the same in a loop without one", briefs, ceiling, 0.75),
        _ratio("articles: through the queue / the same in a loop without one", articles, article_ceiling, 0.75),
        _least("articles of 1,100 characters a second", articles, 1_500),
        _least("enqueued from one process, items a second", enqueued, 50_000),
        *_other_goals(figures),
    ]


def _other_goals(figures: Figures) -> Iterator[Goal]:
    idle, beside = figures["latency"]["idle"], figures["latency"]["beside articles"]
    yield _most("latency idle, p50, ms", idle["p50"], 6)
    yield _most("latency idle, p99, ms", idle["p99"], 20)
    yield _most("latency while articles wait, p99, ms", beside["p99"], 100)
    growth, memory = figures["large_feeds"], figures["workers_memory"]
    small = growth["small"]
    yield _ratio(f"landing into {growth['items']:,} items / into 10,000", growth["large"], small, 0.8)
    yield _most(f"a page of 50 from {growth['items']:,}, ms", max(_numbers(growth["page"])), 5)
    yield _most("a worker ready, s", memory["ready s"], 1)
    yield _most("a worker's memory, MB PSS", memory["rounds"][-1]["pss"], 90)
    yield _most(f"its growth over {memory['rounds'][-1]['items']:,.0f} items, MB", memory["growth MB"], 2)
    yield _least("items a CPU second with up to 4 workers / with one", figures["scaling"]["least to first"], 0.9)


def _ratio(what: str, ours: float, other: float, asked: float | None = None) -> Goal:
    ratio = ours / other if other else 0.0
    measured = f"{ratio:.2f} ({ours:,.0f} / {other:,.0f})"
    return Goal(what, "", measured, None) if asked is None else Goal(what, f"≥ {asked:.3g}", measured, ratio >= asked)


def _least(what: str, value: float, asked: float) -> Goal:
    return Goal(what, f"≥ {asked:,}", f"{value:,.0f}" if value > 100 else f"{value:.2f}", value >= asked)


def _most(what: str, value: float, asked: float) -> Goal:
    return Goal(what, f"≤ {asked:,}", f"{value:.2f}", value <= asked)


def _numbers(text: str) -> list[float]:
    return [float(each) for each in re.findall(r"\d+\.\d+", text)]


def page(figures: Figures) -> str:
    """All tables."""
    head = (
        f"Measured {figures['day']}: {figures['machine']}, server on the same machine; medians of"
        f" {figures['repetitions']} repetitions in turn (least to most); {figures['minutes']:.0f} minutes in all."
    )
    lines = [
        head,
        "",
        *_table(
            ("what", "asked", "measured", ""),
            [(goal.what, goal.asked, goal.measured, _VERDICTS[goal.reached]) for goal in goals(figures)],
        ),
        "",
        "Tasks or items a second:",
        "",
        *_rates(figures),
        "",
        "Where the time of one item goes, CPU microseconds:",
        "",
        *_where(figures["where"]),
        "",
        "What an item costs with more workers, CPU microseconds; medians:",
        "",
        *_scaling(figures["scaling"]),
        "",
        *_memory(figures["large_feeds"]["memory"]),
    ]
    return "\n".join(lines)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield "| " + " | ".join(head) + " |"
    yield "|---|" + "--:|" * (len(head) - 1)
    for row in rows:
        yield "| " + " | ".join(row) + " |"


def _rates(figures: Figures) -> Iterator[str]:
    rows = [
        (name, *(_range(rates[what]) if what in rates else "" for what in _LABELS))
        for name, rates in figures["rates"].items()
        if name not in _OURS
    ]
    yield from _table(("", *_LABELS.values()), rows)
    yield ""
    names = (("our briefs", "briefs"), ("our articles", "articles of 1,100 characters"))
    ours = [(shown, *(_range(figures["rates"][name][what]) for what in ("ours", "ceiling"))) for name, shown in names]
    yield from _table(("policytape, two processes, all work", "end to end", "loop without a queue"), ours)
    yield ""
    cold = [(f"the first {int(count):,}", _range(rates)) for count, rates in figures["rates"]["our cold"].items()]
    yield from _table(("briefs of two processes that have just started, with a new server", "end to end"), cold)


def _range(rates: Sequence[float]) -> str:
    return f"{median(rates):,.0f} ({min(rates):,.0f} to {max(rates):,.0f})"


def _where(where: Figures) -> Iterator[str]:
    columns = {kind: where[kind] for kind in ("brief", "story")}
    columns |= {f"{kind} before": parts for kind, parts in where.get("before", {}).items()}
    rows = [
        (part, *(f"{column[part]:,.1f}" if part in column else "" for column in columns.values()))
        for part in where["brief"]
    ]
    yield from _table(("", *columns), rows)


def _scaling(scaling: Figures) -> Iterator[str]:
    rows = [
        (name, f"{row['workers us']:.1f}", f"{row['server us']:.1f}", f"{row['of one']:.2f}")
        for name, row in scaling["workers"].items()
    ]
    yield from _table(("workers", "in the workers", "in the server", "items a CPU second, of one worker's"), rows)


def _memory(memory: Figures) -> Iterator[str]:
    yield f"The server holds {memory['all']:.0f} MB for 100,000 briefs:"
    yield ""
    parts = sorted(memory["parts"].items(), key=lambda pair: -pair[1])
    yield from _table(("keys", "MB"), [(kind, f"{size:.1f}") for kind, size in parts])


def write(figures: Figures) -> None:
    """The tables between the page's marks, and the picture beside it."""
    path = _DOCS / "performance.md"
    before, _, rest = path.read_text(encoding="utf-8").partition(_BEGIN)
    _, _, after = rest.partition(_END)
    shown = "![Tasks or items a second](performance.svg)"
    path.write_text(f"{before}{_BEGIN}\n{shown}\n\n{page(figures)}\n{_END}{after}", encoding="utf-8")
    (_DOCS / "performance.svg").write_text(picture(figures), encoding="utf-8")


_ROW: Final = 22
_LEFT: Final = 110
_WIDTH: Final = 760
_STYLE: Final = (
    "text{font:12px system-ui,sans-serif;fill:#24292f}.h{font-weight:600}.peer{fill:#8c959f}.ours{fill:#0969da}"
    ".ceiling{fill:#a5c8f0}.range{stroke:#24292f;stroke-width:1}"
    "@media(prefers-color-scheme:dark){text{fill:#e6edf3}.range{stroke:#e6edf3}}"
)


def picture(figures: Figures) -> str:
    """Bars in groups, all on one scale; a thin line over each bar's end goes from the least to the most."""
    groups = list(_groups(figures))
    most = max(max(rates) for _, bars in groups for _, rates, _ in bars)
    scale = (_WIDTH - _LEFT - 90) / most
    parts: list[str] = []
    y = 4
    for title, bars in groups:
        parts.append(f'<text class="h" x="0" y="{y + 15}">{escape(title)}</text>')
        y += _ROW + 2
        for name, rates, kind in bars:
            parts.append(_bar(y, scale, name, rates, kind))
            y += _ROW
        y += 8
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {y}" width="{_WIDTH}" height="{y}" role="img">'
    )
    title = "<title>Tasks or items a second: seven task queues and policytape</title>"
    return "\n".join((head, title, f"<style>{_STYLE}</style>", *parts, "</svg>\n"))


def _groups(figures: Figures) -> Iterator[tuple[str, list[tuple[str, list[float], str]]]]:
    rates = figures["rates"]
    for what, title in _PICTURED.items():
        peers = [(name, found[what], "peer") for name, found in rates.items() if name not in _OURS and what in found]
        yield title, sorted(peers, key=lambda bar: -median(bar[1]))
    ours: Any = rates["our briefs"]
    bars = [("end to end", ours["ours"], "ours"), ("no queue", ours["ceiling"], "ceiling")]
    yield "policytape: briefs read in full and landed, two processes", bars


def _bar(y: int, scale: float, name: str, rates: list[float], kind: str) -> str:
    value = median(rates)
    width, low, high = value * scale, _LEFT + min(rates) * scale, _LEFT + max(rates) * scale
    line = y + _ROW / 2 - 2
    return (
        f'<text x="{_LEFT - 8}" y="{y + 13}" text-anchor="end">{escape(name)}</text>'
        f'<rect class="{kind}" x="{_LEFT}" y="{y + 1}" width="{width:.1f}" height="{_ROW - 6}"/>'
        f'<line class="range" x1="{low:.1f}" x2="{high:.1f}" y1="{line}" y2="{line}"/>'
        f'<text x="{max(high, _LEFT + width) + 6:.1f}" y="{y + 13}">{value:,.0f}</text>'
    )
