"""The rules that decide a class by structure alone, and the vocabulary that they are written with.

| table | rows |
|---|---|
| classify_words.csv | words by group: group, word, note. In a rule, ``{group}`` stands for any one, ``{group:last}`` |
| | (in brackets) for their last letters: a rule that looks for one of these first fails soon where it must |
| classify_rules.csv | rules in the order they are tried: rule, label, part, score, pattern, example_or_why |

Rules are written in plain letters (reference/classify_letters.py): simplified, half width, lower case, 0 for a digit.
Those over ``title`` and ``text`` read such letters too. Those over ``lead`` are tried before all others, on the text
as it came, which spares the commonest brief being made plain: each letter there stands for all that it is the plain
one of, but those in brackets for themselves alone.

A pattern is anchored at the part's first letter; its groups are the words that decided. ``score`` is the share of texts
the rule was right about among those it was measured on, kept below one.
"""

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from reference.classify_letters import letters
from reference.tables import read_rows

Label = Literal["policy_story", "price_move", "other"]
Part = Literal["title", "text"]
Place = Literal["title", "text", "lead"]

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
        groups.setdefault(group, []).append(word.lower())
    return {group: f"(?:{_any_of(words)})" for group, words in groups.items()}


def _any_of(words: list[str]) -> str:
    """A pattern for any of some words, the longest that fits; by first letters, so that most places fail at once."""
    tails: dict[str, list[str]] = {}
    for word in words:
        if word:
            tails.setdefault(word[0], []).append(word[1:])
    branches = [re.escape(first) + (_any_of(rest) if any(rest) else "") for first, rest in tails.items()]
    one = len(branches) == 1 and all(words)
    return branches[0] if one else f"(?:{'|'.join(branches)}){'' if all(words) else '?'}"


@lru_cache(maxsize=1)
def _ends() -> dict[str, str]:
    lasts: dict[str, set[str]] = {}
    for group, word, _ in read_rows("classify_words.csv"):
        lasts.setdefault(group, set()).add(re.escape(word[-1].lower()))
    return {group: "".join(sorted(letters)) for group, letters in lasts.items()}


def _filled(pattern: str) -> str:
    return re.sub(r"\{([a-z_]+)(:last)?\}", lambda place: (_ends() if place[2] else _words())[place[1]], pattern)


def _as_printed(pattern: str) -> str:
    """A pattern over plain letters as one over letters as they come; classes, counts and brackets stay."""
    forms: dict[str, str] = {}
    for printed, seen in letters().items():
        forms[seen] = forms.get(seen, re.escape(seen)) + re.escape(printed)

    def widen(found: re.Match[str]) -> str:
        letter = found["letter"] or ""
        return f"[{forms[letter]}]" if letter in forms else found[0]

    stays = r"\\\w|\{[^}]*\}|\[[^\]]*\]|\(\?P<\w+>|\(\?.|[.^$*+?()|]"
    return re.sub(rf"{stays}|\\?(?P<letter>.)", widen, pattern)


@lru_cache(maxsize=3)
def rules_over(place: Place) -> RuleSet:
    """The rules that look at a place, in the table's order."""
    rows = [row for row in read_rows("classify_rules.csv") if row[2] == place]
    whole = "|".join(f"(?P<{name}>{_filled(given)})" for name, _, _, _, given, _ in rows)
    pattern = re.compile(_as_printed(whole) if place == "lead" else whole)
    ends = [*(pattern.groupindex[row[0]] for row in rows[1:]), pattern.groups + 1]
    rules = {
        name: Rule(name, _LABELS[label], float(score), range(pattern.groupindex[name] + 1, end))
        for (name, label, _, score, _, _), end in zip(rows, ends, strict=True)
    }
    return RuleSet(pattern, rules)
