import pytest

from tests.unit.policy.pages import read, reading


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("财政部、税务总局印发通知", ["财政部", "税务总局"], id="jointly"),
        pytest.param("发改委发文，国家发展改革委解读", ["国家发展改革委"], id="the-fullest-name"),
        pytest.param("中国财政部表示，财政部将落实", ["中国财政部"], id="with-the-state"),
        pytest.param("国家商务部公布", ["国家商务部"], id="with-国家"),
        pytest.param("余杭区市场监管局组建服务团", ["余杭区市场监管局"], id="local"),
        pytest.param("上海市场监管局通报", ["上海市场监管局"], id="a-character-shared"),
        pytest.param("江苏省苏州市住房和城乡建设局公示", ["江苏省苏州市住房和城乡建设局"], id="with-its-parents"),
        pytest.param(
            "江苏省政府、余杭区委、桐庐县政府印发", ["江苏省政府", "余杭区委", "桐庐县政府"], id="levels-shared"
        ),
        pytest.param("江苏省十四届人大常委会表决", ["江苏省十四届人大常委会"], id="a-session"),
        pytest.param("十四届全国人大常委会表决", ["十四届全国人大常委会"], id="a-national-session"),
        pytest.param("中国人民银行南京分行营业管理部印发", ["中国人民银行南京分行营业管理部"], id="a-branch"),
        pytest.param("义乌市新冠肺炎疫情防控工作指挥部发布", ["义乌市新冠肺炎疫情防控工作指挥部"], id="for-one-task"),
        pytest.param("经广州与佛山协调小组协商", ["广州与佛山协调小组"], id="of-two-places"),
        pytest.param("同意组建2022年杭州亚运协调委员会", ["2022年杭州亚运协调委员会"], id="of-a-year"),
        pytest.param("国家教材建设评审委员会审定", ["国家教材建设评审委员会"], id="a-national-committee"),
        pytest.param("市教育局印发通知，省教育局跟进", ["市教育局", "省教育局"], id="of-its-level"),
        pytest.param("市政府印发，区委部署，市场监管部门落实", ["市政府", "区委"], id="its-level-inside"),
        pytest.param("西藏自治区政府、凉山州政府印发", ["西藏自治区政府", "凉山州政府"], id="regions-and-their-like"),
        pytest.param("杭州市公安局余杭区分局通报", ["杭州市公安局余杭区分局"], id="a-branch-of-a-local-body"),
        pytest.param(
            "香港特区政府教育局公布，澳门特区政府旅游局公布",
            ["香港特区政府教育局", "澳门特区政府旅游局"],
            id="with-their-government",
        ),
        pytest.param("中共中央组织部印发", ["中共中央组织部"], id="longer-than-the-party"),
        pytest.param("市教育局印发通知，杭州市教育局解读", ["杭州市教育局"], id="a-level-that-a-place-has"),
        pytest.param("美国商务部公布，西班牙政府回应", ["美国商务部", "西班牙政府"], id="abroad"),
        pytest.param("被美商务部列入", ["美商务部"], id="one-letter"),
        pytest.param("美国最高法裁定", ["美国最高法"], id="a-name-at-home"),
        pytest.param("美国联邦公共安全委员会调查", ["美国联邦公共安全委员会"], id="abroad-in-no-table"),
        pytest.param("日本央行维持利率，央行表示", ["日本央行"], id="a-bare-bank"),
        pytest.param("在国新办举行的新闻发布会上", [], id="a-host"),
        pytest.param("完美商务部署", [], id="inside-a-word"),
        pytest.param("中国政府准许", [], id="the-government"),
        pytest.param("经国务院批准，向国务院报告", [], id="approves-or-hears"),
        pytest.param("在商务部指导下", [], id="guides"),
        pytest.param("经杭州市财政局同意", ["杭州市财政局"], id="a-local-body-that-consents"),
        pytest.param("国务院各部委，国务院药品监督管理部门", [], id="classes-of-body"),
        pytest.param("商务部：\n你部请示收悉", [], id="addressed"),
        pytest.param("党中央高度重视", [], id="the-party-centre"),
        pytest.param("成员：张三 公安部副部长\n", [], id="on-a-list"),
        pytest.param("公安部副部长张三表示", ["公安部"], id="its-speaker"),
        pytest.param("免去张三的公安部部长职务", [], id="its-post"),
        pytest.param("国务院总理主持会议，中共中央总书记讲话，杭州市委书记出席", [], id="leaders"),
        pytest.param("贯彻全会和中央政治局会议、中央军委会议精神", [], id="whose-meeting-is-followed"),
        pytest.param("水利厅和杭州市委原常委、丽水市委原副书记被查", [], id="who-sat-on-it-once"),
        pytest.param("浙江省水利厅党组书记张三表示", ["浙江省水利厅"], id="the-head-of-an-offices-party-group"),
        pytest.param("省长主持召开省政府会议，经开区政府配合", ["省政府"], id="a-level-behind-召开"),
        pytest.param("杭州市疾控中心、市卫生健康委表示", ["杭州市疾控中心", "市卫生健康委"], id="not-the-nations"),
        pytest.param("证券将于上海证券交易所上市", [], id="where-it-is-listed"),
        pytest.param("中共中央台办受权发布", ["中共中央台办"], id="an-office-of-the-party"),
        pytest.param("国务院联防联控：分级管理", ["国务院联防联控"], id="a-mechanism-by-its-short-name"),
        pytest.param("新北市政府警察局公布", ["新北市政府警察局"], id="in-taiwan"),
        pytest.param("学习中央纪委五次全会精神", [], id="whose-plenum-is-followed"),
        pytest.param("证券将在香港联交所及卢森堡证券交易所主板上市", [], id="where-it-is-listed-as-well"),
        pytest.param(
            "国务院转发《商务部、财政部关于水的意见》", ["国务院", "商务部", "财政部"], id="whose-paper-is-passed-on"
        ),
        pytest.param("美国农业部发文，农业部要求州政府补办", ["美国农业部"], id="abroad-once-more"),
        pytest.param("农业部放宽限制，美国农业部称", ["农业部", "美国农业部"], id="at-home-before-its-like"),
        pytest.param("农业部发文。美国农业部称，农业部称", ["农业部", "美国农业部"], id="at-home-once-more"),
        pytest.param("会议召开。美国农业部称，农业部称", ["美国农业部", "农业部"], id="abroad-behind-the-beginning"),
        pytest.param(
            "美国农业部称，日本农业部称，农业部称", ["美国农业部", "日本农业部", "农业部"], id="of-two-countries"
        ),
        pytest.param(
            "美国农业部发文，以人民币计价，农业部回应", ["美国农业部", "农业部"], id="abroad-and-in-our-money"
        ),
        pytest.param("美国农业部在华盛顿发文，农业部称", ["美国农业部"], id="abroad-in-its-capital"),
        pytest.param("美国农业部发文，农业部回应中方", ["美国农业部", "农业部"], id="abroad-and-at-home"),
        pytest.param("美国农业部发文，农业部在杭州回应", ["美国农业部", "农业部"], id="abroad-and-in-our-places"),
        pytest.param("美国农业部发文，财政部回应", ["美国农业部", "财政部"], id="abroad-and-another"),
        pytest.param("白宫国家经济委员会认为", ["白宫国家经济委员会"], id="a-part-of-a-body-abroad"),
        pytest.param("便于个人行使权利，中央行政学院，人行公布", ["人行"], id="across-words"),
        pytest.param("授权国务院调整，国务院部门办理全国政协提案", [], id="is-empowered"),
        pytest.param("她在全国人大环资委会议上说", [], id="where-one-speaks"),
        pytest.param("透过香港金管局债务工具中央结算系统发行", [], id="whose-system"),
        pytest.param("中央纪委办公厅印发", ["中央纪委办公厅"], id="an-office-of-a-commission"),
        pytest.param("国务院关于水的通知 各省：　现将", ["国务院"], id="who-writes-above-an-address"),
        pytest.param("市长代表市政府约谈企业", ["市政府"], id="a-level-behind-代表"),
        pytest.param("《商务部关于水的通知》", [], id="inside-a-title"),
        pytest.param("医管局公布，立法会通过", [], id="hong-kongs-own-names-need-its-print"),
        pytest.param("香港金管局公布", ["香港金管局"], id="hong-kong-named"),
        pytest.param("杭州有关部门，杭州的委员会", [], id="no-body"),
        pytest.param("商务部提交全国人大审议，拟提请国务院常务会议讨论", ["商务部"], id="is-asked"),
        pytest.param("方案已经国务院领导同志同意", [], id="its-leaders-consent"),
        pytest.param("任命张三为教育部部长", [], id="a-post-is-filled"),
        pytest.param("拟招聘广电总局局长，财政部长张三表示", ["财政部"], id="a-post-and-its-holder"),
        pytest.param("与包括财政部在内的各方合作", [], id="among-others"),
        pytest.param("接受上海证券交易所监管，未经韩国央行许可", [], id="watches-and-permits"),
        pytest.param("韩国反洗钱机构处罚", [], id="a-kind-of-body-abroad"),
        pytest.param("达拉斯联储行行长说，达拉斯联邦储备银行公布", ["达拉斯联邦储备银行"], id="a-reserve-bank"),
        pytest.param("制裁美国前商务部长", [], id="a-former-post"),
        pytest.param("日前财政部部长表示，应急部队出动，应急部说明", ["财政部", "应急部"], id="the-other-day"),
        pytest.param("香港立法会选举，香港立法会补选，香港区议会一般选举", [], id="an-election"),
        pytest.param("同意建立养老服务部际联席会议制度", ["养老服务部际联席会议"], id="between-ministries"),
        pytest.param(
            "全国政协委员提案，中共中央政治局常委出席，明确中国人民银行的监管职责", [], id="a-member-and-duties"
        ),
        pytest.param("国务院常务会议审议", ["国务院"], id="its-meeting"),
        pytest.param("各国财政部，主要央行，韩国监管机构", [], id="bodies-of-a-kind"),
        pytest.param(
            "德国国家数据保护和信息自由委员会处罚企业",
            ["德国国家数据保护和信息自由委员会"],
            id="abroad-with-its-country",
        ),
        pytest.param(
            "国务院联防联控机制综合组派员，义乌市防汛防台抗旱指挥部办公室通告",
            ["国务院联防联控机制综合组", "义乌市防汛防台抗旱指挥部办公室"],
            id="the-part-that-acts",
        ),
        pytest.param("会上，粮食产销部际协调机制通报", ["粮食产销部际协调机制"], id="between-ministries"),
        pytest.param("北京共同主办中外企业顾问委员会会议", [], id="a-place-with-a-verb"),
        pytest.param("知事在县议会表示", [], id="no-parliament-of-ours"),
        pytest.param("9月8日国务院部署", ["国务院"], id="a-day-is-no-country"),
        pytest.param("军队环境保护部门负责", [], id="departments"),
        pytest.param("白宫国家安全委员会回应", ["白宫"], id="inside-a-foreign-one"),
        pytest.param("张三　　公安部副部长　　　李四", [], id="on-a-list-in-a-row"),
        pytest.param("办理全国人大代表建议", [], id="its-members"),
        pytest.param("为贯彻落实国务院办公厅《关于水的通知》，水利部印发", ["水利部"], id="issued-what-is-cited"),
        pytest.param("将“质检总局”修改为“市场监管总局”", [], id="a-name-in-quotation-marks"),
        pytest.param("公布对财政部原党组书记、水利部原部长的处分", [], id="those-who-left"),
        pytest.param(
            "甲市委教育工委通报，浙江省委教育工委、杭州市委宣传部印发",
            ["浙江省委教育工委", "杭州市委宣传部"],
            id="of-the-party",
        ),
        pytest.param("办公室设在水利部，线索已转交公安部", [], id="where-it-sits-and-who-is-handed-it"),
        pytest.param("日本政府消息人士说，对五名财政部副部长实施制裁", [], id="a-source-inside-and-persons"),
        pytest.param("加入世界贸易组织，遵守世界贸易组织规则，亚洲开发银行年会", [], id="joined-and-its-rules"),
        pytest.param(
            "国务院应对新型冠状病毒感染疫情联防联控机制外事组通知",
            ["国务院应对新型冠状病毒感染疫情联防联控机制外事组"],
            id="another-part-that-acts",
        ),
        pytest.param(
            "德国联邦财政部回应，韩国企划财政部公布",
            ["德国联邦财政部", "韩国企划财政部"],
            id="abroad-with-a-word-between",
        ),
        pytest.param("我国家财政部门落实", [], id="a-word-between-and-no-country"),
        pytest.param(
            "郑州市住房保障和房地产管理局印发，上海金融法院立案，国家统计局江苏调查总队公布",
            ["郑州市住房保障和房地产管理局", "上海金融法院", "国家统计局江苏调查总队"],
            id="rarer-offices",
        ),
        pytest.param("《中共中央 国务院关于水的意见》发布", ["中共中央", "国务院"], id="the-title-s-own-issuers"),
        pytest.param("学习《国务院关于水的意见》，《关于水利部职责的规定》发布", [], id="others-in-a-title"),
        pytest.param("53国外交部长与会，统筹国务院机构、全国政协机构", [], id="of-many-countries-and-their-organs"),
        pytest.param("水利部机关服务中心原党委书记受审，选民投票后致电公安部", [], id="a-part-s-former-head"),
        pytest.param("教育部、体育总局等有关部门拟定", ["教育部", "体育总局"], id="the-last-of-those-named"),
        pytest.param("草案在全国人大常委会二读", [], id="where-it-is-read"),
        pytest.param("欧盟外交部门回应", [], id="a-department-abroad"),
        pytest.param("中央军委后勤保障部印发", ["中央军委后勤保障部"], id="of-the-army"),
        pytest.param("财政部长期支持", ["财政部"], id="no-post"),
    ],
)
def test_bodies(text: str, found: list[str]) -> None:
    assert [body["name"] for body in read("bodies", text)] == found


