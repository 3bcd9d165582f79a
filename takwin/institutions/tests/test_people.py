"""Learners move and leave; what they did stays."""

from datetime import timedelta

import pytest
from django.http import Http404

from takwin.accounts.models import Person
from takwin.institutions import access, actions, queries
from takwin.institutions.actions.announcing import spread
from takwin.institutions.models import Membership, Node
from takwin.institutions.roles import Right
from takwin.institutions.tests.builders import NOW, country, role
from takwin.notices.models import Notice
from tests.cast import SignIn

LATER = NOW + timedelta(days=1)


@pytest.fixture
def there(salma: Person) -> dict[str, Node]:
    return country(salma)


def test_taking_in_twice_is_taking_in_once(there: dict[str, Node], amina: Person) -> None:
    member = actions.take_in(there["a"], amina, NOW)
    assert actions.take_in(there["a"], amina, LATER) == member
    for refused in ("one", "b"):
        Node.objects.filter(pk=there["b"].pk).update(closed=NOW)
        with pytest.raises(actions.NoCohort):
            actions.take_in(Node.objects.get(pk=there[refused].pk), amina, NOW)


def test_a_transfer_is_noted_in_both_places_and_told(there: dict[str, Node], amina: Person, omar: Person) -> None:
    member = actions.take_in(there["a"], amina, NOW, code="17")
    moved = actions.transfer(member, there["c"], omar, LATER)
    assert (moved.node, moved.code) == (there["c"], "17")
    assert Membership.objects.get(pk=member.pk).ended == LATER
    assert [queries.deeds(there[where])[0].what for where in ("a", "c")] == ["transferred", "transferred"]
    assert "“c”, no longer in “a”" in str(Notice.objects.get(person=amina).sentence)
    with pytest.raises(actions.NoCohort):
        actions.transfer(moved, there["one"], omar, LATER)


def test_who_leaves_keeps_their_row(there: dict[str, Node], amina: Person, omar: Person) -> None:
    member = actions.take_in(there["a"], amina, NOW)
    assert actions.unenrol(member, omar, LATER)
    assert not actions.unenrol(member, omar, LATER)
    assert not queries.learners(there["a"], LATER)
    again = actions.take_in(there["a"], amina, LATER)
    assert actions.unenrol(again, amina, LATER)
    assert [deed.what for deed in queries.deeds(there["a"])][:2] == ["left", "unenrolled"]
    assert Membership.objects.filter(person=amina).count() == 2
    assert Notice.objects.filter(person=amina).count() == 1, "nobody is told what they did themselves"


def test_only_who_may_reaches_a_learner(there: dict[str, Node], amina: Person, omar: Person, tilelli: Person) -> None:
    member = actions.take_in(there["a"], amina, NOW)
    office = role(omar, there["one"], "organiser")
    role(tilelli, there["one"], "tutor")
    assert access.learner_for(omar, there["one"], member.pk, Right.ROSTER, NOW) == member
    for who, node, pk in ((tilelli, "one", member.pk), (omar, "two", member.pk), (omar, "one", office.pk)):
        with pytest.raises(Http404):
            access.learner_for(who, there[node], pk, Right.ROSTER, NOW)
    assert access.my_place(amina, there["a"].pk, NOW) == member
    with pytest.raises(Http404):
        access.my_place(omar, there["a"].pk, NOW)


def test_everybody_below_is_told_once_and_nobody_else(
    there: dict[str, Node], omar: Person, amina: Person, brahim: Person, zed: Person, sign_in: SignIn
) -> None:
    role(omar, there["rabat"], "tutor")
    for person, where in ((amina, "a"), (amina, "b"), (brahim, "c"), (zed, "z")):
        actions.take_in(there[where], person, NOW)
    browser = sign_in(omar)
    address = f"/institutions/{there['rabat'].pk}/announce"
    assert browser.post(address, {"text": ""}).status_code == 422
    assert browser.get(f"/institutions/{there['fes'].pk}/announce").status_code == 404
    act = {"text": "La salle a changé.", "uid": "01a22615-7b4a-7245-9ed4-be6bfe2fb54a"}
    for _time in range(2):
        assert browser.post(address, act).status_code == 302
    told = Notice.objects.order_by("person__username")
    assert [one.person for one in told] == [amina, brahim]
    assert str(told[0].sentence) == "Omar Idrissi, to everybody in “rabat”: La salle a changé."
    spread.call(queries.deeds(there["rabat"])[0].pk)
    assert Notice.objects.count() == 2
    browser.post(address, {**act, "text": "Non, elle ne change pas."})
    assert Notice.objects.count() == 4, "back to the page, for other words"
