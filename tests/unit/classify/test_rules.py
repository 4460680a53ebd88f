"""Structure decides: one row a rule, and what each must leave alone."""

import pytest

from reference.classify_rules import Place, rules_over
from reference.tables import read_rows
from workers.classify import classify, explain

PLACES: tuple[Place, ...] = ("title", "text", "lead")
DECIDED = [
    pytest.param("brief_of_a_move", "price_move", "远山科技涨3.61%,成交额2...", "", id="ticker-title"),
    pytest.param("brief_of_a_move", "price_move", "青禾股份跌停,成交额8311.2万...", "", id="limit-title"),
    pytest.param("wrap_of_a_market", "price_move", "午评：三大指数涨跌不一 船舶股领涨", "", id="wrap"),
    pytest.param("index_moves", "price_move", "沪指高开0.4% 船舶板块领涨", "", id="index"),
    pytest.param("approval", "policy_story", "青禾股份：增发申请获证监会同意注册批复", "", id="approval"),
    pytest.param("penalty", "policy_story", "云岭电气大股东违规减持 被罚300万元", "", id="fined-a-sum"),
    pytest.param("authority_acts", "policy_story", "工信部赴云岭电气集团调研", "", id="visits"),
    pytest.param("trade_in", "policy_story", "各地“两新”政策落地 家电卖场回暖", "", id="trade-in"),
    pytest.param(
        "quote_of_a_move", "price_move", "", "8月7日,远山科技盘中上涨3.61%,截至09:41,报8.70元/股", id="dated-move"
    ),
    pytest.param(
        "quote_of_a_move",
        "price_move",
        "",
        "８月７日，雲嶺電氣（維權）盤中上漲３．６１％，截至09:41",
        id="traditional-move",
    ),
    pytest.param(
        "quote_of_a_move", "price_move", "云岭电气获关注", "云岭电气触及涨停，成交额7.12亿元。", id="limit-and-turnover"
    ),
    pytest.param("figure_of_a_move", "price_move", "", "8月7日，远山科技盘中上涨3.61%。", id="move-without-a-quote"),
    pytest.param("figure_of_a_move", "price_move", "", "现货白银日内跌2%，盎司价格失守31.5美元。", id="commodity"),
    pytest.param("own_move_title", "price_move", "远山科技今日跌停 三家机构现身卖方", "", id="own-move"),
    pytest.param("limit_first", "price_move", "云岭电气涨停 两机构净卖出", "", id="limit-before-flows"),
    pytest.param("own_move_title", "price_move", "青禾股份8月7日快速回调", "", id="dated-own-move"),
    pytest.param("own_move_text", "price_move", "", "北苑食品上市首日破发，龙虎榜数据显示两机构买入。", id="first-day"),
    pytest.param("own_move_text", "price_move", "", "云岭电气触及涨停，全天成交7.12亿元。", id="touches-its-limit"),
    pytest.param(
        "quote_with_its_move",
        "price_move",
        "",
        "截至2025年08月07日 15:00,云岭电气(600999)最新价格：8.70元，最新涨跌幅：-0.61%。",
        id="quote",
    ),
    pytest.param("sector_moves", "price_move", "", "养殖板块午后走强，青禾股份涨停。", id="sector"),
    pytest.param("decree", "policy_story", "国务院总理签署国务院令 公布新修订的条例", "", id="decree"),
    pytest.param("issue_of_a_document", "policy_story", "三部门联合印发《绿色仓储建设实施方案》", "", id="document"),
    pytest.param("notice", "policy_story", "市人民政府办公室关于做好防汛工作的通知", "", id="notice"),
    pytest.param("issue_in_text", "policy_story", "", "近日，云岭省科技厅印发《绿色仓储行动方案》。", id="issue"),
    pytest.param("act_on_a_company", "policy_story", "远山科技收到深交所问询函", "", id="inquiry"),
    pytest.param("article_of_a_law", "policy_story", "", "第十二条　县级以上人民政府应当加强监督。", id="article"),
    pytest.param(
        "number_of_a_document", "policy_story", "", "各区人民政府：现将方案印发（临政办发〔2024〕17号）。", id="number"
    ),
    pytest.param("open_market_operation", "policy_story", "央行今日开展500亿元7天期逆回购操作", "", id="repo"),
    pytest.param(
        "open_market_operation", "policy_story", "人行開展三百億元逆回購　單日淨回籠", "", id="repo-traditional"
    ),
    pytest.param(
        "answer_to_investors", "other", "", "远山科技在投资者互动平台表示，公司产品未用于航天。", id="investors"
    ),
    pytest.param("seats_and_blocks", "other", "龙虎榜：五只个股获机构买入", "", id="seats"),
    pytest.param("flows_first_title", "other", "3.1亿元主力资金今日撤离酿造板块", "", id="flows-in-title"),
    pytest.param("flows_first_text", "other", "", "三机构买入远山科技1.2亿元，该股今日涨停。", id="flows-in-text"),
    pytest.param("rating", "other", "", "东岭证券：维持远山科技买入评级，看好其海外订单。", id="rating"),
    pytest.param("buyback", "other", "", "青禾控股(09999.HK)：回购30万股，耗资210万港元。", id="buyback"),
    pytest.param("limit_of_a_share", "price_move", "北苑食品午后直线拉升封板", "", id="limit-of-a-share"),
    pytest.param("bare_move", "price_move", "北苑食品早盘走强", "", id="bare-move"),
    pytest.param("bare_move", "price_move", "北苑食品(00700.HK)跌1%", "", id="bare-move-with-a-code"),
    pytest.param("average_line", "price_move", "今日突破半年线的个股一览", "", id="average-line"),
    pytest.param("decision_on_rates", "policy_story", "加拿大央行如期降息25个基点", "", id="decision-on-rates"),
    pytest.param("statistic_in_title", "other", "8月全国居民消费价格同比上涨0.4%", "", id="statistic-in-title"),
    pytest.param("view_of_a_house", "other", "瑞银：沪指年内恐再跌6%", "", id="view-of-a-bank"),
    pytest.param("voice_of_others", "other", "學者稱新例方向正確", "", id="voice-of-a-scholar"),
    pytest.param("penalty", "policy_story", "远山科技虚增营收，被重罚1.3亿元", "", id="penalty"),
    pytest.param("rates_kept", "policy_story", "匈牙利維持基準利率不變", "", id="rates-kept"),
    pytest.param("authority_counts", "other", "税务总局：上半年新办户数达400万户", "", id="authority-counts"),
    pytest.param("authority_acts", "policy_story", "水利部启动小型水库安全整治", "", id="authority-acts"),
    pytest.param("authority_says", "policy_story", "民政部：将优化婚姻登记流程", "", id="authority-says"),
    pytest.param("trade_order", "policy_story", "巴西对进口钢板加征20%关税", "", id="trade-order"),
    pytest.param("administered", "policy_story", "下月起失业人员医保缴费比例下调", "", id="administered"),
    pytest.param("place_says", "policy_story", "贵州：加快推动老旧电梯更新", "", id="place-says"),
    pytest.param("mark_of_a_price", "price_move", "供应趋紧 伦铝升破3100美元", "", id="mark-of-a-price"),
    pytest.param("statistic_in_text", "other", "", "欧元区10月零售销售按月升0.2%，略胜预期。", id="statistic-in-text"),
]


