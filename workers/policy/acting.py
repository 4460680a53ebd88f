"""A mention of a public body, and whether the body acts there.

It does not where the page only writes to it (送财政部), asks it for something (提请审议), refers to it (经国务院批准),
fills a post in it (任命某人为部长), or means a class of bodies (各国央行, 某国监管机构).
"""

import re
from functools import lru_cache
from typing import Final, NamedTuple

from reference.policy_tables import words

_TO: Final = re.compile(
    r"(?:向|致|赴|送|抄送|抄报|上报|报|报请|报送|报经|呈报|呈|呈交|呈送|递交|移送|移交|关于|党中央、|征求|商|写信给|感谢|连结|"
    r"(?:提交|提请|列席|出席)(?:本届|新一届|下届|本次)?)\Z"
)
_BY: Final = re.compile(r"(?:经|在|按照|根据|遵照|贯彻|落实|贯彻落实|依照|依据|符合|执行|、|和|受)\Z")
_LED: Final = r"(?:领导)?(?:同志)?"
_MANY: Final = re.compile(r"(?:各国|多国|各|主要|全球|世界|外国|欧美|其他|其它)\Z")
_CLASS: Final = re.compile(
    r"(?:(?:各|有关|相关|其他|和各|及各)(?!负责人|负责同志|司局|人士)|办公会|政策例行吹风会|代表(?!大会|团)|议员)|[\u4e00-\u9fff]{2,8}(?:主管部门|管理部门)"
)
_FOREIGN_CLASS: Final = re.compile(r"(?:监管机构|监管部门|执法机构|当局|官方|有关部门)\Z")
_ADDRESSED: Final = re.compile(r"[^。；;:：\n]{0,60}[:：](?:\n|\s{0,3}你|\s{0,3}现)")
_POST_OF: Final = re.compile(r"(?:为|任|招聘|聘|聘请|委任|提名|遴选|竞选|当选)\Z")
_HEADED: Final = frozenset("署局司院厅处部委")
_BEFORE: Final = 8
_HOME: Final = frozenset({"CN", "HK", "MO", "TW", ""})


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


@lru_cache(maxsize=1)
def _vocabulary() -> _Vocabulary:
    return _Vocabulary(
        re.compile(rf"(?:党委|党组|原)?(?:{'|'.join(words('post'))})"),
        re.compile(rf"{_LED}[\u4e00-\u9fff]{{0,3}}?(?:{'|'.join(words('body_guided'))})"),
    )


def acts(plain: str, body: Body) -> bool:
    """Whether a body does something where it stands."""
    start, end = body.start, body.end
    if body.key == "中共中央" and plain.startswith("党中央", start):
        return False
    before = plain[max(0, start - _BEFORE) : start]
    if _TO.search(before) or _CLASS.match(plain, end) or _ADDRESSED.match(plain, end) or _is_class(plain, body, before):
        return False
    guided = _vocabulary().guided.match(plain, end) if _BY.search(before) else None
    if guided and not (
        body.adcodes and guided[0].endswith(("同意", "批准"))
    ):  # what its own office approves, a place does
        return False
    post_end = _post_end(plain, end)
    if post_end is None:
        return True
    leads = body.key in {"国务院", "中央军委", "中共中央"} or plain.endswith("书记", end, post_end)
    listed = plain[post_end : post_end + 1] in {"\n", ""} or plain.startswith("　　", post_end)
    held = not listed and not plain.startswith("职务", post_end)
    return held and not leads and _POST_OF.search(before) is None


def _is_class(plain: str, body: Body, before: str) -> bool:
    """Whether several bodies of a kind are meant: 主要央行, 法国监管机构."""
    if _MANY.search(before) and not body.adcodes:
        return True
    return body.jurisdiction not in _HOME and _FOREIGN_CLASS.search(plain, body.start, body.end) is not None


def _post_end(plain: str, end: int) -> int | None:
    """Where a post that follows a body ends: 财政部部长, 财政部长; None if none follows."""
    post = _vocabulary().post.match(plain, end)
    if post:
        return post.end()
    short = plain[end - 1] in _HEADED and plain.startswith("长", end) and not plain.startswith(("长期", "长效"), end)
    return end + 1 if short else None
