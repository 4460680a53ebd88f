"""Forms that many portals share, one example of our own each: what stands, what is only told beside it."""

import pytest

from tests.unit.price.samples import read, told


@pytest.mark.parametrize(
    ("title", "text", "moves"),
    [
        pytest.param("五粮液盘中再涨停", "", ["五粮液 up limit up intraday"], id="a-limit-behind-again"),
        pytest.param("五粮液三涨停 公司澄清", "", ["五粮液 up limit up"], id="limits-in-a-row-by-number"),
        pytest.param("", "五粮液收盘跌停。", ["五粮液 down limit down close"], id="a-limit-at-the-close"),
        pytest.param("", "沪铜今年首度涨停。", ["沪铜 up limit up"], id="the-first-of-the-year-is-today"),
        pytest.param("【每日收评】创业板指跌近2%", "", ["创业板指 down -2% near close"], id="a-daily-review"),
        pytest.param("【午报】沪指涨1%", "", ["沪指 up 1% midday"], id="a-midday-report"),
        pytest.param("", "日经225日内涨幅达1%。", ["日经225 up 1% intraday"], id="an-index-by-number"),
        pytest.param("", "五粮液近10日内涨30%。", [], id="a-run-of-days"),
        pytest.param(
            "",
            "欧元兑英镑刚刚刺穿0.85关口，最新报0.8497，日图跌0.12%。",
            ["欧元兑英镑 down -0.12% price 0.8497 intraday"],
            id="a-level-just-pierced",
        ),
        pytest.param(
            "", "恒指收报20100点，跟随美股上升1%。", ["恒指 up 1% points 20100 close"], id="the-market-that-is-followed"
        ),
        pytest.param(
            "",
            "孟买综合指数(SENSEX)最新下探1.5%，报59000点。",
            ["孟买综合指数 down -1.5% points 59000 intraday"],
            id="the-latest",
        ),
        pytest.param(
            "",
            "五粮液较早时跌2%。另外，较早时有报道指行业受关注。",
            ["五粮液 down -2% intraday"],
            id="earlier-is-a-time-before-a-change",
        ),
        pytest.param("", "五粮液、泸州老窖等皆有涨幅。", ["五粮液 up", "泸州老窖 up"], id="all-have-risen"),
        pytest.param(
            "", "现货铂涨0.7%，至每盎司968.4美元。", ["现货铂 up 0.7% price 968.4 USD"], id="a-level-by-the-ounce"
        ),
        pytest.param("黄金会否跌破1000美元", "", [], id="whether-it-will"),
        pytest.param("午评：白糖反弹乏力", "", [], id="a-weak-rebound"),
        pytest.param("", "空头比重上升1个百分点。", [], id="a-share-of-positions"),
        pytest.param("沪铜一年新高", "", ["沪铜 up"], id="a-high-without-a-verb"),
        pytest.param("", "沪铜触及一年新高。", [], id="a-high-that-was-only-touched"),
        pytest.param("", "澳元兑美元下试0.65水平，创3月底以来最低。", ["澳元兑美元 down"], id="the-lowest-since"),
        pytest.param("23日多数基金回调 九成基金跌超2%", "", [], id="tenths-of-the-funds"),
        pytest.param("四成半个股上涨", "", [], id="tenths-of-the-shares"),
        pytest.param(
            "", "五粮液(130.50, -1.20, -0.91%)跌幅居前。", ["五粮液 down -0.91% price 130.5"], id="a-quote-with-commas"
        ),
        pytest.param("", "白酒板块(1300.5, -9.1, -0.7%)走低。", ["白酒板块 down -0.7%"], id="a-sector-has-no-price"),
        pytest.param(
            "",
            "WTI原油一度跌3%，至71美元/桶，现跌1%。",
            ["WTI原油 down -1% intraday"],
            id="the-level-of-an-extreme",
        ),
        pytest.param(
            "", "银行股走强，某行获准上市，股价升1%，报5元。", ["银行股 up"], id="a-share-price-is-no-sector's"
        ),
        pytest.param("", "沪铜自去年低位以来，已涨50%。", [], id="since-then"),
        pytest.param("", "沪铜涨1%。在此之前，沪铜周四涨2%，沪锌涨3%。", ["沪铜 up 1%"], id="before-that"),
        pytest.param(
            "",
            "沪指收报3089点，升0.5%。\n总结全年，深证成指跌15%。创业板指跌29.4%。\n五粮液跌1%。",
            ["沪指 up 0.5% points 3089 close", "五粮液 down -1% close"],
            id="a-paragraph-that-sums-up",
        ),
        pytest.param(
            "收评：沪指跌1%",
            "三大指数开盘涨跌不一。白酒板块走弱。",
            ["白酒板块 down close", "沪指 down -1% close"],
            id="a-review-tells-of-the-open",
        ),
        pytest.param(
            "", "三大指数集体高开，随后走势分化。白酒板块走弱。", ["白酒板块 down"], id="what-follows-the-open"
        ),
        pytest.param(
            "",
            "三大指数开盘有涨有跌，随后各走各路。白酒板块走弱。",
            ["白酒板块 down"],
            id="what-follows-an-open-of-its-own",
        ),
        pytest.param(
            "",
            "沪指跌1%。五粮液对指数下跌拖累最大，下跌3%。",
            ["沪指 down -1%", "五粮液 down -3%"],
            id="the-heaviest-weight",
        ),
        pytest.param(
            "", "沪指跌1%，对指数下跌拖累最大，下跌板块居多。", ["沪指 down -1%"], id="a-weight-without-a-name"
        ),
        pytest.param("", "受银行股下跌拖累，沪指跌1%。", ["沪指 down -1%"], id="what-weighed-on-it"),
        pytest.param(
            "", "五粮液同泸州老窖升逾2%。", ["五粮液 up 2% over", "泸州老窖 up 2% over"], id="and-in-hong-kong"
        ),
        pytest.param("", "某某同某某行升逾2%。", ["某某同某某行 up 2% over"], id="a-character-of-a-name"),
        pytest.param("美国原油库存下降 油价走高", "", ["油价 up"], id="stocks-of-oil"),
        pytest.param("瑞年集团中期多赚45% 股价升7%", "", ["瑞年集团 up 7%"], id="what-it-earned"),
        pytest.param(
            "", "德国10年期国债跌势加深，收益率升至2.7%。", ["德国10年期国债 down"], id="the-yield-beside-the-bond"
        ),
        pytest.param(
            "基建板块走强",
            "基建类股走高，五粮液涨1%。",
            ["基建类股 up", "五粮液 up 1%"],
            id="one-sector-in-two-words",
        ),
        pytest.param("", "五粮液无升跌，某某海外无升跌。", ["五粮液 flat", "某某海外 flat"], id="neither-up-nor-down"),
        pytest.param("", "香港创业板指跌1.5%。", ["香港创业板指 down -1.5%"], id="hong-kong's-own-index"),
        pytest.param("开盘：数据公布在即美股上涨", "", ["美股 up open"], id="a-market-behind-a-cause"),
        pytest.param(
            "恒指低开0.28%报20896 汇控跌1%",
            "",
            ["恒指 down -0.28% points 20896 open", "汇控 down -1% open"],
            id="a-level-at-a-space",
        ),
        pytest.param("恒指全日升379点报20589创新高", "", ["恒指 up points 20589 close"], id="a-level-before-a-record"),
        pytest.param("午评：几个品种起伏不定 PTA强势拉升", "", ["PTA up midday"], id="a-latin-variety-behind-a-space"),
        pytest.param("传闻四起 某某药业涨5%", "", ["某某药业 up 5%"], id="a-stranger-behind-a-space"),
        pytest.param("港股9月跌近7%　首3季挫近17%", "", [], id="months-and-quarters"),
        pytest.param(
            "",
            "银行股造好，阿里巴巴料今年业务可望盈利，收市升近4%。",
            ["银行股 up", "阿里巴巴 up 4% near close"],
            id="what-a-share-expects",
        ),
        pytest.param("收评：商品期货弱势盘整 沪铜领涨", "", ["沪铜 up close"], id="weak-and-sideways"),
        pytest.param("", "五粮液涨5%，暗盘曾跌1%，暗盘收跌1%。", ["五粮液 up 5%"], id="a-grey-market"),
        pytest.param(
            "",
            "恒指险守2万点水平。收市报20100点，跌0.8%。",
            ["恒指 down -0.8% points 20100 close"],
            id="a-level-in-the-next-sentence",
        ),
        pytest.param(
            "",
            "恒指收报20100点，升0.2%。恒指全年累计跌3616点，跌幅15.5%。本周恒指公布调整，报20000点。",
            ["恒指 up 0.2% points 20100 close"],
            id="a-figure-of-the-year-over-a-comma",
        ),
        pytest.param("", "五粮液今年累计升50%，现涨1%。", ["五粮液 up 1% intraday"], id="a-year-and-now"),
        pytest.param("", "五粮液被剔出恒指，半日跌逾6%。", ["五粮液 down -6% over midday"], id="put-out-of-an-index"),
        pytest.param("", "某某获纳入恒指，恒指升1%。", ["恒指 up 1%"], id="put-into-an-index-by-a-stranger"),
        pytest.param("", "五粮液涨1%，占恒指点数跌幅两成七。", ["五粮液 up 1%"], id="a-share-of-the-points"),
        pytest.param(
            "", "五粮液和泸州老窖升逾7%和近6%。", ["五粮液 up 7% over", "泸州老窖 up 6% near"], id="two-and-two"
        ),
        pytest.param("", "五粮液升逾7%和近6%。", ["五粮液 up 7% over"], id="one-and-two"),
        pytest.param(
            "",
            "道指期货涨0.31%，标普500股指期货涨0.27%。",
            ["道指期货 up 0.31%", "标普500股指期货 up 0.27%"],
            id="a-number-in-a-name",
        ),
        pytest.param("", "卡塔尔和埃及股市收跌。", ["埃及股市 down close"], id="two-countries"),
        pytest.param("", "Nimbus业绩胜预期，股价逆市升近9%。", ["Nimbus up 9% near"], id="a-latin-share"),
        pytest.param("", "某某业绩胜预期，股价逆市升近9%。", [], id="a-stranger's-share-price"),
        pytest.param("", "Nimbus业绩胜预期，股价逆市走高。", [], id="a-share-price-without-a-figure"),
        pytest.param("科指升2%", "科指竞价时段升近2.1%。", ["科指 up 2.1% near pre"], id="a-title-that-rounds"),
        pytest.param("沪指跌1%，看他们如何走高涨超2%", "", ["沪指 down -1%"], id="a-verb-of-a-stranger"),
        pytest.param(
            "", "科技指数在美团及京东等拖累下，半日跌逾3%。", ["科技指数 down -3% over midday"], id="who-weighed-on-it"
        ),
        pytest.param(
            "",
            "港股收报20100点，跌1%。科技指数跌3%。",
            ["港股 down -1% points 20100 close", "科技指数 down -3% close"],
            id="a-market-for-its-index",
        ),
        pytest.param("", "港股收报20100点，跌1%。恒指跌1%。", ["恒指 down -1% close"], id="a-market-beside-its-index"),
        pytest.param(
            "", "恒指触及逾3个半月低位，收报20100点，升1%。", ["恒指 up 1% points 20100 close"], id="months-and-a-half"
        ),
        pytest.param("", "纳指扭转早盘2.7%的跌幅并收涨0.2%。", ["纳指 up 0.2% close"], id="a-loss-made-good"),
        pytest.param(
            "", "现货黄金报1830.5美元/盎司，日涨0.05%。", ["现货黄金 up 0.05% price 1830.5 USD"], id="a-day's-rise"
        ),
        pytest.param("", "五粮液股票日涨跌幅限制为5%。", [], id="a-limit-by-rule"),
        pytest.param("", "科网股、回港中概股走低。", ["科网股 down"], id="a-group-in-a-list"),
        pytest.param(
            "", "五粮液触及约3个月最低，收报120元，跌2%。", ["五粮液 down -2% price 120 CNY close"], id="months"
        ),
        pytest.param("现货钯金2021年下跌22%", "", [], id="a-year-before-the-verb"),
        pytest.param("", "五粮液涨1%，远超沪深300同期0.5%的涨幅。", ["五粮液 up 1%"], id="what-it-outdid"),
        pytest.param("", "收益率一度涨至0.2%，逼近顶部0.3%。", [], id="a-level-that-is-neared"),
        pytest.param("", "五粮液下跌2元，或1.3%，报150元。", ["五粮液 down -1.3% price 150 CNY"], id="or-in-percent"),
        pytest.param("三木集团2涨停", "", ["三木集团 up limit up"], id="two-limits"),
        pytest.param("沪锌主力合约涨停 受伦锌大涨刺激", "", ["沪锌主力合约 up limit up"], id="what-spurred-it"),
        pytest.param("总结：沪指涨1%", "", ["沪指 up 1%"], id="a-summary-as-a-title"),
        pytest.param("银行股大涨提振市场", "", ["银行股 up"], id="what-it-spurred"),
        pytest.param("恒指熊证全线飙升", "", [], id="a-warrant-is-no-index"),
        pytest.param("", "油价暴跌时，沪铜涨1%。", ["沪铜 up 1%"], id="when-it-fell"),
        pytest.param("", "油价下跌时段，沪铜涨1%。", ["油价 down", "沪铜 up 1%"], id="a-session-of-falling"),
        pytest.param("", "恒指未受累外围高开0.5%。", ["恒指 up 0.5% open"], id="not-dragged"),
        pytest.param("", "农业股普跌，五粮液近跌停。", ["农业股 down", "五粮液 down"], id="near-the-limit"),
        pytest.param(
            "",
            "法国股指涨1%，欧洲STOXX 600指数涨2%，某某指数涨1%。",
            ["欧洲STOXX 600指数 up 2%", "某某指数 up 1%"],
            id="an-index-of-nowhere-may-be-the-market's",
        ),
        pytest.param(
            "",
            "恒指收报20100点，升1%。\n总结美股8月表现，标普500指数累积升7%；道指升7.6%。道指升8%。",
            ["恒指 up 1% points 20100 close"],
            id="a-summary-of-a-month",
        ),
        pytest.param("", "整个11月道指升3%；纳指跌1.5%。", ["纳指 down -1.5%"], id="a-whole-month"),
        pytest.param(
            "", "三大指数9月累计跌5%，当中，沪指跌5.2%。今日沪指涨1%。", ["沪指 up 1%"], id="of-a-group-in-all"
        ),
        pytest.param(
            "",
            "今日五粮液涨停。五粮液2019年3月11日复牌以来连续4个交易日涨停，收盘大涨9%。",
            ["五粮液 up limit up"],
            id="a-day-long-ago",
        ),
        pytest.param("", "今日（2025年5月16日）五粮液涨停。", ["五粮液 up limit up"], id="today-with-its-date"),
        pytest.param(
            "", "今日走势反复。截至2025年5月16日收盘，五粮液涨2%。", ["五粮液 up 2% close"], id="as-of-a-date"
        ),
        pytest.param(
            "",
            "标普500指数一度升穿5000点，升幅逾3%，收市报4900点，升2点。",
            ["标普500指数 up points 4900 close"],
            id="a-figure-of-the-extreme",
        ),
        pytest.param(
            "",
            "道指曾跌近3%，收市跌幅近1.2%，报32810点。",
            ["道指 down -1.2% near points 32810 close"],
            id="a-figure-of-the-close",
        ),
        pytest.param(
            "",
            "【午报】沪指盘中一度升3%，深成指升1%。",
            ["沪指 up 3% intraday", "深成指 up 1% midday"],
            id="the-time-of-an-extreme",
        ),
        pytest.param("", "部份白酒股造好。", ["白酒股 up"], id="a-part-in-another-spelling"),
        pytest.param("", "美股收高，期货市场平静，苹果涨1%。", ["苹果 up 1% close"], id="a-share-beside-futures"),
        pytest.param(
            "",
            "恒指下午在科技股带动下，最多升161点，收报20100点，升0.5%。",
            ["恒指 up 0.5% points 20100 close"],
            id="what-drives-it",
        ),
        pytest.param("", "政策支持下，五粮液涨1%。", ["五粮液 up 1%"], id="what-drives-alone"),
        pytest.param("", "受访者称在政策支持下，五粮液涨1%。", ["五粮液 up 1%"], id="what-drives-nothing"),
        pytest.param(
            "",
            "恒指曾跌1.5%，收市跌不足1点，报20100点。",
            ["恒指 down points 20100 close"],
            id="points-at-the-close-beside-an-extreme",
        ),
        pytest.param(
            "",
            "创业板指早段升近0.9%，半日微升不足2点，报2118点。",
            ["创业板指 up points 2118 midday"],
            id="points-at-midday-beside-the-morning",
        ),
        pytest.param("", "道指转跌，盘初曾涨超180点。", ["道指 down intraday"], id="points-of-an-extreme"),
        pytest.param(
            "",
            "WTI原油短线走高近0.8美元，报68.24，跌幅收窄至1.1%。",
            ["WTI原油 down -1.1% price 68.24 USD"],
            id="a-currency-told-with-the-change",
        ),
        pytest.param(
            "",
            "法国股指涨1.3%，以色列股指涨2%，德国DAX指数涨1%，德国股市涨1%。",
            ["法国股指 up 1.3%", "以色列股指 up 2%", "德国DAX指数 up 1%"],
            id="markets-and-the-index-of-one",
        ),
        pytest.param(
            "", "沪指，深成指均跌超1%。", ["沪指 down -1% over", "深成指 down -1% over"], id="a-pair-over-a-comma"
        ),
        pytest.param("", "五粮液、沪指，深成指均跌。", ["深成指 down"], id="a-list-over-a-comma"),
        pytest.param("", "沪指，白酒板块均跌超1%。", ["白酒板块 down -1% over"], id="no-pair"),
        pytest.param("", "两市成交放大，深成指均跌。", ["深成指 down"], id="no-name-before-the-comma"),
        pytest.param(
            "",
            "国内期货下跌，乙二醇（EG）、液化石油气（LPG）跌超2%。",
            ["乙二醇 down -2% over", "液化石油气 down -2% over"],
            id="contracts-with-letters",
        ),
        pytest.param(
            "",
            "“硬质小麦”期货涨1.7%，报281欧元/吨。",
            ["硬质小麦 up 1.7% price 281 EUR"],
            id="a-future-in-quotation-marks",
        ),
        pytest.param("", "白酒股除五粮液(000858)外集体下跌。", ["白酒股 down"], id="all-but-one"),
        pytest.param(
            "",
            "新冠检测、某某药物等抗疫概念股走低。",
            ["新冠检测 down", "某某药物 down"],
            id="a-trade-beside-an-unknown-one",
        ),
        pytest.param(
            "",
            "人民币兑美元收报6.37元。人民币兑美元中间价升至高位。",
            ["人民币兑美元中间价 up close"],
            id="the-fixing-is-another-rate",
        ),
        pytest.param("某某矿业公司股价暴涨逾20%", "", ["某某矿业 up 20% over"], id="the-price-of-a-company"),
        pytest.param("", "五粮液更因业绩公布，股价大涨6%。", ["五粮液 up 6%"], id="a-particle-behind-the-name"),
        pytest.param("", "五粮液未能加入上证50指数，股价跌2%。", ["五粮液 down -2%"], id="what-it-did-not-join"),
        pytest.param("折让未获认同 五粮液跌2%", "", ["五粮液 down -2%"], id="what-was-not-done-before-a-space"),
        pytest.param("", "五粮液继续创新高，收报150元。", ["五粮液 up price 150 CNY close"], id="still-at-a-high"),
        pytest.param("", "以美元计算，涨幅7%。", [], id="reckoned-in-a-currency"),
        pytest.param("", "交易所将镍期货合约保证金比例调整为14%。", [], id="set-anew"),
        pytest.param(
            "",
            "本周恒指累计跌3%；科指跌4%。全周计，沪指跌1%；深成指跌2%。",
            ["科指 down -4%", "深成指 down -2%"],
            id="a-week-over-a-semicolon",
        ),
        pytest.param("", "五粮液终结五日升势，跌2%。", ["五粮液 down -2%"], id="the-end-of-a-run"),
        pytest.param("", "今日30支个股下跌。", [], id="a-number-of-shares"),
        pytest.param(
            "", "大酒制造商五粮液和药厂安进分别跌1%和2%。", ["五粮液 down -1%", "安进 down -2%"], id="what-it-makes"
        ),
        pytest.param("", "玻璃和大酒制造商五粮液跌1%。", ["五粮液 down -1%"], id="what-is-made-of-two"),
        pytest.param(
            "", "苹果和芯片巨头英伟达分别跌1%和2%。", ["苹果 down -1%", "英伟达 down -2%"], id="what-the-second-is"
        ),
        pytest.param("", "药厂星河跌1%。", ["星河 down -1%"], id="what-an-unknown-one-is"),
        pytest.param("", "五粮液高开，其后转跌2%。", ["五粮液 down -2%"], id="turned-after-the-open"),
        pytest.param("", "除五粮液升1%，其余跌。", ["五粮液 up 1%"], id="all-but-one-that-rises"),
        pytest.param("", "同行五粮液升2%，半新股星河互动跌3%。", ["五粮液 up 2%", "星河互动 down -3%"], id="a-peer"),
        pytest.param("", "两市逾百只股份跌停。", [], id="over-a-hundred-shares"),
        pytest.param(
            "", "白酒股里五粮液同泸州老窖分别升1%及2%。", ["五粮液 up 1%", "泸州老窖 up 2%"], id="two-of-a-trade"
        ),
        pytest.param("", "五粮液同样上升1%。", ["五粮液 up 1%"], id="also-with-two-signs"),
        pytest.param("", "8月通胀放缓，市场原先估计下跌0.3%。", [], id="what-was-expected-before"),
        pytest.param("", "五粮液股价在深圳下午涨幅扩大至2%。", ["五粮液 up 2% intraday"], id="where-it-trades"),
        pytest.param("能源升温 Nova-Grid上市首日大涨27%", "", ["Nova-Grid up 27%"], id="a-latin-name-behind-a-space"),
        pytest.param("获名家建仓五粮液涨近4%", "", ["五粮液 up 4% near"], id="who-bought-it"),
        pytest.param("", "路透上海涨2%。", [], id="an-agency-is-no-company"),
        pytest.param("", "五粮液至多跌5%，收跌1%。", ["五粮液 down -1% close"], id="at-the-most"),
        pytest.param("", "五粮液一旦涨停便会停牌。", [], id="once-it-should-happen"),
        pytest.param("", "五粮液高开后转挫2%。", ["五粮液 down -2%"], id="turned-to-a-fall"),
        pytest.param("", "五粮液四季度跌25%，年初迄今涨3%。", [], id="a-quarter-and-the-year-so-far"),
        pytest.param("", "荷兰天然气跌2%。", ["荷兰天然气 down -2%"], id="a-countrys-gas"),
        pytest.param(
            "",
            "港股腾讯升7%。昊星互动收报2.7港元，升3%。",
            ["腾讯 up 7% close", "昊星互动 up 3% price 2.7 HKD close"],
            id="the-level-of-a-new-name",
        ),
        pytest.param(
            "", "腾讯升7%。新股昊星互动首日上市，收报2.7元。", ["腾讯 up 7% close"], id="the-level-of-a-new-share"
        ),
        pytest.param(
            "", "腾讯升7%。公司收报302.7元。", ["腾讯 up 7% price 302.7 HKD close"], id="the-company-is-no-name"
        ),
        pytest.param("星河酒业涨停分析", "", ["星河酒业 up limit up"], id="why-it-hit-the-limit"),
        pytest.param("布油六连阳 日元五连跌", "", ["布油 up", "日元 down"], id="a-run-that-a-title-tells"),
        pytest.param("芯片股打破五连跌 沪指三连跌后企稳", "", [], id="the-end-of-a-run-in-a-title"),
        pytest.param("", "沪指五连涨。", [], id="a-run-in-a-text"),
        pytest.param(
            "人民币汇率升破7.12 美元指数跌破101", "", ["人民币汇率 up", "美元指数 down"], id="a-figure-before-an-index"
        ),
        pytest.param("日本橡胶跌4%", "", ["日本橡胶 down -4%"], id="a-countrys-rubber"),
        pytest.param("道指已经失守高位", "", ["道指 down"], id="already"),
        pytest.param("", "尽管五粮液下跌，市场平静。", ["五粮液 down"], id="although"),
        pytest.param("", "某某证券解读美股大跌。", ["美股 down"], id="who-explains"),
        pytest.param("", "指标标普500指数从低位飙升60%。", [], id="from-a-low"),
        pytest.param("", "纳指眼下较去年2月的低位已攀升六成。", [], id="above-a-low-already"),
        pytest.param("", "指标标普500指数升1%。", ["标普500指数 up 1%"], id="a-benchmark"),
        pytest.param(
            "",
            "五粮液股价下跌4元，跌幅2%，至150元。",
            ["五粮液 down -2% price 150 CNY"],
            id="to-a-level",
        ),
        pytest.param("", "沪指涨幅收窄至30点。", ["沪指 up"], id="to-a-change"),
        pytest.param(
            "", "美元兑日圆升0.7%，报156.39日圆。", ["美元兑日圆 up 0.7% price 156.39 JPY"], id="the-other-yen"
        ),
        pytest.param("", "5月人民币累计下跌1%，连跌3个月。", [], id="a-month-and-months"),
        pytest.param("", "沪指连跌三日。", ["沪指 down"], id="days"),
        pytest.param("", "影响区内股市及汇市向下。", [], id="a-market-of-currencies"),
        pytest.param("", "五粮液股东减持，低收近10%。", ["五粮液 down -10% near close"], id="whose-holder"),
        pytest.param("", "特斯拉(Tesla)领涨。Tesla升14%。", ["Tesla up 14%"], id="its-name-in-two-scripts"),
        pytest.param("", "ATMJX跌2%至4%。", [], id="five-shares-by-their-letters"),
        pytest.param(
            "",
            "恒指早段曾跌253点，跌至24900点。\n大市上午收报25000点，下跌0.6%。",
            ["恒指 down -0.6% points 25000 midday"],
            id="the-low-behind-the-change",
        ),
        pytest.param("", "恒指早段曾跌253点，跌。", ["恒指 down intraday"], id="a-fall-and-no-low"),
        pytest.param("", "大市上午收报25000点。", [], id="the-market-that-nobody-named"),
        pytest.param(
            "",
            "腾讯升1%。据报友邦考虑出售资产，刺激股价升逾3%。",
            ["腾讯 up 1%", "友邦 up 3% over"],
            id="what-moves-its-price",
        ),
        pytest.param("", "恒大资金压力纾缓，升近15%。", ["恒大 up 15% near"], id="whose-money"),
        pytest.param("", "防守性较强的港铁收市升1%。", ["港铁 up 1% close"], id="stronger-than-nothing"),
        pytest.param(
            "", "沪指连涨六天后回调2%。深成指连跌三日后反弹1%。", ["沪指 down -2%", "深成指 up 1%"], id="after-a-run"
        ),
        pytest.param("原油期货跌至90美元边缘", "", ["原油期货 down"], id="to-the-edge-of-a-level"),
        pytest.param("", "折扣连锁店Star Mart升近14%。", ["Star Mart up 14% near"], id="a-chain-of-shops"),
        pytest.param("", "五粮液上季盈利超出预期，股价升3%。", ["五粮液 up 3%"], id="the-quarter-before"),
        pytest.param("", "沪指连跌3个交易日。", ["沪指 down"], id="days-in-digits"),
        pytest.param(
            "螺纹钢PTA塑料齐跌停",
            "",
            ["螺纹钢 down limit down", "PTA down limit down", "塑料 down limit down"],
            id="three-goods-that-nothing-parts",
        ),
        pytest.param("白酒股全数上扬 五粮液带量急封涨停", "", ["白酒股 up", "五粮液 up limit up"], id="all-of-them"),
        pytest.param("五粮液证实主席将离职 股价跌0.5%", "", ["五粮液 down -0.5%"], id="what-it-confirmed"),
        pytest.param(
            "", "国内期货下跌，聚氯乙烯（PVC）、动煤跌1%。", ["聚氯乙烯 down -1%", "动煤 down -1%"], id="two-goods"
        ),
        pytest.param(
            "",
            "沪深300指数收涨1%。沪深300地产指数收跌2%，沪深300金融地产指数收跌3%。",
            [
                "沪深300指数 up 1% close",
                "沪深300地产指数 down -2% close",
                "沪深300金融地产指数 down -3% close",
            ],
            id="an-index-of-a-trade",
        ),
        pytest.param("", "美元兑瑞郎USD/CHF涨0.3%。", ["美元兑瑞郎 up 0.3%"], id="francs"),
        pytest.param("", "境内美元/人民币走高。", ["境内美元/人民币 up"], id="a-pair-with-a-stroke"),
        pytest.param("", "五粮液如今市场价已涨至2000元/瓶。", ["五粮液 up"], id="the-price-in-shops"),
        pytest.param("", "纳指仅比11月高点下跌8%。", [], id="below-a-high"),
        pytest.param("", "利润增长，增速较7月回落0.5个百分点。", [], id="the-pace-of-growth"),
        pytest.param("", "周三稍早创下历史新高的市场平静。", [], id="earlier-is-no-name"),
        pytest.param("苹果假日季销售创纪录 股价涨3%", "", ["苹果 up 3%"], id="whose-season"),
        pytest.param("", "指标沪综指收跌1%。", ["沪综指 down -1% close"], id="a-benchmark-at-home"),
        pytest.param(
            "",
            "网络运营商星河国际（CCI）跌6%，星海房地产（ARE）和星空电塔（AMT）跌5%。",
            ["星河国际 down -6%", "星海房地产 down -5%", "星空电塔 down -5%"],
            id="a-ticker-before-and",
        ),
    ],
)
def test_one_form(title: str, text: str, moves: list[str]) -> None:
    assert told(title, text) == moves


