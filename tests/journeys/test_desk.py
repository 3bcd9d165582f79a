"""The course team's desk: compare, go back to an older release, copy, archive, tick, each role with its rights; all of it in the journal."""

from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from takwin.accounts.models import Person
from takwin.content import actions
from takwin.content.actions import publish
from takwin.content.models import Act, Course, Member, Tick
from takwin.learning import actions as learning
from takwin.learning.models import Enrolment, Run
from takwin.notices.models import Notice
from tests.cast import SignIn
from tests.journeys.course import write
from tests.journeys.pages import visit
from tests.journeys.test_author import answer, follow, upload
from tests.journeys.test_author import publish as publish_through_pages

pytestmark = pytest.mark.django_db(transaction=True)
DESK = "/studio/essai/"
MOVE = "/studio/essai/runs/open/release/"

SUPERVISION = """\
takwin: 1
sizes: {group: 12, cohort: 120}
interventions:
  - id: hello-first
    role: organisational
    initiative: proactive
    addressee: cohort
    when: {run-day: 1}
    channel: announcement
    within: 1 day
    minutes: 20
    text: {fr: Bonjour, en: Hello}
"""


@pytest.fixture
def run(ghizlane: Person, tmp_path: Path) -> Run:
    """A course with two releases, whose run is on the first."""
    first = publish(write(tmp_path / "a", answer="7"), ghizlane, timezone.now(), "Première").release
    publish(write(tmp_path / "b", answer="12"), ghizlane, timezone.now(), "Douze est juste")
    return learning.create_run(first)


def member(run: Run, person: Person, role: Member.Role) -> None:
    Member.objects.create(course=run.course, person=person, role=role)


def test_differences_are_read_before_and_after_publishing(ghizlane: Person, sign_in: SignIn, tmp_path: Path) -> None:
    author = sign_in(ghizlane)
    publish_through_pages(author, write(tmp_path / "a", answer="7"))
    assert "encore qu’un seul état" in visit(author, f"{DESK}changes/").text
    upload(author, write(tmp_path / "b", answer="12"))
    page = visit(author, f"{DESK}changes/")
    assert [(one.tag, one.text_content().split()[-1]) for one in page.tree.xpath("//del | //ins")][:2] == [
        ("del", "7"),
        ("ins", "12"),
    ]
    assert "autre corrigé" in page.text
    page = visit(author, f"{DESK}draft/")
    page.send(page.form("/draft/publish"), note="Douze est juste")
    page = visit(author, f"{DESK}changes/?before=2&after=1")
    assert [one.text_content().split()[-1] for one in page.tree.xpath("//del | //ins")][:2] == ["12", "7"]
    assert author.get(f"{DESK}changes/?before=9&after=1").status_code == 404
    assert author.get(f"{DESK}changes/?before=x&after=%00").status_code == 404


def test_a_run_goes_on_and_back_and_everybody_reads_why(
    run: Run, ghizlane: Person, amina: Person, sign_in: SignIn
) -> None:
    author, learner = sign_in(ghizlane), sign_in(amina)
    learner.post("/courses/essai/enrol")
    answer(learner, "Une collègue", "7")
    page = visit(author, MOVE)
    assert "1 personne aurait moins de points." in page.text
    assert "Amina Bennani" in page.text
    assert page.form(MOVE).fields["reason"] == ["Douze est juste"]
    page.send(page.form(MOVE))
    assert "Douze est juste" in visit(learner, "/courses/essai/").text
    assert "1 sur 2" in visit(learner, "/courses/essai/marks/").text
    page = visit(author, f"{MOVE}?release=1")
    assert "reviendrait à la version 1" in page.text
    assert "1 personne aurait plus de points." in page.text
    page = page.send(page.form("release=1"), reason="Sept valait aussi.")
    assert "Sept valait aussi." in page.text
    assert "2 sur 2" in visit(learner, "/courses/essai/marks/").text
    assert Enrolment.objects.get().release.number == 1
    assert Notice.objects.filter(person=amina).count() == 2
    assert [act.what for act in Act.objects.filter(course=run.course).order_by("pk")] == [
        "published",
        "published",
        "moved",
        "moved",
    ]
    assert "Sept valait aussi." in visit(author, f"{DESK}journal/").text


