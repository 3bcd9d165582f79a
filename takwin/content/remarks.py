"""What a course asks of those who run it: not wrong, not weak, good to know before it opens."""

from collections.abc import Iterator, Mapping
from typing import Any

from takwin.content.check import Checked
from takwin.lib.text import N_, Sentence
from takwin.scenarios.supervision import cost, of_json

LEARNERS = (30, 300, 5000)
"""A class, a region, the country."""


def noted(checked: Checked) -> list[str]:
    """The remarks on a course that was checked, in English; none where it cannot be read."""
    return [str(one) for one in remarks(checked.compiled.outline)] if checked.compiled else []


def remarks(outline: Mapping[str, Any]) -> Iterator[Sentence]:
    """What tutoring costs."""
    if "supervision" in outline:
        found = of_json(outline["supervision"])
        for learners in LEARNERS:
            told = cost(found, learners)
            values = {
                "learners": learners,
                "hours": told.total // 60,
                "minutes": told.total % 60,
                "each": told.seconds_each // 60,
                "seconds": told.seconds_each % 60,
            }
            yield Sentence(
                N_(
                    "Tutoring %(learners)s learners takes %(hours)s h %(minutes)s min: %(each)s min %(seconds)s s for each."
                ),
                values,
            )
