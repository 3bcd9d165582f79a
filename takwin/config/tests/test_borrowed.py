"""What Django says by itself: months as in Morocco, complaints as polite as ours."""

from datetime import date

import pytest
from django.utils.formats import date_format
from django.utils.translation import gettext, override

from takwin.config.borrowed import COMPLAINTS, MONTHS

WRITTEN = {
    "ar": "يناير فبراير مارس أبريل ماي يونيو يوليوز غشت شتنبر أكتوبر نونبر دجنبر",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "en": " ".join(MONTHS),
}


@pytest.mark.parametrize("language", WRITTEN)
def test_months_are_called_as_in_morocco(language: str) -> None:
    with override(language):
        said = [date_format(date(2026, month, 12), "j F Y") for month in range(1, 13)]
    assert said == [f"12 {name} 2026" for name in WRITTEN[language].split()]


@pytest.mark.parametrize(("language", "begins"), [("ar", "المرجو "), ("fr", ("Veuillez ", "Écrivez "))])
def test_fields_ask_politely(language: str, begins: str | tuple[str, ...]) -> None:
    with override(language):
        assert all(gettext(complaint).startswith(begins) for complaint in COMPLAINTS)
