"""What a course team is shown of its questions' figures, and nobody else; nothing of answers that are never marked."""

from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from takwin.accounts.models import Person
from takwin.assessment.models import Attempt
from takwin.assessment.tests.builders import opinions
from takwin.assessment.variants import row
from takwin.content.models import Member
from takwin.content.queries import outline
from takwin.learning import actions
from takwin.learning.models import Enrolment, Run
from tests.cast import SignIn
from tests.journeys import craft
from tests.journeys.course import offer
from tests.journeys.pages import visit

pytestmark = pytest.mark.django_db
PAGE = "/studio/essai/runs/open/questions/"


def join(run: Run, many: int) -> list[Enrolment]:
    """People who take the run, quickly."""
    people = Person.objects.bulk_create([Person(username=f"p{uuid4().hex}", name="P") for _ in range(many)])
    return Enrolment.objects.bulk_create(
        [Enrolment(person=one, run=run, release=run.release, enrolled=timezone.now()) for one in people]
    )


def answered(who: Enrolment, item: str, response: dict[str, str], mark: int, points: int = 100) -> Attempt:
    return Attempt(
        uid=uuid4(), enrolment=who, item=item, number=1, release=who.release, language="fr", response=response,
        mark=mark, points=points, at=timezone.now(), seconds=150,
    )  # fmt: skip


def crowd(run: Run, many: int) -> None:
    """Every other one is wrong everywhere."""
    for place, who in enumerate(join(run, many)):
        right = place % 2
        given = [
            answered(who, "who", {"choice": "c2" if right else "c1"}, 100 * right),
            answered(who, "how-many", {"number": "7"}, 100 * right),
        ]
        Attempt.objects.bulk_create(given)


@pytest.fixture
def author(ghizlane: Person, sign_in: SignIn, tmp_path: Path) -> Client:
    crowd(offer(tmp_path / "essai", ghizlane), 40)
    return sign_in(ghizlane)


def test_the_team_sees_figures_and_choices(author: Client) -> None:
    page = visit(author, "/studio/essai/runs/")
    assert page.tree.xpath(f"//main//a[@href='{PAGE}']")
    page = visit(author, PAGE)
    question = page.tree.get_element_by_id("q-who")
    words = " ".join(" ".join(question.itertext()).split())
    assert "Premières réponses 40" in words
    assert "Points obtenus 50 %" in words
    assert "bien (1,00)" in words
    assert "3 minutes" in words
    assert "A. Le directeur 20 50 % B. Une collègue juste 20 50 %" in words
    assert "Encore trop peu de réponses." in page.tree.get_element_by_id("q-practice").text_content()
    assert "Rien ne ressort." in page.text


def test_what_is_weak_is_said_first(author: Client) -> None:
    Attempt.objects.filter(item="who").update(mark=0, response={"choice": "c1"})
    page = visit(author, PAGE)
    assert page.tree.xpath("//section[@aria-labelledby='mend']//a/@href") == ["#q-who"]
    words = " ".join(page.tree.get_element_by_id("q-who").text_content().split())
    assert "La réponse A (« Le directeur ») est choisie plus souvent que la bonne" in words
    assert "n’obtiennent que 0 % des points" in words


def test_more_people_ask_no_more_queries(author: Client) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as seen:
            author.get(PAGE)
        return len(seen)

    asked()
    before = asked()
    crowd(Run.objects.get(), 30)
    assert asked() == before <= 14


def test_answers_that_are_never_marked_are_not_looked_at(ghizlane: Person, sign_in: SignIn) -> None:
    run = actions.create_run(opinions())
    Member.objects.create(course=run.course, person=ghizlane)
    for who in join(run, 40):
        reason = {"choice": "c1", "reason": "Mon secret"}
        Attempt.objects.bulk_create(
            [answered(who, "phone", reason, 0, 0), answered(who, "sure", {"choice": "c1"}, 0, 0)]
        )
    page = visit(sign_in(ghizlane), PAGE)
    assert "Personne n’a encore répondu" in page.text
    for one in join(run, 10):
        answered(one, "sum", {"number": "2"}, 100).save()
    page = visit(sign_in(ghizlane), PAGE)
    assert page.tree.xpath("//section[contains(@class, 'studied')]/@id") == ["q-sum"]
    assert "Mon secret" not in page.text


@pytest.mark.parametrize("page", [PAGE, "/studio/essai/runs/open/marks/", "/studio/essai/runs/open/marks.csv"])
def test_who_is_not_of_the_team_is_refused(author: Client, zed: Person, sign_in: SignIn, page: str) -> None:
    assert sign_in(zed).get(page).status_code == 404


ROWS = """\
:::::{quiz} final
::::{single-choice} groups
Combien de groupes de {{pupils}} élèves ?

- [ ] {{wrong}} groupes
  > Non.
- [x] {{right}} groupes

:::{variants}
| pupils | wrong | right |
|--------|-------|-------|
| 24     | 13    | 6     |
| 30     | 14    | 5     |
| 42     | 15    | 7     |
:::
::::
:::::
"""


def test_a_question_that_varies_is_told_row_by_row(ghizlane: Person, sign_in: SignIn, tmp_path: Path) -> None:
    run = craft.offer(tmp_path / "essai", ROWS, ghizlane)
    rule = outline(run.release_id)["items"]["groups"]
    people = join(run, 240)
    asked = {who.pk: row(rule, "groups", who.uid, 1) for who in people}
    given = []
    for place, who in enumerate(people):
        right = place % 5 > 0 if asked[who.pk] < 2 else place % 5 == 0
        given.append(answered(who, "groups", {"choice": "c2" if right else "c1"}, 100 * right))
    Attempt.objects.bulk_create(given)
    page = visit(sign_in(ghizlane), PAGE)
    question = page.tree.get_element_by_id("q-groups")
    words = " ".join(" ".join(question.itertext()).split())
    many = [list(asked.values()).count(one) for one in range(3)]
    for number, pupils in zip(many, ("24", "30", "42"), strict=True):
        apart = "plus difficile " if pupils == "42" else ""
        assert f"Combien de groupes de {pupils} élèves ? {apart}{number} " in words
    assert "Posée sous la forme « Combien de groupes de 42 élèves ? »" in words
    assert "A. 13 groupes / 14 groupes / 15 groupes" in words
