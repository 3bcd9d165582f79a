"""The manual knows every problem and every directive, and nothing else."""

import re
from pathlib import Path

from takwin.content import manual
from takwin.content.compiler.directives import OPENINGS, OPTIONS
from takwin.content.source import tasks
from takwin.content.source.catalogue import CATALOGUE
from takwin.items.complaints import COMPLAINTS
from takwin.scenarios.task import PARTS

REFERENCE = Path(__file__).resolve().parents[3] / "docs" / "reference"


def test_the_page_of_problems_is_fresh() -> None:
    assert (REFERENCE / "problems.md").read_text("utf-8") == manual.page()


def test_a_name_means_one_thing() -> None:
    assert not set(CATALOGUE) & set(COMPLAINTS)


def test_every_directive_is_told() -> None:
    told = set(re.findall(r"\{([a-z-]+)\}", (REFERENCE / "course-source.md").read_text("utf-8")))
    assert {*OPENINGS, "quiz", "hint", "feedback", "gap", "select", "task", *PARTS} <= told


def test_every_option_is_told() -> None:
    page = (REFERENCE / "course-source.md").read_text("utf-8")
    for options in OPTIONS.values():
        for option in options:
            assert f":{option}:" in page
    for option in (*tasks.OPTIONS, *tasks.COMMUNICATION):
        assert f":{option}:" in page
