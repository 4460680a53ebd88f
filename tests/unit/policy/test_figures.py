import pytest

from tests.unit.policy.pages import make_page, read
from workers.policy.figures import read_figures


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("共有512名企业安全员", [(512, "名", False, "企业安全员", "512名")], id="a-count"),
        pytest.param("全区580余家企业", [(580, "家", True, "企业", "580余家")], id="more-than"),
        pytest.param("发电128千瓦时", [(128, "千瓦时", False, "发电", "128千瓦时")], id="a-unit-like-a-scale"),
        pytest.param("资金约3.5亿元", [(3.5, "亿元", True, "资金", "约3.5亿元")], id="about"),
        pytest.param("不超过1亿股", [(1, "亿股", False, None, "1亿股")], id="not-more-than-is-a-bound"),
        pytest.param("超过25萬3000人參與", [(253000, "人", True, None, "超过25萬3000人")], id="mixed-number"),
        pytest.param(
            "收入低于3万6千欧元", [(36000, "欧元", False, "收入", "3万6千欧元")], id="mixed-with-a-chinese-tail"
        ),
        pytest.param("罚款共3亿2千萬歐元", [(320_000_000, "歐元", False, "罚款", "3亿2千萬歐元")], id="two-scales"),
        pytest.param("投入1亿4千多万元", [(140_000_000, "元", True, None, "1亿4千多万元")], id="two-scales-and-more"),
        pytest.param("约有3千名志愿者", [(3, "千名", True, "志愿者", "约有3千名")], id="about-before-a-verb"),
        pytest.param("约合人民币7亿元", [(7, "亿元", True, None, "约合人民币7亿元")], id="about-in-yuan"),
        pytest.param("附近10家店", [(10, "家", False, None, "10家")], id="near-a-place"),
        pytest.param(
            "指数从2020年的101.5上升到2024年底的120.25。",
            [(101.5, "", False, None, "101.5"), (120.25, "", False, None, "120.25")],
            id="levels-without-a-unit",
        ),
        pytest.param("护理人员3万多人", [(3, "万人", True, None, "3万多人")], id="more-inside"),
        pytest.param(
            "年满50至75岁", [(50, "岁", False, None, "50至75岁"), (75, "岁", False, None, "50至75岁")], id="a-range"
        ),
        pytest.param(
            "利率0—0.1%的水平", [(0, "%", False, "利率", "0—0.1%"), (0.1, "%", False, "利率", "0—0.1%")], id="percents"
        ),
        pytest.param(
            "下调25个基点到4%",
            [(25, "个基点", False, None, "25个基点"), (4, "%", False, None, "4%")],
            id="two-units-are-no-range",
        ),
        pytest.param(
            "需五六个工作日",
            [(5, "个工作日", False, None, "五六个工作日"), (6, "个工作日", False, None, "五六个工作日")],
            id="either",
        ),
        pytest.param("由五个到6%", [(6, "%", False, "五个", "6%")], id="two-units-in-two-scripts"),
        pytest.param("由八部门印发", [(8, "部门", False, None, "八部门")], id="chinese"),
        pytest.param("近137万，", [(137, "万", True, None, "近137万")], id="a-scale-alone"),
        pytest.param("占比约为1/3", [(0.3333, "", True, "占比", "1/3")], id="a-fraction"),
        pytest.param("三分之二的企业", [(0.6667, "", True, "企业", "三分之二")], id="a-chinese-fraction"),
        pytest.param("增长百分之五", [(5, "%", False, None, "百分之五")], id="a-chinese-percentage"),
        pytest.param("４０％以上", [(40, "%", True, None, "４０％以上")], id="full-width"),
        pytest.param("6项，另有6项", [(6, "项", False, None, "6项")], id="told-once"),
        pytest.param("共1,134.5万元", [(1134.5, "万元", False, None, "1,134.5万元")], id="thousands"),
        pytest.param("三百万元罚款", [(300, "万元", False, "罚款", "三百万元")], id="chinese-with-a-scale"),
        pytest.param(
            "设立500亿元专项资金和20个项目",
            [(500, "亿元", False, "专项资金", "500亿元"), (20, "个", False, "项目", "20个")],
            id="of",
        ),
        pytest.param(
            "由34%调整为10%", [(34, "%", False, None, "34%"), (10, "%", False, None, "10%")], id="no-verb-is-counted"
        ),
        pytest.param("贷款额度由100万元起", [(100, "万元", False, "贷款额度", "100万元")], id="of-what-it-was"),
        pytest.param("下调10bp至3.1%", [(10, "bp", False, None, "10bp"), (3.1, "%", False, None, "3.1%")], id="points"),
        pytest.param("翻了两番", [(2, "番", False, None, "两番")], id="doublings"),
        pytest.param("日均3.5万单", [(3.5, "万单", False, None, "3.5万单")], id="orders"),
        pytest.param(
            "罚3亿印度卢比", [(3, "亿印度卢比", False, None, "3亿印度卢比")], id="a-currency-with-its-country"
        ),
        pytest.param("十多人", [(10, "人", True, None, "十多人")], id="over-ten"),
        pytest.param("近百台无人机", [(100, "台", True, "无人机", "近百台")], id="nearly-a-hundred"),
        pytest.param(
            "分别提高1.2个和3.4个百分点",
            [(1.2, "个百分点", False, None, "1.2个"), (3.4, "个百分点", False, None, "3.4个百分点")],
            id="a-unit-for-two",
        ),
        pytest.param(
            "補貼9大類電器，須四分三業主同意，兩者都要登記。",
            [(9, "大類", False, "電器", "9大類"), (0.75, "", True, "業主同意", "四分三")],
            id="hong-kongs-fraction",
        ),
        pytest.param("8成半市民", [(8.5, "成", False, "市民", "8成半")], id="and-a-half"),
        pytest.param("债券累计违约8亿元", [(8, "亿元", False, "债券累计违约", "8亿元")], id="a-default-is-not-about"),
        pytest.param("两部门印发", [(2, "部门", False, None, "两部门")], id="two-departments"),
        pytest.param("1万3,500名学生", [(13500, "名", False, "学生", "1万3,500名")], id="a-scale-and-thousands"),
        pytest.param("减息25点子", [(25, "点子", False, "减息", "25点子")], id="hong-kongs-points"),
        pytest.param("建设四大通道", [(4, "大", False, "通道", "四大")], id="great-ones"),
        pytest.param("产量2.5亿克拉", [(2.5, "亿克拉", False, "产量", "2.5亿克拉")], id="carats"),
    ],
)
def test_figures(text: str, found: list[tuple[float, str, bool, str | None, str]]) -> None:
    figures = [figure for figure, _ in read_figures(make_page(text))]

    assert [(f["value"], f["unit"], f["approx"], f["of"], f["text"]) for f in figures] == found


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("第二十二条规定", id="an-ordinal"),
        pytest.param("2025年5月16日", id="a-date"),
        pytest.param("08年", id="a-short-year"),
        pytest.param("“四类”药品", id="a-slogan"),
        pytest.param("“5个一”工程", id="a-slogan-in-digits"),
        pytest.param("一家企业", id="an-article"),
        pytest.param("二元优惠", id="two-is-said-otherwise"),
        pytest.param("两国元首", id="two-countries"),
        pytest.param("中央八项规定", id="a-fixed-name"),
        pytest.param("数十家企业", id="some-tens"),
        pytest.param("千家万户", id="a-saying"),
        pytest.param("80年代", id="a-decade"),
        pytest.param("330国道", id="a-road"),
        pytest.param("型号A12个", id="a-code"),
        pytest.param("5月的3/1", id="no-fraction"),
        pytest.param("党的二十大，三大队，第四大道，五大洲", id="大-in-other-words"),
        pytest.param("打好三大攻坚战", id="a-campaign-that-is-counted-in-its-name"),
        pytest.param("为期1个半月", id="a-month-and-a-half"),
        pytest.param("就《基本法》23条立法", id="an-article-of-a-law"),
        pytest.param("2022元旦放假", id="new-years-day"),
        pytest.param("十届四次会议，五次全会", id="meetings-by-number"),
        pytest.param("百百个", id="no-number"),
        pytest.param("百分之零", id="zero-percent-in-chinese"),
        pytest.param("三分之五", id="more-than-a-whole"),
        pytest.param("2000多", id="no-unit"),
        pytest.param("排放总量12270-10%", id="no-range"),
        pytest.param("两项目开工", id="two-projects"),
        pytest.param("“两个一百年”目标", id="inside-a-slogan"),
        pytest.param("保持两位数增长", id="two-digits"),
        pytest.param("1234567890123元", id="too-many-digits"),
        pytest.param("1万25000元", id="parts-that-form-no-number"),
        pytest.param("123456789012.123456个", id="more-than-json-carries"),
        pytest.param("2万3000亿元", id="a-tail-with-a-bigger-scale"),
        pytest.param("今年前10个月，前三季度", id="a-time-of-the-year"),
        pytest.param("就第31条立法，31条规定", id="an-article-named-elsewhere"),
        pytest.param("10+3地区", id="a-sum-of-countries"),
        pytest.param("上百家企业", id="hundreds"),
    ],
)
def test_no_figures(text: str) -> None:
    assert read_figures(make_page(text)) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("进口价格同比-0.4%，", [(-0.4, "%", "-0.4%")], id="behind-a-word"),
        pytest.param("前值 -31.5万桶", [(-31.5, "万桶", "-31.5万桶")], id="behind-a-space"),
        pytest.param("水库（−12米）", [(-12, "米", "−12米")], id="the-mathematical-minus"),
        pytest.param("环比－2％，", [(-2, "%", "－2％")], id="full-width"),
        pytest.param("环比–2%，﹣3%", [(-2, "%", "–2%"), (-3, "%", "﹣3%")], id="other-dashes"),
        pytest.param("最低-8~-6℃", [(-8, "℃", "-8~-6℃"), (-6, "℃", "-8~-6℃")], id="a-range-below-zero"),
        pytest.param("最低-8--6℃", [(-8, "℃", "-8--6℃"), (-6, "℃", "-8--6℃")], id="a-range-with-dashes-alone"),
        pytest.param("为-3—2%", [(-3, "%", "-3—2%"), (2, "%", "-3—2%")], id="a-range-over-zero"),
        pytest.param("由3%至-2%", [(3, "%", "3%至-2%"), (-2, "%", "3%至-2%")], id="a-range-that-falls"),
        pytest.param("亏损为-2亿元～-1亿元", [(-2, "亿元", "-2亿元"), (-1, "亿元", "-1亿元")], id="two-sums"),
        pytest.param("结余约-1亿2千万元", [(-120_000_000, "元", "约-1亿2千万元")], id="two-scales-behind-about"),
        pytest.param("降幅-三成，-两成半", [(-3, "成", "-三成"), (-2.5, "成", "-两成半")], id="chinese-numerals"),
        pytest.param("指数为-3.6，", [(-3.6, "", "-3.6")], id="a-level"),
        pytest.param("由-2个基点到-4%", [(-2, "个基点", "-2个基点"), (-4, "%", "-4%")], id="two-units"),
        pytest.param("净结余-4亿，", [(-4, "亿", "-4亿")], id="a-scale-alone"),
        pytest.param("今年1月-0.3%，2024年-1%", [(-0.3, "%", "-0.3%"), (-1, "%", "-1%")], id="behind-a-date"),
        pytest.param("零下12℃", [(-12, "℃", "零下12℃")], id="below-zero-in-words"),
        pytest.param(
            "零下6至11℃，零下16-21℃",
            [(-6, "℃", "零下6至11℃"), (-11, "℃", "零下6至11℃"), (-16, "℃", "零下16-21℃"), (-21, "℃", "零下16-21℃")],
            id="below-zero-for-both-ends",
        ),
        pytest.param("零下6℃至11℃", [(-6, "℃", "零下6℃至11℃"), (11, "℃", "零下6℃至11℃")], id="a-unit-at-each-end"),
        pytest.param("零下4到4℃", [(-4, "℃", "零下4到4℃"), (4, "℃", "零下4到4℃")], id="from-below-zero-to-above"),
        pytest.param("常住人口净增-240人", [(-240, "人", "-240人")], id="a-count-behind-a-change"),
        pytest.param("全年CPI-0.3%，M2-0.4%", [(-0.3, "%", "-0.3%"), (-0.4, "%", "-0.4%")], id="rates-by-letters"),
        pytest.param("第二产业-1.2%", [(-1.2, "%", "-1.2%")], id="a-sector-is-no-list"),
        pytest.param("利率降至负0.2%", [(-0.2, "%", "负0.2%")], id="minus-in-words"),
        pytest.param("净流入-1.5万人", [(-1.5, "万人", "-1.5万人")], id="a-count-with-a-scale"),
        pytest.param("同比：\n-0.4%\n", [(-0.4, "%", "-0.4%")], id="a-line-of-a-table"),
        pytest.param("-0.4%", [(-0.4, "%", "-0.4%")], id="all-there-is"),
    ],
)
def test_figures_below_zero(text: str, found: list[tuple[float, str, str]]) -> None:
    figures = [figure for figure, _ in read_figures(make_page(text))]

    assert [(f["value"], f["unit"], f["text"]) for f in figures] == found


