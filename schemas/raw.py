"""Raw items: what producers put on the queues. Untrusted until ``parse_raw`` has seen them."""

from datetime import datetime, timedelta, timezone
from functools import lru_cache
from typing import Annotated, Any, Final, Literal

import orjson
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    StringConstraints,
    TypeAdapter,
    ValidationError,
    WithJsonSchema,
    model_validator,
)
from typing_extensions import TypedDict  # pydantic takes typing.TypedDict only from Python 3.12 on

from schemas.ids import raw_id, unparsed_id
from schemas.payloads import payload_bytes
from schemas.rejects import RejectedMessageError

SCHEMA_VERSION: Final = 1
SHANGHAI: Final = timezone(timedelta(hours=8))
MAX_TITLE: Final = 500
MAX_SNIPPET: Final = 4_000
MAX_BODY: Final = 200_000
YEARS: Final = range(1970, 2200)  # what a time may be dated by


@lru_cache(maxsize=4096)
def _read_time(text: str) -> datetime:
    """ISO 8601 only: a bare number is no time, since seconds and milliseconds look alike."""
    if text.isdecimal():
        raise ValueError("not a time in ISO 8601")
    return _in_shanghai(datetime.fromisoformat(text.strip()))


def _in_shanghai(value: datetime) -> datetime:
    _check_year(value)
    if value.tzinfo is SHANGHAI and not value.microsecond:  # as it was parsed once before
        return value
    aware = value if value.tzinfo else value.replace(tzinfo=SHANGHAI)
    local = aware.astimezone(SHANGHAI).replace(microsecond=0)
    _check_year(local)  # it may be another one here: what is taken once has to be taken again from a queue
    return local


def _check_year(value: datetime) -> None:
    if value.year not in YEARS:
        raise ValueError(f"the year {value.year} is outside {YEARS.start} to {YEARS.stop - 1}")


def parse_time(value: object) -> datetime:
    """A time as producers give it: ISO 8601 text or a datetime, Asia/Shanghai if it names no zone.

    Returns:
        An aware time at +08:00, whole seconds.

    Raises:
        ValueError: It is no such time, or a date that does not exist.
    """
    if isinstance(value, str):
        return _read_time(value)
    if isinstance(value, datetime):
        return _in_shanghai(value)
    raise ValueError("not a time in ISO 8601")


_iso = lru_cache(maxsize=4096)(datetime.isoformat)  # a page's items share their times: 0.2 microseconds, not 1.2


def has_words(text: str) -> bool:
    """Whether a text says something: one letter, digit or ideograph is enough; dots and spaces are not."""
    return text[:1].isalnum() or any(ch.isalnum() for ch in text)


# What writers may count on; ``date-time`` would be RFC 3339, which wants seconds and a zone. More forms are taken.
_TIME_SCHEMA: Final[dict[str, Any]] = {
    "type": "string",
    "pattern": r"^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?$",
    "description": (
        "ISO 8601: a date, alone or with a time, that time with or without seconds and zone. "
        f"Without a zone it is Asia/Shanghai, where its year is {YEARS.start} to {YEARS.stop - 1}."
    ),
    "examples": ["2025-05-16", "2025-05-16T09:40", "2025-05-16 07:11:23", "2025-05-16T09:40:00+08:00"],
}
Time = Annotated[
    datetime,
    BeforeValidator(parse_time),
    PlainSerializer(datetime.isoformat, return_type=str, when_used="json"),
    WithJsonSchema(_TIME_SCHEMA, mode="validation"),
]
_Place = Annotated[int, Field(ge=0, le=1 << 53)]  # whole in every reader of JSON
Words = Annotated[str, StringConstraints(max_length=500)]


