"""Tokens to mentions: who is named, what is told of it, in one pass from left to right.

A list of names waits until a verb or a label takes it; figures go to the verb or label before them; a clause without a name of its
own speaks of the last one. Clauses about other days (昨日), thresholds (失守) and hopes (或将) are read and set aside.
"""

import re
from collections.abc import Callable
from typing import Any, Final

from reference.move_words import MoveWord
from workers.price import figures
from workers.price.names import Name, read_name
from workers.price.scan import Token

Place = tuple[str, int, int]  # part, start, end

_CODE: Final = re.compile(
    r"^\s*(?:行情|证券代码|股票代码|股份代号|代码|以下简称|简称)?[:：,，\s]*(?P<before>sh|sz|bj|hk|SH|SZ|BJ|HK)?(?P<digits>\d{6}|\d{5}|\d{4}(?=\.HK))(?:\.(?P<after>[A-Za-z]{1,4}))?(?!\d)"
)
_TICKER: Final = re.compile(r"^\s*(?:(?:NYSE|NASDAQ|US)[:：]\s?)?(?P<ticker>[A-Z][A-Z0-9]{0,5}(?:[./][A-Z]{1,3})?)(?:\.US)?\s*$")
_ALIAS: Final = re.compile(r"(?:简称|下称)[:：]?\s?[“\"”]?([^”\"“,，]{2,10})[”\"“]")
_QUOTE: Final = re.compile(r"(?P<price>\d+(?:\.\d+)?)\s+(?P<pct>[+-]?\d+(?:\.\d+)?)%")
_LONE_PCT: Final = re.compile(r"^\s*(?P<bound>超|逾|近|约)?(?P<pct>[+-]?\d+(?:\.\d+)?)%\s*$")
_FLAG: Final = re.compile(r"^\s*(维权|退市|ST|\*ST|停牌|复牌|N|C|XD|XR|DR|破发|新股)\s*$")
_STATE: Final = re.compile(r"^(?:\*ST|SST|S\*ST|ST|XD|XR|DR|退市|N(?=[一-鿿])|C(?=[一-鿿]))")
_NOUN_BEHIND: Final = frozenset({"的涨幅", "的跌幅", "的升幅"})
_THRESHOLDS: Final = frozenset({"升破", "涨破", "升穿", "站上", "重上", "跌破", "跌穿", "失守", "突破", "下破", "收复", "重返", "退守"})
_OF_INSTRUMENTS: Final = frozenset({"跟涨", "跟跌", "领涨", "领跌", "齐涨", "齐跌", "普涨", "普跌", "涨幅居前", "跌幅居前", "高开", "低开", "收涨", "收跌", "平开", "平收"})
_PARTICLES: Final = re.compile(r"[\s在也亦则均都再又更仍续已便即就是为曾于以从自由向被获并将还及和与或后而但其，,·.…—-]*$")
_QUANTITIES: Final = frozenset({"多只", "部分", "多数", "大多数", "多家", "其余", "其它", "两只", "三只", "数只", "所有"})
_DIRECTION: Final = {"up": 1, "down": -1, "flat": 0}


class Event:
    """One change told of a subject."""

    __slots__ = (
        "bound", "direction", "extreme", "figure_at", "final", "limit", "noun", "order", "part", "pct", "phase", "phase_at", "tail", "timed", "word_at", "own_phase", "bound_at", "threshold",
    )  # fmt: skip

    def __init__(self, part: str, token: Token, order: int) -> None:
        word: MoveWord | None = token[3]
        self.part, self.order = part, order
        self.word_at: Place = (part, token[1], token[2])
        self.direction = word.direction if word else None
        self.limit = word.limit if word else None
        self.pct: Any = None
        self.bound: str | None = None
        self.bound_at: Place | None = None
        self.figure_at: Place | None = None
        self.extreme = self.noun = self.final = self.timed = self.tail = self.threshold = False
        self.phase: str | None = None
        self.phase_at: Place | None = None
        self.own_phase = False


class Figure:
    """One figure told of a subject: a price, points, an amount."""

    __slots__ = ("at", "bound", "bound_at", "currency", "extreme", "order", "own_phase", "phase", "phase_at", "unit_at", "value")

    def __init__(self, value: Any, at: Place, order: int) -> None:
        self.value, self.at, self.order = value, at, order
        self.bound = "exact"
        self.bound_at: Place | None = None
        self.currency: str | None = None
        self.unit_at: Place | None = None
        self.phase: str | None = None
        self.phase_at: Place | None = None
        self.extreme = self.own_phase = False


