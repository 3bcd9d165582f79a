"""People are brought in by a file: all of them at one moment, or nobody."""

from datetime import timedelta

import pytest
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from takwin.accounts import mine as accounts
from takwin.accounts.models import Person
from takwin.files.models import Blob
from takwin.institutions import access, actions, queries
from takwin.institutions.actions import staging
from takwin.institutions.models import Membership, Node, Roster, RosterLine
from takwin.institutions.tests.builders import NOW, country, role
from takwin.notices.models import Notice
from tests.jobs import RunJobs

HEAD = "nom complet;courriel;cohorte;matricule;langue\n"


@pytest.fixture
def there(salma: Person) -> dict[str, Node]:
    return country(salma)


def bring(node: Node, text: str, by: Person) -> Roster:
    roster = actions.bring(node, "liste.csv", text.encode(), by, timezone.now())
    assert roster.state == Roster.State.CHECKED, roster.sentence
    return roster


def let_in(node: Node, text: str, by: Person) -> Roster:
    roster = bring(node, text, by)
    assert actions.begin(roster, by, timezone.now())
    roster.refresh_from_db()
    return roster


def fates(roster: Roster) -> dict[int, str]:
    return dict(queries.lines(roster).values_list("number", "fate"))


def inside(node: Node) -> list[str]:
    return [one.person.name for one in queries.learners(node, timezone.now())]


def test_a_dry_run_changes_nothing(there: dict[str, Node], salma: Person) -> None:
    before = Person.objects.count()
    roster = bring(there["one"], HEAD + "Amina Berrada;a@b.ma;a;1;\nFatima Zahra;;Nouvelle;;ar\n;;a;;\n", salma)
    assert fates(roster) == {2: "new", 3: "new", 4: "bad"}
    assert roster.counts == {"new": 2, "bad": 1}
    assert (Person.objects.count(), Membership.objects.count(), Blob.objects.count()) == (before, 0, 0)
    assert actions.drop(roster, salma, NOW)
    roster.refresh_from_db()
    assert roster.state == Roster.State.DROPPED
    assert not actions.begin(roster, salma, NOW)


def test_people_come_in_with_their_cohorts_and_without_a_password(there: dict[str, Node], salma: Person) -> None:
    Node.objects.filter(pk=there["rabat"].pk).update(language="ar")
    roster = let_in(
        there["one"], HEAD + "Amina Berrada;A@b.ma;A;17;\nFatima Zahra;;Nouvelle;;en\nAmina Berrada;;B;;\n", salma
    )
    assert roster.state == Roster.State.ACTIVE
    assert sorted(inside(there["one"])) == ["Amina Berrada", "Amina Berrada", "Fatima Zahra"]
    new = Node.objects.get(name_fr="Nouvelle")
    assert (new.parent, new.kind, inside(new)) == (there["one"], "cohort", ["Fatima Zahra"])
    amina = Person.objects.get(email_pending="a@b.ma")
    assert (amina.username, amina.email, amina.language, amina.has_usable_password()) == (
        "amina.berrada",
        "",
        "ar",
        False,
    )
    assert Person.objects.get(name="Fatima Zahra").language == "en"
    assert Person.objects.filter(username="amina.berrada2").exists()
    assert Membership.objects.get(person=amina).code == "17"
    assert [deed.what for deed in queries.deeds(there["one"])][:2] == ["brought", "opened"]


def test_the_same_file_again_brings_nobody(there: dict[str, Node], salma: Person) -> None:
    text = HEAD + "Amina Berrada;a@b.ma;a;17;\nFatima Zahra;;a;18;\n"
    let_in(there["one"], text, salma)
    assert fates(bring(there["one"], text, salma)) == {2: "here", 3: "here"}
    assert fates(bring(there["rabat"], HEAD + "Amina Berrada;;c;17;\n", salma)) == {2: "joins"}
    assert fates(bring(there["far"], HEAD + "Amina Berrada;a@b.ma;z;17;\n", salma)) == {2: "new"}, (
        "an address that nobody has confirmed is known only where it was brought in"
    )


def test_who_has_an_account_joins_and_is_told(there: dict[str, Node], salma: Person, amina: Person) -> None:
    roster = let_in(there["one"], HEAD + f"A. Bennani;{amina.email};a;;\n", salma)
    assert roster.counts == {"joins": 1}
    assert inside(there["a"]) == ["Amina Bennani"]
    assert "partie de « a »" in Notice.objects.get(person=amina).text


def test_a_stranger_is_not_drawn_in_by_a_guessed_name(
    there: dict[str, Node], salma: Person, amina: Person, brahim: Person, zed: Person
) -> None:
    head = "nom complet;identifiant;courriel\n"
    Person.objects.filter(pk=zed.pk).update(is_active=False)
    roster = bring(
        there["a"],
        head + f"Une autre;salma;\namina BENNANI;amina;\nZed;;{zed.email}\nAmina Bennani;brahim;{amina.email}\n",
        salma,
    )
    assert fates(roster) == {2: "bad", 3: "joins", 4: "bad", 5: "bad"}


