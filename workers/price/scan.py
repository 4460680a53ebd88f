"""Text to tokens: words of the vocabulary, figures, times, parentheses, and the unknown text between them.

A token is a tuple (kind, start, end, data). Unknown text is a gap. Words that only count beside a figure (报, 超, 约)
are dropped where none follows, so that they stay part of names.
"""

import re
from functools import lru_cache
from typing import Any, Final

import ahocorasick_rs

from reference import securities
from reference.instruments import spoken
from reference.move_words import MoveWord, move_words
from reference.traditional import same_length

__all__ = ["FIGURE", "HEADS", "Token", "scan", "vocabulary"]

Token = tuple[str, int, int, Any]

# (?:x|) says what (?:x)? says, in less time: Python tries the x only where its first character stands.
_NUMBER = r"\d{1,15}(?:\. ?\d{1,12}|)(?!\d)|\d{1,3}(?:,\d{3})+(?:\. ?\d{1,9})?(?![\d,]*\d)"
_UNITS = (
    "美元(?!指数|汇率|兑)|港元|港币|欧元|英镑|日元|日圆|新台币|台币|新元|韩元|卢布|澳元|加元|瑞郎|印尼盾|卢比|里拉|令吉|泰铢|人民币|"
    "元人民币|元新台币|元|美分|美仙|便士|点子|个?基点|点|股(?!指)|手"
)
_PER = r"(?:/(?:百万英热单位|百万英热|蒲式耳|立方米|公斤|千克|盎司|单位|股|吨|克|桶|磅|枚|手|张|份|斤|撒姆)|)"
# Forms by what they begin with, as each one tried takes its time. Those of one kind but of another beginning are told
# apart by a "_" behind the kind.
_FIGURE_OR_TIME = (
    r"(?=\d\d?[:：时点])(?P<time>(?<!:)(?P<hour>\d{1,2})(?:[:：](?P<minute>\d{2})(?!\d)|[时点](?P<minute2>\d{1,2})分))(?::\d{2}(?!\d))?分?"
    rf"|(?P<figure>(?<![A-Za-z.])(?:(?P<sign>[+-])|)(?P<number>{_NUMBER})\s?(?:(?P<percent>%|个百分点)|(?:(?P<scale>万亿|亿|万|千|百)|)\s?(?P<unit>{_UNITS}){_PER}|(?P<count>只|支(?!持)|个(?![月交百基多星季半])|家|余只|多只|(?:余|多)?股(?!指))))"
    r"|(?P<date>(?:(?P<year>\d{4})\s?[年./-]\s?)?(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?日|(?P<y2>\d{4})[-/](?P<m2>\d{1,2})[-/](?P<d2>\d{1,2})(?!\d))"
)
_DIGITS_AND_WORD = (  # all have one of these behind their first digits
    r"(?=\d{1,4}(?:\.\d{1,2})?\s?[年月日天个交连板涨周星小分成倍])(?:"
    r"(?P<board>\d{1,3}(?:天|日|个交易日)\d{1,3}个?(?:连?板)|\d{1,3}个?连板|(?<=[封获])\d{1,2}板|(?<=[一-鿿])[2-9]涨停(?![股潮板]))"
    r"|(?P<record>(?<![及至为见离从自])\d{1,2}个?[年月]来?新[高低](?=[，。;；、!！?？\s]|\Z))"
    r"|(?P<run>(?<!\d)\d{1,2}月(?=累计|累?[涨跌升挫]|[^\d，,。;；、]{2,6}累[计积]?[涨跌升下上])|20\d\d年(?=(?:[^\d，,。；;、首第开新头]{2,4}|大)?(?:上涨|下跌|上升|下挫|[涨跌升挫]))|\d{1,3}\s?(?:个?交易日|天|连涨|连跌|连阳|连阴|个半?月(?!期)|个?星期|周(?!期)|年来|年以来|日来)|(?<![A-Za-z证普创经克\d])\d{1,3}\s?日内)"
    r"|(?P<hours>\d{1,3}小时内?|\d{1,3}分钟(?:内|即)?)"
    r"|(?P<dayofmonth>(?<!\d)\d{1,2}日)"
    r"|(?P<tenths>(?<![\d.])(?:[1-9]成半?(?![半为立交分功员本长股基个一二三四五六七八九])|\d{1,2}(?:\.\d{1,2})?倍(?![数增]))))"
)
_BARE = (
    rf"(?P<bare>(?<=[报价于至格在:：])(?:{_NUMBER})"
    r"(?=\s?(?:[，。；;、)）!！?？兑对\n]|,(?!\d|[.…⋯\s]*$))|\s?[升跌涨挫]|\s[一-鿿]|创))"
)
_NUMERALS_AND_WORD = (
    r"(?=[近过不到足]{0,2}[\d一二两三四五六七八九十几半翻]{1,3}\s?[成个日天连年月分倍交星周])(?:"
    r"(?P<board_>[两三四五六七八九十]{1,2}个?连板)"
    r"|(?P<record_>(?<![及至为见离从自])(?:近\d{1,2}|近?[一二两三四五六七八九]{1,2})个?[年月]来?新[高低](?=[，。;；、!！?？\s]|\Z))"
    r"|(?P<group>[一二两三四五六七八九]成半?(?:个?股|基金))"
    r"|(?P<run_>近\d{1,3}\s?(?:个?交易日|天|连涨|连跌|连阳|连阴|个半?月(?!期)|个?星期|周(?!期)|年来|年以来|日来)|(?<![A-Za-z证普创经克\d])近\d{1,3}\s?日内|[近过]?[两三四五六七八九十]{1,2}(?:个交易日|日[内来]|日(?=大?[涨跌升挫]|后)|天|连[涨跌阳阴板升]))"
    r"|(?P<hours_>不?[到足]?[一两二三几]分钟)"
    r"|(?P<tenths_>(?<![\d.])(?:[一二两三四五六七八九]成半?(?![半为立交分功员本长股基个一二三四五六七八九])|半成|翻倍|[一二两三四五六七八九]倍(?![数增]))))"
)
_VERB = (
    r"(?P<record__>(?:再|(?<!继)续|继续)?(?:创出?|刷新)[^创,，。;；、\n]{0,12}?新[高低]|创[^创,，。;；、\n]{1,14}?以来最[高低](?![成涨跌单]))"
    r"|(?P<except>(?<![扣免解拆删清剔排])除(?![权息名牌])(?:[^，,。；;\n\d%涨跌升挫()（）]|[(（][^()（）]{0,20}[)）]){1,40}?外|(?:结束|终结|扭转|止步)[^，,。；;、\n]{0,8}?(?:[升涨跌]势|连[升涨跌阳阴]))"
)
_PAREN = r"(?P<paren>[(（]\s?(?:(?P<inside>[^()（）]{0,48})[)）]|(?P<open>\d{6}(?!\d)|\d{1,5}(?=\D*\Z)|\Z)))"
_FIGURES: Final = re.compile(
    r"(?=[\d+\-创再续继刷除结终扭止一二两三四五六七八九几半近过不到足翻(（])(?:"  # fails at once at all else
    rf"(?=[\d+-])(?:(?<!\d)(?:{_FIGURE_OR_TIME})|{_DIGITS_AND_WORD}|{_BARE})"
    rf"|{_NUMERALS_AND_WORD}|(?=[创再续继刷除结终扭止])(?:{_VERB})|{_PAREN})",
    re.ASCII,
)
_KINDS: Final = {number: kind.rstrip("_") for kind, number in _FIGURES.groupindex.items()}
# The numbers of a figure's groups; names would be looked up for each figure.
FIGURE: Final = tuple(_FIGURES.groupindex[name] for name in ("count", "percent", "sign", "number", "scale", "unit"))
_PUNCTUATION: Final = {
    "，": "comma",
    ",": "comma",
    "。": "stop",
    ";": "stop",
    "；": "stop",
    "!": "stop",
    "！": "stop",
    "?": "stop",
    "？": "stop",
    "\n": "line",
    ":": "colon",
    "：": "colon",
    "、": "pause",
    "“": "quote",
    "”": "quote",
    '"': "quote",
    "‘": "quote",
    "’": "quote",
    "|": "stop",
    "丨": "stop",
    "｜": "stop",
    "\u3000": "stop",
    "【": "stop",
    "】": "stop",
    "①": "stop",
    "②": "stop",
    "③": "stop",
    "④": "stop",
    "⑤": "stop",
    "⑥": "stop",
    "⑦": "stop",
    "⑧": "stop",
    "⑨": "stop",
    "⑩": "stop",
    "》": "stop",
    "《": "quote",
}
_NEED_FIGURE: Final = {
    "noun": 14,
    "signed": 6,
    "price": 8,
    "amount": 8,
    "traded": 6,
    "turnover": 6,
    "value": 8,
    "other": 10,
}
# What stands between a heading and its names: 涨停个股：, 涨幅前五名的个股分别为
HEADS: Final = re.compile(r"[:：](?!\d)|[^，,。、：:；\n]{0,8}?(?:为|有(?!望)|是|包括)[:：]?")
_MEASURED: Final = frozenset({"amount", "traded", "turnover", "value", "other"})
_BOUNDS: Final = frozenset({"over", "under", "near", "exact"})
_JOINED: Final = frozenset({"报", "价格", "均价", "折价", "溢价", "金价", "油价", "买入", "卖出", "成交"})
_FIGURES_END: Final = frozenset({"stop", "line", "pause", "move"})  # a label does not look past these
_OF_GAPS: Final = frozenset({"name", "void", "none"})
_BEHIND_A_DATE: Final = frozenset(")）,，")
_FIGURE_GROUPS: Final = frozenset({"figure", "tenths", "bare"})


