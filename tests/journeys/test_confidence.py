"""A quiz that asks how sure one is, through pages with scripts off; what its team sees of it."""

from pathlib import Path

import pytest

from takwin.accounts.models import Person
from takwin.assessment.models import Attempt
from tests.cast import SignIn
from tests.journeys.craft import STEP, number, offer
from tests.journeys.pages import Shown, visit
from tests.journeys.test_figures import join

pytestmark = pytest.mark.django_db
QUIZ = f"::::::{{quiz}} final\n:attempts: 2\n:confidence: yes\n\n{number('un', 1)}{number('deux', 2)}::::::"


def page(folder: Path, person: Person, sign_in: SignIn, body: str = QUIZ, by: Person | None = None) -> Shown:
    offer(folder, body, by)
    browser = sign_in(person)
    browser.post("/courses/essai/enrol")
    return visit(browser, STEP)


def test_it_is_asked_and_given_back(tmp_path: Path, amina: Person, sign_in: SignIn) -> None:
    shown = page(tmp_path / "essai", amina, sign_in)
    assert shown.text.count("Quelle est votre certitude") == 2
    shown = shown.send(shown.form("/answer/final"), answer__un="1", answer__deux="9", sure__un="1", sure__deux="3")
    assert "Points : 1 sur 2" in shown.text
    assert "Grande certitude – réponses justes : 0 sur 1" in shown.text
    assert "Peu de certitude – réponses justes : 1 sur 1" in shown.text
    assert shown.tree.xpath("//div[contains(@class, 'notice')]//a/@href") == ["#q-deux"]
    assert set(Attempt.objects.values_list("sure", flat=True)) == {1, 3}


def test_it_may_be_left_out_and_is_not_lost(tmp_path: Path, amina: Person, sign_in: SignIn) -> None:
    shown = page(tmp_path / "essai", amina, sign_in)
    shown = shown.send(shown.form("/answer/final"), answer__un="1", sure__un="2")
    assert shown.status == 422
    assert shown.tree.xpath("//input[@name='sure.un'][@checked]/@value") == ["2"]
    shown = shown.send(shown.form("/answer/final"), answer__deux="2", sure__un="9")
    assert "Points : 2 sur 2" in shown.text
    assert list(Attempt.objects.values_list("sure", flat=True)) == [None, None]


def test_a_quiz_that_does_not_ask_shows_nothing_of_it(tmp_path: Path, amina: Person, sign_in: SignIn) -> None:
    shown = page(tmp_path / "essai", amina, sign_in, QUIZ.replace(":confidence: yes\n", ""))
    assert not shown.tree.xpath("//input[starts-with(@name, 'sure')]")


def test_the_team_sees_how_many_were_sure_and_wrong(
    tmp_path: Path, amina: Person, ghizlane: Person, sign_in: SignIn
) -> None:
    shown = page(tmp_path / "essai", amina, sign_in, by=ghizlane)
    shown.send(shown.form("/answer/final"), answer__un="1", answer__deux="9", sure__un="1", sure__deux="3")
    one = Attempt.objects.get(item="deux")
    people = join(one.enrolment.run, 11)
    Attempt.objects.bulk_create(
        Attempt(
            uid=who.uid, enrolment=who, item="deux", number=1, release=one.release, language="fr", response={},
            mark=100 * (place > 2), points=100, at=one.at, sure=3,
        )
        for place, who in enumerate(people)
    )  # fmt: skip
    seen = visit(sign_in(ghizlane), "/studio/essai/runs/open/questions/")
    words = " ".join(" ".join(seen.tree.get_element_by_id("q-deux").itertext()).split())
    assert "Certitude grande et réponse fausse 4 sur 12" in words
    assert "Beaucoup répondent faux avec une grande certitude" in words
    assert "réponse fausse" not in seen.tree.get_element_by_id("q-un").text_content()
