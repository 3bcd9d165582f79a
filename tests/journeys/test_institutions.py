"""From the ministry to a cohort, by hand: create, give roles, look, move, read what was done."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from takwin.accounts.models import Person
from takwin.assessment import actions as assessment
from takwin.assessment.tests import builders as quiz
from takwin.attendance import actions as attendance
from takwin.attendance.presence import CORRECTION, Mark
from takwin.attendance.tests import builders as meetings
from takwin.content.models import Act, Member
from takwin.institutions.models import Deed, Node
from takwin.institutions.tests.builders import country, role
from takwin.learning import actions as learning
from takwin.learning import queries
from takwin.learning.run import Policy
from takwin.learning.timing import Extra
from takwin.studio.views import offering
from tests.cast import SignIn
from tests.journeys.pages import shown, visit


def test_a_tree_is_made_by_hand(salma: Person, omar: Person, zed: Person, sign_in: SignIn) -> None:
    browser = sign_in(salma)
    new = visit(browser, "/institutions/new")
    ministry = new.send(new.form("/new"), kind="ministry", name_fr="Ministère", name_ar="الوزارة")
    below = visit(browser, ministry.address + "new")
    academy = below.send(below.form("/new"), kind="academy", name_fr="AREF Souss-Massa", code="09")
    assert "AREF Souss-Massa" in academy.text
    again = below.send(below.form("/new"), kind="academy", name_fr="Une autre", code="09")
    assert (again.status, "a déjà ce numéro" in again.text) == (422, True)
    nameless = below.send(below.form("/new"), kind="academy")
    assert (nameless.status, "Écrivez un nom" in nameless.text) == (422, True)
    endless = below.send(below.form("/new"), kind="academy", name_fr="A" * 151)
    assert (endless.status, "Écrivez un nom" in endless.text, endless.form("/new").fields["name_fr"]) == (
        422,
        False,
        ["A" * 151],
    )
    turned = below.send(below.form("/new"), kind="academy", name_fr="AREF \u202eVuln\u202c")
    assert turned.tree.xpath("string(//h1)") == "AREF Vuln"
    roles = visit(browser, academy.address + "roles/")
    nobody = roles.send(roles.form("/roles/"), person="personne", role="organiser")
    assert (nobody.status, "Personne ne se connecte ainsi" in nobody.text) == (422, True)
    given = roles.send(roles.form("/roles/"), person="omar", role="organiser", until="2090-01-31")
    assert "jusqu'au 31 janvier 2090" in given.text.replace("’", "'")
    mine = visit(sign_in(omar), "/institutions/")
    assert "AREF Souss-Massa" in mine.text
    assert "Ministère" not in mine.text
    assert sign_in(omar).get(ministry.address).status_code == 404
    assert "aucun établissement" not in mine.text
    assert "belong to no institution" in visit(sign_in(zed), "/institutions/").text


@pytest.fixture
def there(salma: Person) -> dict[str, Node]:
    return country(salma)


def test_an_organiser_moves_within_what_is_theirs(there: dict[str, Node], omar: Person, sign_in: SignIn) -> None:
    role(omar, there["rabat"], "organiser")
    browser = sign_in(omar)
    change = visit(browser, f"/institutions/{there['a'].pk}/change")
    offered = change.tree.xpath("//select[@name='to']/option/text()")
    assert {"one", "two"} <= set(offered)
    assert not {"fes", "far", "Ministère", "c"} & set(offered)
    refused = change.send(change.form("/move"), to=str(there["far"].pk))
    assert refused.status == 422
    moved = change.send(change.form("/move"), to=str(there["two"].pk))
    assert "Déplacé" in visit(browser, moved.address + "audit/").text
    assert Node.objects.get(pk=there["a"].pk).parent == there["two"]


def test_what_an_organiser_does_to_a_run_is_on_the_audit_pages_above_it(
    there: dict[str, Node], omar: Person, brahim: Person, ghizlane: Person, amina: Person, zed: Person, sign_in: SignIn
) -> None:
    release, now = quiz.release(), timezone.now()
    here, elsewhere = (
        learning.found_run(release, name, "self-study", Policy(), ghizlane, now, there[at])
        for name, at in (("Le nôtre", "one"), ("Le leur", "far"))
    )
    learning.give_days(learning.enrol(amina, here, now), 5, omar, now)
    learning.give_days(learning.enrol(brahim, elsewhere, now), 6, ghizlane, now)
    learning.grant_time(learning.enrol(zed, here, now), Extra(25, 0), ghizlane, now)
    role(omar, there["rabat"], "organiser")
    role(amina, there["a"], "learner")
    browser = sign_in(omar)
    meeting, hers = meetings.session(here, ghizlane, title="Atelier 1"), learning.enrol(amina, here, now)
    for mark in (Mark("late", 30), Mark("excused", 0)):
        attendance.note(meeting, hers, mark, CORRECTION, now, by=omar, why="Convocation chez le médecin")
    assessment.move_run(here, quiz.release(answer="13"), ghizlane, "Un énoncé de plus", now)
    place, files = f"/institutions/{there['one'].pk}/", ("marks.csv", "presences.csv")
    tables = [f"{at}/{file}" for at in (f"/studio/essai/runs/{here.slug}", f"{place}runs/{here.pk}") for file in files]
    for table in (*tables, f"{place}presences.csv"):
        before = Act.objects.count() + Deed.objects.count()
        for ask, noted in ((browser.head, 0), (browser.get, 1)):
            assert ask(table).status_code == 200
            assert Act.objects.count() + Deed.objects.count() == before + noted, "looking writes nothing"
    Act.objects.create(course=release.course, what="code-renewed", at=now, values={"run": here.slug})
    listed = visit(browser, reverse("runs", args=["essai"]))
    assert ("Le nôtre" in listed.text, "Le leur" in listed.text) == (True, False)
    (way,) = visit(browser, f"/institutions/{there['one'].pk}/runs/{here.pk}/").tree.xpath(
        "//main//a[contains(@href, '/people/')]/@href"
    )
    people = visit(browser, way)
    form = next(one for one in people.forms() if "out" in one.fields)
    assert people.send(form, out="amina", reason="").status == 422
    people = people.send(form, out="Amina", reason="Inscrite deux fois")
    people.send(people.form("/back"))
    page = visit(browser, f"/institutions/{there['rabat'].pk}/audit/")
    (link,) = page.tree.xpath("//main//a[contains(@href, '/audit/runs/')]/@href")
    told = visit(browser, link).text
    assert "Amina Bennani" in told
    assert "Omar Idrissi" in told
    assert "La présence de Amina Bennani à une rencontre" in told
    assert "médecin" not in told
    omar.language = "ar"
    omar.save()
    assert "\u2068Amina Bennani\u2069" in visit(browser, link).text, "a name in Latin letters keeps its place"
    for done in (
        "version 1 à la version 2",
        "Les notes d’une session",
        "Les présences d’une session",
        "Inscrite deux fois",
    ):
        assert done in told
    for done in ("A téléchargé les notes", "A téléchargé les présences"):
        assert done in page.text
    assert "Le nôtre" in told
    assert "Le leur" not in told
    assert "Un autre code" not in told, "an old act tells a run by its name, which may be another's slug"
    assert "Une personne qui participe" in told
    assert told.count("Une personne qui participe") == 2
    assert zed.name not in told, "who needs more time is nobody else's business"
    assert brahim.name not in told
    assert browser.get(f"/institutions/{there['fes'].pk}/audit/runs/").status_code == 404


def test_everybody_who_was_taken_out_can_be_let_back(
    amina: Person, brahim: Person, ghizlane: Person, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(offering, "OUT", 1)
    release, now = quiz.release(), timezone.now()
    run = learning.found_run(release, "Rabat", "spoc", Policy(admission="code"), ghizlane, now)
    Member.objects.create(course=release.course, person=ghizlane, role="owner")
    for minute, who in enumerate((amina, brahim)):
        at = now + timedelta(minutes=minute)
        learning.take_out(learning.enrol(who, run, now), "Par erreur", ghizlane, at)
    address = reverse("run-people", args=["essai", run.slug])
    newest, other = (visit(sign_in(ghizlane), f"{address}?page={page}") for page in (1, 2))
    assert "autre compte" in newest.text, "a second account knows the code"
    assert ("Amina" in newest.text, "Amina" in other.text) == (False, True)
    other.send(other.form("/back"))
    assert [one.enrolment.person for one in queries.taken_out(run)] == [brahim]


def test_a_tutor_sees_people_and_not_the_neighbours(
    there: dict[str, Node], tilelli: Person, amina: Person, brahim: Person, sign_in: SignIn
) -> None:
    role(tilelli, there["one"], "tutor")
    role(amina, there["a"], "learner")
    role(brahim, there["c"], "learner")
    browser: Client = sign_in(tilelli)
    people = visit(browser, f"/institutions/{there['one'].pk}/people/").text
    assert "Amina Bennani" in people
    assert brahim.name not in people
    for where, what in (("one", "audit/"), ("one", "roles/"), ("two", ""), ("c", "people/"), ("ministry", "")):
        assert browser.get(f"/institutions/{there[where].pk}/{what}").status_code == 404, (where, what)


def test_people_are_brought_in_by_a_file(there: dict[str, Node], omar: Person, amina: Person, sign_in: SignIn) -> None:
    role(omar, there["one"], "organiser")
    browser = sign_in(omar)
    place = f"/institutions/{there['one'].pk}/rosters/"
    file = SimpleUploadedFile("liste.csv", b"Amina;a@b.ma;a\n")
    told = shown(browser, browser.post(place, {"file": file}, follow=True), place)
    assert "ne nomme aucune colonne connue" in told.text
    text = f"Nom;Courriel;Groupe\nAmina B;{amina.email};a\nÉlodie Nouvelle;;Été\nMal écrite;sans adresse;a\n"
    file = SimpleUploadedFile("liste.csv", text.encode("cp1252"))
    dry = shown(browser, browser.post(place, {"file": file}, follow=True), place)
    assert "Windows-1252" in dry.text
    assert "« sans adresse » n'est pas une adresse électronique" in dry.text.replace("’", "'")
    table = b"".join(browser.get(dry.address + "lines.csv").streaming_content).decode()  # type: ignore[attr-defined]
    assert "4,laissée de côté," in table
    done = dry.send(dry.form("/begin"))
    assert "est importé" in done.text
    assert "Élodie Nouvelle" in visit(browser, f"/institutions/{there['one'].pk}/people/").text
    mine = visit(sign_in(amina), "/institutions/")
    left = mine.send(mine.form("/leave"))
    assert "n'appartenez encore à aucun" in left.text.replace("’", "'")


def test_a_learner_moves_to_another_cohort(
    there: dict[str, Node], omar: Person, amina: Person, sign_in: SignIn
) -> None:
    role(omar, there["rabat"], "organiser")
    held = role(amina, there["a"], "learner")
    page = visit(sign_in(omar), f"/institutions/{there['a'].pk}/people/{held.pk}/")
    offered = set(page.tree.xpath("//select[@name='to']/option/text()"))
    assert {"b", "c"} <= offered
    assert "z" not in offered
    assert "Amina Bennani" in page.send(page.form(f"/{held.pk}/"), to=str(there["c"].pk)).text
    assert "Amina Bennani" in visit(sign_in(omar), f"/institutions/{there['c'].pk}/people/").text
