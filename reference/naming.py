"""One written form for names that exchanges, portals and people write in several ways.

An exchange pads short names ("南 京 港", "万  科Ａ"), puts the day's state in front of them (XD, XR, DR: ex-dividend
and ex-rights; N, C: first days of trading) and a company's state too (ST, *ST). The first kind says
nothing of who it is.
"""

import re
import unicodedata

_STATE_OF_THE_DAY = re.compile(r"(?:XD|XR|DR)(?=[*\u4e00-\u9fffA-Z])")
_STATE_OF_THE_COMPANY = re.compile(r"(?:S\*ST|\*ST|SST|ST|PT|S(?=[\u4e00-\u9fff])|退市(?=[\u4e00-\u9fff]{2}))")
_FIRST_DAYS = re.compile(r"[NC](?=[\u4e00-\u9fff])")
_CHINESE = re.compile("[\u4e00-\u9fff]+")
_VOTING_RIGHTS = re.compile(r"-(?:U|W|UW|WD|D|S|SW|B|P|X)$")


def written_form(name: str) -> str:
    """A name after NFKC without spaces and NULs, its letters in capitals. Nothing else is taken away."""
    return "".join(unicodedata.normalize("NFKC", name).replace("\0", "").split()).upper()


def normal_name(name: str) -> str:
    """A name as the tables hold it: its written form without XD, XR, DR, N, C in front and -U, -W behind."""
    if _CHINESE.fullmatch(name):
        return name  # NFKC changes none of these; most names are such, and this takes a tenth of the time
    text = _VOTING_RIGHTS.sub("", written_form(name))
    if found := _STATE_OF_THE_DAY.match(text):
        text = text[found.end() :]
    return text[1:] if is_first_days_name(text) else text


def has_state_of_the_day(name: str) -> bool:
    """Whether a written form begins with XD, XR or DR; the exchange then cuts a name of four characters to three."""
    return _STATE_OF_THE_DAY.match(name) is not None


def is_first_days_name(name: str) -> bool:
    """Whether a written form begins with the N or C of a share's first days; such names may be cut short."""
    return _FIRST_DAYS.match(name) is not None


def without_state(name: str) -> str:
    """A normal name without the company's state: *ST天宜 → 天宜, 退市济堂 → 济堂, 新都退 → 新都. May be unchanged."""
    found = _STATE_OF_THE_COMPANY.match(name)
    text = name[found.end() :] if found else name
    return text[:-1] if text.endswith("退") and len(text) > 2 else text
