"""A task: read by anybody, declared done by whoever takes the course, taken back, counted; refused to everybody else."""

from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from takwin.accounts.models import Person
from takwin.content.actions.publish import publish
from takwin.learning import actions, queries
from takwin.learning.models import Run
from takwin.scenarios.tests.builders import TASK
from tests.cast import SignIn
from tests.journeys.course import write
from tests.journeys.pages import Shown, visit

pytestmark = pytest.mark.django_db
STEP = "/courses/essai/one/read/"
DECLARE = f"{STEP}task/visite"


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """The small course with a task in its first step, which completion asks for."""
    folder = write(tmp_path / "essai")
    for path in (folder / "one").glob("read.*.md"):
        path.write_text(path.read_text("utf-8").replace("minutes: 10", "minutes: 40") + "\n" + TASK, "utf-8")
    source = folder / "course.yaml"
    source.write_text(source.read_text("utf-8").replace("mark: 60%", "mark: 0%, tasks: 100%"), "utf-8")
    return actions.create_run(publish(folder, None, timezone.now()).release)


def declare(page: Shown, done: str) -> Shown:
    return page.send(page.form("/task/visite"), done=done)


def test_anybody_reads_the_task_and_only_learners_declare_it(run: Run, visitor: Client) -> None:
    page = visit(visitor, STEP)
    for words in (
        "Une visite",
        "40 min",
        "Une demi-page, sans nom.",
        "une caméra",
        "2 points",
        "Échange",
        "de vive voix",
    ):
        assert words in page.text
    assert not [form for form in page.forms() if "/task/" in form.action]
    headings = [heading.text_content() for heading in page.tree.xpath("//section[@id='visite']//h3")]
    assert headings == ["Contexte", "Ce que vous produisez", "Pas à pas", "Les critères", "Avec qui vous travaillez", "En cas de blocage", "Qui vous fait un retour", "Comment cela marche à plusieurs milliers"]  # fmt: skip


def test_a_task_is_declared_taken_back_and_counted(run: Run, amina: Person, sign_in: SignIn) -> None:
    enrolment = actions.enrol(amina, run, timezone.now())
    page = visit(sign_in(amina), STEP)
    assert "Tâches faites : 0 sur 1" in " ".join(page.tree.text_content().split())
    page = declare(page, "yes")
    assert page.address == f"{STEP}#visite"
    assert "Vous avez dit que cette tâche est faite." in page.text
    page = declare(page, "no")
    assert "Vous avez dit que cette tâche est faite." not in page.text
    course = visit(page.browser, "/courses/essai/")
    assert "2 étapes · 1 tâche" in course.text.replace("\xa0", " ")
    declare(page, "yes")
    for step in ("one/read", "one/quiz"):
        actions.finish_step(enrolment, step, timezone.now())
    assert queries.standing(queries.enrolment(amina, "essai") or enrolment).met
    assert "Vous avez achevé ce cours." in visit(page.browser, "/courses/essai/").text


def test_what_is_no_task_of_the_step_is_refused(run: Run, amina: Person, zed: Person, sign_in: SignIn) -> None:
    actions.enrol(amina, run, timezone.now())
    amina_s = sign_in(amina)
    assert amina_s.post(f"{STEP}task/other", {"done": "yes"}).status_code == 404
    assert amina_s.post("/courses/essai/one/quiz/task/visite", {"done": "yes"}).status_code == 404
    assert amina_s.post(DECLARE, {"done": "perhaps"}).status_code == 302
    assert amina_s.get(DECLARE).status_code == 302
    assert queries.standing(queries.enrolment(amina, "essai")).declared == 0  # type: ignore[arg-type]
    assert sign_in(zed).post(DECLARE, {"done": "yes"}).status_code == 404


def test_a_module_with_such_a_task_is_no_resource_and_others_say_so(run: Run, visitor: Client, tmp_path: Path) -> None:
    assert "Ressource" not in visit(visitor, "/courses/essai/").text
    publish(write(tmp_path / "plain"), None, timezone.now())
    run.release = run.course.releases.latest("number")
    run.save()
    assert "Ressource : à lire et pour s’entraîner, sans tâche." in visit(visitor, "/courses/essai/").text.replace(
        "\xa0", " "
    )
    assert "Module ressource, sans tâche" in visit(visitor, STEP).text
