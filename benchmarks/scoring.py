"""Scores of labelled items, for the floors of tests/quality and for benchmarks/quality.py.

A row is one item as JSON with `title` and `text`, and by what else it has:

- `label`: its class, policy (or policy_story), price_move or other.
- `moves`: its instruments, each with `name` and those fields of a move that the text states.
- `expect`: the fields of its policy story: jurisdiction, regions, regions_mentioned, bodies, documents, numbers,
  programmes, topic, companies, codes, figures, effective_from, authors. What it leaves out is not scored.
- `bodies` and no `expect`: the same in a flat form, with doc_titles, doc_numbers, topics, companies of `name` and
  `code`, figures of `value` and `unit`.

`published_at` is the story's day, else a day that `source` bears (news/20250516). Names count by their letters and
digits. Of several topics the first one read must be among them. Figures count by value and unit in the first 600
characters, lengths of time not at all.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple

from reference import overseas, securities
from schemas.raw import Report, parse_raw, report_of
from workers.classify import classify
from workers.policy import read_policy
from workers.price import read_moves

Row = dict[str, Any]
Facts = set[tuple[str, Any]]
KINDS: Final = {"policy": "policy_story", "policy_story": "policy_story", "price_move": "price_move", "other": "other"}
NUMBERS: Final = ("change_pct", "price", "points", "amount", "turnover_rate_pct", "volume_shares")
WORDS: Final = ("asset", "limit", "phase", "currency", "market_value")
PERIODS: Final = frozenset(
    {"年", "个月", "個月", "月", "天", "日", "小时", "小時", "分钟", "工作日", "个工作日", "個工作日", "周", "季度"}
)
CAPTURED: Final = "2025-05-16T15:30:00+08:00"
_FIGURES_UNTIL: Final = 600
_DAY: Final = re.compile(r"(20\d\d)[-/]?(\d\d)[-/]?(\d\d)")
_EXCHANGE: Final = re.compile(r"^(?:SH|SZ|BJ)(?=[0-9]{6}$)|\.[A-Z]+$")
_SIGNS: Final = re.compile(r"[\s\W_]+")


class Score(NamedTuple):
    """Counts by field, and what was wrong.

    Attributes:
        counts: Field → how often `right`, `missed`, `extra`.
        errors: (field, row, what) in the order of the rows.
        invented: Numbers of moves that were read where the row states none.
    """

    counts: dict[str, Counter[str]]
    errors: list[tuple[str, str, str]]
    invented: int = 0

    def f1(self, *fields: str) -> float:
        """F1 of these fields together, or of all; 1 where nothing was to be read and nothing was."""
        total: Counter[str] = Counter()
        for field in fields or self.counts:
            total.update(self.counts[field])
        wrong = total["missed"] + total["extra"]
        return 2 * total["right"] / (2 * total["right"] + wrong) if total["right"] + wrong else 1.0

    def mean(self) -> float:
        """The mean of the fields' F1: a rare field counts as much as a frequent one."""
        return sum(self.f1(field) for field in self.counts) / len(self.counts)

    def add(self, name: str, gold: Facts, got: Facts) -> None:
        """Count what a row states against what was read."""
        for field in sorted({field for field, _ in gold | got}):
            want, read = ({value for one, value in facts if one == field} for facts in (gold, got))
            self.counts.setdefault(field, Counter()).update(
                right=len(want & read), missed=len(want - read), extra=len(read - want)
            )
            if want != read:
                missed, extra = sorted(map(str, want - read)), sorted(map(str, read - want))
                self.errors.append((field, name, f"missed {missed} extra {extra}"))


def kind_of(row: Row) -> str:
    """Which of classes, moves and policy a row is labelled for; "" if for none."""
    keys = {"label": "classes", "moves": "moves", "expect": "policy", "bodies": "policy"}
    return next((kind for key, kind in keys.items() if key in row), "")


def plain(text: str) -> str:
    """A name by its letters and digits."""
    return _SIGNS.sub("", unicodedata.normalize("NFKC", text)).lower()


def score_classes(rows: Iterable[Row]) -> Score:
    """Fields are the classes; the mean of their F1 is the macro F1."""
    score = Score({}, [])
    for row in rows:
        want, read = KINDS[row["label"]], str(classify(row["title"], row["text"]).label)
        for kind in sorted({want, read}):
            gold, got = ({(kind, each)} if each == kind else set() for each in (want, read))
            score.counts.setdefault(kind, Counter()).update(
                right=len(gold & got), missed=len(gold - got), extra=len(got - gold)
            )
        if want != read:
            score.errors.append((want, _name(row), f"read as {read}"))
    return score


def score_policy(rows: Iterable[Row]) -> Score:
    """The fields of policy stories, read whatever their class."""
    score = Score({}, [])
    for row in rows:
        expected = row["expect"] if "expect" in row else _unfolded(row)
        fields = read_policy(_report(row, "article", "body")).fields
        gold, got = _facts(expected), _facts(_as_expected(fields, row, expected))
        first = next((value for field, value in got if field == "topic"), None)
        topics = [plain(each) for each in _listed(expected.get("topic"))]
        if topics:
            gold = {fact for fact in gold if fact[0] != "topic"} | {("topic", first if first in topics else topics[0])}
        score.add(_name(row), gold, got)
    return score


