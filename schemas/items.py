"""Items: what readers get. Each is a pure function of the set of its reports.

Workers build items as plain dicts of these shapes (``Doc``), since frozen models cost ten times as much where every
item passes; readers get them typed through ``parse_item``.
"""

from datetime import date
from typing import Annotated, Any, Final, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, TypeAdapter

from schemas.evidence import Part, Span
from schemas.moves import Check, Move, Number, Precision
from schemas.raw import SCHEMA_VERSION, Report

Doc = dict[str, Any]  # an item or reject as JSON has it
Kind = Literal["policy_story", "price_move", "other"]


class _Model(BaseModel):
    # A newer worker may add fields. Workers build none of these: built at first use, they cost no start 70 ms.
    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True)


class Reason(_Model):
    """Words that decided the class, with their place."""

    raw_id: str
    part: Part
    start: int
    end: int
    text: str


class Classification(_Model):
    """The class, how sure (0 to 1), and the words that decided."""

    label: Kind
    score: Annotated[float, Field(ge=0, le=1)]
    reasons: tuple[Reason, ...]


class Region(_Model):
    """A division that the story is about, or that it mentions. ``adcode`` is the current one."""

    adcode: str
    name: str
    role: Literal["about", "mentioned"]


class AmbiguousRegion(_Model):
    """A name that several divisions bear and that the text does not settle."""

    name: str
    candidates: tuple[str, ...]


class Body(_Model):
    """A public body that acts, in its fullest printed form."""

    name: str


class Document(_Model):
    """A law, plan or notice: title as in 《》, number as 发文字号. ``own`` is the one that the story issues."""

    title: str | None
    number: str | None
    role: Literal["own", "cited"]


class Topic(_Model):
    """A subject heading of gov.cn's two levels."""

    level1: str
    level2: str | None
    score: float


class Company(_Model):
    """A company as printed; ``code`` if it is listed and known."""

    name: str
    code: str | None


class Figure(_Model):
    """A number with its unit. ``of`` is what it counts, ``text`` the printed form."""

    value: Number
    unit: str
    approx: bool
    of: str | None
    text: str


class DatedEvent(_Model):
    """A date and what falls on it."""

    date: date
    what: str | None


class _Item(_Model):
    """What all items share.

    Attributes:
        event_time: When it happened, as well as the text says; ``event_time_precision`` says how well.
        evidence: Field path ("moves[0].price") to where it stands.
        truncated: Fields that the text cuts off and no report prints whole.
        feeds: The feeds that name it, sorted; what ``process`` writes has those that would.
    """

    id: str
    title: str
    text: str
    source: str
    url: str | None
    event_time: AwareDatetime
    event_time_precision: Precision
    classification: Classification
    reports: tuple[Report, ...]
    first_captured_at: AwareDatetime
    last_captured_at: AwareDatetime
    evidence: dict[str, list[Span]]
    truncated: tuple[str, ...]
    feeds: tuple[str, ...] = ()
    schema_version: int = SCHEMA_VERSION


class PriceMove(_Item):
    """One or more instruments changed."""

    kind: Literal["price_move"] = "price_move"
    moves: tuple[Move, ...]


class PolicyStory(_Item):
    """A public authority acts."""

    kind: Literal["policy_story"] = "policy_story"
    authors: tuple[str, ...] = ()
    jurisdiction: str | None = None
    regions: tuple[Region, ...] = ()
    regions_ambiguous: tuple[AmbiguousRegion, ...] = ()
    bodies: tuple[Body, ...] = ()
    documents: tuple[Document, ...] = ()
    programmes: tuple[str, ...] = ()
    topics: tuple[Topic, ...] = ()
    companies: tuple[Company, ...] = ()
    figures: tuple[Figure, ...] = ()
    dates: tuple[DatedEvent, ...] = ()
    effective_from: date | None = None
    summary: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    reading_time_s: int = 0


class OtherNews(_Item):
    """Neither of the two."""

    kind: Literal["other"] = "other"


Item = PolicyStory | PriceMove | OtherNews
_ITEM: Final[TypeAdapter[Item]] = TypeAdapter(
    Annotated[Item, Field(discriminator="kind")], config=ConfigDict(defer_build=True)
)

__all__ = ["Check", "Classification", "Doc", "Item", "Kind", "OtherNews", "PolicyStory", "PriceMove", "parse_item"]


def parse_item(data: str | bytes) -> Item:
    """An item's JSON, typed. Raises pydantic's ValidationError if it is none."""
    return _ITEM.validate_json(data)
