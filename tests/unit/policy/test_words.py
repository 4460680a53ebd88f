"""Programmes, headings, summary, keywords, authors."""

import pytest

from tests.unit.policy.pages import make_page, make_story, read, reading
from workers.policy.page import open_page
from workers.policy.people import find_authors
from workers.policy.programmes import find_programmes
from workers.policy.summary import reading_time_s


@pytest.mark.parametrize(
    ("title", "text", "found"),
    [
        pytest.param("新规", "借“安全月”“企业安全日”等活动宣传", ["安全月", "企业安全日"], id="a-row-before-活动"),
        pytest.param("新规", "开展“暖冬”专项救助行动", ["“暖冬”专项救助行动"], id="a-quoted-name-of-a-campaign"),
        pytest.param("开展资金运用专项检查", "将开展资金运用专项检查", ["资金运用专项检查"], id="an-inspection"),
        pytest.param("新规", "授予国家荣誉称号和“友谊勋章”", ["国家荣誉称号", "友谊勋章"], id="orders-of-merit"),
        pytest.param("新规", "问“本市是否列入甲税试点”", [], id="a-question"),
        pytest.param("新规", "推行“一枚印章”管到底", ["一枚印章"], id="after-推行"),
        pytest.param("新规", "开设“甲乙大学堂”", ["甲乙大学堂"], id="by-its-tail"),
        pytest.param("新规", "“持证上岗”，“师徒结对”改革", [], id="ways-of-working"),
        pytest.param("新规", "他说“天气真好”。", [], id="speech"),
        pytest.param("新规", "达到“12.5”政策，“在家办”改革", [], id="digits-and-places"),
        pytest.param("新规", "《关于“一件事”改革的意见》", [], id="inside-a-title"),
        pytest.param(
            "新规", "推行首席安全官制度，各企业的首席安全官制度与首席安全官制度", ["首席安全官制度"], id="comes-back"
        ),
        pytest.param("推进首席安全官制度", "推行首席安全官制度", ["首席安全官制度"], id="title-and-text"),
        pytest.param(
            "新规", "建立企业首席安全官制度，推行首席安全官制度、首席安全官制度", ["首席安全官制度"], id="its-base-name"
        ),
        pytest.param(
            "开展面向校园食品安全专项行动", "各地落实", ["面向校园食品安全专项行动"], id="a-strong-tail-in-the-title"
        ),
        pytest.param("关税政策", "关税政策、关税政策", [], id="a-kind-of-thing"),
        pytest.param("新规", "落实8个试点制度、8个试点制度、8个试点制度", [], id="a-number"),
        pytest.param("新规", "完善奖励，计划项目，行动措施", [], id="goes-on"),
        pytest.param("新規", "長者可參加長者牙科篩查計劃，當局會協助。", ["長者牙科篩查計劃"], id="hong-kong"),
        pytest.param("新規", "當局將會檢討長者牙科篩查計劃協助市民", [], id="hong-kong-a-verb"),
        pytest.param("新规", "授予国家自然科学奖一等奖", ["国家自然科学奖"], id="an-award"),
        pytest.param("新规", "离境退税2.0版落地，离境退税2.0版", ["离境退税2.0版"], id="a-version"),
        pytest.param("新规", "印发《甲乙丙丁行动计划》，甲乙丙丁行动计划、甲乙丙丁行动计划", [], id="a-document"),
        pytest.param("新规", "面对“数字鸿沟”、政策差距", [], id="another-thing-follows"),
        pytest.param("新规", "推进“无纸化”办公，推出“甲市标准”", [], id="a-quality"),
        pytest.param("新规", "出现“满月”", [], id="two-characters-with-a-short-tail"),
        pytest.param("新规", "开展“扫码入店”、分级检查、“一查到底”等", ["扫码入店", "一查到底"], id="a-list"),
        pytest.param("新规", "“千湖示范”工程启动", ["“千湖示范”工程"], id="its-kind-behind-the-quotation"),
        pytest.param(
            "新规",
            "《甲乙平台集约化试点方案》印发，各地开展甲乙平台集约化试点",
            ["甲乙平台集约化试点"],
            id="carried-out",
        ),
        pytest.param("新规", "部署开展校园食堂放心午餐系列行动。", ["校园食堂放心午餐系列行动"], id="a-campaign-begun"),
        pytest.param("新规", "启动老街更新试点城市评选", [], id="no-campaign-begun"),
        pytest.param("新规", "实施提升夜间消费专项行动，实施防洪改造工程", ["提升夜间消费专项行动"], id="carried-on"),
        pytest.param("新规", "启动2031年校车平安专项行动", ["校车平安专项行动"], id="of-a-year"),
        pytest.param("新规", "在江北新区综合养老试点推广，江北新区综合养老试点", ["江北新区综合养老试点"], id="新区"),
        pytest.param("新规", "开展湿地修复创新试点", ["湿地修复创新试点"], id="创新"),
        pytest.param(
            "新规", "印发《加快推进村级养老互助试点实施方案（2030—2032年）》", ["村级养老互助试点"], id="a-plan-for-it"
        ),
        pytest.param("新规", "印发《关于做好村级养老互助试点方案》", [], id="a-plan-about-it"),
        pytest.param("新规", "推广“社区+物业”模式，“5G+智慧港口”项目", ["5G+智慧港口"], id="a-sum"),
        pytest.param("新规", "启动“一线口岸”", [], id="a-kind-of-gate"),
        pytest.param("“甲车北上”今日起实施", "车主须预约。", ["甲车北上"], id="in-force-from-today"),
        pytest.param("新规", "参与“两重”“两新”", ["两重", "两新"], id="known-by-name"),
        pytest.param("新规", "受消费品以旧换新带动，《关于以工代赈的意见》", ["消费品以旧换新"], id="of-the-nation"),
        pytest.param(
            "新规",
            "申领消费品以旧换新补贴，推行长护险制度",
            ["消费品以旧换新补贴", "长护险制度"],
            id="of-the-nation-and-what-it-gives",
        ),
        pytest.param("新规", "统筹推进“五位一体”总体布局", [], id="a-fixed-name"),
        pytest.param("新规", "设立名为“甲乙丰”的公司，落实“乙丙气泡”的计划", ["乙丙气泡"], id="a-firm-and-a-plan"),
        pytest.param("新规", "启动冰雪运动促进行动。", ["冰雪运动促进行动"], id="a-verb-inside-its-end"),
        pytest.param(
            "持续深化养老服务改革",
            "深化养老服务改革，减免“六税两费”。",
            ["养老服务改革", "六税两费"],
            id="verbs-of-doing-more",
        ),
        pytest.param("新规", "落实“九项工程”等举措，国家规定的奖售粮", [], id="so-many-works-and-no-award"),
        pytest.param(
            "新规",
            "开展了青年就业示范行动，启动可再生能源应用试点",
            ["青年就业示范行动", "可再生能源应用试点"],
            id="letters-of-longer-words",
        ),
        pytest.param("中国—东盟自贸区3.0版", "中国—东盟自贸区3.0版", [], id="cut-off-at-a-dash"),
        pytest.param("暫無意再推保就業計劃", "當局暫無意再推保就業計劃。", ["保就業計劃"], id="a-verb-of-one-letter"),
        pytest.param("新規", "當局會檢討不同長者牙科篩查計劃。", [], id="different-ones"),
        pytest.param("召开2031年调研联络机制会议", "要求加强调研联络机制建设", [], id="a-mechanism"),
        pytest.param("新規", "當局會擴展其他長者牙科篩查計劃。", [], id="others-of-a-kind"),
        pytest.param("新规", "决定开展第九次全国湖泊普查", ["第九次全国湖泊普查"], id="a-census"),
        pytest.param("新规", "美国房地产政策、美国房地产政策、美国房地产政策", [], id="a-kind-of-policy"),
        pytest.param(
            "新规", "国务院联防联控机制通报，联防联控机制、联防联控机制、联防联控机制", [], id="part-of-a-body"
        ),
        pytest.param("新规", "国务院联防联控机制、国务院联防联控机制、国务院联防联控机制", [], id="a-body"),
    ],
)
def test_programmes(title: str, text: str, found: list[str]) -> None:
    assert read("programmes", text, title=title) == found


