"""Administrative divisions: present, former, zones, words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference import divisions
from reference.divisions import Division


@pytest.mark.parametrize(
    ("name", "adcode"),
    [
        pytest.param("余杭区", "330110", id="full-name"),
        pytest.param("余杭", "330110", id="short-form"),
        pytest.param("浙江", "330000", id="province"),
        pytest.param("杭州", "330100", id="prefecture"),
        pytest.param("内蒙古", "150000", id="autonomous-region"),
        pytest.param("新疆", "650000", id="autonomous-region-without-its-people"),
        pytest.param("延边", "222400", id="autonomous-prefecture"),
        pytest.param("恩施土家族苗族自治州", "422800", id="autonomous-prefecture-in-full"),
        pytest.param("神农架", "429021", id="under-a-province"),
        pytest.param("浦东新区", "310115", id="new-area-that-is-a-district"),
        pytest.param("浦东", "310115", id="its-short-form"),
        pytest.param("两江新区", "500157", id="new-in-2025"),
        pytest.param("雄安新区", "133100", id="zone-with-a-code"),
        pytest.param("雄安", "133100", id="zone-short"),
        pytest.param("横琴", "440402", id="zone-in-a-district"),
        pytest.param("香港", "810000", id="hong-kong"),
        pytest.param("澳门特别行政区", "820000", id="macao"),
        pytest.param("台湾", "710000", id="taiwan"),
        pytest.param("吉林", "220000", id="the-province-not-the-city"),
        pytest.param("海南", "460000", id="the-province-not-the-prefecture"),
        pytest.param("襄樊", "420600", id="former-prefecture"),
        pytest.param("塘沽区", "120116", id="merged-district"),
        pytest.param("下城区", "330105", id="merged-in-2021"),
        pytest.param("渝北", "500157", id="short-form-of-a-merged-one"),
        pytest.param("萧山市", "330109", id="city-turned-district"),
    ],
)
def test_a_name_leads_to_the_code_that_holds_the_area_now(name: str, adcode: str) -> None:
    assert [each.adcode for each in divisions.by_name(name)] == [adcode]


@pytest.mark.parametrize(
    ("name", "adcodes"),
    [
        pytest.param("朝阳", ["211300", "110105", "220104"], id="larger-first"),
        pytest.param("江北区", ["330205", "500157"], id="present-before-former"),
        pytest.param("余杭人", [], id="unknown"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_an_ambiguous_name_gives_all_it_can_mean(name: str, adcodes: list[str]) -> None:
    assert [each.adcode for each in divisions.by_name(name)] == adcodes


def test_a_present_division_tells_all_of_itself() -> None:
    assert divisions.by_adcode("330113") == Division(
        "330113", "临平区", "county", "330100", "浙江省杭州市临平区", "official", 2021, None
    )


def test_a_former_division_keeps_its_name_and_path_and_says_when_it_ended() -> None:
    (former,) = divisions.by_name("东陵区")

    assert (former.name, former.full_path) == ("东陵区", "辽宁省沈阳市东陵区")
    assert (former.kind, former.valid_to, former.adcode) == ("former", 2014, "210112")


def test_a_zone_lies_in_a_division() -> None:
    (zone,) = divisions.by_name("临港新片区")

    assert (zone.kind, zone.adcode, zone.level, zone.parent) == ("zone", "310000", "province", None)


@pytest.mark.parametrize(
    ("adcode", "above"),
    [
        ("330110", ["330100", "330000"]),
        ("110101", ["110000"]),
        ("419001", ["410000"]),
        ("133100", ["130000"]),
        ("330000", []),
        ("999999", []),
    ],
)
def test_ancestors_stand_nearest_first(adcode: str, above: list[str]) -> None:
    assert divisions.ancestors(adcode) == above


@pytest.mark.parametrize("adcode", ["", "999999", "330125", "杭州"])
def test_a_code_not_in_use_is_none(adcode: str) -> None:
    assert divisions.by_adcode(adcode) is None


@pytest.mark.parametrize("word", ["西湖", "金山", "城区", "会同", "惠农", "沙市", "定日"])
def test_ordinary_words_are_told_and_not_looked_for(word: str) -> None:
    assert divisions.by_name(word)
    assert divisions.is_common_word(word)
    assert word not in divisions.names()


def test_a_place_is_no_ordinary_word() -> None:
    assert not divisions.is_common_word("余杭")
    assert "余杭" in divisions.names()


def test_every_division_hangs_from_a_province() -> None:
    lost = [
        each
        for found in divisions.names().values()
        for each in found
        if each.kind == "official" and each.level != "province" and divisions.ancestors(each.adcode)[-1][2:] != "0000"
    ]

    assert lost == []


@given(st.text(max_size=6))
def test_any_name_at_all_has_an_answer(name: str) -> None:
    assert all(each.adcode for each in divisions.by_name(name))
