import pytest

from tests.unit.policy.pages import reading


@pytest.mark.parametrize(
    ("text", "figures", "truncated"),
    [
        pytest.param("该市计划投入3.5亿...", [], ["figures"], id="a-scale-is-no-unit"),
        pytest.param("该市计划投入3.5亿元...", [3.5], [], id="whole"),
        pytest.param("该市计划投入3.5亿元，建成120...", [3.5], ["figures"], id="a-number-alone"),
        pytest.param("该市惠及1200余万…", [], ["figures"], id="about"),
        pytest.param("该市新增绿地1.2万平方...", [], ["figures"], id="half-a-unit"),
        pytest.param("该市新增绿地1.2万平方米...", [1.2], [], id="a-whole-unit-of-two-words"),
        pytest.param("该市新增绿地30公顷，惠及居民...", [30], [], id="behind-its-figure"),
        pytest.param("办法自2025年7月1...", [], ["dates"], id="a-day"),
        pytest.param("办法自2025年…", [], ["dates"], id="a-year"),
        pytest.param("依据通知（国办发〔2025〕2...", [], ["documents"], id="a-number-of-a-document"),
        pytest.param("财政部印发《关于进一步加强", [], ["documents"], id="a-title"),
        pytest.param("该市计划投入3.5亿", [3.5], [], id="no-dots-as-headlines-end"),
        pytest.param("该市计划投入3.5亿.", [3.5], [], id="one-dot-ends-a-sentence"),
        pytest.param("有关工作正在推进...", [], [], id="in-a-word"),
        pytest.param("...", [], [], id="dots-alone"),
    ],
)
def test_what_the_cut_takes_is_no_value_and_is_named(text: str, figures: list[float], truncated: list[str]) -> None:
    got = reading(text)

    assert [figure["value"] for figure in got.fields["figures"]] == figures
    assert got.truncated == truncated


def test_a_title_alone_may_be_cut_too() -> None:
    got = reading("", title="该市计划投入3.5亿...")

    assert (got.fields["figures"], got.truncated) == ([], ["figures"])
