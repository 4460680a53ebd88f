"""Writes policy_terms.csv and policy_name_words.csv: words worth being a keyword, and share names that are phrases.

Counted in labelled JSON Lines (title, text, label or weak_label). Only words and counts leave the texts, no sentence.
A term is a word of two to six characters that at least 6 policy stories and at most an eighth of them have; its weight
is the inverse document frequency, halved where other items have it as often. A share's name is a phrase if it falls
apart into two words that 40 items have each.

    python -m reference.make.policy_terms train.jsonl weak.jsonl
"""

import json
import math
import re
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import rjieba

from reference import securities
from reference.make.packages import write_table
from reference.traditional import same_length

_WORD = re.compile(r"[\u4e00-\u9fff]{2,6}")
_TAGS = frozenset({"n", "vn", "nz", "an", "j", "l", "nt", "i"})
_NO_PHRASE = (
    "证券",
    "银行",
    "股份",
    "集团",
    "电气",
    "药业",
    "人寿",
    "平安",
    "石油",
    "宁德时代",
    "贵州茅台",
    "恒生电子",
    "浪潮软件",
    "长江电力",
)
_PHRASES_TOO = (
    "线上线下",
    "石化",
    "国新能源",
    "新产业",
    "海量数据",
    "人工智能",
    "数字人",
    "新兴产业",
    "中国科技",
    "新能源",
    "天然气",
)  # met so
_LEAST, _MOST, _COMMON = 6, 0.12, 40


def main(paths: Iterable[Path]) -> None:
    """Count words in the files and write both tables."""
    policy, other = Counter[str](), Counter[str]()
    nouns = set[str]()
    stories = 0
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            is_policy = row.get("label", row.get("weak_label")) == "policy"
            tagged = {
                (word, tag)
                for word, tag in rjieba.tag(same_length(f"{row['title']}\n{row['text']}"))
                if _WORD.fullmatch(word)
            }
            nouns |= {word for word, tag in tagged if tag in _TAGS}
            stories += is_policy
            (policy if is_policy else other).update({word for word, _ in tagged})
    terms = []
    for word, count in sorted(policy.items()):
        if word in nouns and _LEAST <= count <= stories * _MOST:
            weight = math.log(stories / count) * (0.5 if other[word] > count else 1)
            terms.append((word, f"{weight:.2f}"))
    write_table("policy_terms.csv", ("term", "weight"), terms)
    common = {word for word, count in (policy + other).items() if count >= _COMMON}
    phrases = sorted(
        name for name in {*securities.names(), *_PHRASES_TOO} if name in _PHRASES_TOO or _is_phrase(name, common)
    )
    write_table("policy_name_words.csv", ("name", "note"), [(name, "two common words") for name in phrases])


def _is_phrase(name: str, common: set[str]) -> bool:
    parts = rjieba.cut(name)
    return len(parts) > 1 and not name.endswith(_NO_PHRASE) and all(part in common for part in parts)


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])
