import pytest

from tests.unit.policy.pages import make_page, reading
from workers.policy.documents import read_documents


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("印发《甲市种子条例》", [("甲市种子条例", None, "own")], id="issued"),
        pytest.param(
            "讨论《政府工作报告（征求意见稿）》", [("政府工作报告（征求意见稿）", None, "cited")], id="a-report"
        ),
        pytest.param(
            "印发《甲市种子纲要（2022-2035年）》，《甲市种子纲要（2022—2035年）》提出",
            [("甲市种子纲要（2022-2035年）", None, "own")],
            id="one-title-in-two-prints",
        ),
        pytest.param("根据《中华人民共和国种子法》", [("中华人民共和国种子法", None, "cited")], id="cited"),
        pytest.param("《甲市种子条例》自6月1日起施行", [("甲市种子条例", None, "own")], id="takes-effect"),
        pytest.param("适用《甲市种子条例》第三条", [("甲市种子条例", None, "cited")], id="an-article-of-it"),
        pytest.param(
            "印发《甲市种子条例》《甲市水条例》",
            [("甲市种子条例", None, "own"), ("甲市水条例", None, "own")],
            id="side-by-side",
        ),
        pytest.param(
            "《关于水的意见（试行）》（国发〔2020〕1号）提出",
            [("关于水的意见（试行）", "国发〔2020〕1号", "cited")],
            id="with-its-number",
        ),
        pytest.param("印发《通知》《总体规划》", [], id="short-forms"),
        pytest.param("读《红楼故事》，收到《行政处罚决定书》《监管关注函》", [], id="no-documents"),
        pytest.param("《甲市种子条例》印发，《种子条例》明确", [("甲市种子条例", None, "own")], id="the-fullest-once"),
        pytest.param(
            "签署《关于完成〈甲乙水运合作路线图〉的联合声明》，修订《甲類疾病規例》",
            [("关于完成〈甲乙水运合作路线图〉的联合声明", None, "own"), ("甲類疾病規例", None, "own")],
            id="statements-and-ordinances",
        ),
        pytest.param("发布《（2021年）》", [], id="a-year-alone"),
        pytest.param(
            "《关于修改〈甲市种子条例〉的决定》施行，《甲市种子条例》规定",
            [("关于修改〈甲市种子条例〉的决定", None, "own"), ("甲市种子条例", None, "cited")],
            id="amends-and-is-amended",
        ),
        pytest.param("发布《甲地的水》白皮书，介绍《甲地的山》画册", [("甲地的水", None, "own")], id="a-white-paper"),
        pytest.param("你部请示（〔1996〕甲司字第8号）收悉", [(None, "〔1996〕甲司字第8号", "cited")], id="of-the-army"),
        pytest.param("国发〔2020〕3号", [(None, "国发〔2020〕3号", "own")], id="own-number"),
        pytest.param("见有关规定的国发[2020]第3号", [(None, "国发〔2020〕3号", "own")], id="brackets-and-第"),
        pytest.param("依据（财税〔2019〕13号）办理", [(None, "财税〔2019〕13号", "cited")], id="number-in-brackets"),
        pytest.param("〔2019〕13号，公告2号", [], id="no-agency"),
        pytest.param(
            "财政部 税务总局公告2022年第14号", [(None, "财政部 税务总局公告2022年第14号", "own")], id="announcement"
        ),
        pytest.param(
            "（1997年3月2日中华人民共和国国务院令第9号发布）",
            [(None, "中华人民共和国国务院令第9号", "own")],
            id="a-decree-behind-its-day",
        ),
        pytest.param("中华人民共和国国务院令第707号", [(None, "中华人民共和国国务院令第707号", "own")], id="decree"),
        pytest.param(
            "印发关于水的意见国办发〔2014〕69号各省", [(None, "国办发〔2014〕69号", "own")], id="run-together"
        ),
    ],
)
def test_documents(text: str, found: list[tuple[str | None, str | None, str]]) -> None:
    documents = [document.fields for document in read_documents(make_page(text))]

    assert [(each["title"], each["number"], each["role"]) for each in documents] == found


def test_a_page_with_its_own_number_issues_what_its_title_names() -> None:
    text = "国发〔2018〕4号\n现印发《甲办法》，《乙条例》已于去年印发。"
    documents = read_documents(make_page(text, title="国务院关于印发《甲办法》的通知"))

    assert [(each.fields["title"], each.fields["role"]) for each in documents] == [
        ("甲办法", "own"),
        (None, "own"),
        ("乙条例", "cited"),
    ]


def test_a_title_of_the_headline_is_own_unless_it_is_only_followed() -> None:
    assert read_documents(make_page("", title="甲市通过《甲市水条例》"))[0].fields["role"] == "own"
    assert read_documents(make_page("", title="甲市落实《水法律条例》"))[0].fields["role"] == "cited"


def test_a_title_that_the_text_cuts_off_is_no_value() -> None:
    got = reading("财政部印发《关于进一步加强", title="财政部发文")

    assert got.fields["documents"] == []
    assert got.truncated == ["documents"]


def test_a_number_far_below_is_cited() -> None:
    page = make_page("。" * 500 + "国发〔2020〕3号")

    assert read_documents(page)[0].fields["role"] == "cited"


def test_a_later_title_of_the_lead_needs_an_act() -> None:
    page = make_page("会议介绍了《甲市水条例》的情况。")

    assert read_documents(page)[0].fields["role"] == "cited"
