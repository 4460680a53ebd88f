"""Clauses that say less, or other things, than they seem to."""

import pytest

from tests.unit.price.samples import read, told


@pytest.mark.parametrize(
    ("text", "moves"),
    [
        pytest.param("上涨的板块有光伏，沪指跌1%。", ["沪指 down -1%"], id="a-word-that-describes"),
        pytest.param("五粮液昨日3连板，今日跌1%。", ["五粮液 down -1%"], id="boards-of-yesterday"),
        pytest.param("五粮液或创新高，现跌1%。", ["五粮液 down -1% intraday"], id="a-record-hoped-for"),
        pytest.param("五粮液(000858)跌1%(深市)。", ["五粮液 down -1%"], id="a-parenthesis-behind-a-figure"),
        pytest.param("五粮液报130元(000858)，跌1%。", ["五粮液 down -1% price 130 CNY"], id="a-code-behind-a-figure"),
        pytest.param("五粮液（LPG）期货主力合约涨2%。", ["五粮液 up 2%"], id="a-paren-inside-a-name"),
        pytest.param("苯乙烯（EB）期货主力合约涨2%。", ["苯乙烯 up 2%"], id="future-behind-its-sign"),
        pytest.param("Test Corp和Sample Inc涨2%。", ["Test Corp up 2%", "Sample Inc up 2%"], id="latin-names-joined"),
        pytest.param("五粮液 和 泸州老窖(000568)涨2%。", ["五粮液 up 2%", "泸州老窖 up 2%"], id="and-with-spaces"),
        pytest.param(
            "测试甲某乙和测试丙某丁涨2%。", ["测试甲某乙 up 2%", "测试丙某丁 up 2%"], id="long-unknown-names-joined"
        ),
        pytest.param("永和大王涨2%。", ["永和大王 up 2%"], id="and-inside-a-name"),
        pytest.param("中和制药涨2%。", ["中和制药 up 2%"], id="and-behind-one-character"),
        pytest.param("五粮液开盘3分钟涨停。", ["五粮液 up limit up intraday"], id="minutes-after-the-open"),
        pytest.param("五粮液24小时内涨2%。", ["五粮液 up 2%"], id="hours"),
        pytest.param("五粮液股价平稳，该股跌1%。", ["五粮液 down -1%"], id="that-share"),
        pytest.param("该股跌1%。", [], id="that-share-of-nobody"),
        pytest.param("公告显示，该股跌1%。", [], id="that-share-of-a-notice"),
        pytest.param(
            "日经指数28000点得而复失。指数半日收报27900点，跌100点，跌幅0.4%。",
            ["日经指数 down -0.4% points 27900 midday"],
            id="the-index-named-without-a-verb",
        ),
        pytest.param("等等，五粮液跌1%。", ["五粮液 down -1%"], id="an-end-of-no-list"),
        pytest.param("五粮液涨2%，带动三大指数。", ["五粮液 up 2%"], id="a-group-as-object"),
        pytest.param(
            "五粮液、泸州老窖等多只个股涨停。",
            ["五粮液 up limit up", "泸州老窖 up limit up"],
            id="a-count-behind-a-list",
        ),
        pytest.param("部分白酒股下跌，部分个股涨2%，五粮液涨1%。", ["白酒股 down", "五粮液 up 1%"], id="a-part"),
        pytest.param("五粮液涨2%，两市成交额1万亿元。", ["五粮液 up 2%"], id="the-markets-turnover"),
        pytest.param(
            "五粮液公告新品，成交额12亿元，跌1%。",
            ["五粮液 down -1% amount 1200000000 CNY"],
            id="a-label-takes-the-topic",
        ),
        pytest.param("五粮液（维权）目标价下调，跌1%。", ["五粮液 down -1%"], id="another-label-keeps-the-name"),
        pytest.param("五粮液目标价削至15元，跌1%。", ["五粮液 down -1%"], id="a-short-word-keeps-the-label"),
        pytest.param("五粮液涨2%。\n跌5%。", ["五粮液 up 2%"], id="a-paragraph-forgets"),
        pytest.param("五粮液、泸州老窖涨2%。跌5%。", ["五粮液 up 2%", "泸州老窖 up 2%"], id="a-sentence-forgets-lists"),
        pytest.param("五粮液盘前涨2%，现涨3%。", ["五粮液 up 3% pre"], id="now-before-the-open"),
        pytest.param("五粮液午间收盘涨2%。", ["五粮液 up 2% midday"], id="close-of-the-morning"),
        pytest.param(
            "某公司发布公告称，五粮液(000858.SZ)跌1%，报130元，换手1%。",
            ["五粮液 down -1% price 130 turnover_rate_pct 1 CNY"],
            id="full-code",
        ),
        pytest.param(
            "五粮液涨2%，贵州茅台、泸州老窖成交额1亿元。", ["五粮液 up 2%"], id="a-list-has-no-turnover-of-its-own"
        ),
        pytest.param("较昨日大跌的行情里，跌1%。", [], id="compared-and-nobody-named"),
        pytest.param("五粮液跌1%，报130.5", ["五粮液 down -1%"], id="a-number-at-the-end-may-be-cut"),
        pytest.param("五粮液跌1%，报130.5；", ["五粮液 down -1% price 130.5"], id="a-number-that-is-whole"),
        pytest.param("五粮液跌一成", ["五粮液 down"], id="a-tenth-at-the-end-may-be-cut"),
        pytest.param("五粮液分别涨1%、2%。", ["五粮液 up 1%"], id="each-of-one"),
        pytest.param("A500ETF(56038", [], id="a-code-that-is-cut"),
        pytest.param("测试ETF涨1%(56038", ["测试ETF up 1%"], id="a-code-that-is-cut-behind"),
        pytest.param("光伏和储能板块涨1%。", ["光伏 up 1%", "储能板块 up 1%"], id="sectors-joined"),
        pytest.param(
            "五粮液收跌1%，最新价130元。", ["五粮液 down -1% price 130 CNY close"], id="a-label-without-a-time"
        ),
        pytest.param("【】五粮液 000858涨1%。", ["五粮液 up 1%"], id="code-behind-a-space"),
        pytest.param(
            "这是一只名字长得不像任何东西的某某某某某某某某(000858)涨1%。",
            ["某某某某某某某某 up 1%"],
            id="a-code-makes-a-name",
        ),
        pytest.param("的(000858)涨1%。", ["的 up 1%"], id="a-code-makes-anything-a-name"),
        pytest.param(
            "五粮液开盘涨2%，最新报130元。", ["五粮液 up 2% price 130 CNY intraday"], id="a-label-later-than-the-open"
        ),
        pytest.param(
            "五粮液盘前涨2%，午后报130元。", ["五粮液 up 2% price 130 CNY intraday"], id="a-figure-of-a-later-time"
        ),
        pytest.param("五粮液涨幅扩大，涨幅扩大至5%。", ["五粮液 up 5%"], id="a-noun-that-waits"),
        pytest.param("五粮液涨幅集体扩大反弹至5%。", ["五粮液 up 5%"], id="a-verb-behind-a-noun"),
        pytest.param("五粮液、，泸州老窖涨1%。", ["泸州老窖 up 1%"], id="a-pause-before-nothing"),
        pytest.param(
            "这里有一个非常非常长又没有任何意义的说法而且根本就不是什么名字吧(000858)涨1%。",
            [],
            id="too-long-for-a-name",
        ),
        pytest.param("昨日一度涨5%，上周五涨停，五粮液今日跌1%。", ["五粮液 down -1%"], id="extremes-of-yesterday"),
        pytest.param("五粮液跌1%，较周一高2元。", ["五粮液 down -1%"], id="a-weekday-compared-with"),
        pytest.param("五粮液、泸州老窖近20股。", [], id="a-count-and-no-verb"),
        pytest.param("五粮液涨2%，成交100股，买入200股。", ["五粮液 up 2% volume_shares 100"], id="shares-bought"),
        pytest.param("人民币涨100点子。", ["人民币 up"], id="pips"),
        pytest.param("，港股，涨1%。", ["港股 up 1%"], id="a-market-as-topic"),
    ],
)
def test_clauses(text: str, moves: list[str]) -> None:
    assert told(text=text) == moves


