"""What holds for any text at all."""

from datetime import datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from producers.split import Capture, split_capture
from producers.split.lines import UNSEEN, split_lines
from schemas.raw import MAX_TITLE, SHANGHAI, RawArticle, RawItem

CAPTURED_AT = datetime(2025, 5, 16, 10, tzinfo=SHANGHAI)
# Pieces of pages, so that headers, lists and stories come together in every order.
_PIECES = [
    "甲市部署夏季用水保障工作",
    "创始人",
    "某某网",
    "2025-05-16 07:11:23",
    "2025-02-30 07:11",
    "05-16 07:11",
    "来源：某某网 作者：张某",
    "□张某 李某",
    "（记者 张某）",
    "　　甲市近日印发通知，部署夏季用水保障。",
    "  通知自6月1日起施行。",
    "相关内容",
    "热门资讯 更多>>",
    "相关阅读：甲乙涨停",
    "甲乙股份涨3.68%,成交额1... 5月16日,甲乙股份盘中上涨",
    "甲乙股份涨停 5月16日,甲乙股份盘中涨停,报7.1元",
    "5月16日,甲乙股份盘中涨停,报7.1元",
    "· 甲乙股份涨停",
    "1 甲乙股份涨停",
    "首页 > 新闻 > 正文",
    "阅读 123 评论(3)",
    "12",
    "责任编辑：某某",
    "......",
    "\u200b",
    "\x1b[31m",
    "",
    " ",
]
_ENDS = ["\n", "\r\n", "\r", " ", "... ", "…", "　", ""]
_PAGES = st.lists(st.tuples(st.sampled_from(_PIECES), st.sampled_from(_ENDS)), max_size=30).map(
    lambda pieces: "".join(piece + end for piece, end in pieces)
)
_TEXTS = st.one_of(
    _PAGES, st.text(max_size=300), st.text(alphabet="相关内容热门资讯甲乙涨跌停5月16日,。.… \n\r　", max_size=200)
)


def parts_of(item: RawItem) -> list[str]:
    text = item.body if isinstance(item, RawArticle) else item.snippet
    return [item.title, *text.split("\n")]


@settings(max_examples=400, deadline=None)
@given(_TEXTS)
def test_spans_tile_the_capture(text: str) -> None:
    items, leftovers = split_capture(Capture(text, "page.txt", CAPTURED_AT))

    spans = sorted([span for item in items for span in item.spans or ()] + [left.span for left in leftovers])
    assert [start for start, _ in spans] == [0, *(end for _, end in spans)][: len(spans)]
    assert (spans[-1][1] if spans else 0) == len(text)
    assert all(item.spans for item in items)
    assert all(start < end for start, end in spans)


@settings(max_examples=400, deadline=None)
@given(_TEXTS)
def test_items_say_what_stands_in_their_spans(text: str) -> None:
    items, leftovers = split_capture(Capture(text, "page.txt", CAPTURED_AT))

    for item in items:
        printed = "".join(text[start:end] for start, end in item.spans or ())
        assert all(part in printed for part in parts_of(item))
    for left in leftovers:
        assert left.text.strip(UNSEEN) == text[slice(*left.span)].strip(UNSEEN)


@settings(max_examples=400, deadline=None)
@given(_TEXTS)
def test_every_line_that_shows_something_is_in_one_span(text: str) -> None:
    items, leftovers = split_capture(Capture(text, "page.txt", CAPTURED_AT))

    spans = [span for item in items for span in item.spans or ()] + [left.span for left in leftovers]
    for line in split_lines(text):
        holders = [span for span in spans if span[0] <= line.start and line.end <= span[1]]
        assert len(holders) == 1


@settings(max_examples=200, deadline=None)
@given(_TEXTS)
def test_positions_count_from_the_story(text: str) -> None:
    items, _ = split_capture(Capture(text, "page.txt", CAPTURED_AT))

    first = 0 if items and isinstance(items[0], RawArticle) else 1
    assert [item.position for item in items] == list(range(first, first + len(items)))


@settings(max_examples=200, deadline=None)
@given(_TEXTS)
def test_the_kind_of_line_end_changes_nothing_but_spans(text: str) -> None:
    plain = text.replace("\r", "\n")

    def told(text: str) -> list[object]:
        split = split_capture(Capture(text, "page.txt", CAPTURED_AT))
        items = [(item.kind, item.title, parts_of(item), item.published_at) for item in split.items]
        return [items, [left.text for left in split.leftovers]]

    assert told(plain) == told(plain.replace("\n", "\r\n")) == told(plain.replace("\n", "\r"))


@given(st.text(alphabet="ab\r\n\x0b\x0c\x85\u2028", max_size=40))
def test_lines_are_the_text(text: str) -> None:
    lines = split_lines(text)

    assert "".join(text[line.start : line.end] for line in lines) == text
    assert not any(end in text[line.start : line.end].rstrip("\r\n") for line in lines for end in "\r\n")


def test_what_is_too_long_is_an_item_all_the_same() -> None:
    title = "涨" * (MAX_TITLE + 1)
    text = f"标题\n2025-05-16 07:11\n{'文' * 200_001}。\n热门资讯\n{title}... 5月16日,涨\n{'。' * 4_001}涨"
    article, cut, long = split_capture(Capture(text, "page.txt", CAPTURED_AT)).items

    assert isinstance(article, RawArticle)
    assert len(article.body) == 200_002
    assert cut.title == f"{title}..."
    assert len(parts_of(long)[1]) == 4_002