def test_a_programme_inside_a_body_is_none() -> None:
    page = make_page("推行“质量月”")

    assert find_programmes(page, [], [(page.body_at, len(page.plain))]) == []


@pytest.mark.parametrize(
    ("text", "level1", "level2"),
    [
        pytest.param("首席质量官制度提升产品质量", "市场监管、安全生产监管", "质量监督", id="words"),
        pytest.param("干部教育培训工作条例公布", "劳动、人事、监察", "人事工作", id="a-longer-word-first"),
        pytest.param("税务总局公布办法", "财政、金融、审计", "税务", id="a-body"),
        pytest.param("国家烟草专卖局公布办法", "工业、交通", None, id="a-body-without-a-sub-heading"),
        pytest.param("主题分类：\n科技、教育\\\\教育\n发文机关", "科技、教育", "教育", id="printed"),
        pytest.param("主题分类：科技、教育\\体操", "科技、教育", None, id="printed-without-a-known-sub-heading"),
    ],
)
def test_topics(text: str, level1: str, level2: str | None) -> None:
    topic = read("topics", text)[0]

    assert (topic["level1"], topic["level2"]) == (level1, level2)
    assert 0 < topic["score"] <= 1


@pytest.mark.parametrize(
    "text", [pytest.param("一切照旧", id="nothing"), pytest.param("学者指出差别", id="too-little")]
)
def test_no_topics(text: str) -> None:
    assert read("topics", text) == []