class Mention:
    """One instrument as one part names it, and all that the part tells of it."""

    __slots__ = ("at", "code", "code_at", "events", "figures", "flags", "flags_at", "name", "order", "part", "raw", "context", "quote", "day")

    def __init__(self, part: str, name: Name, at: Place, raw: str, order: int) -> None:
        self.part, self.name, self.at, self.raw, self.order = part, name, at, raw, order
        self.code: str | None = name.code
        self.code_at: Place | None = None
        self.flags: list[str] = []
        self.flags_at: list[Place] = []
        self.events: list[Event] = []
        self.figures: dict[str, list[Figure]] = {}
        self.context: str | None = None
        self.day: Any = None


class Clock:
    """A printed date or time and where it stands."""

    __slots__ = ("at", "day", "kind", "time")


class Reader:
    """Reads the tokens of one part. One object a part; `mentions` holds what it found."""

    def __init__(self, part: str, raw: str, plain: str, tokens: list[Token], phase: tuple[str | None, Place | None]) -> None:
        self.part, self.raw, self.plain, self.tokens = part, raw, plain, tokens
        self.phase, self.phase_at = phase
        self.base: tuple[str | None, Place | None] = phase
        self.phase_fresh = False
        self.mentions: list[Mention] = []
        self.segments: list[list[Any]] = [[]]  # the names that wait, one list a place between 、
        self.topic: list[list[Any]] = []
        self.subjects: list[Mention] = []
        self.event: Event | None = None
        self.shared: list[Event] = []
        self.label: tuple[str, MoveWord | None] | None = None
        self.label_at: Place | None = None
        self.bound: tuple[str, Place] | None = None
        self.to_level = self.basis = False
        self.extreme = self.prior = self.unsure = self.compare = self.closed = self.grouped = self.distribute = False
        self.held: tuple[Any, str | None, Place] | None = None
        self.index = 0
        self.as_of = False
        self.dates: list[tuple[int, Any]] = []
        self.times: list[tuple[int, Any]] = []
        self.queue: list[Any] = []

    def read(self) -> None:
        handlers = _HANDLERS
        for self.index, token in enumerate(self.tokens):
            handlers[token[0]](self, token)

    # names -------------------------------------------------------------------------------------------------

    def on_gap(self, token: Token) -> None:
        if self.compare:
            return
        if self.closed or self._after_quantity(token) or _PARTICLES.match(self.plain, token[1], token[2]):
            return
        if not (self.label and self.label[0] == "other" and token[2] - token[1] <= 3):
            self.label = None
        self.bound = None
        if self.plain[token[1] : token[2]].strip() == "指数":
            self._speak_of_index()
            return
        if self.event is not None and self.event.pct is None and not self._continues(token):
            self.event = None
        self.segments[-1].append(token)

    def _speak_of_index(self) -> None:
        """指数 alone is the index named before."""
        last = next((m for m in reversed(self.mentions) if m.name.asset == "index"), None)
        if last:
            self.subjects, self.grouped, self.topic = [last], False, []

    def _after_quantity(self, token: Token) -> bool:
        """多只ETF, 约20只个股, 部分化工股 are no names."""
        if not self.index:
            return False
        kind, start, end, _ = self.tokens[self.index - 1]
        if kind == "group":
            return self.plain[start:end] in _QUANTITIES
        return kind == "figure" and end == token[1] and self.tokens[self.index - 1][3]["count"] is not None

    def _continues(self, token: Token) -> bool:
        return token[2] - token[1] <= 2 and self.index + 1 < len(self.tokens) and self.tokens[self.index + 1][0] in ("figure", "tenths", "over", "near", "under", "exact")

    def on_quote(self, token: Token) -> None:
        pass

    def on_pause(self, token: Token) -> None:
        if self.segments[-1]:
            self.segments.append([])
        elif self.distribute:
            return
        else:
            self._end_event()

    def on_comma(self, token: Token) -> None:
        if any(self.segments) and (not self.topic or self._names_known()):
            self.topic = self.segments
        self._end_clause()

    def _names_known(self) -> bool:
        """Whether the waiting pieces hold a name that needs no verb to be one."""
        for segment in self.segments:
            for token in segment:
                if token[0] == "paren":
                    return True
                name = read_name(self.plain[token[1] : token[2]]) if token[0] == "gap" else None
                if name and (name.known or name.code):
                    return True
        return False

    def _end_clause(self) -> None:
        self.segments = [[]]
        self.extreme = self.prior = self.unsure = self.compare = self.closed = self.distribute = False
        self.label = None
        self.bound = None
        self.held = None
        self.to_level = False
        self.queue = []
        if self.grouped:
            self._end_event()
            self.grouped = False

    def on_stop(self, token: Token) -> None:
        self._end_clause()
        self.phase_fresh = False
        if self.base[0]:
            self.phase, self.phase_at = self.base
        self.topic = []
        self._end_event()
        self.grouped = False
        if len(self.subjects) > 1:
            self.subjects = []

    def on_line(self, token: Token) -> None:
        self.on_stop(token)
        self.subjects = []

    def on_colon(self, token: Token) -> None:
        if self.label or (self.event is not None and self.event.noun and self.event.pct is None):
            return
        self._end_clause()
        self.topic = []
        self._end_event()

    def on_paren(self, token: Token) -> None:
        inside = token[3]["inside"]
        if inside is None:
            inside = token[3]["open"] or ""
        start = token[1] + 1
        if self.segments[-1] and not self.closed:
            self.segments[-1].append(token)
            return
        lone = _LONE_PCT.match(inside)
        if lone and self.shared and self.shared[-1].pct is None:
            at = token[3].start("inside")
            self._give_pct(figures.exact(lone["pct"].lstrip("+-")), lone["pct"], _bound_kind(lone["bound"]), (self.part, at + lone.start("pct"), at + lone.end()), None)
        elif self.subjects and not self.segments[-1]:
            self._paren_of(self.subjects[-1], token)
        _ = start

    def _paren_of(self, mention: Mention, token: Token) -> None:
        """What a parenthesis behind a name says of it: a code, a flag, a quote, a better name."""
        group = "inside" if token[3]["inside"] is not None else "open"
        inside = token[3][group] or ""
        offset = token[3].start(group)
        code = _CODE.match(inside)
        if not code and ("代码" in inside or "代号" in inside):
            at = max(inside.find("代码"), inside.find("代号"))
            code = _CODE.match(inside, at) or re.compile(_CODE.pattern[1:]).search(inside, at)
        if code and group == "open" and token[2] >= len(self.plain) and len(code["digits"]) != 6:
            return
        if code:
            digits, suffix = code["digits"], (code["after"] or code["before"] or "").upper()
            mention.code = f"{digits}.{suffix}" if suffix else digits
            mention.code_at = (self.part, offset + code.start("digits"), offset + (code.end("after") if code["after"] else code.end("digits")))
        else:
            ticker = _TICKER.match(inside)
            if ticker and not _FLAG.match(inside):
                mention.code = ticker["ticker"]
                mention.code_at = (self.part, offset + ticker.start("ticker"), offset + ticker.end("ticker"))
            flag = _FLAG.match(inside)
            if flag:
                mention.flags.append(flag[1])
                mention.flags_at.append((self.part, offset + flag.start(1), offset + flag.end(1)))
        alias = _ALIAS.search(inside)
        if alias:
            name = read_name(alias[1])
            if name:
                mention.name = name
                mention.at = (self.part, offset + alias.start(1), offset + alias.end(1))
        quote = _QUOTE.search(inside)
        if quote:
            self._quote(mention, quote, offset)

    def _quote(self, mention: Mention, quote: re.Match[str], offset: int) -> None:
        """(2.94 +5.00%,诊股): a price and its change in a parenthesis behind the name."""
        price = Figure(figures.exact(quote["price"]), (self.part, offset + quote.start("price"), offset + quote.end("price")), self.index)
        mention.figures.setdefault("price", []).append(price)
        event = Event(self.part, ("move", offset + quote.start("pct"), offset + quote.end("pct"), None), self.index)
        event.direction = {"-": "down"}.get(quote["pct"][0], "up")
        event.pct = figures.exact(quote["pct"].lstrip("+-"))
        event.bound = "exact"
        event.figure_at = (self.part, offset + quote.start("pct"), offset + quote.end("pct") + 1)
        mention.events.append(event)

    def _tells_much(self, *, figure: bool) -> bool:
        """Whether the verb brings a figure or a limit, so that an unknown word before it may be a name."""
        token = self.tokens[self.index]
        if figure or token[0] != "move" or token[3].limit or token[3].word in _OF_INSTRUMENTS:
            return True
        if self.plain.startswith("股价", token[1] - 2):
            return True
        for kind, *_ in self.tokens[self.index + 1 : self.index + 5]:
            if kind in ("figure", "tenths"):
                return True
            if kind == "comma" and self.tokens[self.index + 1][0] == "comma":
                continue
            if kind not in ("over", "under", "near", "exact", "filler", "extreme", "noun", "phase"):
                return False
        return False

    def _take_names(self, *, figure: bool = False) -> bool:
        """Makes the waiting names the subjects. False if none waits."""
        waiting = sum(1 for segment in self.segments if segment)
        found = self._mentions_of(self.segments, strict=waiting == 1 and not self._tells_much(figure=figure)) if waiting else []
        self.segments = [[]]
        self.closed = False
        if found:
            self.subjects, self.grouped, self.topic = found, False, []
            return True
        if self.grouped:
            self.subjects, self.topic = [], []
            return False
        if self.topic:
            topic = self._mentions_of(self.topic, strict=True)
            self.topic = []
            if topic:
                self.subjects, self.grouped = topic, False
                return True
        return bool(self.subjects) and (not waiting or figure)

    def _mentions_of(self, segments: list[list[Any]], *, strict: bool) -> list[Mention]:
        found: list[Mention] = []
        many = sum(1 for segment in segments if segment) > 1
        for segment in segments:
            found.extend(self._mentions_in(segment, strict=strict, many=many))
        return found

    def _mentions_in(self, segment: list[Any], *, strict: bool, many: bool) -> list[Mention]:
        """The mention of one place of a list: the last piece with a code, else the last known one, else the last."""
        pieces: list[tuple[Any, list[Any]]] = []
        sector = any(token[0] == "sector" for token in segment)
        for token in segment:
            if token[0] == "sector":
                continue
            if token[0] == "paren":
                if pieces:
                    pieces[-1][1].append(token)
            else:
                pieces.append((token, []))
        best: list[tuple[Name, int, list[Any]]] = []
        for token, parens in pieces:
            if best and best[-1][2] and self.plain.startswith(("期货", "主力", "合约"), token[1]):
                best[-1] = (best[-1][0]._replace(asset="future", known=True), *best[-1][1:])
                continue
            names = self._names_in(token, many=many)
            if not names and self._has_code(parens):
                names = self._as_printed(token)
            best.extend((name, offset, parens) for name, offset in names)
        if not best:
            return []
        chosen = self._choose(best, strict=strict)
        out = []
        for name, offset, parens in chosen:
            place = (self.part, offset + name.start, offset + name.end)
            mention = Mention(self.part, name, place, self.raw[place[1] : place[2]], self.index)
            if name.code:
                end = offset + name.end
                at = self.plain.find(name.code, end)
                mention.code_at = (self.part, at, at + len(name.code))
            if sector and not (name.known and name.asset == "stock"):
                mention.name = name._replace(asset="sector")
            state = _STATE.match(name.text)
            if state:
                mention.flags.append(state[0])
                mention.flags_at.append((self.part, place[1], place[1] + len(state[0])))
            for paren in parens:
                self._paren_of(mention, paren)
            if mention.name.asset == "market" and self._as_class(mention):
                pass
            out.append(mention)
            self.mentions.append(mention)
        return out

    def _as_class(self, mention: Mention) -> bool:
        """A股 after 中远海能H股 is the same company's other share."""
        last = self.subjects[-1] if len(self.subjects) == 1 else None
        if last is None or mention.name.text not in ("A股", "H股", "B股", "港股", "美股") or last.name.asset != "stock":
            return False
        stem = re.sub(r"[AHB]股$", "", last.name.text)
        if stem == last.name.text:
            return False
        mention.raw = re.sub(r"[AHB]股$", "", last.raw)
        mention.at = (last.at[0], last.at[1], last.at[1] + len(mention.raw))
        mention.name = mention.name._replace(text=stem, asset="stock", market={"A": "CN", "H": "HK"}.get(mention.name.text[0]), key=f"{stem}{mention.name.text}", known=True)
        return True

    def _names_in(self, token: Token, *, many: bool) -> list[tuple[Name, int]]:
        text = self.plain[token[1] : token[2]]
        for word in ("以及", "和", "与", "及"):
            if word not in text:
                continue
            at = text.find(word, 1)
            if at < 1:
                continue
            left, right = read_name(text[:at]), read_name(text[at + len(word) :])
            whole = read_name(text)
            if left and right and not (whole and whole.tabled and whole.end - whole.start > max(at, len(text) - at - 1)) and (left.known or right.known or many):
                return [(left, token[1]), (right, token[1] + at + len(word))]
        name = read_name(text)
        return [(name, token[1])] if name else []

    def _as_printed(self, token: Token) -> list[tuple[Name, int]]:
        """A piece that a code follows is a name, whatever its form."""
        text = self.plain[token[1] : token[2]].strip()
        at = self.plain.index(text, token[1])
        return [(Name(0, len(text), text, None, None, text, known=True), at)] if 0 < len(text) <= 20 else []

    def _choose(self, found: list[tuple[Name, int, list[Any]]], *, strict: bool) -> list[tuple[Name, int, list[Any]]]:
        if len(found) == 1:
            name = found[0][0]
            return found if not strict or name.known or name.code or self._has_code(found[0][2]) else []
        coded = [each for each in found if each[0].code or self._has_code(each[2])]
        if coded:
            return coded[-1:]
        known = [each for each in found if each[0].known]
        known = [each for each in known if each[0].asset != "market"] or known
        if len(known) > 1 and len(found) == len(known) and known[-1][1] == known[-2][1] + known[-2][0].end + 1:
            return known
        if known:
            last = known[-1]
            pair = [each for each in found if abs(each[1] - last[1]) < 40]
            both = self._pair(pair)
            return both or [last]
        both = self._pair(found)
        return both or ([] if strict else found[-1:])

    def _pair(self, found: list[tuple[Name, int, list[Any]]]) -> list[tuple[Name, int, list[Any]]]:
        """Two names that 和 joins."""
        for left, right in zip(found, found[1:], strict=False):
            between = self.plain[left[1] + left[0].end : right[1] + right[0].start].strip()
            if between in ("和", "与", "及", "以及"):
                return [left, right]
        return []

    def _has_code(self, parens: list[Any]) -> bool:
        return any(_CODE.match(p[3]["inside"] or p[3]["open"] or "") or _TICKER.match(p[3]["inside"] or "") for p in parens)

    # changes -----------------------------------------------------------------------------------------------

    def on_move(self, token: Token) -> None:
        following = self.plain[token[2] : token[2] + 1]
        if following == "的" or (self.compare and not self.subjects and not any(self.segments)):
            self.segments = [[]]
            return
        word: MoveWord = token[3]
        if word.phase and not (word.phase == "open" and self.base[0] in ("close", "midday")):
            self._set_phase(word.phase, token, lasting=False)
        if self.event is not None and self.event.noun and self.event.pct is None:
            return  # 跌幅扩大至
        if word.limit and self.unsure:
            word = word._replace(limit=None) if self._near_limit() else None
        if word is None or (self.unsure and not self._near_limit()):
            self.event, self.shared = None, []
            self.segments = [[]]
            return
        self._begin(token, word, noun=False)

    def _near_limit(self) -> bool:
        """逼近涨停 tells a direction; 有望涨停 tells nothing."""
        before = self.tokens[self.index - 1]
        return before[0] == "unsure" and self.plain[before[1] : before[2]] in ("逼近", "接近", "冲击", "临近")

    def on_noun(self, token: Token) -> None:
        self._begin(token, token[3], noun=True)

    def on_signed(self, token: Token) -> None:
        self._begin(token, token[3], noun=True)

    def _begin(self, token: Token, word: MoveWord, *, noun: bool) -> None:
        taken = self._take_names()
        self.label, self.compare = None, False
        if not taken:
            self.event, self.shared = None, []
            return
        before = self.event
        event = Event(self.part, token, self.index)
        event.direction, event.limit = word.direction, word.limit
        event.noun = noun
        event.extreme = self.extreme
        event.threshold = word.word in _THRESHOLDS
        event.tail = token[2] == len(self.plain)
        event.phase, event.phase_at = (word.phase, event.word_at) if word.phase == "open" else (self.phase, self.phase_at)
        event.own_phase = word.phase is not None
        self.event = event
        self.basis = False
        self.shared = [event]
        if self.prior:
            self.subjects = [] if not self.subjects else self.subjects
            return
        if not noun:
            for subject in self.subjects:
                subject.events.append(event)
        if self.held and word.limit:
            value, bound, at = self.held
            event.pct, event.bound, event.figure_at = (value if word.direction == "up" else -value), "exact", at
        self.held = None
        if noun and before is not None:
            event.extreme = event.extreme

    def _end_event(self) -> None:
        self.event, self.shared = None, []

    def on_figure(self, token: Token) -> None:
        match = token[3]
        if match["count"]:
            self.on_group(token)
            return
        if match["percent"]:
            self._on_percent(token, figures.exact(match["number"]), match["sign"], (self.part, match.start("number") if not match["sign"] else match.start("sign"), match.end("percent")))
            return
        unit = match["unit"]
        place = (self.part, match.start("number"), match.end("unit"))
        if unit in ("股", "手"):
            self._on_volume(match, place)
        elif unit in ("点", "点子") or unit.endswith("基点"):
            self.basis = unit.endswith("基点")
            if unit == "点":
                self._on_level("points", figures.exact(match["number"]), place, None)
        else:
            self._on_money(match, place)
        self._after_figure()

    def _after_figure(self) -> None:
        self.label = None
        self.bound = None
        self.to_level = False

    def on_tenths(self, token: Token) -> None:
        self._on_percent(token, figures.tenths(self.plain[token[1] : token[2]]), None, (self.part, token[1], token[2]))

    def _on_percent(self, token: Token, value: Any, sign: str | None, at: Place) -> None:
        label = self.label[0] if self.label else None
        bound, to_level = self.bound, self.to_level
        after = self.plain[token[2] : token[2] + 2]
        kind = bound[0] if bound else "exact"
        if after in ("以上", "或以"):
            kind = "over"
        elif after == "左右":
            kind = "near"
        self._after_figure()
        following = self.tokens[self.index + 1] if self.index + 1 < len(self.tokens) else None
        if following and following[0] == "move" and following[3].limit and following[1] == token[2]:
            self.held = (value, kind, at)
            return
        if self.plain[token[2] : token[2] + 3] in _NOUN_BEHIND:
            self._noun_behind(token)
        if self.prior or (self.basis and to_level):
            return
        if label == "turnover":
            self._add_figure("turnover_rate_pct", value, at, kind)
        elif label in ("other", "price") or self.compare:
            return
        elif self.event is not None and self.event.pct is None and not self.event.threshold:
            self._give_pct(value, (sign or "") + "1", kind, at, bound[1] if bound else None)
        elif self.event is not None and self.distribute and self.queue:
            self._distribute(value, kind, at)

    def _noun_behind(self, token: Token) -> None:
        """维持不足0.1%的涨幅: the noun stands behind its figure."""
        up = self.plain[token[2] + 1] != "跌"
        word = MoveWord("涨幅" if up else "跌幅", "noun", "up" if up else "down", 1, None, None)
        self._begin(("noun", token[2] + 1, token[2] + 3, word), word, noun=True)

    def _give_pct(self, value: Any, sign: str, bound: str, at: Place, bound_at: Place | None) -> None:
        event = self.event or (self.shared[-1] if self.shared else None)
        if event is None:
            return
        if event.noun and not self.prior:
            for subject in self.subjects:
                subject.events.append(event)
        if event.direction is None:
            event.direction = "down" if sign.startswith("-") else ("up" if value else "flat")
        if self.extreme:
            event.extreme = True
        event.pct = -value if event.direction == "down" else value
        event.bound, event.bound_at, event.figure_at = bound, bound_at, at
        if self.distribute and len(self.subjects) > 1 and not self.prior:
            self.queue = self.subjects[1:]
            for subject in self.queue:
                subject.events.remove(event)

    def _distribute(self, value: Any, bound: str, at: Place) -> None:
        """分别涨1%、2%: each figure to its own name."""
        first, subject = self.event, self.queue[0]
        assert first is not None
        self.queue = self.queue[1:]
        event = Event(self.part, ("move", first.word_at[1], first.word_at[2], None), self.index)
        event.direction, event.phase, event.phase_at, event.extreme = first.direction, first.phase, first.phase_at, first.extreme
        event.pct = -value if event.direction == "down" else value
        event.bound, event.figure_at = bound, at
        subject.events.append(event)

    # figures of other kinds --------------------------------------------------------------------------------

    def _on_volume(self, match: re.Match[str], place: Place) -> None:
        if self.label and self.label[0] in ("traded",):
            power = 2 if match["unit"] == "手" else 0
            value = figures.scaled(match)
            self._add_figure("volume_shares", value * 10**power if isinstance(value, int) else figures.exact(match["number"], 4 + power), place, "exact")

    def _on_money(self, match: re.Match[str], place: Place) -> None:
        label = self.label[0] if self.label else None
        kind = self.bound[0] if self.bound else "exact"
        unit_at = (self.part, match.start("unit"), match.end("unit"))
        currency = figures.currency_of(match["unit"])
        if label in ("amount", "traded"):
            self._add_figure("amount", figures.scaled(match), place, kind, currency, unit_at)
        elif label == "value":
            self._add_figure("market_value", figures.scaled(match), place, kind, currency, unit_at)
        elif label == "other":
            return
        else:
            self._on_level("price", figures.scaled(match), place, currency, unit_at)

    def on_bare(self, token: Token) -> None:
        """A number without a unit counts as a price behind a price label, if it is whole."""
        label = self.label
        if label and label[0] == "price" and token[2] < len(self.plain.rstrip(".… ")):
            text = self.plain[token[1] : token[2]]
            if text[0] not in "+-":
                self._on_level("bare", figures.exact(text), (self.part, token[1], token[2]), None)
        self._after_figure()

    def _on_level(self, field: str, value: Any, place: Place, currency: str | None, unit_at: Place | None = None) -> None:
        priced = self.label is not None and self.label[0] == "price"
        at_close = self._followed_by_close(place)
        if not (priced or at_close or (self.to_level and self.event is not None)):
            return
        self._add_figure(field, value, place, "exact", currency, unit_at)

    def _followed_by_close(self, place: Place) -> bool:
        """以12元/股收盘: a price before its word."""
        if self.plain[max(place[1] - 1, 0)] not in "以于":
            return False
        following = self.tokens[self.index + 1] if self.index + 1 < len(self.tokens) else None
        return following is not None and following[0] in ("phase", "price") 

    def _add_figure(self, field: str, value: Any, at: Place, bound: str, currency: str | None = None, unit_at: Place | None = None) -> None:
        if any(self.segments):
            self._take_names(figure=True)
        if len(self.subjects) != 1 or self.grouped or self.prior or self.compare:
            return
        figure = Figure(value, at, self.index)
        figure.bound, figure.currency, figure.unit_at = bound, currency, unit_at
        figure.extreme = self.extreme
        figure.bound_at = self.bound[1] if self.bound and bound != "exact" else None
        word = self.label[1] if self.label else None
        if word and word.phase:
            figure.own_phase = True
            figure.phase, figure.phase_at = self.phase if word.phase == "close" else word.phase, self.label_at
        else:
            figure.phase, figure.phase_at = self.phase, self.phase_at
        self.subjects[0].figures.setdefault(field, []).append(figure)

    def on_label(self, token: Token) -> None:
        if any(self.segments):
            self._take_names_softly()
        elif self.topic and not self.subjects:
            self._take_names()
        self.label = (token[0], token[3])
        self.label_at = (self.part, token[1], token[2])
        if token[3].phase and token[0] == "price" and not self.prior:
            self._set_phase(token[3].phase, token)

    def _take_names_softly(self) -> None:
        """A label behind names makes them subjects, but a clause that names nothing keeps the last subject."""
        found = self._mentions_of(self.segments, strict=bool(self.subjects))
        self.segments = [[]]
        self.closed = False
        if found:
            self.subjects, self.grouped, self.topic = found, False, []
            self._end_event()

    def on_other(self, token: Token) -> None:
        self.label = (token[0], token[3])
        self.label_at = (self.part, token[1], token[2])
        if any(self.segments) and self._names_known():
            self.topic = self.segments
        self.segments = [[]]

    # marks of a clause -------------------------------------------------------------------------------------

    def on_bound(self, token: Token) -> None:
        kind = token[0]
        if kind == "exact":
            self.to_level = self.to_level or self.plain[token[1] : token[2]] in ("至", "到", "达", "达至", "达到")
            if self.bound is None:
                self.bound = None
            return
        self.bound = (kind, (self.part, token[1], token[2]))

    def on_extreme(self, token: Token) -> None:
        self.extreme = True
        if token[3].phase and not self.prior:
            self._set_phase(token[3].phase, token)
        self.label = None

    def on_prior(self, token: Token) -> None:
        if not self.compare:
            self.prior = True

    def on_compare(self, token: Token) -> None:
        self.compare = True

    def on_unsure(self, token: Token) -> None:
        if self.index and self.tokens[self.index - 1][0] == "figure":
            return
        self.unsure = True

    def on_phase(self, token: Token) -> None:
        if self.compare or self.prior:
            return
        phase = token[3].phase
        if phase:
            self._set_phase(phase, token)

    def _set_phase(self, phase: str, token: Token, *, lasting: bool = True) -> None:
        """A word of time holds for its sentence; one that names a session's end or a printed time holds until another comes."""
        now = self.phase
        word = self.plain[token[1] : token[2]]
        if phase == "close" and now in ("midday", "night") and self.phase_fresh:
            return
        if phase == "intraday" and now in ("pre", "after", "night") and word[0] in "现目最暂":
            return
        self.phase, self.phase_at, self.phase_fresh = phase, (self.part, token[1], token[2]), True
        if lasting and (phase != "intraday" or word.startswith(("截至", "截止"))):
            self.base = (phase, self.phase_at)

    def on_today(self, token: Token) -> None:
        self.dates.append((self.index, token))

    def on_as_of(self, token: Token) -> None:
        self.as_of = True

    def on_date(self, token: Token) -> None:
        self.dates.append((self.index, token))

    def on_weekday(self, token: Token) -> None:
        if not self.compare and not self.prior:
            self.dates.append((self.index, token))

    def on_time(self, token: Token) -> None:
        self.times.append((self.index, token))
        before = self.tokens[self.index - 1][0] if self.index else None
        if before in (None, "as_of", "date"):
            self.phase, self.phase_at = "intraday", (self.part, token[1], token[2])
            self.base = (self.phase, self.phase_at)

    def on_board(self, token: Token) -> None:
        word = MoveWord("连板", "move", "up", 3, "up", None)
        if self.prior or self.unsure:
            return
        self._begin(("move", token[1], token[2], word), word, noun=False)
        self._end_event()

    def on_run(self, token: Token) -> None:
        self.prior = True

    def on_hours(self, token: Token) -> None:
        if self.phase == "open" and "分钟" in self.plain[token[1] : token[2]]:
            self._set_phase("intraday", token, lasting=False)
            self.base = (self.phase, self.phase_at)

    def on_group(self, token: Token) -> None:
        """A group is told of: names that stand before it in a list stay, all else is no subject."""
        before = self.tokens[self.index - 1][0] if self.index else "stop"
        after = self.tokens[self.index + 1][0] if self.index + 1 < len(self.tokens) else "stop"
        if self.compare or (self.event is not None and before in ("move", "figure", "phase", "end", "gap", "board") and not any(self.segments)):
            return
        if any(self.segments) and before == "gap" and token[0] == "group" and token[3].word == "主要股指":
            gap = self.segments[-1].pop()
            self.segments[-1].append(("gap", gap[1], token[2], -1))
            return
        if any(self.segments) and after != "gap":
            self.closed = True
            return
        self.segments = [[]]
        self.grouped = True

    def on_link(self, token: Token) -> None:
        self.segments = [[]]
        if self.topic:
            topic = self._mentions_of(self.topic, strict=False)
            self.topic = []
            if topic:
                self.subjects = topic

    def on_filler(self, token: Token) -> None:
        if self.plain[token[1] : token[2]] in ("分别", "依次"):
            self.distribute = True

    def on_start(self, token: Token) -> None:
        self.segments = [[]]
        if self.base[0]:
            self.phase, self.phase_at = self.base

    def on_end(self, token: Token) -> None:
        if any(self.segments):
            self.closed = True
            text = self.plain[token[1] : token[2] + 6]
            if re.match(r"等(?:\d+[个大])?(?:板块|概念|行业|赛道|题材|方向|产业链)", text):
                for segment in self.segments:
                    segment.append(("sector", token[1], token[2], None))


