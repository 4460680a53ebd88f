"""A mention of a public body, and whether the body acts there.

It does not where the page only writes to it (送财政部), asks it for something (提请审议), refers to it (经国务院批准,
包括财政部在内, 贯彻国务院《通知》), quotes its name (改为“财政部”), fills a post in it (任命某人为部长), names one who
left it (财政部原部长), or means a class of bodies (各国央行, 某国监管机构).
"""

import re
from functools import lru_cache
from typing import Final, NamedTuple

from reference.policy_tables import words

_LED: Final = r"(?:领导)?(?:同志)?"
_CLASS: Final = re.compile(
    r"(?:(?:各|有关|相关|其他|和各|及各)(?!负责人|负责同志|司局|人士)|消息人士|办公会|政策例行吹风会|代表(?!大会|团)|议员|(?<=政协|人大|治局)(?:委员(?!会|长)|常委(?!会))|的[\u4e00-\u9fff]{0,4}?(?:职责|职能|职权|权限)|(?:换届|一般)?选举(?!事务|管理)|补选|投票|机构(?!改革)|指数|(?:有关|相关)?规则|年会|会议(?:[、和及与][\u4e00-\u9fff、]{0,24}?)?精神|(?:[及和与][\u4e00-\u9fff]{2,10}(?:交易所|联交所))?(?:主板)?(?:上市|挂牌)(?![公规审委监条推部])|[一二三四五六七]次全会(?:上|精神|的)|债务工具中央结算|部门|提案)"
)
_CLASS_FIRST: Final = frozenset(
    "各有相其和及消办政代议委常的换一选补投机指规年会上挂主二三四五六七债部提"
)  # how it begins: a look costs less
_DEPARTMENTS: Final = re.compile(r"[\u4e00-\u9fff]{2,8}(?:主管部门|管理部门)")
_DEPARTMENT_CHARS: Final = 12  # the most that it matches
_ADDRESSED: Final = re.compile(r"(?!关于)[^。；;:：\n]{0,60}[:：](?:\n|\s{0,3}你|\s{0,3}现)")
_FORMER: Final = re.compile(r"(?<![目日此当之以提会年天月先早稍])前\Z")  # 美国前商务部长 acts for nobody
_GONE: Final = frozenset("前原机")
_LEFT: Final = re.compile(
    r"(?:机关[\u4e00-\u9fff]{2,6}?)?(?:前任?|原)(?:党委|党组)?.?(?:书记|主席|[部局署司厅院行会社]长|主任|官员|高官|常委|委员)"
)
_HOSTED: Final = re.compile(r"[\u4e00-\u9fff]{0,12}?会议[上中]")
_HEADED: Final = frozenset("署局司院厅处部委")
_BEFORE: Final = 8
AT_HOME: Final = frozenset({"CN", "HK", "MO", "TW", ""})
RULED: Final = {"810000": "HK", "820000": "MO", "710000": "TW"}  # by whom a division is; the others are the mainland's


class Body(NamedTuple):
    """A public body where the page names it.

    Attributes:
        key: The same for all names of one body.
        jurisdiction: ISO code; "" if it is of no one country.
        adcodes: The divisions whose office it is; () for others.
        topic: The heading, or heading/sub-heading, that it works under; "" if under none or many.
        acts: False if the page only writes to it, refers to it or lists its people.
    """

    start: int
    end: int
    key: str
    jurisdiction: str
    adcodes: tuple[str, ...]
    topic: str
    acts: bool


class _Vocabulary(NamedTuple):
    post: re.Pattern[str]
    guided: re.Pattern[str]
    asked: tuple[str, ...]  # ends of what stands before a body; a tuple is looked at faster than a pattern
    relied_on: tuple[str, ...]
    many: tuple[str, ...]
    filled: tuple[str, ...]
    cited: tuple[str, ...]
    foreign_kinds: tuple[str, ...]


@lru_cache(maxsize=1)
def _vocabulary() -> _Vocabulary:
    first = "".join({word[0] for word in words("post")})
    return _Vocabulary(
        re.compile(rf"(?=[党原{first}])(?:党委|党组|原)?(?:{'|'.join(words('post'))})"),  # the set answers most
        re.compile(rf"{_LED}[\u4e00-\u9fff]{{0,3}}?(?:{'|'.join(words('body_guided'))})"),
        words("body_to"),
        words("body_by"),
        words("body_many"),
        words("body_post"),
        words("body_cited"),
        words("body_foreign_kind"),
    )


def acts(plain: str, body: Body) -> bool:
    """Whether a body does something where it stands."""
    start, end = body.start, body.end
    if body.key == "中共中央" and plain.startswith("党中央", start):
        return False
    known, before, behind = _vocabulary(), plain[max(0, start - _BEFORE) : start], plain[end : end + 1]
    if (
        before.endswith(known.asked)
        or plain.startswith("在内", end)
        or (behind == "《" and before.endswith(known.cited))
        or (behind == "”" and before[-1] == "“")
        or (behind in _GONE and _LEFT.match(plain, end))
        or (behind in _CLASS_FIRST and _CLASS.match(plain, end))
        or (plain.find("部门", end, end + _DEPARTMENT_CHARS) > 0 and _DEPARTMENTS.match(plain, end))
        or _ADDRESSED.match(plain, end)
        or _is_class(plain, body, before)
    ):
        return False
    guided = _guided(plain, end, before) if before.endswith(known.relied_on) and behind != "等" else None
    if guided and not (
        body.adcodes and guided[0].endswith(("同意", "批准"))
    ):  # what its own office approves, a place does
        return False
    post_end = _post_end(plain, end)
    if post_end is None:
        return True
    leads = body.key in {"国务院", "中央军委", "中共中央"} or (
        plain.endswith("书记", end, post_end) and not plain.startswith("党组", end)
    )
    listed = plain[post_end : post_end + 1] in {"\n", ""} or plain.startswith("　　", post_end)
    listed |= before[-1:] == "名"  # 五名财政部副部长 are named for themselves
    held = not listed and not plain.startswith("职务", post_end) and not _FORMER.search(before)
    return held and not leads and not before.endswith(known.filled)


def _guided(plain: str, end: int, before: str) -> re.Match[str] | None:
    """What a body is relied on for: 经财政部批准, 在财政部指导下; or whose meeting one is at: 在人大环资委会议上."""
    return _vocabulary().guided.match(plain, end) or (_HOSTED.match(plain, end) if before[-1] == "在" else None)


def _is_class(plain: str, body: Body, before: str) -> bool:
    """Whether several bodies of a kind are meant: 主要央行, 53国外交部, 法国监管机构."""
    if not body.adcodes and (
        before.endswith(_vocabulary().many) or (before[-1:] == "国" and before[-2:-1].isdecimal())
    ):
        return True
    return body.jurisdiction not in AT_HOME and plain.endswith(_vocabulary().foreign_kinds, body.start, body.end)


def _post_end(plain: str, end: int) -> int | None:
    """Where a post that follows a body ends: 财政部部长, 财政部长; None if none follows."""
    post = _vocabulary().post.match(plain, end)
    if post:
        return post.end()
    short = plain[end - 1] in _HEADED and plain.startswith("长", end) and not plain.startswith(("长期", "长效"), end)
    return end + 1 if short else None
