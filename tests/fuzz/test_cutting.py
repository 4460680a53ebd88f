import pytest

from tests.fuzz.cutting import changed, half_printed
from tests.fuzz.seeds import Seed, seed_form, seeds

SEEDS = [seed for seed in seeds() if len(seed.text) <= 500]
HIDDEN = "\u200b"  # a name in the title with it is another name than the text's without
FORMS = [seed for seed in seed_form() if HIDDEN not in seed.title]


@pytest.mark.parametrize("block", range(4))
def test_no_cut_makes_a_figure_of_half_a_figure(block: int) -> None:
    assert [fault for seed in SEEDS[block::4] for fault in half_printed(seed)] == []


@pytest.mark.parametrize("seed", FORMS, ids=lambda seed: seed.title[:12])
def test_a_cut_takes_values_of_a_brief_away_and_changes_none(seed: Seed) -> None:
    assert list(changed(seed)) == []