def _bound_kind(word: str | None) -> str:
    return {"超": "over", "逾": "over", "近": "near", "约": "near"}.get(word or "", "exact")


_Handler = Callable[[Reader, Token], None]
_HANDLERS: Final[dict[str, _Handler]] = {
    "gap": Reader.on_gap, "quote": Reader.on_quote, "pause": Reader.on_pause, "comma": Reader.on_comma, "stop": Reader.on_stop,
    "line": Reader.on_line, "colon": Reader.on_colon, "paren": Reader.on_paren, "move": Reader.on_move, "noun": Reader.on_noun,
    "signed": Reader.on_signed, "figure": Reader.on_figure, "tenths": Reader.on_tenths, "bare": Reader.on_bare, "price": Reader.on_label,
    "amount": Reader.on_label, "traded": Reader.on_label, "turnover": Reader.on_label, "value": Reader.on_label, "other": Reader.on_other,
    "over": Reader.on_bound, "under": Reader.on_bound, "near": Reader.on_bound, "exact": Reader.on_bound, "extreme": Reader.on_extreme,
    "prior": Reader.on_prior, "compare": Reader.on_compare, "unsure": Reader.on_unsure, "phase": Reader.on_phase, "today": Reader.on_today,
    "as_of": Reader.on_as_of, "date": Reader.on_date, "weekday": Reader.on_weekday, "dayofmonth": Reader.on_date, "time": Reader.on_time, "board": Reader.on_board,
    "run": Reader.on_run, "hours": Reader.on_hours, "group": Reader.on_group, "link": Reader.on_link, "filler": Reader.on_filler,
    "start": Reader.on_start, "end": Reader.on_end,
}  # fmt: skip
