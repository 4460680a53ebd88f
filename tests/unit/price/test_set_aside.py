"""What is told and yet is no change of today, in examples of our own; and the session that a wrap goes back to."""

import pytest

from tests.unit.price.samples import told


@pytest.mark.parametrize(
    ("text", "moves"),
    [
        pytest.param("纳指收跌1%，较去年高点跌12%。", ["纳指 down -1% close"], id="below-a-high-of-before"),
        pytest.param("恒指报25000点，较今年新高跌8%。", [], id="nothing-but-a-comparison"),
        pytest.param("恒指收升1%，较前期纪录新高仍低。", ["恒指 up 1% close"], id="a-record-compared-with"),
        pytest.param("五粮液较昨日跌1%。", ["五粮液 down -1%"], id="below-yesterday"),
        pytest.param("较昨日跌1%。", [], id="of-nothing"),
        pytest.param("五粮液、泸州老窖环比涨幅居前，分别有27%、43%。", [], id="of-other-days-and-each-its-own"),
        pytest.param("欧元兑美元抹去0.3%的跌幅，现基本持平。", ["欧元兑美元 flat intraday"], id="a-loss-made-good"),
        pytest.param("五粮液、泸州老窖等10股涨停或涨超8%。", ["五粮液 up", "泸州老窖 up"], id="at-the-limit-or-near"),
        pytest.param("沪指一度跌近1%，随后翻红。", ["沪指 up intraday"], id="turned-since"),
        pytest.param(
            "五粮液曾跌超9%，收市跌幅收窄至约2%。", ["五粮液 down -2% near close"], id="the-loss-at-the-close"
        ),
        pytest.param("五粮液一度涨9%，半日升2%至近3%。", ["五粮液 up midday"], id="a-range-since"),
        pytest.param("五粮液昨日收盘跌幅收窄至2%。", [], id="the-close-of-yesterday"),
        pytest.param("五粮液一度涨2%，随后又涨。", ["五粮液 up 2% intraday"], id="no-turn"),
        pytest.param("五粮液、泸州老窖跌近2%至近3%。", ["五粮液 down", "泸州老窖 down"], id="a-range-of-bounds"),
    ],
)
def test_figures_that_are_not_todays(text: str, moves: list[str]) -> None:
    assert told("简讯", text) == moves


@pytest.mark.parametrize(
    ("text", "moves"),
    [
        pytest.param(
            "恒指收跌1%，科指收跌2%。恒指本周累计跌3%；科指跌4%。",
            ["恒指 down -1% close", "科指 down -2% close"],
            id="the-day-told-before",
        ),
        pytest.param(
            "沪指本周累计涨1%；深成指报11000点，涨0.5%。", ["深成指 up 0.5% points 11000"], id="the-day-told-behind"
        ),
        pytest.param("沪指昨日涨1%；五粮液涨2%。", ["五粮液 up 2%"], id="a-day-before"),
    ],
)
def test_a_week_told_before_a_semicolon(text: str, moves: list[str]) -> None:
    assert told("简讯", text) == moves


@pytest.mark.parametrize(
    ("title", "text", "moves"),
    [
        pytest.param(
            "沪指半日跌1%",
            "深成指早段曾跌2%，其后跌幅收窄，报11000点，跌幅0.9%。",
            ["深成指 down -0.9% points 11000 midday", "沪指 down -1% midday"],
            id="after-the-morning",
        ),
        pytest.param("简讯", "五粮液早盘涨1%，随后涨2%。", ["五粮液 up 2% intraday"], id="nothing-to-go-back-to"),
        pytest.param("简讯", "国内期货夜盘开盘，沪铜涨1%。", ["沪铜 up 1% night"], id="the-night-opens"),
        pytest.param(
            "简讯", "沪铜夜盘收涨1%；沪铝收跌1%。", ["沪铜 up 1% night", "沪铝 down -1% night"], id="the-night-closes"
        ),
    ],
)
def test_which_session(title: str, text: str, moves: list[str]) -> None:
    assert told(title, text) == moves


@pytest.mark.parametrize(
    ("title", "text", "moves"),
    [
        pytest.param("索尼大跌5%", "日本索尼周五跌5%。", ["索尼 down -5%"], id="a-share-behind-its-country"),
        pytest.param("白酒板块拉升 多股涨停", "", ["白酒板块 up"], id="a-sector-has-no-limit"),
        pytest.param("简讯", "欧元兑美元跌0.5%，至1.05，创新低。", ["欧元兑美元 down -0.5% price 1.05"], id="a-pair"),
        pytest.param("简讯", "五粮液跌0.5%，至128，创新低。", ["五粮液 down -0.5%"], id="a-share-needs-its-unit"),
        pytest.param("简讯", "法国股指初步收涨1%。", ["法国股指 up 1% close"], id="for-the-time-being"),
        pytest.param("简讯", "日本国债下跌。", ["日本国债 down"], id="no-share-behind-it"),
        pytest.param("简讯", "光伏板块延续昨日跌势。", ["光伏板块 down"], id="goes-on-as-yesterday"),
        pytest.param("简讯", "光伏概念异军突起，白酒概念走低。", ["光伏概念 up", "白酒概念 down"], id="to-the-fore"),
        pytest.param("简讯", "五粮液涨2%，其他均已经创出新高。", ["五粮液 up 2%"], id="particles-are-no-name"),
    ],
)
def test_names_and_words(title: str, text: str, moves: list[str]) -> None:
    assert told(title, text) == moves