_NOWHERE: Final[Token] = ("", -1, -1, None)
_PLAIN, _GAP, _END, _BOUND, _LABEL, _CAREFUL = range(6)


def _way_of(kind: str) -> int:
    """How the scan takes a word: as it is, as part of the unknown text, as an end for labels, or by what follows."""
    if kind in _OF_GAPS:
        return _GAP
    if kind in _FIGURES_END:
        return _END
    if kind in _BOUNDS:
        return _BOUND
    if kind in _NEED_FIGURE:
        return _LABEL
    return _CAREFUL if kind in ("heading", "start") else _PLAIN


class Vocabulary:
    """The automaton over all words and names, and what each of them is."""

    def __init__(self) -> None:
        entries: dict[str, tuple[str, MoveWord | None]] = {}
        known = spoken()
        for name in securities.names():
            if len(name) > 2:
                entries[name] = ("name", None)
        for name in known:
            if len(name) > 1:
                entries[name] = ("name", None)
        for word in move_words():
            entries[word.word] = (word.kind, word)
        for mark, kind in _PUNCTUATION.items():
            entries[mark] = (kind, None)
        self.words = tuple(entries)
        self.entries = [(kind, word, _way_of(kind)) for kind, word in entries.values()]
        self.entries.append(("", None, _PLAIN))  # stands before the first word of a text
        self.automaton = ahocorasick_rs.AhoCorasick(
            list(entries),
            matchkind=ahocorasick_rs.MatchKind.LeftmostLongest,
            implementation=ahocorasick_rs.Implementation.ContiguousNFA,
        )


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """Built once a process; 0.1 s."""
    return Vocabulary()


