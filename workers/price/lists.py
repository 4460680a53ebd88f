"""The pieces of text that wait for a verb, as mentions: 贵州茅台(600519)、五粮液等."""

import re
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from typing import Final

from reference.name_words import name_words
from workers.price.glued import glued_names
from workers.price.names import Name, read_name
from workers.price.parens import has_code, read_paren
from workers.price.scan import Token
from workers.price.told import Mention

__all__ = ["Namer", "Segment", "lone_name", "single_name", "state_of"]

Segment = list[Token]  # the tokens of one place of a list: gaps, parentheses, a mark that the list is one of sectors

_Found = tuple[Name, int, list[Token]]  # name, where its piece begins, the parentheses behind it

_STATE: Final = re.compile(r"(?:\*ST|SST|S\*ST|ST|XD|XR|DR|退市|N(?=[一-鿿])|C(?=[一-鿿]))")
_STATE_SIGNS: Final = frozenset("*SXDNC退")
_CLASS: Final = re.compile(r"[AHB]股$")
_CLASSES: Final = {"A股": "CN", "B股": "CN", "H股": "HK", "港股": "HK", "美股": "US"}
_QUOTATION_MARKS: Final = frozenset('”’"')
_OF_A_COUNTRY: Final = frozenset({"bond", "market"})
_ANDS: Final = ("以及", "和", "与", "及", "同")
_AND_WHAT_IT_IS: Final = re.compile(
    rf"(?:{'|'.join(_ANDS)})[^，,。；;的\d]{{0,8}}(?:公司|[造产货营厂]商|巨头|龙头|平台|企业|集团|药厂)$"
)
_PAREN: Final = re.compile(r"[(（][^()（）]{0,40}[)）]\s*")  # behind a name: 冠城国际（CCI）和美国电塔
_OFTEN_A_PART_OF_NAMES: Final = "同"
_MARKET_PLACE: Final = "交易所"
_BOTH: Final = frozenset({"均", "都", "齐", "续"})
_LONG_ENOUGH: Final = 3
_NEAR_CHARS: Final = 40
_LONGEST_NAME: Final = 20


def _go_together(left: Name, word: str, right: Name, *, many: bool) -> bool:
    """Whether 和 joins two names: one is known, a list goes on, or both are too long for 和 to be part of one name."""
    if word == _OFTEN_A_PART_OF_NAMES:
        return left.tabled and right.tabled
    if left.known or right.known or many:
        return True
    return min(len(left.text), len(right.text)) >= _LONG_ENOUGH or (left.text.isascii() and right.text.isascii())


@lru_cache(maxsize=8192)
def _names_in(text: str, *, many: bool, coded: bool = False) -> tuple[tuple[Name, int], ...]:
    """The name of a piece and where what it stands in begins; more if 和 joins names, or nothing parts them.

    `coded`: a code stands behind, so that what nothing parts is one name.
    """
    whole = read_name(text)
    if whole and whole.tabled and whole.asset == "sector":
        return ((whole, 0),)  # 半导体及元件
    glued = () if coded else _glued(text, whole)
    if glued:
        return glued
    for word in _ANDS:
        at = text.find(word, 1)
        if at < 1:
            continue
        left, right = read_name(text[:at]), read_name(text[at + len(word) :])
        if left is None or right is None or not _go_together(left, word, right, many=many):
            continue
        if (right.asset in _OF_A_COUNTRY and not left.known) or left.text in name_words("country"):
            return ((right, at + len(word)),)  # 澳大利亚和新西兰国债收益率, 卡塔尔和埃及股市, 美国和国际市场原油
        return (left, 0), (right, at + len(word))
    return ((whole, 0),) if whole else ()


def _glued(text: str, whole: Name | None) -> tuple[tuple[Name, int], ...]:
    """Names that nothing parts, where no table has them as one."""
    if whole and whole.tabled and whole.end - whole.start == len(text.strip()):
        return ()
    start, end = (whole.start, whole.end) if whole and not whole.tabled else (0, len(text))
    found = glued_names(text[start:end])
    if whole and not found and text[whole.end :].strip() in _BOTH:
        found = glued_names(text[: whole.end])  # 标普纳指均
    return tuple((name, start) for name in found)


@lru_cache(maxsize=8192)
def lone_name(text: str) -> tuple[Name, int, int] | None:
    """The only name of a piece that stands alone if it has neither code nor state and is no market's; where it lies."""
    return _plain_name(text, many=False)


