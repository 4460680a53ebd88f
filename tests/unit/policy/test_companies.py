from datetime import date

import pytest

from tests.unit.policy.pages import make_page, read
from workers.policy.companies import find_companies
from workers.policy.names import find_names

ON = date(2025, 5, 16)
RENAMED = date(2026, 9, 1)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("海康威视公告", [("海康威视", "002415.SZ")], id="listed"),
        pytest.param(
            "比亞迪半導體與比亞迪", [("比亞迪半導體", None), ("比亞迪", "002594.SZ")], id="its-own-company-is-another"
        ),
        pytest.param(
            "阿里巴巴集团、海康威视集团公布", [("阿里巴巴集团", "09988.HK"), ("海康威视集团", None)], id="groups"
        ),
        pytest.param(
            "恒大地产与海康威视证券", [("恒大地产", None), ("海康威视证券", None)], id="other-companies-of-it"
        ),
        pytest.param("对贵州茅台采取措施", [("贵州茅台", "600519.SH")], id="a-product-s-name-that-is-acted-on"),
        pytest.param("某某科技(00981)公布", [], id="an-unknown-name"),
        pytest.param("腾讯控股(00700)公布", [("腾讯控股", "00700.HK")], id="hong-kong-by-its-code"),
        pytest.param("美团公布", [("美团", "03690.HK")], id="hong-kong-by-its-name"),
        pytest.param("华为公布", [("华为", None)], id="unlisted"),
        pytest.param("海康威视(002415)公告", [("海康威视", "002415.SZ")], id="by-its-code"),
        pytest.param("海康威视(999999)公告", [("海康威视", "002415.SZ")], id="an-unknown-code"),
        pytest.param("机器人产业发展", [], id="an-ordinary-word"),
        pytest.param("机器人(300024)公告", [("机器人", "300024.SZ")], id="an-ordinary-word-with-its-code"),
        pytest.param("推动创新医疗发展", [], id="a-phrase"),
        pytest.param(
            "同意杭州海康威视数字技术股份有限公司发行",
            [("杭州海康威视数字技术股份有限公司", "002415.SZ")],
            id="a-legal-name",
        ),
        pytest.param(
            "由江苏甲乙创业投资有限责任公司受让，江苏甲乙",
            [("江苏甲乙创业投资有限责任公司", None)],
            id="unlisted-legal-name",
        ),
        pytest.param("甲乙丙丁股份有限公司", [("甲乙丙丁股份有限公司", None)], id="no-listed-name-inside"),
        pytest.param("对甲乙在线科技有限公司立案", [("甲乙在线科技有限公司", None)], id="a-word-that-holds-one"),
        pytest.param("对华为技术有限公司罚款", [("华为技术有限公司", None)], id="a-known-name-that-holds-one"),
        pytest.param(
            "甲乙有限公司和平安银行股份有限公司",
            [("甲乙有限公司", None), ("平安银行股份有限公司", "000001.SZ")],
            id="and-in-front-of-a-listed-name",
        ),
        pytest.param("监管局对外经甲有限公司立案", [("外经甲有限公司", None)], id="what-an-office-does-to-it"),
        pytest.param("中国对外甲乙有限公司", [("中国对外甲乙有限公司", None)], id="a-word-that-is-no-verb"),
        pytest.param(
            "甲市与和而泰智能控制股份有限公司签约",
            [("和而泰智能控制股份有限公司", "002402.SZ")],
            id="a-listed-name-that-holds-one",
        ),
        pytest.param("甲市与乙丙数据有限公司签约", [("乙丙数据有限公司", None)], id="behind-the-last-of-several"),
        pytest.param(
            "中国石油化工股份有限公司（以下简称中国石化）",
            [("中国石油化工股份有限公司", "600028.SH")],
            id="a-short-form-lends-its-code",
        ),
        pytest.param(
            "中国石油化工集团有限公司与中国石化", [("中国石油化工集团有限公司", None)], id="no-code-for-the-parent"
        ),
        pytest.param(
            "约谈甲程、乙程等7家第三方平台企业", [("甲程", None), ("乙程", None)], id="a-list-with-its-number"
        ),
        pytest.param(
            "赴甲乙电器、海康威视等标杆企业",
            [("甲乙电器", None), ("海康威视", "002415.SZ")],
            id="a-list-around-a-known-one",
        ),
        pytest.param("对钢材、水泥等企业", [], id="a-list-of-trades"),
        pytest.param("有关部门等企业", [], id="no-list"),
        pytest.param("登记为有限责任公司", [], id="a-kind-of-company"),
        pytest.param("高通胀与中国银行业", [], id="inside-words"),
        pytest.param("全面小米种植", [], id="a-short-name-inside"),
        pytest.param("阿里地区印发方案", [], id="a-prefecture"),
        pytest.param("小鹏集团参会", [("小鹏集团", None)], id="the-group-that-owns-a-share"),
        pytest.param("*ST上普(行情600680,诊股)披露", [("*ST上普", "600680.SH")], id="a-star"),
        pytest.param("海康威视，海康威视", [("海康威视", "002415.SZ")], id="once"),
        pytest.param("约谈甲、乙丙丁戊己庚辛壬癸子丑寅等2家企业", [], id="too-short-or-too-long"),
        pytest.param("甲乙电器与丙地和谐汽车有限公司", [("丙地和谐汽车有限公司", None)], id="和-inside-a-name"),
        pytest.param("其下属企业丙丁水务有限公司", [("丙丁水务有限公司", None)], id="owned"),
        pytest.param(
            "由甲乙投资合伙企业（有限合伙）认购", [("甲乙投资合伙企业（有限合伙）", None)], id="a-partnership"
        ),
        pytest.param("禁止小米入网", [("小米", "01810.HK")], id="a-short-name-behind-a-verb"),
        pytest.param("有限公司", [], id="a-tail-alone"),
        pytest.param("昇兴股份公告", [("昇兴股份", "002752.SZ")], id="a-traditional-character-in-its-name"),
        pytest.param("淮北矿业（集团）公司", [("淮北矿业（集团）公司", None)], id="the-group-of-its-name"),
        pytest.param("罚中国海通证券香港", [("中国海通证券香港", None)], id="inside-a-longer-name"),
        pytest.param(
            "小米通讯参会，小米香港上市", [("小米通讯", None), ("小米", "01810.HK")], id="its-own-and-a-place"
        ),
        pytest.param("厅长王小鹏：要加强监管", [], id="a-persons-name"),
        pytest.param("约谈谷歌(Google)和Netflix", [("谷歌", None), ("Netflix", None)], id="beside-a-known-one"),
        pytest.param("国盛证券被谈话", [("国盛证券", None)], id="before-the-share-took-its-name"),
        pytest.param("国盛金控公告", [("国盛金控", "002670.SZ")], id="by-its-name-of-the-day"),
    ],
)
def test_companies(text: str, found: list[tuple[str, str | None]]) -> None:
    page = make_page(text)

    companies, _ = find_companies(page, find_names(page).companies, ON)

    assert [(each.fields["name"], each.fields["code"]) for each in companies] == found


def test_a_new_name_has_the_code_once_it_is_the_shares() -> None:
    page = make_page("国盛证券公告")

    found, _ = find_companies(page, find_names(page).companies, RENAMED)

    assert [each.fields["code"] for each in found] == ["002670.SZ"]


def test_every_place_of_a_name_is_the_companys() -> None:
    page = make_page("宁德时代获批。宁德时代将会落实。")

    found, named = find_companies(page, find_names(page).companies, ON)

    assert [each.fields["name"] for each in found] == ["宁德时代"]
    assert [page.cut(*at) for at in named] == ["宁德时代"] * 2
    assert read("regions", "宁德时代获批。宁德时代将会落实。") == []