@pytest.mark.parametrize(
    ("title", "text", "found", "code"),
    [
        pytest.param(
            "一则消息",
            "央行今日开展800亿元逆回购操作。日本央行周五维持利率不变。",
            ["央行", "日本央行"],
            "CN",
            id="the-bank-leads",
        ),
        pytest.param(
            "日本央行加息",
            "央行今日投放资金。日本央行未置评。",
            ["日本央行", "央行"],
            "JP",
            id="the-bank-leads-its-text",
        ),
        pytest.param(
            "商务部就胶粘剂立案",
            "对原产于美国的胶粘剂，美国商务部曾致函。商务部决定立案。",
            ["商务部", "美国商务部"],
            "CN",
            id="in-the-title",
        ),
        pytest.param(
            "财政部招标发债",
            "美国财政部的做法不同。财政部说，财政部采用多种价格招标。",
            ["财政部", "美国财政部"],
            "CN",
            id="throughout-the-text",
        ),
        pytest.param(
            "教育部提醒赴澳学生",
            "澳大利亚教育部调整签证。教育部将跟踪。",
            ["教育部", "澳大利亚教育部"],
            "CN",
            id="in-the-title-alone",
        ),
        pytest.param(
            "美国商务部发布规则", "规则今日生效。商务部称影响有限。", ["美国商务部"], "US", id="abroad-in-the-title"
        ),
        pytest.param(
            "美国商务部发布规则，商务部回应",
            "规则今日生效。",
            ["美国商务部", "商务部"],
            "US",
            id="both-in-the-title",
        ),
    ],
)
def test_bodies_beside_their_like_abroad(title: str, text: str, found: list[str], code: str) -> None:
    got = reading(text, title).fields

    assert [body["name"] for body in got["bodies"]] == found
    assert got["jurisdiction"] == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("證監會發出通函，協助業界處理個案。", "HK", id="hong-kongs-own"),
        pytest.param("證監會發出通函，中證監發表聲明，協助業界處理個案。", "CN", id="beside-the-mainlands"),
    ],
)
def test_the_securities_regulator_in_hong_kongs_print(text: str, code: str) -> None:
    assert read("jurisdiction", text) == code


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("警方拘捕兩名疑犯，涉嫌詐騙長者財產。", ["警方"], id="at-home"),
        pytest.param("比利時有遊行，警方拘捕兩名疑犯，涉嫌毀壞財產。", [], id="abroad"),
    ],
)
def test_the_police_in_hong_kongs_print(text: str, found: list[str]) -> None:
    assert [body["name"] for body in read("bodies", text)] == found


def test_every_body_shows_where_it_stands() -> None:
    got = reading("商务部印发通知。")

    assert got.evidence["bodies[0]"] == [{"raw_id": "2025-05-16-0", "part": "text", "start": 0, "end": 3}]