def test_an_unknown_printed_heading_is_not_taken() -> None:
    assert read("topics", "主题分类：天文\\星象") == []


def test_a_story_of_two_subjects_has_two_headings() -> None:
    found = read("topics", "幼儿园招生与义务教育入学。医院接种疫苗，防疫与公共卫生。")

    assert {each["level1"] for each in found} == {"科技、教育", "卫生、体育"}


SENTENCES = [
    "甲市今年起在全市规模以上企业推行首席质量官制度改革。",
    "春天的天气一天比一天暖和起来，街上的行人也多了不少。",
    "市场监管局组织首席质量官培训，覆盖企业660家，产品质量抽检合格率达到98%。",
    "下午的阳光照在窗台上，几位老人在院子里慢慢地下着棋。",
    "首席质量官制度推动质量管理体系认证，质量标准全面提升。",
]


def test_a_summary_is_the_first_and_the_telling_sentences_in_order() -> None:
    assert read("summary", "\n".join(SENTENCES), title="首席质量官制度") == [SENTENCES[0], SENTENCES[2], SENTENCES[4]]


def test_a_short_text_is_its_own_summary() -> None:
    assert read("summary", SENTENCES[0]) == [SENTENCES[0]]
    assert read("summary", "□甲乙 丙丁\n短句。") == []
    assert read("summary", "".join(SENTENCES[:3])) == [SENTENCES[0], SENTENCES[2]]


def test_a_sentence_that_is_cut_off_or_a_heading_is_no_summary() -> None:
    assert read("summary", "甲市今年起在全市规模以上企业推行首席质量官制度改...") == []
    assert read("summary", "主题分类：甲市今年起在全市规模以上企业推行首席质量官") == []


def test_keywords_are_schemes_then_rare_and_frequent_words() -> None:
    text = (
        "推行首席安全官制度，养老保险参保扩面，养老保险待遇。"
        "教育、医疗、住房、税收、环保、能源、铁路、民航、邮政、体育。"
    )
    found = read("keywords", text, title="首席安全官制度")

    assert found[:2] == ["首席安全官制度", "养老保险"]
    assert len(found) == 8


def test_reading_time_grows_with_the_text() -> None:
    assert reading_time_s(make_page("字" * 400)) == 60
    assert reading_time_s(make_page(" \n")) == 0


@pytest.mark.parametrize(
    ("fields", "text", "found"),
    [
        pytest.param({"byline": "□周岚 陈默"}, "正文。", ["周岚", "陈默"], id="byline"),
        pytest.param({"author": "创始人"}, "正文。", [], id="placeholder"),
        pytest.param({"author": "本报记者 李明、王芳"}, "正文。", ["李明", "王芳"], id="author-line"),
        pytest.param({"author": "某某日报"}, "正文。", [], id="a-paper"),
        pytest.param({}, "　　某某周报记者 李明、王芳 发自北京\n正文。", ["李明", "王芳"], id="a-paper-s-writers"),
        pytest.param({}, "某某周报记者 李明在北京看到", [], id="a-writer-in-a-sentence"),
        pytest.param({}, "□周岚 陈默\n正文。", ["周岚", "陈默"], id="a-line-of-the-text"),
        pytest.param({}, "正文。（记者 周岚）", ["周岚"], id="a-credit"),
        pytest.param({}, "正文。\n作者：李明", ["李明"], id="a-line-with-its-role"),
        pytest.param({}, "正文。\n作者：编辑", [], id="a-role-is-no-name"),
        pytest.param({"byline": "李明"}, "李明报道。（记者 李明）", ["李明"], id="once"),
        pytest.param({"author": "John Smith"}, "正文。", ["John", "Smith"][:0], id="foreign-names-are-cut-at-spaces"),
        pytest.param({}, "记" + "正文。" * 200 + "（记者 周岚）", ["周岚"], id="a-credit-at-the-end"),
        pytest.param({}, "正" * 500, [], id="no-credit"),
    ],
)
def test_authors(fields: dict[str, str], text: str, found: list[str]) -> None:
    report = make_story(text, **fields)

    assert [author.name for author in find_authors(report, open_page(report))] == found


def test_an_author_that_only_the_author_line_names_has_no_place() -> None:
    assert "authors[0]" not in reading("正文。", author="李明").evidence
    assert reading("李明报道。", author="李明").evidence["authors[0]"][0]["start"] == 0
