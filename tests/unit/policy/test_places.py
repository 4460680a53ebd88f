import pytest

from tests.unit.policy.pages import make_page, read
from workers.policy.names import find_names
from workers.policy.places import find_places
from workers.policy.regions import region_name


def codes(text: str, title: str = "一则消息") -> list[tuple[str, ...]]:
    page = make_page(text, title)
    places, _ = find_places(page, find_names(page).places, [])
    return [place.adcodes or place.candidates for place in places]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("浙江省杭州市余杭区", [("330110",)], id="down-to-the-county"),
        pytest.param("浙江金华永康市", [("330784",)], id="short-forms-in-a-row"),
        pytest.param("四川、重庆、云南", [("510000",), ("500000",), ("530000",)], id="side-by-side"),
        pytest.param("京津冀", [("110000", "120000", "130000")], id="a-group"),
        pytest.param("北京市朝阳区", [("110105",)], id="parent-in-front"),
        pytest.param(
            "沈阳和大连之外，朝阳也在列", [("210100",), ("210200",), ("211300", "110105", "220104")], id="ambiguous"
        ),
        pytest.param("福州市启动改造，鼓楼区先行", [("350100",), ("350102",)], id="parent-elsewhere"),
        pytest.param("市里表示，鼓楼区先行", [("320106", "320302", "350102", "410204")], id="several-of-one-level"),
        pytest.param("大同启动试点", [("140200",)], id="the-larger-one"),
        pytest.param("杭州西湖，西湖边", [("330106",)], id="a-word-needs-its-parent"),
        pytest.param("襄樊市", [("420600",)], id="a-former-prefecture"),
        pytest.param("推动力强，新增城市", [], id="inside-words"),
        pytest.param("湖北省应城市与应城市区", [("420981",), ("420981",)], id="a-county-city"),
        pytest.param("北京大学，上海证券报，路透北京", [], id="institutions-and-papers"),
        pytest.param("海东路，南京西路", [], id="streets"),
        pytest.param("北京5月1日电，台北2日電，上海3日综合外电", [], id="datelines"),
        pytest.param("在安吉举行", [], id="a-short-county-alone"),
        pytest.param("浙江部署，在安吉举行", [("330000",), ("330523",)], id="a-short-county-of-a-named-province"),
        pytest.param("安吉出台新规", [("330523",)], id="a-short-county-at-the-head"),
        pytest.param("美国内华达州，周三明确复合肥的价格", [], id="states-and-words"),
        pytest.param("香港特区", [("810000",)], id="hong-kong"),
        pytest.param("国家长治久安，北海道与出海口", [], id="across-words"),
        pytest.param("左权县湖南村，大同煤业集团", [("140722",)], id="villages-and-mines"),
        pytest.param("经港珠澳大桥", [], id="a-bridge"),
        pytest.param("住东海小区和重庆路社区", [], id="estates"),
        pytest.param("凉山州西昌市，重庆秀山县", [("513401",), ("500241",)], id="as-autonomous-ones-are-called"),
        pytest.param("上海合作组织，上海临港新片区", [("310000",), ("310000",)], id="an-organisation-and-a-zone"),
        pytest.param("德昌电机公布，云南白药与长春药业", [], id="makers"),
        pytest.param("与北京当局对话，游两江四岸", [], id="a-capital-for-its-state"),
    ],
)
def test_places(text: str, found: list[tuple[str, ...]]) -> None:
    assert codes(text) == found


def test_companies_hold_no_places() -> None:
    page = make_page("杭州某某有限公司")

    places, _ = find_places(page, find_names(page).places, [(5, 13)])

    assert places == []


def test_ambiguous_names_are_said_to_be_so_once_however_often_they_are_named() -> None:
    found = read("regions_ambiguous", "鼓楼区发布通告。鼓楼区各街道执行，鼓楼区居民可以查询。")

    assert found == [{"name": "鼓楼区", "candidates": ["320106", "320302", "350102", "410204"]}]


