"""The page of kinds holds what the shelf holds, in the reader's language where an example has it."""

import pytest

from takwin.items.manual import examples
from takwin.items.shelf import KINDS
from takwin.web.samples import samples


@pytest.mark.parametrize("language", ["fr", "ar", "en", "zgh"])
def test_every_example_stands_there_before_and_after_a_right_answer(language: str) -> None:
    for shown in samples(language):
        names = {name.split(".")[0] for name in examples(KINDS[shown.name])}
        assert len(shown.all) == 2 * len(names)
        assert len({sample.prefix for sample in shown.all}) == len(shown.all)
        assert all(sample.outcome is None or sample.outcome.mark == sample.points for sample in shown.all)
    assert [shown.name for shown in samples(language)] == list(KINDS)


def test_an_example_is_in_the_language_of_the_reader() -> None:
    purpose = next(shown for shown in samples("ar") if shown.name == "single-choice").all[0]
    assert (purpose.language, purpose.dir) == ("ar", "rtl")
