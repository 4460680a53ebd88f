"""The rules that decide a class by structure alone, and the vocabulary that they are written with.

| table | rows |
|---|---|
| classify_words.csv | words by group: group, word, note. ``{group}`` in a rule stands for any one |
| classify_rules.csv | rules in the order they are tried: rule, label, part, score, pattern, example_or_why |

Rules read plain letters (reference/classify_letters.py): simplified, half width, lower case, 0 for every digit.
A pattern is anchored at the part's first letter; its groups are the words that decided. ``score`` is the share of texts
the rule was right about among those it was measured on, kept below one.
"""

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from reference.tables import read_rows

Label = Literal["policy_story", "price_move", "other"]
Part = Literal["title", "text"]


_LABELS: dict[str, Label] = {"policy_story": "policy_story", "price_move": "price_move", "other": "other"}


class Rule(NamedTuple):
    """One rule; ``groups`` numbers the groups of its own in the joined pattern."""

    name: str
    label: Label
    score: float
    groups: range


class RuleSet(NamedTuple):
    """All rules over one part, joined: the name of the group that closed last is the rule that matched."""

    pattern: re.Pattern[str]
    rules: dict[str, Rule]


@lru_cache(maxsize=1)
def _words() -> dict[str, str]:
    groups: dict[str, list[str]] = {}
    for group, word, _ in read_rows("classify_words.csv"):
        groups.setdefault(group, []).append(re.escape(word.lower()))
    return {group: f"(?:{'|'.join(sorted(words, key=len, reverse=True))})" for group, words in groups.items()}


def _filled(pattern: str) -> str:
    return re.sub(r"\{([a-z_]+)\}", lambda place: _words()[place[1]], pattern)


@lru_cache(maxsize=2)
def rules_over(part: Part) -> RuleSet:
    """The rules that look at a part, in the table's order."""
    rows = [row for row in read_rows("classify_rules.csv") if row[2] == part]
    pattern = re.compile("|".join(f"(?P<{name}>{_filled(given)})" for name, _, _, _, given, _ in rows))
    ends = [*(pattern.groupindex[row[0]] for row in rows[1:]), pattern.groups + 1]
    rules = {
        name: Rule(name, _LABELS[label], float(score), range(pattern.groupindex[name] + 1, end))
        for (name, label, _, score, _, _), end in zip(rows, ends, strict=True)
    }
    return RuleSet(pattern, rules)
