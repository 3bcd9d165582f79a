"""What a place sees of its runs and its people, and nothing of its neighbours."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from takwin.accounts.models import Person
from takwin.attendance.actions import note
from takwin.attendance.presence import LATE, LIST, Mark
from takwin.attendance.tests import builders as meetings
from takwin.attendance.tests.builders import STARTS
from takwin.institutions import actions as institutions
from takwin.institutions.models import Deed, Membership, Node
from takwin.institutions.telling import told
from takwin.institutions.tests.builders import NOW, country, role
from takwin.learning import actions as learning
from takwin.learning.models import Enrolment, Run
from takwin.learning.tests import builders
from takwin.steering import access, actions, queries
from takwin.steering.models import Counted, Standing
from takwin.steering.sums import Sum, by_child, whole
from tests.cast import SignIn

LATER = NOW + timedelta(days=1)


@pytest.fixture
def there(salma: Person) -> dict[str, Node]:
    return country(salma)


@pytest.fixture
def run(db: None) -> Run:
    return builders.run()


@pytest.fixture
def busy(there: dict[str, Node], run: Run, amina: Person, brahim: Person, zed: Person) -> dict[str, Node]:
    """Amina (in a) has completed nothing and begun; Brahim (in c) never opened; Zed (in z) takes nothing."""
    for person, where in ((amina, "a"), (brahim, "c"), (zed, "z")):
        role(person, there[where], "learner")
    learning.open_step(learning.enrol(amina, run, NOW), "one/a", NOW)
    learning.enrol(brahim, run, NOW)
    Person.objects.filter(pk=brahim.pk).update(password="!nothing", last_login=None)
    actions.count(timezone.now())
    return there


def test_sums_are_counted_cohort_by_cohort(busy: dict[str, Node], run: Run) -> None:
    rows = queries.kept(busy["ministry"])
    assert whole(rows) == Sum(people=3, absent=1, places=2, opened=1)
    assert by_child(busy["rabat"].path, queries.kept(busy["rabat"])) == {
        busy["one"].pk: Sum(people=1, places=1, opened=1),
        busy["two"].pk: Sum(people=1, absent=1, places=1),
    }
    assert whole(queries.kept(busy["far"], run.pk)) == Sum(people=1)


def test_sums_are_counted_again_only_when_something_happened(busy: dict[str, Node], run: Run, brahim: Person) -> None:
    assert not actions.count(timezone.now())
    before = set(Standing.objects.values_list("pk", flat=True))
    learning.open_step(Enrolment.objects.get(person=brahim), "one/a", LATER)
    assert actions.count(timezone.now())
    assert whole(queries.kept(busy["two"])) == Sum(people=1, absent=1, places=1, opened=1)
    assert len(before - set(Standing.objects.values_list("pk", flat=True))) == 1, "only what changed is written"
    Membership.objects.filter(person=brahim).update(ended=timezone.now())
    assert actions.count(timezone.now())
    assert whole(queries.kept(busy["two"])) == Sum()
    assert Counted.objects.count() == 1


def test_people_of_a_place_are_put_in_also_who_comes_later(
    there: dict[str, Node], run: Run, salma: Person, amina: Person, brahim: Person, zed: Person
) -> None:
    role(amina, there["a"], "learner")
    role(zed, there["c"], "learner")
    placement = actions.place(there["one"], run, salma, NOW)
    assert actions.place(there["one"], run, salma, NOW) == placement
    assert set(Enrolment.objects.values_list("person", flat=True)) == {amina.pk}
    (deed,) = told([Deed.objects.get(what="placed")])
    assert f"«\u00a0{queries.called(run)['fr']}\u00a0»" in deed.sentence, "by its title, in the reader's language"
    role(brahim, there["b"], "learner")
    actions.fill_all(timezone.now())
    assert set(Enrolment.objects.values_list("person", flat=True)) == {amina.pk, brahim.pk}
    learning.leave(Enrolment.objects.get(person=amina), NOW)
    actions.fill_all(timezone.now())
    assert Enrolment.objects.get(person=amina).left, "who left stays out"
    actions.end(placement, salma, NOW)
    role(zed, there["b"], "learner")
    actions.fill_all(timezone.now())
    assert not Enrolment.objects.filter(person=zed).exists()


def test_a_transfer_keeps_the_work_and_changes_who_sees_it(
    busy: dict[str, Node], run: Run, omar: Person, amina: Person
) -> None:
    member = Membership.objects.get(person=amina)
    institutions.transfer(member, busy["z"], omar, timezone.now())
    now = timezone.now()
    assert [one.person for one in queries.taking(busy["far"], run, now)] == [amina]
    assert not queries.taking(busy["one"], run, now)
    assert Enrolment.objects.get(person=amina).last_step == "one/a"


def test_the_never_opened_are_a_list_of_people(busy: dict[str, Node], run: Run, brahim: Person) -> None:
    assert [one.person for one in queries.unopened(busy["ministry"], run, timezone.now())] == [brahim]
    assert not queries.unopened(busy["one"], run, timezone.now())


def test_a_run_that_nobody_of_a_place_takes_is_not_found_there(busy: dict[str, Node], run: Run) -> None:
    assert access.run_at(busy["one"], run.pk, timezone.now()) == run
    with pytest.raises(Http404):
        access.run_at(busy["far"], run.pk, timezone.now())


PAGES = (
    *("progress/", "runs/{run}/", "runs/{run}/unopened/"),
    *("runs/{run}/marks.csv", "runs/{run}/presences.csv", "presences.csv", "runs/"),
)


@pytest.mark.parametrize(
    ("name", "allowed"),
    [("organiser", PAGES), ("teacher", PAGES[:6]), ("tutor", PAGES[:3]), ("researcher", PAGES[:1]), ("learner", ())],
)
def test_each_role_opens_its_pages_at_its_place_and_below_only(
    busy: dict[str, Node], run: Run, omar: Person, sign_in: SignIn, name: str, allowed: tuple[str, ...]
) -> None:
    role(omar, busy["rabat"], name)
    browser = sign_in(omar)
    for where in ("rabat", "one", "a", "two", "ministry", "fes", "far"):
        for page in PAGES:
            status = browser.get(f"/institutions/{busy[where].pk}/{page.format(run=run.pk)}").status_code
            may = where in {"rabat", "one", "a", "two"} and page in allowed
            assert status == (200 if may else 404), (where, page)


def test_a_researcher_is_not_told_of_few_people(
    busy: dict[str, Node], omar: Person, tilelli: Person, sign_in: SignIn
) -> None:
    role(omar, busy["rabat"], "researcher")
    role(tilelli, busy["rabat"], "tutor")
    address = f"/institutions/{busy['rabat'].pk}/progress/"
    few = "trop peu de personnes pour le dire"
    assert few in sign_in(omar).get(address).content.decode()
    assert few not in sign_in(tilelli).get(address).content.decode()


def test_marks_of_a_place_are_those_of_its_people(
    busy: dict[str, Node], run: Run, omar: Person, sign_in: SignIn
) -> None:
    role(omar, busy["one"], "teacher")
    answer = sign_in(omar).get(f"/institutions/{busy['one'].pk}/runs/{run.pk}/marks.csv")
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()  # type: ignore[attr-defined]
    assert lines[1:] == ["Amina Bennani,amina,2026-11-20,0,3,0.00,3.00,"]


def test_presences_of_a_place_are_those_of_its_people_with_their_run(
    busy: dict[str, Node], run: Run, amina: Person, brahim: Person, omar: Person, ghizlane: Person, sign_in: SignIn
) -> None:
    role(omar, busy["one"], "teacher")
    browser, of_place = sign_in(omar), f"/institutions/{busy['one'].pk}/presences.csv"
    of_run = of_place.replace("presences", f"runs/{run.pk}/presences")
    assert of_run not in browser.get(f"/institutions/{busy['one'].pk}/runs/{run.pk}/").text, "it does not meet"
    meeting = meetings.session(run, ghizlane, title="=1+1")
    for person in (amina, brahim):
        where = Enrolment.objects.select_related("run__course", "progress", "person").get(person=person)
        note(meeting, where, Mark(LATE, 120), LIST, STARTS, by=ghizlane)
    actions.count(timezone.now())
    assert f'href="{of_run}"' in browser.get(f"/institutions/{busy['one'].pk}/runs/{run.pk}/").text
    assert f'href="{of_place}"' in browser.get(f"/institutions/{busy['one'].pk}/progress/").text
    for address in (of_place, of_run):
        lines = b"".join(browser.get(address).streaming_content).decode("utf-8-sig").splitlines()  # type: ignore[attr-defined]
        (line,) = lines[1:]
        assert line.startswith("Essai,open,'=1+1,2026-12-03 ")
        assert ',"CRMEF de Rabat, salle 4",Amina Bennani,amina,en retard,120,' in line


def test_a_page_of_people_asks_the_same_few_questions_whatever_their_number(
    busy: dict[str, Node], run: Run, omar: Person, sign_in: SignIn
) -> None:
    role(omar, busy["ministry"], "tutor")
    browser = sign_in(omar)
    asked = []
    for turn in range(2):
        with CaptureQueriesContext(connection) as seen:
            browser.get(f"/institutions/{busy['ministry'].pk}/runs/{run.pk}/")
        asked.append(len(seen))
        for number in range(5):
            somebody = Person.objects.create(username=f"p{turn}{number}", name=f"Personne {number}")
            role(somebody, busy["a"], "learner")
            learning.enrol(somebody, run, NOW)
    assert asked[1] <= asked[0] <= 20


def test_people_are_put_into_what_a_place_offers_and_not_into_what_a_neighbour_does(
    busy: dict[str, Node], run: Run, omar: Person, zed: Person, sign_in: SignIn
) -> None:
    role(omar, busy["fes"], "organiser")
    browser, address = sign_in(omar), f"/institutions/{busy['z'].pk}/runs/"

    def offers(node: str, admission: str, closes: datetime | None = None) -> int:
        Run.objects.filter(pk=run.pk).update(
            node=busy[node], admission=admission, policy={"admission": admission}, closes=closes, listed=False
        )
        return browser.post(address, {"run": str(run.pk)}).status_code

    assert offers("rabat", "code") == offers("rabat", "roster") == 422, "a neighbour's"
    assert offers("ministry", "code") == 422, "whose code one has not"
    assert offers("fes", "roster", timezone.now() - timedelta(days=1)) == 422, "over"
    assert offers("ministry", "roster") == 302
    assert Enrolment.objects.filter(person=zed, run=run).exists()
    browser.post(f"/institutions/{busy['z'].pk}/runs/{queries.placements(busy['z']).get().pk}/end")
    assert offers("fes", "code") == 302, "one's own"


def test_an_organiser_puts_people_in_by_hand(
    busy: dict[str, Node], run: Run, omar: Person, zed: Person, sign_in: SignIn
) -> None:
    role(omar, busy["fes"], "organiser")
    browser = sign_in(omar)
    address = f"/institutions/{busy['z'].pk}/runs/"
    assert browser.post(address, {"run": "999"}).status_code == 422
    browser.post(address, {"run": str(run.pk)})
    assert Enrolment.objects.filter(person=zed, run=run).exists()
    placement = queries.placements(busy["z"]).get()
    assert browser.post(f"/institutions/{busy['far'].pk}/runs/{placement.pk}/end").status_code == 404
    browser.post(f"/institutions/{busy['z'].pk}/runs/{placement.pk}/end")
    assert not queries.placements(busy["z"])
