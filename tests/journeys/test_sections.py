"""A quiz in sections, and what is said of the whole: as a learner meets them, with scripts off."""

from pathlib import Path

import pytest

from takwin.accounts.models import Person
from tests.cast import SignIn
from tests.journeys.craft import STEP, number, offer
from tests.journeys.pages import Shown, visit

pytestmark = pytest.mark.django_db
QUIZ = f"""\
::::::{{quiz}} final
:attempts: 2

{number("avant", 1)}
:::{{section}} La séance
Pensez à votre classe.
:::
{number("pendant", 2, ":points: 3")}
:::{{outcome}} 75%
Bravo, vous pouvez continuer.
:::
:::{{outcome}} 0%
Relisez la page.
:::
::::::
"""


@pytest.fixture
def page(tmp_path: Path, amina: Person, sign_in: SignIn) -> Shown:
    """The quiz, before any answer."""
    offer(tmp_path / "essai", QUIZ)
    browser = sign_in(amina)
    browser.post("/courses/essai/enrol")
    return visit(browser, STEP)


def send(page: Shown, **numbers: str) -> Shown:
    form = page.form("/answer/final")
    return page.send(form, **{f"answer__{name}": value for name, value in numbers.items()})


def test_questions_stand_under_their_headings(page: Shown) -> None:
    headings = [
        (one.tag, " ".join(one.text_content().split()))
        for one in page.tree.xpath("//form//*[self::h2 or self::h3 or self::h4]")
    ]
    assert headings == [
        ("h2", "Quiz"),
        ("h3", "Question 1 sur 2 1 point"),
        ("h3", "La séance"),
        ("h4", "Question 2 sur 2 3 points"),
    ]
    assert "Pensez à votre classe." in page.text
    assert "Bravo" not in page.text
    assert "Relisez la page" not in page.text


def test_what_is_said_follows_the_points_that_count(page: Shown) -> None:
    page = send(page, avant="1", pendant="9")
    assert "Relisez la page." in page.text
    section = page.tree.xpath("//h3[.='La séance']/following-sibling::p")[0]
    assert " ".join(section.text_content().split()) == "Points : 0 sur 3"
    page = send(visit(page.browser, f"{STEP}?again=final"), pendant="2")
    assert "Bravo, vous pouvez continuer." in page.text
    assert "Relisez la page." not in page.text