@pytest.mark.parametrize(
    ("text", "code", "market"),
    [
        pytest.param("港股中国移动涨1%，报80元。", "00941.HK", "HKD", id="only-hong-kong-is-told-of"),
        pytest.param("恒指涨1%，蔚来涨2%，报40元。", None, "HKD", id="a-new-york-share-in-hong-kong"),
        pytest.param("*ST某某涨1%，报4元，恒指跌1%。", None, "CNY", id="a-flag-of-the-mainland"),
        pytest.param("美股某某科技涨1%，报4元。", None, "CNY", id="元-is-no-dollar"),
        pytest.param("光大银行A股涨1%，报4元。", "601818.SH", "CNY", id="class-of-a-share"),
    ],
)
def test_markets(text: str, code: str | None, market: str) -> None:
    move = next(move for move in read(text=text).moves if move["price"] is not None)

    assert (move["code"], move["currency"]) == (code, market)


def test_reports_of_one_move_have_one_key() -> None:
    one = read("五粮液跌2.10%,成交额1...", "5月16日,五粮液盘中下跌2.10%,截至09:35,报130元/股,成交1.5...").keys
    other = read("五粮液跌2.10%", "5月16日,五粮液盘中下跌2.1%,截至09:35,报130元/股,成交1.52亿元。").keys

    assert one == other


def test_keys_tell_bounds_and_limits_apart() -> None:
    keys = [read(text=text).keys for text in ("五粮液涨5%。", "五粮液涨超5%。", "五粮液涨停。", "五粮液涨。")]

    assert len({tuple(key) for key in keys}) == 4
