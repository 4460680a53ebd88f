"""Trains the model that reference/classify_model.bin holds, from labelled JSON Lines; measures it by folds.

    python -m reference.make.classifier --labelled FILE... [--texts FILE...] [--folds 3] [--out FILE]

A row of a labelled file has ``title``, ``text`` and ``label`` (policy, price_move, other), and may have ``certain`` and
``source``. A row of a text file needs ``title`` and ``text`` alone: its label is looked up in classify_labels.csv by a
hash of both, and a row that is not there is left out. So labels can be kept here that belong to texts which cannot.
Needs the extra ``makers``. The same files give the same bytes on one machine; the arithmetic of another may move a
weight by one.

| classify_labels.csv | |
|---|---|
| key | 12 hex digits of blake2b over title, U+001F, text |
| policy, price_move, other | the share of each class, in percent |
| weight | how much the text counts, in percent of one that a reader was certain of |
"""

import argparse
import csv
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, hstack

from reference.classify_letters import plain
from reference.classify_model import (
    FIELD_BITS,
    MODEL_PATH,
    TEXT_LETTERS,
    TITLE_LETTERS,
    Shape,
    pack,
    text_grams,
    title_grams,
    write_model,
)

LABELS: Final = ("policy", "price_move", "other")
SQUARE_STEP: Final = 32  # a squared rarity is kept to a thirty-second; 720 grams of 9 * 9 still fit their field
UNSURE_WEIGHT: Final = 0.6
LABELS_PATH: Final = Path(__file__).with_name("classify_labels.csv")
Array = Any  # numpy's and scipy's arrays; scipy ships no types


class Row(NamedTuple):
    """One text to learn from: its grams, the share of each class, how much it counts."""

    title: list[str]
    text: list[str]
    shares: tuple[float, ...]
    weight: float
    source: str
    certain: bool


class Options(NamedTuple):
    """What was tuned by folds over the labelled files. Weights of classes and ``ridge`` move together."""

    ridge: float = 0.006
    class_weights: tuple[float, float, float] = (1.6, 1.6, 0.8)
    seen_in: int = 2  # texts a gram must stand in
    grams: tuple[int, int] = (16000, 20000)  # kept of the title's and of the text's, by what they change
    policy_alone: float = 0.6  # for policy where there is no text: 4 in 100 such labelled titles are, elsewhere 18


class Part(NamedTuple):
    """One part's grams by column, and each one's rarity."""

    columns: dict[str, int]
    rarity: Array


def read_labelled(paths: Iterable[Path]) -> list[Row]:
    """The rows of labelled files."""
    return [
        row_of(
            given,
            [float(given["label"] == label) for label in LABELS],
            1.0 if given.get("certain", True) else UNSURE_WEIGHT,
        )
        for given in _lines(paths)
    ]


def read_texts(paths: Iterable[Path], labels: Path = LABELS_PATH) -> list[Row]:
    """The rows of text files that a label is known for."""
    with labels.open(encoding="utf-8", newline="") as file:
        known = {row[0]: [int(cell) / 100 for cell in row[1:]] for row in list(csv.reader(file))[1:]}
    found = ((given, known.get(key_of(given["title"], given["text"]))) for given in _lines(paths))
    return [row_of(given, label[:3], label[3]) for given, label in found if label]


def _lines(paths: Iterable[Path]) -> Iterator[dict[str, Any]]:
    for path in paths:
        yield from (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())


def key_of(title: str, text: str) -> str:
    """What a text is known by in classify_labels.csv."""
    return blake2b(f"{title}\x1f{text}".encode(), digest_size=6).hexdigest()


def row_of(given: dict[str, Any], shares: Sequence[float], weight: float) -> Row:
    """One text with its label."""
    title, text = plain((given["title"] or "")[:TITLE_LETTERS]), plain((given["text"] or "")[:TEXT_LETTERS])
    titled, told = sorted(title_grams(title)) if title else [], sorted(text_grams(text)) if text else []
    source = given.get("source", "").split(":")[0]
    return Row(titled, told, tuple(shares), weight, source, bool(given.get("certain", True)))