def _plain_name(text: str, *, many: bool) -> tuple[Name, int, int] | None:
    """The same of a piece that stands alone or among others."""
    found = single_name(text, many=many)
    if found is None or found[0].text[0] in _STATE_SIGNS:
        return None
    name, offset = found
    return name, offset + name.start, offset + name.end


def single_name(text: str, *, many: bool = False) -> tuple[Name, int] | None:
    """The only name of a piece, with or without a state, if it has no code and is no market's."""
    names = _names_in(text, many=many)
    if len(names) != 1:
        return None
    return None if names[0][0].code or names[0][0].asset == "market" else names[0]


def state_of(name: str) -> str:
    """What an exchange has put in front of a name: *ST, XD, 退市; "" if nothing."""
    found = _STATE.match(name) if name[0] in _STATE_SIGNS else None
    return found[0] if found else ""


def _may_be_a_share(name: Name) -> bool:
    """苹果, but not 玻璃 of 玻璃与陶瓷制造商康宁."""
    return name.asset in (None, "stock") or name.market == "US"


def _goes_on(found: _Found, token: Token, plain: str) -> bool:
    """苯乙烯（EB）期货主力合约, “制粉小麦”期货: only a parenthesis or a quotation mark parts the name."""
    if not plain.startswith(("期货", "主力", "合约"), token[1]):
        return False
    name, offset, parens = found
    return bool(parens) or plain[offset + name.end : token[1]] in _QUOTATION_MARKS


def _is_where(found: _Found, last: _Found) -> bool:
    """纽约商品交易所(NYMEX)4月黄金期货: the code is the market's, and what is traded there is named behind it."""
    return found is not last and found[0].text.endswith(_MARKET_PLACE)


def _behind(plain: str, start: int, word: str) -> int:
    """Where a word ends that begins at a place, perhaps with characters of no width inside."""
    for char in word:
        start = plain.index(char, start) + 1
    return start