@pytest.mark.parametrize(("rule", "label", "title", "text"), DECIDED)
def test_a_rule_decides(rule: str, label: str, title: str, text: str) -> None:
    verdict = classify(title, text)
    parts = {"title": title, "text": text}

    assert explain(title, text) == (rule, [])
    assert verdict.label == label
    assert verdict.score >= 0.95
    assert [parts[part][start:end] for part, start, end in verdict.reasons]


def test_every_rule_has_a_row_here() -> None:
    assert {row[0] for row in read_rows("classify_rules.csv")} == {str(row.values[0]) for row in DECIDED}


@pytest.mark.parametrize(
    ("title", "text"),
    [
        pytest.param("沪指料将上涨至新高", "", id="forecast-of-an-index"),
        pytest.param("沪指大跌，后市如何操作？", "", id="question-about-an-index"),
        pytest.param("", "远山科技今日涨停，公司晚间公告称无应披露事项。", id="announcement-after-a-limit"),
        pytest.param("远山科技今日有望涨停", "", id="hope-of-a-limit"),
        pytest.param("", "远山科技今日为何跌停？", id="question-about-a-limit"),
        pytest.param("远山科技回复收到的深交所问询函", "", id="answer-to-an-inquiry"),
        pytest.param("远山科技被重罚？公司回应称已缴清", "", id="answer-to-a-penalty"),
        pytest.param("贵州：新增3例确诊病例 加快流调", "", id="cases-in-a-province"),
        pytest.param("代表们建议养老金提高一成", "", id="advice-on-pensions"),
        pytest.param("伦铝能否升破3100美元", "", id="question-about-a-mark"),
    ],
)
def test_the_model_decides_what_structure_does_not(title: str, text: str) -> None:
    assert explain(title, text).rule is None


def test_what_a_house_expects_of_a_bank_is_a_view() -> None:
    assert explain("分析师料央行下周逆回购放量", "").rule == "view_of_a_house"


def test_the_words_that_decided_are_shown_as_they_came() -> None:
    title = "人行開展三百億元逆回購"

    assert [title[start:end] for _, start, end in classify(title, "").reasons] == ["人行", "逆回購"]


def test_seats_after_the_own_move_change_nothing() -> None:
    assert classify("", "远山科技今日涨停，龙虎榜数据显示，三机构买入1.2亿元。").label == "price_move"
    assert classify("", "三机构买入远山科技1.2亿元，该股今日涨停。").label == "other"


def test_labels_and_parts_are_known_and_scores_are_shares() -> None:
    rows = read_rows("classify_rules.csv")

    assert {row[1] for row in rows} == {"policy_story", "price_move", "other"}
    assert {row[2] for row in rows} == {"title", "text", "lead"}
    assert all(0.5 < float(row[3]) < 1 for row in rows)
    assert {name for place in PLACES for name in rules_over(place).rules} == {row[0] for row in rows}
