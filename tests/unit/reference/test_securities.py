"""Who a share is: by name, by code, by the range of its code."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference import securities
from reference.code_ranges import CodeRange, full_code
from reference.naming import is_first_days_name, normal_name, without_state, written_form


@pytest.mark.parametrize(
    ("name", "code"),
    [
        pytest.param("众生药业", "002317.SZ", id="as-listed"),
        pytest.param("天宜上佳", "688033.SH", id="a-former-name"),
        pytest.param("*ST天宜", "688033.SH", id="a-name-with-its-state"),
        pytest.param("＊ＳＴ天宜", "688033.SH", id="full-width"),
        pytest.param("ST天宜", "688033.SH", id="the-star-left-out"),
        pytest.param("万科Ａ", "000002.SZ", id="full-width-class-letter"),
        pytest.param("万科", "000002.SZ", id="class-letter-left-out"),
        pytest.param("南 京 港", "002040.SZ", id="padded-with-spaces"),
        pytest.param("日照港\0\0", "600017.SH", id="padded-with-nuls"),
        pytest.param("XD海澜之", "600398.SH", id="ex-dividend-and-cut-short"),
        pytest.param("XD众生药业", "002317.SZ", id="ex-dividend"),
        pytest.param("九号公司-WD", "689009.SH", id="voting-rights"),
        pytest.param("光大银行A股", "601818.SH", id="said-to-be-an-a-share"),
        pytest.param("ST贵州茅台", "600519.SH", id="a-state-it-has-not"),
        pytest.param("葛洲坝", "600068.SH", id="delisted"),
        pytest.param("白云山", "600332.SH", id="a-full-name-beats-a-short-form"),
        pytest.param("志晟信息", "920171.BJ", id="beijing-under-its-new-code"),
        pytest.param("云赛B股", "900901.SH", id="a-b-share"),
    ],
)
def test_a_printed_name_leads_to_one_share(name: str, code: str) -> None:
    assert [each.code for each in securities.by_name(name)] == [code]


@pytest.mark.parametrize(
    ("name", "on", "codes"),
    [
        pytest.param("东风股份", date(2021, 5, 6), ["601515.SH"], id="who-had-the-name-then"),
        pytest.param("东风股份", date(2026, 10, 22), ["600006.SH"], id="who-has-it-now"),
        pytest.param("东风股份", date(2024, 6, 3), ["600006.SH", "601515.SH"], id="between-two-lists-it-is-ambiguous"),
        pytest.param("东风股份", None, ["600006.SH"], id="without-a-day-the-present-one"),
        pytest.param("观典防务", date(2021, 1, 4), ["832317.BJ"], id="before-it-changed-exchanges"),
        pytest.param("东方明珠", date(2024, 1, 2), ["600637.SH"], id="the-delisted-one-is-out-of-force"),
        pytest.param("N天富龙", date(2025, 8, 8), ["603406.SH"], id="first-day"),
        pytest.param("C天富", date(2025, 8, 12), ["603406.SH"], id="first-days-cut-short"),
        pytest.param("C天富", date(2026, 8, 12), [], id="cut-short-long-after"),
        pytest.param("C天富", None, [], id="cut-short-without-a-day"),
        pytest.param("不存在的公司", None, [], id="unknown"),
        pytest.param("XD不存", None, [], id="unknown-on-an-ex-dividend-day"),
        pytest.param("", None, [], id="nothing"),
    ],
)
def test_the_day_chooses_among_bearers_of_a_name(name: str, on: date | None, codes: list[str]) -> None:
    assert [each.code for each in securities.by_name(name, on)] == codes


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("002317", "002317.SZ"),
        ("002317.SZ", "002317.SZ"),
        ("sz002317", "002317.SZ"),
        ("SH688033", "688033.SH"),
        ("６８８０３３", "688033.SH"),
        ("832171", "920171.BJ"),
        ("430489.BJ", "920489.BJ"),
        ("920489", "920489.BJ"),
    ],
)
def test_a_printed_code_leads_to_its_share(printed: str, code: str) -> None:
    share = securities.by_code(printed)

    assert share is not None
    assert share.code == code


@pytest.mark.parametrize("printed", ["000001.SH", "999999", "159215", "", "00700", "天宜", "SH", "002317.SH"])
def test_a_code_that_is_no_share_of_ours_is_none(printed: str) -> None:
    assert securities.by_code(printed) is None


def test_a_share_tells_what_the_exchange_says_of_it() -> None:
    share = securities.by_code("688033")

    assert share is not None
    assert (share.name, share.exchange, share.board, share.asset) == ("*ST天宜", "SSE", "star", "stock")
    assert (share.listed_on, share.delisted_on, share.status) == (date(2019, 7, 22), None, "listed")


@pytest.mark.parametrize(
    ("digits", "expected"),
    [
        ("159215", CodeRange("SZSE", "fund", "fund")),
        ("560380", CodeRange("SSE", "fund", "fund")),
        ("508000", CodeRange("SSE", "fund", "fund")),
        ("688033", CodeRange("SSE", "star", "stock")),
        ("300750", CodeRange("SZSE", "chinext", "stock")),
        ("301131", CodeRange("SZSE", "chinext", "stock")),
        ("002317", CodeRange("SZSE", "main", "stock")),
        ("920489", CodeRange("BSE", "bse", "stock")),
        ("832171", CodeRange("BSE", "bse", "stock")),
        ("430489", CodeRange("BSE", "bse", "stock")),
        ("900901", CodeRange("SSE", "main", "stock")),
        ("200012", CodeRange("SZSE", "main", "stock")),
        ("113052", CodeRange("SSE", None, "bond")),
        ("128136", CodeRange("SZSE", None, "bond")),
        ("399006", CodeRange("SZSE", None, "index")),
        ("899050", CodeRange("BSE", None, "index")),
        ("00175", CodeRange("HKEX", "main", "stock")),
        ("09988", CodeRange("HKEX", "main", "stock")),
    ],
)
def test_the_range_of_a_code_fixes_exchange_board_and_asset(digits: str, expected: CodeRange) -> None:
    assert securities.exchange_of(digits) == expected


@pytest.mark.parametrize("digits", ["", "70012", "7000", "700123", "abcdef", "６００００0", "60000", "600000.SH"])
def test_what_is_in_no_range_is_none(digits: str) -> None:
    assert securities.exchange_of(digits) is None
    assert full_code(digits) is None


def test_ordinary_words_are_told() -> None:
    assert securities.is_common_word("太平洋")
    assert securities.is_common_word("机器人")
    assert not securities.is_common_word("众生药业")


def test_every_share_is_found_by_its_own_name_and_code() -> None:
    lost = [
        naming.security.code
        for found in securities.names().values()
        for naming in found
        if securities.by_code(naming.security.code) != naming.security
        or (naming.security.status == "listed" and naming.security not in securities.by_name(naming.security.name))
    ]

    assert lost == []


def test_every_former_name_leads_back_in_its_time() -> None:
    lost = [
        (name, naming.security.code)
        for name, found in securities.names().items()
        for naming in found
        if naming.rank == "former"
        and naming.last_on
        and naming.security not in securities.by_name(name, naming.last_on)
    ]

    assert lost == []


def test_names_hold_no_forms_of_one_character_and_no_padding() -> None:
    assert [name for name in securities.names() if len(name) < 2 or name != normal_name(written_form(name))] == []


@given(st.text(alphabet="XDRNCSTＡA*退市-UW 南京港万科\0", max_size=12), st.none() | st.dates())
def test_any_name_at_all_has_an_answer(name: str, on: date | None) -> None:
    assert isinstance(securities.by_name(name, on), list)


@given(st.text(alphabet="XDRNCST*ＡaU-退市 \0南京港万科３3", max_size=20))
def test_normal_form_is_reached_in_written_form(name: str) -> None:
    assert written_form(written_form(name)) == written_form(name)
    assert normal_name(written_form(name)) == normal_name(name)


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("*ST天宜", "天宜"),
        ("ST康佳A", "康佳A"),
        ("S*ST托普", "托普"),
        ("退市济堂", "济堂"),
        ("新都退", "新都"),
        ("平安银行", "平安银行"),
    ],
)
def test_the_state_of_a_company_is_no_part_of_its_name(name: str, bare: str) -> None:
    assert without_state(name) == bare


def test_letters_before_a_name_are_first_days_only_before_a_chinese_one() -> None:
    assert is_first_days_name("N超研")
    assert not is_first_days_name("NVIDIA")


def test_a_naming_holds_from_listing_to_the_last_list_that_has_it() -> None:
    (former,) = securities.names()["天宜上佳"]

    assert former.security.listed_on is not None
    assert former.last_on is not None
    assert former.holds_on(former.security.listed_on)
    assert not former.holds_on(former.security.listed_on - timedelta(days=1))
    assert not former.holds_on(former.last_on + timedelta(days=1))
