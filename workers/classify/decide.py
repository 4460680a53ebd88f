"""The decision itself: rules by structure, then the model."""

from typing import NamedTuple

from reference.classify_letters import plain
from reference.classify_model import TEXT_LETTERS, TITLE_LETTERS
from reference.classify_rules import Label, Part, Rule, rules_over
from workers.classify.weigh import Reason, features, weigh

_RULE_TITLE_LETTERS = 100  # rules that read to a title's end need all of it; few are longer
_RULE_TEXT_LETTERS = 100


class Verdict(NamedTuple):
    """A class, how sure it is (0 to 1; among items scored 0.8, four in five are right), and the words that decided.

    A reason is (part, start, end) in code points of that part as it came, half open; one to five of them, the weightiest
    first, none if nothing was read.
    """

    label: Label
    score: float
    reasons: tuple[Reason, ...]


class Explanation(NamedTuple):
    """What decided: the rule by name, or the model's features, each with its weight for the label over the runner-up."""

    rule: str | None
    features: list[tuple[Part, str, float]]


def classify(title: str, text: str) -> Verdict:
    """Judge an item of any length and script, with or without a title or a text."""
    found = _by_structure(title, text)
    if found:
        rule, reasons = found
        return Verdict(rule.label, rule.score, reasons)
    return Verdict(*weigh(plain(title[:TITLE_LETTERS]), plain(text[:TEXT_LETTERS])))


def explain(title: str, text: str) -> Explanation:
    """Why ``classify`` said what it said."""
    found = _by_structure(title, text)
    if found:
        return Explanation(found[0].name, [])
    return Explanation(None, features(plain(title[:TITLE_LETTERS]), plain(text[:TEXT_LETTERS])))


def _by_structure(title: str, text: str) -> tuple[Rule, tuple[Reason, ...]] | None:
    return _match("title", title[:_RULE_TITLE_LETTERS]) or _match("text", text[:_RULE_TEXT_LETTERS])


def _match(part: Part, words: str) -> tuple[Rule, tuple[Reason, ...]] | None:
    if not words:
        return None
    pattern, rules = rules_over(part)
    found = pattern.match(plain(words))
    if not found:
        return None
    rule = rules[found.lastgroup or ""]
    spans = (found.span(group) for group in rule.groups)
    return rule, tuple((part, start, end) for start, end in spans if start >= 0)