class _Raw(BaseModel):
    """What articles and briefs share.

    Attributes:
        source: Who published it, as the producer names it; names the feed ``source:{source}``.
        url: As given, not checked.
        title: As printed, 0 to 500 characters.
        published_at: The item's own printed time. Without a zone it is Asia/Shanghai; so are all times here.
        captured_at: When the page was saved, not when it was published.
        page_id: The capture that it came from.
        position: Its place on the page: 0 for the article, briefs from 1.
        spans: Its places in the capture, [start, end) in code points.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"\S")]
    url: Annotated[str, StringConstraints(max_length=2_048)] | None = None
    title: Annotated[str, StringConstraints(max_length=MAX_TITLE)] = ""
    published_at: Time | None = None
    captured_at: Time | None = None
    page_id: Words | None = None
    position: _Place | None = None
    spans: tuple[tuple[_Place, _Place], ...] | None = None
    schema_version: Annotated[int, Field(ge=1, le=SCHEMA_VERSION + 1)] = SCHEMA_VERSION


class RawArticle(_Raw):
    """A full story as it stood on the page.

    Attributes:
        body: Paragraphs joined by a line feed, 0 to 200,000 characters.
        author: The author line as printed; may be a portal's placeholder.
        byline: The byline inside the body as printed ("□...").
    """

    kind: Literal["article"] = "article"
    body: Annotated[str, StringConstraints(max_length=MAX_BODY)] = ""
    author: Words | None = None
    byline: Words | None = None

    @model_validator(mode="after")
    def _says_something(self) -> "RawArticle":
        if not (has_words(self.title) or has_words(self.body)):
            raise ValueError("title and body say nothing")
        return self


class RawBrief(_Raw):
    """A title and a snippet, often cut off in mid-sentence.

    Attributes:
        snippet: As printed, 0 to 4,000 characters.
        page_published_at: The printed time of the page around it; gives the brief its year.
    """

    kind: Literal["brief"] = "brief"
    snippet: Annotated[str, StringConstraints(max_length=MAX_SNIPPET)] = ""
    page_published_at: Time | None = None

    @model_validator(mode="after")
    def _says_something(self) -> "RawBrief":
        if not (has_words(self.title) or has_words(self.snippet)):
            raise ValueError("title and snippet say nothing")
        return self


RawItem = RawArticle | RawBrief
_RAW: Final[TypeAdapter[RawItem]] = TypeAdapter(Annotated[RawItem, Field(discriminator="kind")])


class Report(TypedDict):
    """One raw item as reading sees it, and as items keep it: every key is there, absent is None.

    ``text`` is the snippet or the body as it came. Times are ISO 8601 at +08:00, whole seconds. Reading depends on
    all of it but ``first_captured_at`` and ``last_captured_at`` beyond their day.
    """

    raw_id: str
    kind: Literal["article", "brief"]
    source: str
    url: str | None
    title: str
    text: str
    author: str | None
    byline: str | None
    published_at: str | None
    page_published_at: str | None
    first_captured_at: str
    last_captured_at: str


def _rejected(error: ValidationError) -> RejectedMessageError:
    first, *more = error.errors(include_url=False, include_context=False, include_input=False)
    names = [str(part) for part in first["loc"] if part not in ("article", "brief")]
    field = ".".join(names) or ("kind" if first["type"].startswith("union_tag") else "title")
    reason = "no such field" if first["type"] == "extra_forbidden" else first["msg"].removeprefix("Value error, ")
    if more:
        reason += f" (and {len(more)} more)"
    return RejectedMessageError("validate", field, " ".join(reason.split())[:300])


def parse_raw(payload: object, *, closed: bool = False) -> RawItem:
    """One untrusted object as a raw item.

    Args:
        payload: Any value. A raw item is checked too: ``model_construct`` and ``model_copy`` check nothing.
        closed: Refuse fields that we do not know: to producers they are slips of the pen, which would lose text. On a
            queue they are a newer producer's, and ignored.

    Raises:
        RejectedMessageError: It is none. Names the first bad field and why, never the whole input.
    """
    if not isinstance(payload, dict):
        if not isinstance(payload, _Raw):
            raise RejectedMessageError("parse", "", "not a JSON object")
        payload = vars(payload)
    try:
        return _RAW.validate_python(payload, extra="forbid" if closed else "ignore")
    except ValidationError as error:
        raise _rejected(error) from error


def report_of(raw: RawItem) -> Report:
    """A valid raw item as a report, its raw id computed.

    Raises:
        RejectedMessageError: It names no time at all, so nothing can date it.
    """
    captured, published = raw.captured_at, raw.published_at
    paged = raw.page_published_at if isinstance(raw, RawBrief) else None
    dating = published or paged or captured
    if dating is None:
        raise RejectedMessageError("validate", "captured_at", "no time: neither published_at nor captured_at is given")
    captured_text = _iso(captured or dating)
    published_text = _iso(published) if published else None
    paged_text = _iso(paged) if paged else None
    text, author, byline = (
        (raw.body, raw.author, raw.byline) if isinstance(raw, RawArticle) else (raw.snippet, None, None)
    )
    day = (published_text or paged_text or captured_text)[:10]
    parts = (raw.kind, raw.source, raw.url, raw.title, text, author, byline, published_text, paged_text, day)
    return {
        "raw_id": raw_id(day, parts),
        "kind": raw.kind,
        "source": raw.source,
        "url": raw.url,
        "title": raw.title,
        "text": text,
        "author": author,
        "byline": byline,
        "published_at": published_text,
        "page_published_at": paged_text,
        "first_captured_at": captured_text,
        "last_captured_at": captured_text,
    }


def payload_id(payload: object) -> str:
    """The raw id of any JSON value: of what it says when it is a valid raw item, else of its bytes."""
    try:
        return report_of(parse_raw(payload))["raw_id"]
    except RejectedMessageError:
        return unparsed_id(payload_bytes(payload))


def dump_raw(raw: RawItem) -> dict[str, Any]:
    """A raw item as the JSON object that goes onto a queue or into a file; absent fields are left out."""
    return raw.model_dump(mode="json", exclude_none=True)


def raw_json(raw: RawItem) -> bytes:
    """What ``dump_raw`` gives, as JSON; in half the time."""
    fields = {name: value for name, value in vars(raw).items() if value is not None}
    return orjson.dumps(fields, default=datetime.isoformat)  # the default is for other libraries' subclasses
