"""A policy story's fields with the words they rest on."""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from schemas.evidence import Evidence, Span
from schemas.raw import Report
from workers.policy.acting import Body
from workers.policy.bodies import bodies_once, find_bodies
from workers.policy.companies import find_companies
from workers.policy.cuts import Cut, find_cut
from workers.policy.dates import is_dated, read_dates, read_effective, story_day
from workers.policy.days import Day, find_days
from workers.policy.documents import read_documents
from workers.policy.figures import read_figures
from workers.policy.names import find_names
from workers.policy.page import Page, open_page
from workers.policy.people import find_authors
from workers.policy.places import find_places
from workers.policy.programmes import Programme, find_programmes
from workers.policy.regions import ambiguous, find_jurisdiction, find_regions, region_name
from workers.policy.summary import find_keywords, find_summary, reading_time_s
from workers.policy.topics import find_topics
from workers.policy.vocabulary import find_words


class PolicyReading(NamedTuple):
    """What one report says.

    Attributes:
        fields: Every field of a policy story, JSON-ready; None, [] or 0 where the text says nothing.
        evidence: Field path to the places that show it. A part of an element without a path of its own
            (``figures[0].value``) stands where its element (``figures[0]``) does.
        truncated: Fields that the text cuts off.
    """

    fields: dict[str, Any]
    evidence: Evidence
    truncated: list[str]


_SAMPLE: Final[Report] = {
    "raw_id": "",
    "kind": "article",
    "source": "",
    "url": None,
    "title": "余杭推行首席安全官制度",
    "text": "余杭区應急管理局印發《方案》，1月1日起施行。海康威视参加“安全月”活动。（记者 无名）",
    "author": "无名",
    "byline": None,
    "published_at": None,
    "page_published_at": None,
    "first_captured_at": "2025-01-01T00:00:00+08:00",
    "last_captured_at": "2025-01-01T00:00:00+08:00",
}


class _Out(NamedTuple):
    page: Page
    fields: dict[str, Any]
    evidence: Evidence

    def put(self, field: str, found: list[tuple[Any, tuple[int, int] | None]]) -> None:
        """A list field, with the place of each element."""
        self.fields[field] = [value for value, _ in found]
        span, evidence = self.page.span, self.evidence
        for number, (_, at) in enumerate(found):
            if at:
                evidence[f"{field}[{number}]"] = [span(at[0], at[1])]

    def show(self, path: str, *places: tuple[int, int] | None) -> None:
        """Where a value rests."""
        spans: list[Span] = [self.page.span(*at) for at in places if at]
        if spans:
            self.evidence[path] = spans


def read_policy(report: Report) -> PolicyReading:
    """All that a policy story says, each value with its evidence. The same report gives the same reading."""
    page = open_page(report)
    out = _Out(page, {}, {})
    day = story_day(report)
    names = find_names(page)
    companies, of_companies = find_companies(page, names.companies, day)
    places, abroad = find_places(page, names.places, of_companies)
    bodies = find_bodies(page, names.bodies, names.committees, places, abroad)
    out.put("authors", [(author.name, author.at) for author in find_authors(report, page)])
    ruled = find_jurisdiction(page, bodies, places, abroad)
    out.fields["jurisdiction"] = ruled.code if ruled else None
    out.show("jurisdiction", ruled.at if ruled else None)
    regions = find_regions(page, places, bodies, ruled)
    out.put(
        "regions",
        [({"adcode": each.adcode, "name": region_name(each.adcode), "role": each.role}, each.at) for each in regions],
    )
    out.put(
        "regions_ambiguous",
        [
            ({"name": page.cut(place.name_at, place.end), "candidates": list(codes)}, (place.name_at, place.end))
            for place, codes in ambiguous(places)
        ],
    )
    out.put(
        "bodies", [({"name": page.cut(body.start, body.end)}, (body.start, body.end)) for body in bodies_once(bodies)]
    )
    _put_documents(out)
    for number, company in enumerate(companies):
        out.show(f"companies[{number}].name", company.at)
        out.show(f"companies[{number}].code", company.code_at)
    out.fields["companies"] = [company.fields for company in companies]
    _put_dates(out, find_days(page, names.days, day), is_dated=is_dated(report))
    cut = find_cut(page)
    programmes = find_programmes(page, names.programmes, [(body.start, body.end) for body in bodies])
    out.put("programmes", [(programme.name, programme.at) for programme in programmes])
    _put_words(out, bodies, programmes, cut)
    return PolicyReading(out.fields, out.evidence, [cut.field] if cut.field else [])


def warm() -> None:
    """Load every table and build every automaton, so that children of a fork share them."""
    read_policy(_SAMPLE)


def _put_documents(out: _Out) -> None:
    documents = read_documents(out.page)
    out.fields["documents"] = [document.fields for document in documents]
    for number, document in enumerate(documents):
        out.show(f"documents[{number}].title", document.title_at)
        out.show(f"documents[{number}].number", document.number_at)


def _put_dates(out: _Out, days: Sequence[Day], *, is_dated: bool) -> None:
    dates = read_dates(out.page, days)
    out.put("dates", [({"date": each.on.isoformat(), "what": each.what}, (each.start, each.end)) for each in dates])
    effective = read_effective(out.page, days, is_dated=is_dated)
    out.fields["effective_from"] = effective.on.isoformat() if effective else None
    out.show("effective_from", (effective.start, effective.end) if effective else None)


def _put_words(out: _Out, bodies: Sequence[Body], programmes: Sequence[Programme], cut: Cut) -> None:
    page, words = out.page, find_words(out.page)
    topics = find_topics(page, words, bodies)
    out.fields["topics"] = [{"level1": each.level1, "level2": each.level2, "score": each.score} for each in topics]
    for number, topic in enumerate(topics):
        out.show(f"topics[{number}]", *topic.at)
    figures = read_figures(page, cut)
    out.put("figures", list(figures))
    sentences = find_summary(page, words, bodies, [at for _, at in figures])
    out.put("summary", [(page.printed[each.start : each.end], (each.start, each.end)) for each in sentences])
    out.put("keywords", list(find_keywords(page, words, programmes)))
    out.fields["reading_time_s"] = reading_time_s(page)
