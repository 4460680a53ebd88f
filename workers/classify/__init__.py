"""Tells what an item is: a policy story, a price move, or anything else. Pure.

Structure decides first: a rule of reference/classify_rules.csv that matches settles it ("某某涨3.68%,成交额…",
"某部印发《…办法》"). The rest is weighed by a linear model over character grams. docs/classifier.md is its card.
"""

from workers.classify.decide import Explanation, Verdict, classify, explain

__all__ = ["Explanation", "Verdict", "classify", "explain"]
