"""Where the reading of a part stands: the clause, the names that wait, who is spoken of."""

from typing import Final

from workers.price.clause import EXTREME, PRIOR, STRANGER, Clause, holds_behind
from workers.price.lists import Namer, Segment
from workers.price.phases import Phases
from workers.price.scan import Token
from workers.price.told import Event, Mention, Place

__all__ = ["State"]

_OF_INSTRUMENTS: Final = frozenset(
    {
        "跟涨",
        "跟跌",
        "领涨",
        "领跌",
        "齐涨",
        "齐跌",
        "普涨",
        "普跌",
        "涨幅居前",
        "跌幅居前",
        "高开",
        "低开",
        "收涨",
        "收跌",
        "平开",
        "平收",
        "无升跌",
        "无涨跌",
    }
)
_FEW: Final = 3
_RECENTS: Final = 3  # how far back 指数 looks for its name, in clauses
_NO_FIGURE_NEAR: Final = frozenset({"gap", "pause", "stop", "line", "colon", "prior", "group", "start"})


class State:
    """The whole state of reading one part."""

    __slots__ = (
        "clause",
        "closed",
        "dates",
        "event",
        "grouped",
        "heading",
        "heading_end",
        "index",
        "namer",
        "orphan",
        "part",
        "period",
        "phases",
        "plain",
        "recents",
        "said",
        "segments",
        "subjects",
        "summing",
        "times",
        "today_until",
        "tokens",
        "topic",
    )

    def __init__(self, part: str, plain: str, tokens: list[Token], namer: Namer, phases: Phases) -> None:
        self.part, self.plain, self.tokens, self.namer, self.phases = part, plain, tokens, namer, phases
        self.clause = Clause()
        self.event: Event | None = None
        self.segments: list[Segment] = [[]]  # the names that wait for a verb
        self.recents: list[list[Segment]] = []  # the last names that had no verb, for a later 指数
        self.topic: list[Segment] = []  # the names of an earlier clause that had no verb
        self.subjects: list[Mention] = []
        self.closed = self.grouped = False  # 等 ended the list; a group is spoken of
        self.period = False  # the sentence began with a time that is not today
        self.summing = False  # the paragraph sums up more than a day
        self.said = False  # somebody's view is told, so that a change needs its figure
        self.heading: Token | None = None  # 涨停个股: what is told of all names that follow
        self.heading_end = 0
        self.orphan: Event | None = None  # a title's change whose name comes after it
        self.index = 0
        self.dates: list[tuple[int, Token]] = []
        self.today_until: int | None = None  # where the first 今日 ends
        self.times: list[tuple[int, Token]] = []

    def word(self, token: Token) -> str:
        """A token's text in plain characters."""
        return self.plain[token[1] : token[2]]

    def place(self, token: Token) -> Place:
        """A token's place."""
        return (self.part, token[1], token[2])

    def before(self) -> Token | None:
        """The token before the present one."""
        return self.tokens[self.index - 1] if self.index else None

    def after(self) -> Token | None:
        """The token behind the present one."""
        return self.tokens[self.index + 1] if self.index + 1 < len(self.tokens) else None

    @property
    def waiting(self) -> bool:
        """Whether names wait for a verb; a list has a second place only behind a first that is filled."""
        return bool(self.segments[0])

    def forget_names(self) -> None:
        """What waits is no name."""
        self.segments = [[]]

    def end_clause(self) -> None:
        """A comma: what waits and what holds for the clause is over; the change still waits for a figure."""
        if self.segments[0]:
            if self.heading or self.orphan:
                self.end_waiting()
            else:
                self.recents = [*self.recents[-_RECENTS:], self.segments]
            self.segments = [[]]
        self.renew_clause()

    def renew_clause(self) -> None:
        """What holds for the clause is over."""
        self.closed = False
        clause, phases = self.clause, self.phases
        last = clause.holds
        if last:
            if last & EXTREME and clause.before[0]:
                phases.now, phases.at = clause.before  # 欧股盘前曾涨至2%, of what is told at its close
            clause.holds, clause.queue = holds_behind(last), ()
        if self.period:
            clause.holds |= PRIOR
        clause.before = phases.now, phases.at
        clause.label = clause.bound = clause.held = None
        if self.grouped:
            self.event, self.grouped = None, False

    def speak_of(self, subjects: list[Mention]) -> None:
        """From here on the part speaks of these."""
        self.subjects, self.grouped, self.topic, self.recents = subjects, False, [], []

    def end_waiting(self) -> None:
        """Names that a heading or an earlier change without a name waits for."""
        heading, orphan = self.heading, self.orphan
        self.heading = self.orphan = None
        strict = heading is None or len(self.segments) == 1
        found = self.namer.mentions_of(self.segments, [], self.index, strict=strict)
        if not found:
            return
        if heading:
            word, phases = heading[3], self.phases
            event = Event(self.place(heading), self.index, word.direction, phases.now, phases.at)
            event.limit = word.limit
        elif orphan and (orphan.pct is not None or orphan.limit):
            event, found = orphan, found[:1]
        else:
            return
        for mention in found:
            mention.events.append(event)
        self.speak_of(found)

    def take_names(self, *, figure: bool = False) -> bool:
        """Makes the names that wait the subjects; without any, an earlier clause's names, else the last ones stay.

        Returns:
            Whether the verb or figure has a subject.
        """
        segments, order = self.segments, self.index
        waiting = bool(segments[0])
        self.closed = False
        if waiting:
            self.segments = [[]]
            sure = self.namer.sure(segments, order)
            if sure:
                self.subjects, self.grouped, self.topic, self.recents = [sure], False, [], []
                return True
            strict = len(segments) == 1 and not figure and not self._tells_much()
            found = self.namer.mentions_of(segments, self.subjects, order, strict=strict)
            if found:
                self.speak_of(found)
                return True
        if self.grouped:
            self.subjects, self.topic = [], []
            return False
        if self.topic:
            topic = self.namer.mentions_of(self.topic, self.subjects, order, strict=True) or self._latin_share()
            self.topic = []
            if topic:
                self.speak_of(topic)
                return True
        if waiting and not figure:
            self.clause.holds |= STRANGER
        return bool(self.subjects) and not self.clause.holds & STRANGER

    def _latin_share(self) -> list[Mention]:
        """Who was named before 股价逆市升近9%, if the name is in Latin letters: no table need have it."""
        fillers = self.tokens[max(self.index - _FEW, 0) : self.index]
        if not any(self.plain.startswith("股价", token[1]) for token in fillers) or not self._tells_much():
            return []
        found = self.namer.mentions_of(self.topic, self.subjects, self.index, strict=False)
        return [mention for mention in found if mention.name.text.isascii()]

    def _tells_much(self) -> bool:
        """Whether the verb brings a figure or a limit, or is said of instruments only: any word may be a name."""
        kind, start, _, word = self.tokens[self.index]
        if (
            kind != "move"
            or word.limit
            or word.word in _OF_INSTRUMENTS
            or self.plain.startswith("股价", max(start - 2, 0))
        ):
            return True
        for token in self.tokens[self.index + 1 : self.index + 8]:
            if token[0] == "figure" or token[0] == "tenths":
                return True
            if token[0] in _NO_FIGURE_NEAR:
                return False
        return False
