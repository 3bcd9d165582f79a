"""Notes and drafts: kept for the person alone, and erased with them."""

from django.utils import timezone

from takwin.accounts.models import Person
from takwin.learning import actions as learning
from takwin.learning.models import Enrolment
from takwin.learning.tests.builders import outline, release
from takwin.notebook import mine, queries
from takwin.notebook.models import KEPT, LONGEST, Writing
from takwin.records.models import Sentence
from takwin.records.queries import history
from takwin.records.vocabulary import Audience
from tests.cast import SignIn

HERE = "/courses/essai/one/a/notes"


def taking(person: Person) -> Enrolment:
    return learning.enrol(person, learning.create_run(release(outline(tasks=100))), timezone.now())


def test_a_note_and_a_draft_are_kept_with_their_earlier_versions(amina: Person, sign_in: SignIn) -> None:
    mine_ = taking(amina)
    browser = sign_in(amina)
    assert browser.post(HERE, {"note": "Observer d’abord", "draft.t1": "Trois lignes"}).status_code == 302
    assert browser.post(HERE, {"note": "Compter d’abord", "draft.t1": "Trois lignes"}).status_code == 302
    page = browser.get(HERE).content.decode()
    assert "Compter d’abord" in page
    assert "Observer d’abord" in page, "the version before is there"
    assert queries.newest(mine_) == {"note": {"one/a": "Compter d’abord"}, "draft": {"t1": "Trois lignes"}}
    told = [one for one in history(mine_.uid) if one.verb in {"noted", "drafted"}]
    assert [one.verb for one in told] == ["noted", "drafted", "noted"], "what was not changed is not told again"
    assert {one.audience for one in told} == {Audience.PRIVATE}
    assert not Sentence.objects.filter(result__contains="Compter").exists()


def test_a_text_that_is_too_long_comes_back_whole(amina: Person, sign_in: SignIn) -> None:
    taking(amina)
    long = "a" * (LONGEST + 1)
    answer = sign_in(amina).post(HERE, {"note": long})
    assert answer.status_code == 422
    assert long in answer.content.decode()
    assert not Writing.objects.exists()


def test_nobody_else_finds_them(amina: Person, zed: Person, salma: Person, sign_in: SignIn) -> None:
    taking(amina)
    sign_in(amina).post(HERE, {"note": "Pour moi"})
    for other in (zed, salma):
        assert sign_in(other).get(HERE).status_code == 404
    assert sign_in(amina).get("/courses/essai/one/nothing/notes").status_code == 404


def test_of_each_text_the_newest_versions_are_kept(amina: Person, sign_in: SignIn) -> None:
    taking(amina)
    browser = sign_in(amina)
    for number in range(KEPT + 3):
        browser.post(HERE, {"note": f"Note {number}"})
    assert Writing.objects.count() == KEPT
    assert not Writing.objects.filter(text="Note 2").exists()


def test_they_are_handed_over_and_erased(amina: Person, sign_in: SignIn) -> None:
    taking(amina)
    sign_in(amina).post(HERE, {"note": "Pour moi"})
    assert "Pour moi" in str(mine.export(amina))
    mine.erase(amina, timezone.now())
    assert not Writing.objects.exists()
    assert learning.rebuild().changed == 0