@pytest.mark.parametrize(
    ("title", "text", "about", "mentioned"),
    [
        pytest.param("一项批复", "国家发展改革委批复新建杭州至温州铁路。", ["330100", "330300"], [], id="acted-upon"),
        pytest.param("一项调研", "水利部在杭州召开会议。", [], ["330100"], id="where-a-national-body-meets"),
        pytest.param("西安出台新规", "西安市财政局印发通知，汉中跟进。", ["610100"], ["610700"], id="the-title"),
        pytest.param(
            "河北保定等地重建规划获批",
            "国务院同意规划，要求支持河北省。",
            ["130600"],
            ["130000"],
            id="the-most-specific",
        ),
        pytest.param(
            "浙江发布方案", "杭州市教育局印发方案。", ["330100"], ["330000"], id="a-local-body-below-the-title"
        ),
        pytest.param("新规出台", "上海证监局决定采取措施。", ["310000"], [], id="a-local-body-in-the-lead"),
        pytest.param("", "海康威视公告受罚。浙江证监局责令改正。", ["330000"], [], id="the-only-body-further-down"),
        pytest.param(
            "", "海康威视公告受罚。浙江证监局通报，深圳跟进。", [], ["330000", "440300"], id="a-body-among-places"
        ),
        pytest.param("", "浙江省长主持召开省政府会议。", ["330000"], [], id="a-body-of-its-level-in-the-lead"),
        pytest.param("", "台北市政府公布新规，高雄跟进。", ["710000"], [], id="taiwan"),
        pytest.param("新规出台", "商务部表示支持广州。", [], ["440100"], id="a-national-body"),
        pytest.param("新规出台", "浙江省杭州市余杭区推进改革。杭州跟进。", ["330110"], ["330100"], id="the-lead"),
        pytest.param(
            "医保京津冀互认 天津放宽条件",
            "天津市放宽条件。",
            ["120000"],
            ["110000", "130000"],
            id="a-group-beside-one",
        ),
        pytest.param(
            "",
            "湖南推进改革，长沙先行。\n浙江嘉兴、江苏南通试行一照多址。",
            ["430000", "330400", "320600"],
            ["430100"],
            id="heads-of-paragraphs-without-a-title",
        ),
        pytest.param("德国政府补贴企业", "德国政府补贴企业，北京的车企关注。", [], ["110000"], id="abroad"),
        pytest.param("港澳办通报情况", "国务院港澳办通报情况。", [], ["810000", "820000"], id="inside-a-national-body"),
    ],
)
def test_regions(title: str, text: str, about: list[str], mentioned: list[str]) -> None:
    regions = read("regions", text, title=title)

    assert [each["adcode"] for each in regions if each["role"] == "about"] == about
    assert [each["adcode"] for each in regions if each["role"] == "mentioned"] == mentioned


@pytest.mark.parametrize(
    ("title", "text", "code"),
    [
        pytest.param("新规出台", "商务部印发通知。", "CN", id="a-national-body"),
        pytest.param("新规出台", "我国将扩大试点。", "CN", id="our-country"),
        pytest.param("新规出台", "杭州扩大试点。", "CN", id="a-division"),
        pytest.param("新规出台", "一切照旧。", None, id="nothing-says-it"),
        pytest.param("政府公布新安排", "當局稱會繼續協助業界。", "HK", id="hong-kong-by-its-print"),
        pytest.param("由珠海入境澳門須持證明", "經兩地協商，調整措施，聯繫協調機制。", "MO", id="macao-in-the-title"),
        pytest.param("社交距離措施延續", "行政長官說會繼續評估，各部門協助。", "HK", id="hong-kongs-head"),
        pytest.param(
            "行政長官歡迎決定", "行政長官說，歡迎全國人大常委會釋法，會協助執業者。", "HK", id="before-the-mainland"
        ),
        pytest.param("國務院頒令", "國務院向行政長官頒發命令，當局會繼續協助業界。", "CN", id="behind-the-mainland"),
        pytest.param(
            "特首稱計劃不變",
            "行政長官林某向立法會交代進度，稍後到深圳會面。",
            "HK",
            id="hong-kongs-head-before-a-place",
        ),
        pytest.param("採樣持續進行", "涉嫌盜用個人資料，個案已轉交警方處理。", "HK", id="a-body-that-does-nothing"),
        pytest.param("中方决定反制", "美国国务院宣布制裁，中方决定反制。", "CN", id="our-side-in-the-title"),
        pytest.param("日本维持政策", "日本决定维持政策不变。", "JP", id="abroad"),
        pytest.param("法國政府放寬措施", "法國總理說會放寬措施，學校續開。", "FR", id="abroad-in-hong-kongs-print"),
        pytest.param("世卫组织发布指南", "世界卫生组织发布指南。", None, id="no-countrys-body"),
        pytest.param("台北放宽措施", "台北市政府放宽措施。", "TW", id="taiwan"),
        pytest.param("福建推出台湾同胞便利措施", "福建省公安厅推出措施。", "CN", id="taiwan-in-the-title"),
        pytest.param("香港扩大试点", "香港扩大试点。", "HK", id="hong-kong"),
    ],
)
def test_jurisdiction(title: str, text: str, code: str | None) -> None:
    assert read("jurisdiction", text, title=title) == code


def test_a_region_of_hong_kong_needs_no_name_in_the_text() -> None:
    assert read("regions", "衞生署宣布擴大篩查計劃，長者可獲資助。", title="擴大篩查") == [
        {"adcode": "810000", "name": "香港特别行政区", "role": "about"}
    ]


def test_an_unknown_code_is_its_own_name() -> None:
    assert region_name("999999") == "999999"