@pytest.mark.parametrize(
    ("text", "direction", "pct"),
    [
        pytest.param("五粮液涨幅-2.31%。", "down", -2.31, id="a-change-by-its-sign"),
        pytest.param("五粮液涨幅-0.00%。", "up", 0, id="nought"),
        pytest.param("五粮液跌幅-2.31%。", "down", -2.31, id="a-fall-with-its-sign"),
        pytest.param("五粮液涨-0.5%。", "up", -0.5, id="a-verb-against-its-sign"),
        pytest.param("五粮液涨+0.5%。", "up", 0.5, id="a-plus"),
    ],
)
def test_a_printed_sign_stays(text: str, direction: str, pct: float) -> None:
    move = read(text=text).moves[0]

    assert (move["direction"], move["change_pct"]) == (direction, pct)


@pytest.mark.parametrize(
    ("code", "exchange"),
    [("AAPL", None), ("AAPL.US", None), ("AAPL.O", "NASDAQ"), ("AAPL.OQ", "NASDAQ"), ("GE.N", "NYSE")],
)
def test_a_ticker_stays_as_printed_and_its_letter_tells_the_exchange(code: str, exchange: str | None) -> None:
    move = read(text=f"苹果（{code}）涨1%。").moves[0]

    assert (move["code"], move["exchange"]) == (code, exchange)


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        pytest.param("五粮液000858.SZ收涨1%。", "五粮液", "000858.SZ", id="behind-with-its-exchange"),
        pytest.param("000858五粮液涨1%。", "五粮液", "000858.SZ", id="in-front"),
        pytest.param("000858.SZ 五粮液涨1%。", "五粮液", "000858.SZ", id="in-front-with-its-exchange"),
        pytest.param("腾讯控股00700.HK涨1%。", "腾讯控股", "00700.HK", id="hong-kong-behind"),
        pytest.param("00700.HK星河控股涨1%。", "星河控股", "00700.HK", id="hong-kong-in-front"),
        pytest.param("510300沪深300ETF涨1%。", "沪深300ETF", "510300.SH", id="a-fund"),
    ],
)
def test_codes_without_brackets(text: str, name: str, code: str) -> None:
    move = read(text=text).moves[0]

    assert (move["name"], move["code"]) == (name, code)


