"""The whole reading: its shape, its evidence, any text, hostile text."""

import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.items import PolicyStory
from tests.unit.policy.pages import make_page, make_story, reading
from workers.policy import read_policy
from workers.policy.spans import Spans

STORY = (
    "浙江省杭州市余杭区市场监管局印发《余杭区质量提升行动方案》（余市监〔2025〕3号），自2025年6月1日起施行，"
    "海康威视等580余家企业参加“质量月”活动，鼓楼区代表观摩。（记者 周岚）"
)
FIELDS = {
    "authors", "jurisdiction", "regions", "regions_ambiguous", "bodies", "documents", "programmes", "topics",
    "companies", "figures", "dates", "effective_from", "summary", "keywords", "reading_time_s",
}  # fmt: skip
ALPHABET = "国务院杭州市余区教育局《》“”、，。：（）〔〕12年月日起施行号万家美国海康威视公司制度計劃記者 \n等企业与在%/"


def test_a_reading_has_every_field_of_a_policy_story() -> None:
    got = reading(STORY)

    assert set(got.fields) == FIELDS
    assert set(got.fields) <= set(PolicyStory.model_fields)


def test_a_text_that_says_nothing_gives_nothing() -> None:
    fields = reading("……").fields

    assert [name for name in FIELDS if fields[name]] == ["reading_time_s"]


def printed(report: Any, span: Any) -> str:
    return str(report[span["part"]])[span["start"] : span["end"]]


def test_evidence_cuts_to_the_printed_form() -> None:
    report = make_story(STORY, title="余杭推进质量提升")
    got = read_policy(report)
    shown = {path: [printed(report, span) for span in spans] for path, spans in got.evidence.items()}

    assert shown["bodies[0]"] == ["浙江省杭州市余杭区市场监管局"]
    assert shown["documents[0].title"] == ["余杭区质量提升行动方案"]
    assert shown["documents[0].number"] == ["余市监〔2025〕3号"]
    assert shown["companies[0].code"] == ["海康威视"]
    assert shown["figures[0]"] == ["580余家"]
    assert shown["effective_from"] == ["2025年6月1日"]
    assert shown["regions_ambiguous[0]"] == ["鼓楼区"]
    assert shown["authors[0]"] == ["周岚"]


def test_evidence_of_traditional_print_is_as_printed() -> None:
    report = make_story("衞生署宣布，約１２００人參加「長者牙科篩查計劃」。")
    got = read_policy(report)

    assert got.fields["bodies"] == [{"name": "衞生署"}]
    assert got.fields["figures"][0] == {"value": 1200, "unit": "人", "approx": True, "of": None, "text": "約１２００人"}
    assert printed(report, got.evidence["programmes[0]"][0]) == "長者牙科篩查計劃"


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=ALPHABET, max_size=120), st.text(alphabet=ALPHABET, max_size=30))
def test_any_text_gives_places_inside_it_and_the_same_reading_twice(text: str, title: str) -> None:
    report = make_story(text, title=title)
    got = read_policy(report)

    assert got == read_policy(report)
    for path, spans in got.evidence.items():
        assert spans, path
        for span in spans:
            assert printed(report, span).strip(), path


WHOLE = (
    "财政部、杭州市余杭区教育局联合印发《关于推进“放心托育”试点工作的\n实施意见》（余教〔2031〕12号），推行“放心托育”制度。"
    "意见自2031年 3月1日起施行，３月５日（周一）解读，安排资金2亿1千万元，惠及近1.2万户。鼓楼区、海康威视（002415）、"
    "杭州甲乙科技有限公司和“长者安居”计划参加，昨日与美国商务部会谈。\n（记者 周岚）"
)
PRINTS = {"bodies": "name", "documents": "title", "companies": "name", "regions_ambiguous": "name", "figures": "text",
          "authors": "", "programmes": "", "summary": "", "keywords": ""}  # fmt: skip