class Namer:
    """Makes mentions of one part's pieces; `mentions` holds all it made, in their order."""

    def __init__(self, part: str, plain: str) -> None:
        self.part, self.plain = part, plain
        self.mentions: list[Mention] = []
        self.last_index: Mention | None = None

    def mentions_of(
        self, segments: list[Segment], subjects: list[Mention], order: int, *, strict: bool
    ) -> list[Mention]:
        """One mention a segment, two where 和 joins them; none for a segment that names nothing.

        Args:
            segments: The places of a list.
            subjects: Who was spoken of before: A股 alone means their other share.
            order: The place of the verb among the tokens.
            strict: Only names that a table, a code or their form makes sure.
        """
        found: list[Mention] = []
        many = len(segments) > 1
        for segment in segments:
            mention = self._plain_mention(segment, order, many=many)
            if mention and (mention.name.known or not strict):
                found.append(mention)
                continue
            if segment:
                self._add_mentions(found, segment, subjects, order, strict=strict, many=many)
        if len(found) > 1 and found[-1].name.asset == "sector":
            for mention in found:  # 酒店餐饮、白酒股
                if mention.name.asset is None or mention.name.key.startswith("commodity:"):
                    mention.name = replace(mention.name, asset="sector", known=True)
        self._keep(found)
        return found

    def sure(self, segments: list[Segment], order: int) -> Mention | None:
        """The mention of a single known name, what most verbs have before them; None for all else."""
        if len(segments) > 1 or len(segments[0]) > 1:
            return None
        _, start, _, text = segments[0][0]
        found = lone_name(text)
        if found is None or not found[0].known:
            return None
        name, first, last = found
        mention = Mention(name, (self.part, start + first, start + last), order)
        self.mentions.append(mention)
        if name.asset == "index":
            self.last_index = mention
        return mention

    def _keep(self, found: list[Mention]) -> None:
        self.mentions += found
        if found and found[-1].name.asset == "index":
            self.last_index = found[-1]

    def _plain_mention(self, segment: Segment, order: int, *, many: bool) -> Mention | None:
        """The mention of a place that is one plain name and nothing else."""
        if len(segment) != 1:
            return None
        _, start, _, text = segment[0]
        found = _plain_name(text, many=True) if many else lone_name(text)
        if found is None:
            return None
        name, first, last = found
        return Mention(name, (self.part, start + first, start + last), order)

    def knows_name(self, segments: list[Segment]) -> bool:
        """Whether a piece holds a name that needs no verb to be one."""
        for segment in segments:
            for kind, start, end, _ in segment:
                if kind == "paren":
                    return True
                name = read_name(self.plain[start:end]) if kind == "gap" else None
                if name and (name.known or name.code):
                    return True
        return False

    def _add_mentions(
        self, out: list[Mention], segment: Segment, subjects: list[Mention], order: int, *, strict: bool, many: bool
    ) -> None:
        of_sectors = segment[-1][0] == "sector"
        for name, offset, parens in self._choose(self._found_in(segment, many=many), strict=strict):
            start, end = offset + name.start, offset + name.end
            named = replace(name, asset="sector") if of_sectors and not (name.known and name.asset == "stock") else name
            mention = Mention(named, (self.part, start, end), order)
            if name.code:
                at = self.plain.find(name.code, offset)
                mention.code_at = (self.part, at, at + len(name.code))
            state = state_of(name.text)
            if state:
                mention.flags = ((state, (self.part, start, _behind(self.plain, start, state))),)
            for paren in parens:
                read_paren(mention, paren, self.plain, order)
            if name.asset == "market":
                self._read_as_class(mention, subjects)
            out.append(mention)

    def _read_as_class(self, mention: Mention, subjects: list[Mention]) -> None:
        """A股 after 中远海能H股 is the same company's other share."""
        market = _CLASSES.get(mention.name.text)
        last = subjects[-1] if len(subjects) == 1 else None
        if last is None or market is None or last.name.asset != "stock" or not _CLASS.search(last.name.text):
            return
        stem = _CLASS.sub("", last.name.text)
        part, start, end = last.at
        key = f"{stem}{mention.name.text}"
        mention.rename(
            replace(mention.name, text=stem, asset="stock", market=market, key=key, known=True),
            (part, start, start + len(_CLASS.sub("", self.plain[start:end]))),
        )

    def _found_in(self, segment: Segment, *, many: bool) -> list[_Found]:
        """All names in the pieces of one place of a list, with the parentheses behind them."""
        found: list[_Found] = []
        pieces: list[tuple[Token, list[Token]]] = []
        for token in segment:
            if token[0] == "gap":
                pieces.append((token, []))
            elif token[0] == "paren" and pieces:
                pieces[-1][1].append(token)
        for token, parens in pieces:
            if found and _goes_on(found[-1], token, self.plain):
                name, offset, before = found[-1]  # 苯乙烯（EB）期货主力合约
                found[-1] = (replace(name, asset="future", known=True), offset, before)
                continue
            if found and self.plain[token[1]] == "在":
                continue  # 五粮液在深圳午后
            names = _names_in(self.plain[token[1] : token[2]], many=many, coded=has_code(parens))
            if not names:
                if has_code(parens):
                    found += self._as_printed(token, parens)
                continue
            for name, offset in names[:-1]:
                found.append((name, token[1] + offset, []))
            name, offset = names[-1]
            found.append((name, token[1] + offset, parens))
        return found

    def _as_printed(self, token: Token, parens: list[Token]) -> list[_Found]:
        """A piece that a code follows is a name, whatever its form."""
        text = self.plain[token[1] : token[2]]
        name = text.strip()
        if not 0 < len(name) <= _LONGEST_NAME or not any(map(str.isalnum, name)):
            return []
        return [(Name(0, len(name), name, None, None, name, known=True), token[1] + text.index(name), parens)]

    def _choose(self, found: list[_Found], *, strict: bool) -> list[_Found]:
        """The name that counts: the last with a code, else the last sure one, else the last; with what 和 joins."""
        if len(found) < 2:
            return [each for each in found if not strict or each[0].known or each[0].code or has_code(each[2])]
        if all(left[1] + left[0].end == right[1] + right[0].start for left, right in pairwise(found)):
            return found  # 谷歌特斯拉
        coded = [each for each in found if each[0].code or (has_code(each[2]) and not _is_where(each, found[-1]))]
        if coded:
            both = self._joined(found)
            return both if coded[-1] in both else coded[-1:]
        known = [each for each in found if each[0].known]
        known = [each for each in known if each[0].asset != "market"] or known
        if not known:
            return self._joined(found) or ([] if strict else found[-1:])
        last = known[-1]
        return self._joined([each for each in found if abs(each[1] - last[1]) < _NEAR_CHARS]) or [last]

    def _joined(self, found: list[_Found]) -> list[_Found]:
        """Two neighbours with only 和 between them, or 和 and what the second is: 苹果和芯片巨头博通."""
        for left, right in pairwise(found):
            between = _PAREN.sub("", self.plain[left[1] + left[0].end : right[1] + right[0].start].strip())
            if between in _ANDS or (_AND_WHAT_IT_IS.match(between) and _may_be_a_share(left[0])):
                return [left, right]
        return []