def score_moves(rows: Iterable[Row]) -> Score:
    """The moves (`moves`: named at all) and their fields. Words that a row leaves out may be known to a reader."""
    score, invented = Score({}, []), 0
    for row in rows:
        pairs, extra = _paired(row["moves"], read_moves(_report(row, "brief", "snippet")).moves)
        gold: Facts = {("moves", told["name"]) for told in row["moves"]}
        got: Facts = {("moves", move["name"]) for move in extra}
        invented += sum(move[field] is not None for move in extra for field in NUMBERS)
        for told, read in pairs:
            stated = _stated(told)
            gold |= {(field, (told["name"], _comparable(field, value))) for field, value in stated.items()}
            if read:
                known = {field: read[field] for field in (*NUMBERS, *stated) if read[field] is not None}
                known = {field: value for field, value in known.items() if field not in _unscored(told)}
                got |= {("moves", told["name"])}
                got |= {(field, (told["name"], _comparable(field, value))) for field, value in known.items()}
                invented += sum(field not in stated for field in known if field in NUMBERS)
        score.add(_name(row), gold, got)
    return score._replace(invented=invented)


def _stated(told: Row) -> Row:
    """The fields that a row states of a move; a percentage without a bound is exact."""
    stated = {field: told[field] for field in _SCORED if told.get(field) is not None and field not in _unscored(told)}
    return {"pct_bound": "exact"} | stated if "change_pct" in stated else stated


_SCORED: Final = ("direction", "pct_bound", "code", *NUMBERS, *WORDS)


def _unscored(told: Row) -> set[str]:
    """The turnover told with an index is the market's or its own: readers differ."""
    return {"amount"} if told.get("asset") == "index" else set()


def _comparable(field: str, value: Any) -> str | float:  # noqa: ANN401  a field of JSON
    """Numbers by their value, codes by their digits and letters without the exchange."""
    if field == "code":
        return _EXCHANGE.sub("", str(value).upper()).lstrip("0")
    return value if isinstance(value, str) else float(value)


def _paired(told: Sequence[Row], moves: Iterable[Row]) -> tuple[list[tuple[Row, Row | None]], list[Row]]:
    """Each stated move with the read one that fits it best, and the read ones that are left."""
    left = list(moves)
    pairs: list[tuple[Row, Row | None]] = []
    for each in told:
        found = max(left, key=lambda move, each=each: _fit(each, move), default=None)  # type: ignore[misc]
        if found is not None and _fit(each, found):
            left.remove(found)
            pairs.append((each, found))
        else:
            pairs.append((each, None))
    return pairs, left


def _fit(told: Row, read: Row) -> int:
    """3 for the same name, 2 for the same code, 1 if one name holds the other, else 0."""
    ours, theirs = plain(told["name"]), plain(read["name"])
    if ours == theirs:
        return 3
    if told.get("code") and _comparable("code", told["code"]) == _comparable("code", read["code"] or ""):
        return 2
    return int(theirs in ours or ours in theirs)


def codes_held(rows: Iterable[Row]) -> tuple[int, int]:
    """How many codes of companies the rows state, and how many of them the tables have."""
    told = [code for row in rows for code in _listed((row.get("expect") or _unfolded(row)).get("codes"))]
    abroad = {share.code for share in overseas.names().values()}
    held = [code for code in told if securities.by_code(code) or f"{code[:5]}.HK" in abroad]
    return len(told), len(held)


def _unfolded(row: Row) -> Row:
    """The flat form as `expect` has it."""
    return {
        **{field: row[field] for field in ("jurisdiction", "regions", "bodies", "programmes") if field in row},
        "regions_mentioned": row.get("regions_mentioned", []),
        "documents": row.get("doc_titles", []),
        "numbers": row.get("doc_numbers", []),
        "topic": row.get("topics", []),
        "companies": [each["name"] for each in row.get("companies", [])],
        "codes": [each["code"] for each in row.get("companies", []) if each["code"]],
        "figures": [(each["value"], each["unit"]) for each in row.get("figures", [])],
        "effective_from": row.get("effective_from"),
    }


def _as_expected(fields: Row, row: Row, expected: Row) -> Row:
    """A reading in the form of `expect`, with the fields that the row speaks of."""
    documents, companies = fields["documents"], fields["companies"]
    read = {
        "jurisdiction": fields["jurisdiction"],
        "regions": [each["adcode"] for each in fields["regions"] if each["role"] == "about"],
        "regions_mentioned": [each["adcode"] for each in fields["regions"]],
        "bodies": [each["name"] for each in fields["bodies"]],
        "documents": [each["title"] for each in documents if each["title"]],
        "numbers": [each["number"] for each in documents if each["number"]],
        "programmes": fields["programmes"],
        "topic": [each["level1"] for each in fields["topics"][:1]],
        "companies": [each["name"] for each in companies],
        "codes": [each["code"] for each in companies if each["code"]],
        "figures": [
            (each["value"], each["unit"])
            for each in fields["figures"]
            if row["text"].find(each["text"]) < _FIGURES_UNTIL
        ],
        "effective_from": fields["effective_from"],
        "authors": fields["authors"],
    }
    return {field: value for field, value in read.items() if field in expected}


def _facts(expected: Row) -> Facts:
    facts: Facts = set()
    for field, value in expected.items():
        for each in _listed(value):
            if field == "figures":
                facts |= {(field, (float(each[0]), each[1]))} if each[1] not in PERIODS else set()
            else:
                facts.add((field, each.partition(".")[0] if field == "codes" else plain(each)))
    return facts


def _listed(value: Any) -> list[Any]:  # noqa: ANN401  a field of JSON
    return value if isinstance(value, list) else [value] if value is not None else []


def _report(row: Row, kind: str, text: str) -> Report:
    payload = {"kind": kind, "source": "quality", "title": row["title"], text: row["text"], "captured_at": CAPTURED}
    day = _DAY.search(row.get("source") or "")
    published = row.get("published_at") or (f"{'-'.join(day.groups())}T12:00:00+08:00" if day else None)
    return report_of(parse_raw(payload | ({"published_at": published} if published else {})))


def _name(row: Row) -> str:
    return str(row.get("id") or row["title"] or row["text"][:20])