def scan(text: str) -> tuple[str, list[Token]]:
    """A text in plain characters, and its tokens in order."""
    plain = same_length(text)
    return plain, _tokens(plain, _fixed(plain))


def _fixed(plain: str) -> list[Token]:
    """Figures, times and parentheses behind a token that is nowhere; these win over words. 周三（1月5日） is a date."""
    found = [_NOWHERE]
    for match in _FIGURES.finditer(plain):
        kind = _KINDS[match.lastindex]  # type: ignore[index]  # each form is a group
        start, end = match.span()
        if kind == "figure":
            found.append((kind, start, end, match))  # as most are
            continue
        if kind == "paren" and plain.find("日", start, end) > 0:
            date = _FIGURES.match(plain, start + 1)
            if date and date.lastgroup == "date" and plain[date.end()] in _BEHIND_A_DATE:
                found += (("quote", start, start + 1, None), ("date", start + 1, date.end(), date))
                kind, start = "quote", date.end()
        if kind != "run" or not _ends_a_name(plain, start, end):
            found.append((kind, start, end, match))
    return found


def _ends_a_name(plain: str, start: int, end: int) -> bool:
    """华大九天 tells of no nine days."""
    return any(plain[end - size : end] in securities.names() for size in (4, 3) if size > end - start)