def test_a_course_is_copied(run: Run, ghizlane: Person, tilelli: Person, sign_in: SignIn) -> None:
    author = sign_in(ghizlane)
    copy = f"{DESK}releases/1/copy"
    page = visit(author, copy)
    for wrong in ("Un essai", "essai", "-", "a" * 81):
        assert page.send(page.form(copy), slug=wrong).status == 422, wrong
    page = page.send(page.form(copy), slug="essai-fes")
    assert page.address == "/studio/essai-fes/draft/"
    other = Course.objects.get(slug="essai-fes")
    assert [(one.person, one.role) for one in other.members.all()] == [(ghizlane, "owner")]
    page.send(page.form("/draft/publish"))
    assert other.releases.get().outline["items"].keys() == run.release.outline["items"].keys()
    assert not other.runs.exists()
    member(run, tilelli, Member.Role.READER)
    assert sign_in(tilelli).post(copy, {"slug": "autre"}).status_code == 422
    assert not Course.objects.filter(slug="autre").exists()


def test_an_archived_course_stays_with_those_who_take_it(
    run: Run, ghizlane: Person, amina: Person, brahim: Person, sign_in: SignIn, visitor: Client
) -> None:
    author, learner = sign_in(ghizlane), sign_in(amina)
    learner.post("/courses/essai/enrol")
    page = visit(author, DESK)
    page.send(page.form("/archive"))
    assert "archivé" in visit(author, DESK).text
    assert "Un essai" not in visit(visitor, "/courses/").text
    assert visitor.get("/courses/essai/").status_code == 404
    assert sign_in(brahim).post("/courses/essai/enrol").status_code == 404
    assert "1 sur 2" in answer(learner, "Une collègue", "12").text
    page = visit(author, DESK)
    page.send(page.form("/unarchive"))
    assert visitor.get("/courses/essai/").status_code == 200


def test_nothing_waits_in_the_archive(ghizlane: Person, sign_in: SignIn, tmp_path: Path) -> None:
    author = sign_in(ghizlane)
    publish_through_pages(author, write(tmp_path / "a"))
    page = visit(author, DESK)
    assert "Rien ne vous attend" not in page.text
    page.send(page.form("/archive"))
    assert "Rien ne vous attend" in visit(author, DESK).text, "nobody opens it, whatever its checklist says"


def test_the_checklist_is_ticked_by_name_and_asked_for(ghizlane: Person, sign_in: SignIn, tmp_path: Path) -> None:
    author = sign_in(ghizlane)
    publish_through_pages(author, write(tmp_path / "a"))
    page = visit(author, f"{DESK}runs/")
    assert page.send(page.form("/runs/offer"), reason="").status == 422
    assert not Run.objects.exists()
    page = visit(author, f"{DESK}checklist/")
    page = page.send(page.form("/checklist/access"), **{"access-note": "Au clavier, sur mon téléphone"})
    assert "Au clavier, sur mon téléphone" in page.text
    page = page.send(page.form("/checklist/caretaker"), person="9" * 23)
    assert "Choisissez quelqu’un de l’équipe." in page.text
    page = page.send(page.form("/checklist/caretaker"), person=str(ghizlane.pk))
    assert Course.objects.get().caretaker == ghizlane
    author.post(f"{DESK}checklist/access", {"back": "yes"})
    assert not Tick.objects.exists()
    assert author.post(f"{DESK}checklist/nothing").status_code == 404
    page = visit(author, f"{DESK}runs/")
    page = page.send(page.form("/runs/offer"), reason="La formation commence lundi.")
    assert "La formation commence lundi." in page.text
    assert Run.objects.exists()