def part_of(
    rows: Sequence[Row], grams_of: Callable[[Row], list[str]], keep: Iterable[str] | None, seen_in: int
) -> Part:
    """The columns of one part: the grams to keep, or those seen in enough texts."""
    counts = Counter(gram for row in rows for gram in grams_of(row))
    chosen = sorted(keep) if keep is not None else sorted(gram for gram, count in counts.items() if count >= seen_in)
    rarity = np.sqrt([np.rint(np.log(len(rows) / counts[gram]) ** 2 * SQUARE_STEP) for gram in chosen])
    return Part({gram: place for place, gram in enumerate(chosen)}, np.maximum(rarity, 1.0))


def matrix_of(rows: Sequence[Row], grams_of: Callable[[Row], list[str]], part: Part) -> Array:
    """Rows by columns: rarities, each row brought to length one; the last column says that the part is absent."""
    starts, places, values = [0], [], []
    for row in rows:
        found = [part.columns[gram] for gram in grams_of(row) if gram in part.columns]
        rarity = part.rarity[found]
        places += found
        values += list(rarity / np.sqrt((rarity * rarity).sum())) if found else []
        if not grams_of(row):
            places.append(len(part.columns))
            values.append(1.0)
        starts.append(len(places))
    return csr_matrix((values, places, starts), shape=(len(rows), len(part.columns) + 1))


def fit(texts: Array, shares: Array, weights: Array, ridge: float) -> tuple[Array, Array]:
    """Weights (columns by classes) and biases of multinomial logistic regression on shares."""
    turned, columns, classes = texts.T.tocsr(), texts.shape[1], shares.shape[1]

    def loss(flat: Array) -> tuple[float, Array]:
        inner, bias = flat[: columns * classes].reshape(columns, classes), flat[columns * classes :]
        logits = texts @ inner + bias
        logits -= logits.max(1, keepdims=True)
        logs = logits - np.log(np.exp(logits).sum(1, keepdims=True))
        slopes = weights[:, None] * (np.exp(logs) - shares)
        value = -(weights[:, None] * shares * logs).sum() + 0.5 * ridge * (inner * inner).sum()
        return value, np.concatenate([(turned @ slopes + ridge * inner).ravel(), slopes.sum(0)])

    found = minimize(loss, np.zeros((columns + 1) * classes), jac=True, method="L-BFGS-B", options={"maxiter": 250})
    return found.x[: columns * classes].reshape(columns, classes), found.x[columns * classes :]


class Trained(NamedTuple):
    """A fitted model before it is packed."""

    title: Part
    text: Part
    inner: Array
    bias: Array

    def logits(self, rows: Sequence[Row]) -> Array:
        """Policy, price and other for each row."""
        texts = hstack([matrix_of(rows, _title, self.title), matrix_of(rows, _text, self.text)]).tocsr()
        return texts @ self.inner + self.bias


def _title(row: Row) -> list[str]:
    return row.title


def _text(row: Row) -> list[str]:
    return row.text


def train(rows: Sequence[Row], options: Options) -> Trained:
    """Fit twice: on all grams, then on those that change most."""
    first = _fit_once(rows, options, None, None)
    kept = [
        _heaviest(part, first.inner[start : start + len(part.columns)], count)
        for part, start, count in (
            (first.title, 0, options.grams[0]),
            (first.text, len(first.title.columns) + 1, options.grams[1]),
        )
    ]
    trained = _fit_once(rows, options, *kept)
    trained.inner[-1, 0] += options.policy_alone  # the last column says that the text is absent
    return trained


def _heaviest(part: Part, inner: Array, count: int) -> set[str]:
    swing = part.rarity * (inner.max(1) - inner.min(1))
    best = set(np.argsort(-swing, kind="stable")[:count].tolist())
    return {gram for gram, place in part.columns.items() if place in best}


def _fit_once(rows: Sequence[Row], options: Options, title: set[str] | None, text: set[str] | None) -> Trained:
    parts = part_of(rows, _title, title, options.seen_in), part_of(rows, _text, text, options.seen_in)
    texts = hstack([matrix_of(rows, _title, parts[0]), matrix_of(rows, _text, parts[1])]).tocsr()
    shares = np.array([row.shares for row in rows])
    weights = np.array([row.weight for row in rows]) * (shares @ np.array(options.class_weights))
    return Trained(*parts, *fit(texts, shares, weights, options.ridge))