def test_six_digits_that_no_share_has_are_no_code() -> None:
    assert read(text="123456五粮液涨1%。").moves == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("阿里巴巴-W跌3%。", "09988.HK", id="one-letter"),
        pytest.param("阿里巴巴-SW跌3%。", "09988.HK", id="two-letters"),
        pytest.param("星河互动-W跌3%。", None, id="unknown"),
        pytest.param("阿里巴巴跌3%。", None, id="in-new-york-or-in-hong-kong"),
    ],
)
def test_a_name_with_hong_kongs_letters_is_quoted_there(text: str, code: str | None) -> None:
    assert read(text=text).moves[0]["code"] == code


def test_a_contracts_limit_may_be_less_than_a_shares() -> None:
    assert told("", "焦煤主力合约跌停，跌幅8%。") == ["焦煤主力合约 down limit down -8%"]


@pytest.mark.parametrize(
    ("text", "move"),
    [
        ("白糖主连跌2%，报5800元。", "白糖主连 down -2% price 5800 CNY"),
        ("白糖主连日内跌幅达2%。", "白糖主连 down -2% intraday"),
    ],
)
def test_a_main_contract_by_its_short_name(text: str, move: str) -> None:
    assert told("", text) == [move]


def test_a_printed_code_stays_with_its_name_where_a_share_price_is_told() -> None:
    assert read(text="星河股份（300001）公告重组，股价涨停").moves[0]["code"] == "300001.SZ"