def test_a_person_named_twice_in_two_cohorts_is_one_person(there: dict[str, Node], salma: Person) -> None:
    let_in(there["one"], HEAD + "Amina Berrada;a@b.ma;a;;\nAmina Berrada;a@b.ma;b;;\n", salma)
    assert Person.objects.filter(email_pending="a@b.ma").count() == 1
    assert inside(there["a"]) == inside(there["b"]) == ["Amina Berrada"]


PEOPLE = HEAD + "".join(f"Personne Numéro{chr(97 + number)};p{number}@b.ma;a;;\n" for number in range(9))


def test_a_failure_half_way_shows_nobody_and_goes_on_where_it_was(
    there: dict[str, Node], salma: Person, monkeypatch: pytest.MonkeyPatch, run_jobs: RunJobs
) -> None:
    monkeypatch.setattr(staging, "AT_ONCE", 4)
    roster = actions.bring(there["one"], "liste.csv", PEOPLE.encode(), salma, timezone.now())
    run_jobs()
    roster.refresh_from_db()
    real, calls = staging._staged, []

    def broken(*given: object) -> None:
        calls.append(1)
        if len(calls) == 2:
            raise OSError("the disk is full")
        real(*given)  # type: ignore[arg-type] # as it was called

    monkeypatch.setattr(staging, "_staged", broken)
    actions.begin(roster, salma, timezone.now())
    run_jobs()
    roster.refresh_from_db()
    assert (roster.state, roster.done, inside(there["one"])) == (Roster.State.STOPPED, 4, [])
    assert queries.counted([there["one"]], timezone.now()) == {there["one"].pk: 0}
    actions.begin(roster, salma, timezone.now())
    run_jobs()
    roster.refresh_from_db()
    assert (roster.state, len(inside(there["one"]))) == (Roster.State.ACTIVE, 9)


def test_what_is_dropped_half_way_leaves_nothing(
    there: dict[str, Node], salma: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staging, "AT_ONCE", 4)
    roster = bring(there["one"], PEOPLE.replace(";a;", ";toute nouvelle;"), salma)
    before = Person.objects.count(), Node.objects.count()
    monkeypatch.setattr(staging, "_let_in", lambda *_: 1 // 0)
    Roster.objects.filter(pk=roster.pk).update(state=Roster.State.STAGING)
    with pytest.raises(ZeroDivisionError):
        staging.stage.call(roster.pk)
    assert Person.objects.count() == before[0] + 9
    assert list(queries.children(there["one"]).values_list("name_fr", flat=True)) == ["a", "b"], (
        "the new cohort is not there yet"
    )
    roster.refresh_from_db()
    assert actions.drop(roster, salma, NOW)
    assert (Person.objects.count(), Node.objects.count()) == before
    assert Membership.objects.count() == 0


def test_a_batch_asks_the_tables_a_few_times_whatever_its_size(there: dict[str, Node], salma: Person) -> None:
    def asked(many: int) -> int:
        people = "".join(f"Personne {chr(97 + n % 26)}{chr(97 + n // 26)};q{many}-{n}@b.ma;a;;\n" for n in range(many))
        roster = bring(there["one"], HEAD + people, salma)
        with CaptureQueriesContext(
            connection,
        ) as seen:
            actions.begin(roster, salma, timezone.now())
        return len(seen)

    assert asked(200) - asked(100) <= 3


@pytest.mark.parametrize(
    ("name", "may"), [("organiser", True), ("teacher", False), ("tutor", False), ("researcher", False)]
)
def test_only_organisers_see_rosters_and_only_theirs(
    there: dict[str, Node], salma: Person, omar: Person, name: str, may: bool
) -> None:
    roster = bring(there["one"], HEAD + "Amina Berrada;;a;;\n", salma)
    other = bring(there["two"], HEAD + "Amina Berrada;;c;;\n", salma)
    role(omar, there["one"], name)
    if may:
        assert access.roster_for(omar, there["one"].pk, roster.pk, NOW) == roster
    else:
        with pytest.raises(Http404):
            access.roster_for(omar, there["one"].pk, roster.pk, NOW)
    for node in ("one", "two"):
        with pytest.raises(Http404):
            access.roster_for(omar, there[node].pk, other.pk, NOW)


def test_lines_are_forgotten_with_their_people_and_after_a_time(there: dict[str, Node], salma: Person) -> None:
    roster = let_in(there["one"], HEAD + "Amina Berrada;a@b.ma;a;;\nFatima Zahra;;a;;\n", salma)
    accounts.erase_everywhere(Person.objects.get(name="Amina Berrada"), NOW)
    assert list(queries.lines(roster).values_list("name", flat=True)) == ["Fatima Zahra"]
    assert actions.sweep(timezone.now() - timedelta(days=1)) == 0
    assert actions.sweep(timezone.now() + timedelta(days=1)) == 1
    assert RosterLine.objects.count() == 0
