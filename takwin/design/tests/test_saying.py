"""How sentences of the plain rules and signs between words stand on a page."""

import pytest
from django.template import Context, Template
from django.utils.translation import override

from takwin.design.saying import said, worded
from takwin.lib.text import Sentence


def test_foreign_names_are_set_apart_in_arabic_alone() -> None:
    told = Sentence("%(file)s: %(name)s, %(number)s", {"file": "a.csv", "name": "آمنة", "number": 3})
    with override("ar"):
        assert said(told) == worded(told.message, told.values) == "\u2068a.csv\u2069: آمنة, 3"
    with override("fr"):
        assert said(told) == "a.csv: آمنة, 3"


def test_days_and_moments_are_written_as_the_readers_language_does() -> None:
    told = Sentence("%(day)s, %(when)s", {"day": {"on": "2027-02-10"}, "when": {"at": "2027-02-10T08:00:00+00:00"}})
    with override("fr"):
        assert said(told) == "mercredi 10 février 2027, mercredi 10 février 2027 08:00"
    with override("en"):
        assert said(told).startswith("Wednesday 10 February 2027")
    assert str(told) == "2027-02-10, 2027-02-10T08:00:00+00:00", "apart from any page"


@pytest.mark.parametrize(("language", "shown"), [("en", "A: 1"), ("ar", "A: 1"), ("fr", "A\u00a0: 1")])
def test_each_language_writes_its_colon(language: str, shown: str) -> None:
    with override(language):
        assert Template("A{% colon %}1").render(Context()) == shown