def _tokens(plain: str, fixed: list[Token]) -> list[Token]:  # noqa: C901, PLR0912  one pass over all words: no calls
    """All tokens, found from right to left, as words that need a figure must see whether one follows.

    Known names and void words belong to the unknown text around them, which is put in as gaps where it is more
    than spaces.
    """
    entries = vocabulary().entries
    tokens: list[Token] = []
    _, first, last, _ = fixed[-1]  # where the next figure to the left stands
    edge = len(plain)  # where the token to the right begins
    anchor = figure = far = edge + 99
    words = vocabulary().automaton.find_matches_as_indexes(plain)
    words.insert(0, (len(entries) - 1, 0, 0))  # brings the first figures and the first gap
    for pattern, start, end in reversed(words):
        while first >= start:
            token = fixed.pop()
            if last < edge and not (gap := plain[last:edge]).isspace():
                tokens.append(("gap", last, edge, gap))
            tokens.append(token)
            edge = first
            if token[0] in _FIGURE_GROUPS:
                anchor = figure = edge
            _, first, last, _ = fixed[-1]
        kind, word, way = entries[pattern]
        if end > edge or last > start:
            if kind == "name" and tokens and tokens[-1][0] == "record" and end == edge + 1:
                edge = end
                tokens[-1] = ("record", end, *tokens[-1][2:])  # 中际旭创新高: 创 is the name's
            continue  # inside a figure or a parenthesis
        if way:  # most are plain
            if way == _GAP:
                continue
            if way == _END:
                figure = far
            elif (way == _LABEL and figure - end <= _NEED_FIGURE[kind] and not plain.startswith("ETF", end)) or (
                way == _BOUND and (end == anchor or (end + 1 == anchor and plain[end] == " "))
            ):
                anchor = start  # a bound may stand before a word that leads to a figure
            else:
                kind, end = _with_what_follows(kind, plain, start, end, tokens)  # noqa: PLW2901  shorter
                if kind in _OF_GAPS:
                    continue
        if end < edge and not (gap := plain[end:edge]).isspace():
            tokens.append(("gap", end, edge, gap))
        tokens.append((kind, start, end, word))
        edge = start
    tokens.pop()
    tokens.reverse()
    return tokens


def _with_what_follows(kind: str, plain: str, start: int, end: int, tokens: list[Token]) -> tuple[str, int]:
    """What a bound or a label without a figure, a heading or a start is, and where it ends. `tokens`: all behind it."""
    if kind in _BOUNDS:
        return "void", end
    if kind == "start":
        return kind, end - _begins_a_name(plain, end - 1)
    if kind == "heading":
        return (kind if HEADS.match(plain, end) else "none"), end
    return _without_figure(kind, plain, start, end, tokens), end


def _begins_a_name(plain: str, at: int) -> bool:
    """成分股中航电子: 中 is the name's."""
    return plain[at] == "中" and any(plain[at : at + size] in securities.names() for size in (4, 3, 5))


def _is_before_a_verb(end: int, tokens: list[Token]) -> bool:
    """Whether a verb stands at a place, or behind one word that says nothing there. The last token is the next."""
    kind, start, stop, _ = tokens[-1]
    if kind == "filler" and len(tokens) > 1:
        return start == end and tokens[-2][0] == "move" and tokens[-2][1] == stop
    return kind == "move" and start == end


def _without_figure(kind: str, plain: str, start: int, end: int, tokens: list[Token]) -> str:
    """What a label is where no figure follows: part of the text around it (日报), or a word that says nothing.

    A measure right before a verb stays one: what rises in 收入升66% is the income. So does that of 成交额快速突破1亿元.
    """
    if plain.startswith("ETF", end):
        return "void"  # 高股息ETF
    if kind == "noun" or (kind in _MEASURED and tokens and _is_before_a_verb(end, tokens)):
        return kind
    return "void" if plain[start:end] in _JOINED else "filler"
