"""Where a value stands in the raw text."""

from typing import Literal

from typing_extensions import TypedDict  # pydantic takes typing.TypedDict only from Python 3.12 on

Part = Literal["title", "text"]


class Span(TypedDict):
    """A place in one part of one raw item, as it came: Unicode code points, half open.

    ``part`` is ``title`` or ``text``; ``text`` is a brief's snippet or an article's body. Cutting the part at
    ``start:end`` gives the printed form.
    """

    raw_id: str
    part: Part
    start: int
    end: int


Evidence = dict[str, list[Span]]  # field path ("moves[0].price") -> where it stands
