"""Course sources on the team's pages."""

import pytest

from takwin.studio.templatetags.desk import source_in


@pytest.mark.parametrize(("line", "language", "runs"), [
    ("- [x] نعم", "ar", "rtl"),
    ("- [ ] نعم", "ar", "rtl"),
    ("::::{single-choice} q1", "ar", "ltr"),
    (":attempts: 2", "ar", "ltr"),
    ("Le mot « كتاب »", "fr", "ltr"),
])  # fmt: skip
def test_a_line_of_a_source_runs_as_its_letters_do(line: str, language: str, runs: str) -> None:
    assert source_in(line, language) == f'<bdi dir="{runs}">{line}</bdi>'


def test_lines_stay_lines_and_are_escaped() -> None:
    assert source_in("<a>\n  > b", "fr") == '<bdi dir="ltr">&lt;a&gt;</bdi>\n<bdi dir="ltr">  &gt; b</bdi>'