def assert_evidence_lies_in_one_part_and_rebuilds_its_value(report: Any) -> None:
    got = read_policy(report)
    for path, spans in got.evidence.items():
        for span in spans:
            assert 0 <= span["start"] < span["end"] <= len(report[span["part"]]), path
    for field, key in PRINTS.items():
        for number, element in enumerate(got.fields[field]):
            value = element[key] if key else element
            spans = got.evidence.get(f"{field}[{number}]") or got.evidence.get(f"{field}[{number}].{key}") or []
            for span in spans:
                assert "".join(printed(report, span).split()) == "".join(value.split()), field
    for number, element in enumerate(got.fields["dates"]):
        (span,) = got.evidence[f"dates[{number}]"]
        assert reading(printed(report, span), title="").fields["dates"][0]["date"] == element["date"]
    for span in got.evidence.get("effective_from", []):
        again = reading(f"自{printed(report, span)}起施行。", title="")
        assert again.fields["effective_from"] == got.fields["effective_from"]


@given(st.integers(0, len(WHOLE)))
def test_wherever_a_text_is_split_into_title_and_text_nothing_is_read_across(at: int) -> None:
    assert_evidence_lies_in_one_part_and_rebuilds_its_value(make_story(WHOLE[at:], title=WHOLE[:at]))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, len(WHOLE)), min_size=4, max_size=4), st.text(alphabet=ALPHABET, max_size=8))
def test_any_two_pieces_give_evidence_of_one_part(cuts: list[int], between: str) -> None:
    low, high, start, end = cuts
    title, text = WHOLE[min(low, high) : max(low, high)] + between, WHOLE[min(start, end) : max(start, end)]

    assert_evidence_lies_in_one_part_and_rebuilds_its_value(make_story(text, title=title))


@pytest.mark.parametrize(
    ("title", "text"),
    [
        pytest.param("印发《关于推进托育", "服务的意见》的通知", id="a-title-in-brackets"),
        pytest.param("自2031年3月", "1日起施行", id="a-day"),
        pytest.param("推行“放心", "托育”制度", id="a-quoted-name"),
        pytest.param("托育补贴3", "00元", id="a-figure"),
        pytest.param("余教〔2031〕", "12号", id="a-number"),
        pytest.param("杭州市余杭区", "教育局印发", id="a-body"),
    ],
)
def test_the_end_of_a_title_is_the_end_of_what_it_says(title: str, text: str) -> None:
    got = reading(text, title=title).fields

    assert got["documents"] == got["programmes"] == got["bodies"] == []
    assert [day for day in got["dates"] if day["date"].startswith("2031")] == []
    assert [figure["value"] for figure in got["figures"]] in ([], [0])


@pytest.mark.parametrize(
    "piece",
    ["《", "“", "《关于通知》", "1月1日起施行", "国务院", "万科、", "甲、乙、等3家企业", "杭州", "美国委员", "1,",
     "首席制度", "二〇二〇年", "餘", "省教育局", "（记者 "],
)  # fmt: skip
def test_hostile_repeats_cost_no_more_than_their_length(piece: str) -> None:
    def seconds(length: int) -> float:
        report = make_story((piece * length)[:length])
        start = time.process_time()
        read_policy(report)
        return time.process_time() - start

    seconds(100)
    short, long = min(seconds(5_000) for _ in range(2)), seconds(20_000)

    assert long < 12 * short + 0.2  # four times the text; sixteen times if it were quadratic


def test_spans_answer_for_their_neighbours() -> None:
    spans = Spans([(2, 4)])
    spans.add(6, 9)

    assert [spans.hold(at) for at in (1, 2, 3, 4, 6, 9)] == [False, True, True, False, True, False]
    assert [spans.meet(*span) for span in ((0, 2), (0, 3), (4, 6), (5, 7), (9, 12))] == [
        False,
        True,
        False,
        True,
        False,
    ]


def test_numerals_of_two_scripts_in_a_row_are_two() -> None:
    page = make_page("共三5个")

    assert [page.plain[at] for at in page.numerals if at >= page.body_at] == ["三", "5"]