def packed(trained: Trained, sharpness: float) -> bytes:
    """The model file's bytes."""
    inner = trained.inner[:, :2] - trained.inner[:, 2:]
    bias = trained.bias[:2] - trained.bias[2]
    split = len(trained.title.columns) + 1
    rarity = np.concatenate([trained.title.rarity, [0], trained.text.rarity, [0]])
    values = inner * rarity[:, None]
    scale = _scale(values, split)
    whole = np.rint(values / scale).astype(int)
    squares = np.rint(rarity * rarity).astype(int)
    title, text = (
        {
            gram: pack(int(whole[start + place, 0]), int(whole[start + place, 1]), int(squares[start + place]))
            for gram, place in part.columns.items()
        }
        for part, start in ((trained.title, 0), (trained.text, split))
    )
    return write_model(Shape(scale, _pair(bias), _pair(inner[split - 1]), _pair(inner[-1]), sharpness), title, text)


def _pair(values: Array) -> tuple[float, float]:
    return round(float(values[0]), 4), round(float(values[1]), 4)


def _scale(values: Array, split: int) -> float:
    """As fine as fits: no set of grams that a part can hold may overflow its field, no weight its int16."""
    most = max(4 * (TITLE_LETTERS + 2), 3 * (TEXT_LETTERS + 2))
    heaviest = max(np.sort(abs(part), axis=0)[-most:].sum(0).max() for part in (values[:split], values[split:]))
    return float(max(heaviest / (1 << (FIELD_BITS - 1)), abs(values).max() / 32000) * 1.001)


def f1(truth: Array, told: Array) -> list[float]:
    """F1 of each class."""
    scores = []
    for place in range(len(LABELS)):
        hit = ((truth == place) & (told == place)).sum()
        scores.append(2 * hit / max((truth == place).sum() + (told == place).sum(), 1))
    return scores


def measure(labelled: Sequence[Row], soft: Sequence[Row], options: Options, folds: int) -> float:
    """Print scores over folds of the labelled rows, all and certain ones, by source; return the sharpness that fits."""
    logits = np.zeros((len(labelled), len(LABELS)))
    group = np.random.default_rng(1).permutation(len(labelled)) % folds
    for fold in range(folds):
        trained = train([*(row for row, at in zip(labelled, group, strict=True) if at != fold), *soft], options)
        logits[group == fold] = trained.logits([row for row, at in zip(labelled, group, strict=True) if at == fold])
    truth, told = np.array([np.argmax(row.shares) for row in labelled]), logits.argmax(1)
    certain = np.array([row.certain for row in labelled])
    for name, rows in (("all", certain >= 0), ("certain", certain)):
        print(name, round(float(np.mean(f1(truth[rows], told[rows]))), 4), np.round(f1(truth[rows], told[rows]), 3))
    sources = Counter(row.source for row in labelled)
    for source, count in sources.most_common(15):
        rows = np.array([row.source == source for row in labelled])
        print(f"{source:60} {count:5} right {(truth == told)[rows].mean():.3f}")
    return _sharpness(logits, truth)


def _sharpness(logits: Array, truth: Array) -> float:
    def loss(hundredths: int) -> float:
        scaled = logits * (hundredths / 100)
        top = scaled.max(1)
        logs = scaled[np.arange(len(truth)), truth] - top - np.log(np.exp(scaled - top[:, None]).sum(1))
        return float(-logs.mean())

    return min(range(30, 300, 2), key=loss) / 100


def main() -> None:
    """Train on files named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--labelled", type=Path, nargs="+", required=True)
    parser.add_argument("--texts", type=Path, nargs="*", default=[])
    parser.add_argument(
        "--folds", type=int, default=3, help="measure by so many folds, and fit the sharpness; 0: do not"
    )
    parser.add_argument("--sharpness", type=float, default=1.0, help="of the scores, if no folds fit it")
    parser.add_argument("--out", type=Path, default=MODEL_PATH)
    given = parser.parse_args()
    options = Options()
    labelled, soft = read_labelled(given.labelled), read_texts(given.texts)
    sharpness = measure(labelled, soft, options, given.folds) if given.folds > 1 else given.sharpness
    given.out.write_bytes(packed(train([*labelled, *soft], options), sharpness))
    print(f"{given.out.name}: {given.out.stat().st_size} bytes, sharpness {sharpness}")


if __name__ == "__main__":
    main()