def test_a_finished_checklist_asks_for_no_reason(ghizlane: Person, sign_in: SignIn, tmp_path: Path) -> None:
    author = sign_in(ghizlane)
    publish_through_pages(author, write(tmp_path / "a"))
    for form in visit(author, f"{DESK}checklist/").tree.xpath("//main//form/@action"):
        if not form.endswith("caretaker"):
            author.post(form)
    page = follow(visit(author, DESK), "/runs/")
    assert "Personne ne répond encore" in page.text
    assert page.send(page.form("/runs/offer"), reason="").status == 422
    author.post(f"{DESK}checklist/caretaker", {"person": ghizlane.pk})
    page = visit(author, f"{DESK}runs/")
    page.send(page.form("/runs/offer"))
    assert Run.objects.exists()
    assert Act.objects.latest("pk").what == "offered"


def test_the_first_run_in_any_format_asks_for_the_checklist(ghizlane: Person, sign_in: SignIn, tmp_path: Path) -> None:
    author = sign_in(ghizlane)
    publish_through_pages(author, write(tmp_path / "a"))
    new = f"{DESK}runs/new/?format=xmooc"
    page = visit(author, new)
    chosen = {
        one.get("name"): one.xpath("./option[@selected]/@value") for one in page.tree.xpath("//main//form//select")
    }
    said = {"name": "Une saison", "opens": "2026-01-05"} | {name: one[0] for name, one in chosen.items() if one}
    page = page.send(page.forms()[0], **said, reason="")
    assert page.status == 422
    assert "Une saison" in page.tree.xpath("//main//input[@name='name']/@value")
    assert not Run.objects.exists()
    page.send(page.forms()[0], **said, reason="La saison commence lundi.")
    assert "La saison commence lundi." in visit(author, f"{DESK}runs/").text
    assert "Une saison" in visit(author, DESK).text
    assert not visit(author, new).tree.xpath("//main//input[@name='reason']")


def test_a_reader_reads_and_brings_in_drafts_and_sees_nobody(
    run: Run, amina: Person, tilelli: Person, sign_in: SignIn, tmp_path: Path
) -> None:
    member(run, tilelli, Member.Role.READER)
    sign_in(amina).post("/courses/essai/enrol")
    reader = sign_in(tilelli)
    page = upload(reader, write(tmp_path / "r", answer="13"))
    assert page.address == f"{DESK}draft/"
    assert not page.tree.xpath("//main//form[contains(@action, 'publish') or contains(@action, 'discard')]")
    for address in (DESK, f"{DESK}draft/", f"{DESK}changes/", f"{DESK}journal/", f"{DESK}checklist/", f"{DESK}team/"):
        shown = visit(reader, address)
        assert shown.status == 200
        assert "Amina" not in shown.text
    for address in (f"{DESK}runs/", f"{DESK}runs/open/marks/", f"{DESK}runs/open/corrections/", MOVE):
        assert reader.get(address).status_code in {403, 404}, address
    for act in ("draft/publish", "draft/discard", "runs/offer", "archive", "checklist/access", "team/"):
        assert reader.post(DESK + act).status_code == 403, act
    assert run.course.releases.count() == 2