@pytest.mark.parametrize(
    ("verb", "bound"), [("突破", "over"), ("跌破", "under"), ("逼近", "near"), ("接近", "near"), ("为", "exact")]
)
def test_verbs_that_bound_a_turnover(verb: str, bound: str) -> None:
    assert read(text=f"五粮液涨1%，成交额{verb}100亿元。").moves[0]["amount_bound"] == bound


@pytest.mark.parametrize("text", ["苹果收涨2%。", "苹果收跌1.5%，报200美元。", "苹果早盘涨2%。"])
def test_a_share_with_a_goods_name_is_no_contract_unless_futures_are_told_of(text: str) -> None:
    move = read(text=text).moves[0]

    assert (move["asset"], move["code"]) == ("stock", "AAPL")


def test_a_contract_with_letters_is_no_share() -> None:
    assets = [move["asset"] for move in read(text="国内期货下跌，乙二醇（EG）、苹果（AAPL）跌2%。").moves]

    assert assets == ["future", "stock"]


def test_a_share_that_is_a_contract_elsewhere_is_one_beside_its_market() -> None:
    assert read(text="美股收高，利率期货平静，苹果涨1%，奈飞（Netflix）涨2%。").moves[0]["asset"] == "stock"


def test_hong_kongs_index_has_not_the_mainlands_code() -> None:
    assert read("香港创业板指跌1.5%").moves[0]["code"] is None


def test_a_pair_with_a_stroke_is_no_coin() -> None:
    assert read(text="境内美元/人民币走高。").moves[0]["asset"] == "fx"