@pytest.mark.parametrize(
    ("text", "values"),
    [
        pytest.param("增长10-12%", [10, 12], id="a-range"),
        pytest.param("增长10−12%", [10, 12], id="a-range-with-a-minus"),
        pytest.param("增长10--12%", [10, 12], id="a-long-dash"),
        pytest.param("预算3亿元-5亿元", [3, 5], id="a-range-of-two-figures"),
        pytest.param("上升3.4% -6%", [3.4, 6], id="with-a-space"),
        pytest.param("由3万-5万元", [3, 5], id="two-scales"),
        pytest.param("年限2022-2035年", [], id="years"),
        pytest.param("2024年至3个县", [3], id="a-year-is-no-figure"),
        pytest.param("防治COVID-19%", [19], id="behind-a-letter"),
        pytest.param("增长——5%", [5], id="a-dash"),
        pytest.param("\n-5%的企业\n　-3亿元资金", [5, 3], id="marks-of-a-list"),
        pytest.param("歼-15起降", [15], id="a-plain-count"),
        pytest.param("第2批-6亿元，第四期-7亿元", [6, 7], id="behind-an-ordinal"),
        pytest.param("零下5人", [5], id="no-count-in-words"),
        pytest.param("个人自负5%，负债3亿元", [5, 3], id="other-words"),
        pytest.param("连续3个月负增长，4%负利率", [3, 4], id="what-is-negative-in-words"),
    ],
)
def test_dashes_that_are_no_minus(text: str, values: list[float]) -> None:
    assert [figure["value"] for figure, _ in read_figures(make_page(text))] == values


def test_the_title_is_read_only_without_a_text() -> None:
    assert read("figures", "", title="支持25条举措")[0]["value"] == 25
    assert read("figures", "并无数字", title="支持25条举措") == []