def test_roles_change_and_the_last_owner_stays(
    run: Run, ghizlane: Person, tilelli: Person, brahim: Person, sign_in: SignIn
) -> None:
    owner = sign_in(ghizlane)
    owner.post(f"{DESK}team/", {"username": "tilelli", "role": "author"})
    assert Notice.objects.get(person=tilelli).link == DESK
    colleague = run.course.members.get(person=tilelli)
    mine = run.course.members.get(person=ghizlane)
    author = sign_in(tilelli)
    assert author.post(f"{DESK}team/", {"username": "brahim"}).status_code == 403
    assert author.post(f"{DESK}team/{mine.pk}/role", {"role": "reader"}).status_code == 403
    assert author.post(f"{DESK}team/{mine.pk}/leave").status_code == 403
    assert author.post(f"{DESK}archive").status_code == 403
    assert author.get(f"{DESK}runs/").status_code == 200
    owner.post(f"{DESK}team/{mine.pk}/role", {"role": "reader"})
    owner.post(f"{DESK}team/leave")
    owner.post(f"{DESK}team/{colleague.pk}/role", {"role": "nothing"})
    assert {one.person: one.role for one in run.course.members.all()} == {ghizlane: "owner", tilelli: "author"}
    owner.post(f"{DESK}team/{colleague.pk}/role", {"role": "owner"})
    owner.post(f"{DESK}team/leave")
    assert [one.person for one in run.course.members.all()] == [tilelli]
    assert owner.get(DESK).status_code == 403
    assert [act.what for act in Act.objects.filter(about__isnull=False).order_by("pk")] == ["joined", "role", "left"]


def test_a_translation_that_is_behind_is_found_and_read_beside_its_original(
    ghizlane: Person, tilelli: Person, sign_in: SignIn, tmp_path: Path
) -> None:
    author = sign_in(ghizlane)
    publish_through_pages(author, write(tmp_path / "a"))
    assert "à jour" in visit(author, f"{DESK}translations/").text
    folder = write(tmp_path / "b")
    step = folder / "one" / "read.fr.md"
    step.write_text(step.read_text("utf-8").replace("Qui observe la leçon ?", "Qui regarde la leçon ?"), "utf-8")
    publish_through_pages(author, folder)
    run = learning.create_run(Course.objects.get().releases.latest("number"))
    member(run, tilelli, Member.Role.READER)
    reader = sign_in(tilelli)
    assert "1 traduction manque ou est dépassée." in visit(reader, DESK).text
    page = follow(visit(reader, f"{DESK}translations/"), "/one/read/?right=en")
    assert "l’original a changé depuis" in page.text
    assert [one.text_content().split()[-1] for one in page.tree.xpath("//del | //ins")][:2] == ["observe", "regarde"]
    pair = page.tree.xpath("//*[@role='row'][contains(., 'Who observes')]/*[@role='cell']")
    assert [(one.get("lang"), one.get("dir")) for one in pair[:2]] == [("fr", "ltr"), ("en", "ltr")]
    (folder / "one" / "read.en.md").unlink()
    upload(reader, folder)
    assert "manquante" in visit(reader, f"{DESK}translations/").text
    assert visit(reader, f"{DESK}translations/one/read/").status == 200
    assert reader.get(f"{DESK}translations/one/nothing/").status_code == 404


def test_a_reader_of_the_team_finds_the_studio_and_the_drafts_scenario(
    ghizlane: Person, zed: Person, sign_in: SignIn, tmp_path: Path
) -> None:
    folder = write(tmp_path / "a")
    upload(sign_in(ghizlane), folder)
    course = Course.objects.get()
    reader = sign_in(zed)

    def links() -> list[str]:
        found: list[str] = visit(reader, "/courses/").tree.xpath("//header//a/@href")
        return found

    assert "/studio/" not in links()
    actions.join_team(course, zed, Member.Role.READER, ghizlane, timezone.now())
    assert "/studio/" in links()
    assert "There is no supervision scenario here." in visit(reader, f"{DESK}draft/supervision/").text
    (folder / "supervision.yaml").write_text(SUPERVISION, "utf-8")
    upload(sign_in(ghizlane), folder)
    page = visit(reader, f"{DESK}draft/supervision/")
    assert "hello-first" in page.text
    assert f"{DESK}draft/" in page.tree.xpath("//main//p[@class='lead']/a/@href")
    actions.leave_team(course, zed, ghizlane, timezone.now())
    assert "/studio/" not in links()
