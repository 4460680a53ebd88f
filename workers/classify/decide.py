"""The decision itself: rules by structure, then the model."""

from typing import NamedTuple

from reference.classify_letters import plain
from reference.classify_model import TEXT_LETTERS, TITLE_LETTERS
from reference.classify_rules import Label, Part, Place, Rule, rules_over
from workers.classify.weigh import Reason, features, weigh

_RULE_TEXT_LETTERS = 60  # structure shows at once; the rest is made plain only if the model has to read it


class Verdict(NamedTuple):
    """A class, how sure it is (0 to 1; among items scored 0.8, four in five are right), and the words that decided.

    A reason is (part, start, end) in code points of that part as it came, half open; at most five, the weightiest
    first. Where no word speaks for the class, single letters and signs that do; where none does, what weighed most
    against it and did not suffice. None only if the item holds nothing that the model knows.
    """

    label: Label
    score: float
    reasons: tuple[Reason, ...]


class Explanation(NamedTuple):
    """What decided: the rule by name, or the model's features, each with its weight for the label over the next."""

    rule: str | None
    features: list[tuple[Part, str, float]]


def classify(title: str, text: str) -> Verdict:
    """Judge an item of any length and script, with or without a title or a text."""
    seen = _look(title, text)
    if seen.found:
        rule, reasons = seen.found
        return Verdict(rule.label, rule.score, reasons)
    return Verdict(*weigh(seen.title, seen.start + plain(text[_RULE_TEXT_LETTERS:TEXT_LETTERS])))


def explain(title: str, text: str) -> Explanation:
    """Why ``classify`` said what it said."""
    seen = _look(title, text)
    if seen.found:
        return Explanation(seen.found[0].name, [])
    return Explanation(None, features(seen.title, seen.start + plain(text[_RULE_TEXT_LETTERS:TEXT_LETTERS])))


class _Look(NamedTuple):
    """What structure shows: the rule that matched and its words, if any; the plain letters read on the way."""

    found: tuple[Rule, tuple[Reason, ...]] | None
    title: str
    start: str


def _look(title: str, text: str) -> _Look:
    found = _match("lead", text)
    if found:
        return _Look(found, "", "")
    titled = plain(title[:TITLE_LETTERS])
    found = _match("title", titled)
    if found:
        return _Look(found, titled, "")
    start = plain(text[:_RULE_TEXT_LETTERS])
    return _Look(_match("text", start), titled, start)


def _match(place: Place, letters: str) -> tuple[Rule, tuple[Reason, ...]] | None:
    pattern, rules = rules_over(place)
    found = pattern.match(letters, 0, _RULE_TEXT_LETTERS) if place == "lead" else pattern.match(letters)
    if not found:
        return None
    rule = rules[found.lastgroup or ""]
    spans = (found.span(group) for group in rule.groups)
    part: Part = "title" if place == "title" else "text"
    return rule, tuple((part, start, end) for start, end in spans if start >= 0)
