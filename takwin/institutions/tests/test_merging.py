"""An account that a roster made and nobody has used becomes part of the one that the person has already."""

import html

import pytest
from django.utils import timezone

from takwin.accounts.mine import erase_everywhere
from takwin.accounts.models import Decision, Person
from takwin.accounts.queries import by_sign_in
from takwin.institutions.actions import NotYours, enter, merge, sheet
from takwin.institutions.models import Deed, EntryCode, Membership, Node
from takwin.institutions.people import around
from takwin.institutions.roster.lines import Line
from takwin.institutions.tests.builders import country, role
from takwin.notices.models import Notice
from tests.cast import SignIn
from tests.journeys.pages import Shown, visit

pytestmark = pytest.mark.django_db
WHY = "Même numéro de somme"


@pytest.fixture
def tree(salma: Person) -> dict[str, Node]:
    return country(salma)


@pytest.fixture
def listed(db: None) -> Person:
    """Amina again, as a roster wrote her; nobody has entered the account."""
    somebody = Person(username="bennani.a", name="BENNANI Amina", email_pending="bennani@taalim.test")
    somebody.set_unusable_password()
    somebody.save()
    return somebody


def ask(page: Shown, other: str) -> Shown:
    return page.send(page.form("/merge/"), other=other, reason=WHY)


def test_an_organiser_merges_it_after_a_look(
    tree: dict[str, Node], amina: Person, listed: Person, omar: Person, sign_in: SignIn
) -> None:
    role(omar, tree["rabat"], "organiser")
    hers, theirs = role(amina, tree["a"], "learner"), role(listed, tree["c"], "learner")
    Membership.objects.filter(pk=theirs.pk).update(code="1234567")
    browser = sign_in(omar)
    page = ask(visit(browser, f"/institutions/{tree['a'].pk}/people/{hers.pk}/merge/"), "1234567")
    assert "BENNANI Amina" in page.text
    assert listed.is_active
    page = page.send(page.form("/merge/"))
    listed.refresh_from_db()
    assert listed.merged_into == amina
    assert set(Membership.objects.filter(person=amina).values_list("node", "code")) == {
        (tree["a"].pk, ""), (tree["c"].pk, "1234567"),
    }  # fmt: skip
    assert WHY in str(Notice.objects.get(person=amina).sentence)
    assert Deed.objects.get(what="merged").by == omar
    assert Decision.objects.get(what="merged").reason == WHY
    assert WHY in visit(browser, f"/institutions/{tree['a'].pk}/audit/").text
    amina.refresh_from_db()
    assert amina.email == "amina@takwin.test"
    again = around(tree["ministry"], [Line(2, "BENNANI Amina", username="bennani.a")], timezone.now())
    assert again.by_username["bennani.a"].pk == amina.pk  # the next roster makes no third account
    erase_everywhere(amina, timezone.now())
    assert WHY not in str(list(Deed.objects.values()) + list(Decision.objects.values()))


def test_of_two_unused_accounts_the_one_with_a_printed_slip_stays(
    tree: dict[str, Node], listed: Person, omar: Person, sign_in: SignIn
) -> None:
    role(omar, tree["rabat"], "organiser")
    again = Person.objects.create(username="bennani.am", name="Amina BENNANI", password="!")
    place = role(again, tree["a"], "learner")
    ((_, code),) = sheet(tree["c"], [role(listed, tree["c"], "learner")], omar, timezone.now())
    page = ask(visit(sign_in(omar), f"/institutions/{tree['a'].pk}/people/{place.pk}/merge/"), "bennani.a")
    page = page.send(page.form("/merge/"))
    again.refresh_from_db()
    assert again.merged_into == listed
    assert "bennani.am" not in page.text
    assert enter(by_sign_in("bennani.am"), code, "un mot de passe tranquille", timezone.now()) == listed


def test_a_slip_that_opens_nothing_any_more_is_told(
    tree: dict[str, Node], amina: Person, listed: Person, omar: Person, sign_in: SignIn
) -> None:
    role(omar, tree["rabat"], "organiser")
    hers = role(amina, tree["a"], "learner")
    ((_, code),) = sheet(tree["c"], [role(listed, tree["c"], "learner")], omar, timezone.now())
    page = ask(visit(sign_in(omar), f"/institutions/{tree['a'].pk}/people/{hers.pk}/merge/"), "bennani.a")
    answer = page.send(page.form("/merge/")).response
    assert "« bennani.a » n’ouvre plus rien" in html.unescape(answer.text).replace("\xa0", " ")
    assert not EntryCode.objects.exists()
    assert enter(by_sign_in("bennani.a"), code, "un mot de passe tranquille", timezone.now()) is None


def test_a_role_given_after_the_look_stops_the_merge(
    tree: dict[str, Node], amina: Person, listed: Person, omar: Person, sign_in: SignIn
) -> None:
    role(omar, tree["rabat"], "organiser")
    role(listed, tree["c"], "learner")
    role(listed, tree["z"], "tutor")
    with pytest.raises(NotYours):
        merge(tree["a"], amina, listed, omar, WHY, timezone.now())


def test_an_account_that_somebody_uses_is_never_given_to_another(
    tree: dict[str, Node], amina: Person, brahim: Person, omar: Person, sign_in: SignIn
) -> None:
    role(omar, tree["rabat"], "organiser")
    hers = role(amina, tree["a"], "learner")
    role(brahim, tree["a"], "learner")
    page = visit(sign_in(omar), f"/institutions/{tree['a'].pk}/people/{hers.pk}/merge/")
    page = ask(page, "brahim")
    assert page.status == 422
    assert not Person.objects.exclude(merged_into=None).exists()


@pytest.mark.parametrize("where", ["far", "office", "author"])
def test_what_an_organiser_could_not_give_is_not_merged(
    where: str, tree: dict[str, Node], amina: Person, listed: Person, omar: Person, sign_in: SignIn
) -> None:
    role(omar, tree["rabat"], "organiser")
    hers = role(amina, tree["a"], "learner")
    role(listed, tree["b"], "learner")
    if where == "author":
        Person.objects.filter(pk=listed.pk).update(is_author=True)
    else:
        role(listed, *((tree["z"], "learner") if where == "far" else (tree["rabat"], "tutor")))
    page = ask(visit(sign_in(omar), f"/institutions/{tree['a'].pk}/people/{hers.pk}/merge/"), "bennani.a")
    assert page.status == 422
    assert not Person.objects.exclude(merged_into=None).exists()


def test_a_neighbour_finds_nobody(
    tree: dict[str, Node], amina: Person, listed: Person, omar: Person, sign_in: SignIn
) -> None:
    role(omar, tree["fes"], "organiser")
    hers, theirs = role(amina, tree["z"], "learner"), role(listed, tree["a"], "learner")
    browser = sign_in(omar)
    assert ask(visit(browser, f"/institutions/{tree['z'].pk}/people/{hers.pk}/merge/"), "bennani.a").status == 422
    assert browser.get(f"/institutions/{tree['a'].pk}/people/{theirs.pk}/merge/").status_code == 404
