"""People who were brought in choose their own password, and others join by a code."""

from datetime import timedelta
from itertools import count

import pytest
from django.test import Client
from django.utils import timezone

from takwin.accounts.models import Person
from takwin.institutions import actions, codes, queries
from takwin.institutions.models import EntryCode, JoinCode, Membership, Node
from takwin.institutions.tests.builders import NOW, country, role
from tests.cast import SignIn

LATER = NOW + timedelta(days=1)
WORDS = "Trois mots bien choisis"


@pytest.fixture
def there(salma: Person) -> dict[str, Node]:
    return country(salma)


@pytest.fixture
def newcomer(there: dict[str, Node]) -> Membership:
    person = Person(username="nour", name="Nour Alami")
    person.set_unusable_password()
    person.save()
    return role(person, there["a"], "learner")


def test_a_code_is_read_as_people_write_it() -> None:
    numbers = count()
    code = codes.new_code(lambda below: next(numbers) * 7 % below)
    assert codes.bare(f" {codes.shown(code).lower()} ") == code
    assert codes.bare("k7om ٤2rd") == "K7QM42RD"
    assert codes.bare("K7QM42R") == codes.bare("K7QM42R1") == ""


def test_who_never_entered_does_so_once_by_their_code(
    there: dict[str, Node], newcomer: Membership, omar: Person, amina: Person
) -> None:
    known = role(amina, there["a"], "learner")
    ((_, code),) = actions.sheet(there["a"], [newcomer, known], omar, NOW)
    nour = newcomer.person
    assert actions.enter(nour, "1234" * 4, WORDS, NOW) is None
    assert actions.enter(amina, code, WORDS, NOW) is None
    assert actions.enter(None, code, WORDS, NOW) is None
    assert actions.enter(nour, code, WORDS, NOW + timedelta(days=91)) is None
    assert actions.enter(nour, code, WORDS, LATER) == nour
    assert actions.enter(nour, code, WORDS, LATER) is None
    assert Person.objects.get(pk=nour.pk).check_password(WORDS)
    assert actions.sheet(there["a"], [newcomer], omar, LATER) == [], (
        "an account that is in use is never opened by a sheet"
    )


def test_a_new_sheet_ends_the_old_one(there: dict[str, Node], newcomer: Membership, omar: Person) -> None:
    ((_, old),) = actions.sheet(there["a"], [newcomer], omar, NOW)
    ((_, new),) = actions.sheet(there["a"], [newcomer], omar, NOW)
    assert EntryCode.objects.count() == 1
    assert actions.enter(newcomer.person, old, WORDS, NOW) is None
    assert actions.enter(newcomer.person, new, WORDS, NOW)


def test_the_sheet_is_printed_and_the_slip_opens_the_account(
    there: dict[str, Node], newcomer: Membership, omar: Person, sign_in: SignIn, visitor: Client
) -> None:
    role(omar, there["one"], "organiser")
    address = f"/institutions/{there['a'].pk}/codes"
    browser = sign_in(omar)
    assert "Nour Alami" in browser.get(address).content.decode()
    page = browser.post(address).content.decode()
    assert page.count("<svg") >= 1
    code = page.split('<code dir="ltr">')[1].split("<")[0]
    assert (
        f'value="{code.replace(" ", "")}"'
        in visitor.get("/enter/", {"login": "nour", "code": code.replace(" ", "")}).content.decode()
    )
    wrong = visitor.post("/enter/", {"login": "nour", "code": "1" * 16, "password": WORDS})
    assert wrong.status_code == 422
    known = Person.objects.filter(pk=newcomer.person_id).update(username="nour.alami") and "nour.alami"
    assert visitor.post("/enter/", {"login": known, "code": code, "password": known}).status_code == 422
    Person.objects.filter(pk=newcomer.person_id).update(username="nour")
    right = visitor.post("/enter/", {"login": "nour", "code": code, "password": WORDS}, follow=True)
    assert right.redirect_chain[0][0].startswith("/welcome/")
    assert visitor.session["_auth_user_id"] == str(newcomer.person_id)
    assert list(queries.waiting(there["a"], timezone.now())) == []


def test_a_cohort_is_joined_by_its_code(
    there: dict[str, Node], omar: Person, amina: Person, brahim: Person, zed: Person
) -> None:
    code = actions.open_code(there["a"], omar, NOW, LATER, 2)
    member = actions.join(code, amina, NOW)
    assert actions.join(code, amina, NOW) == member, "no second place is taken"
    actions.join(code, brahim, NOW)
    with pytest.raises(actions.NotOpen):
        actions.join(code, zed, NOW)
    assert [one.person for one in queries.learners(there["a"], NOW)] == [amina, brahim]
    assert queries.join_code(code.code, NOW) is None, "it is used up"
    assert queries.join_code(code.code, NOW, zed) is None
    assert queries.join_code(code.code, NOW, amina) == code, "sent twice, it still says where one is"
    with pytest.raises(actions.NoCohort):
        actions.open_code(there["one"], omar, NOW, None, None)


def test_a_code_ends_by_its_day_by_hand_and_by_the_next_one(there: dict[str, Node], omar: Person, zed: Person) -> None:
    code = actions.open_code(there["a"], omar, NOW, LATER, None)
    with pytest.raises(actions.NotOpen):
        actions.join(code, zed, LATER)
    newer = actions.open_code(there["a"], omar, NOW, None, None)
    assert queries.join_code(code.code, NOW) is None
    assert queries.join_code(codes.shown(newer.code), NOW) == newer
    actions.end_code(there["a"], omar, NOW)
    assert queries.code_of(there["a"]) is None
    assert JoinCode.objects.count() == 2


def test_the_code_is_shown_with_its_picture_and_opens_the_cohort(
    there: dict[str, Node], omar: Person, zed: Person, tilelli: Person, sign_in: SignIn
) -> None:
    role(omar, there["one"], "organiser")
    role(tilelli, there["one"], "tutor")
    address = f"/institutions/{there['a'].pk}/code/"
    assert sign_in(tilelli).get(address).status_code == 404
    browser = sign_in(omar)
    page = browser.post(address, {"until": "", "most": "5"}, follow=True).content.decode()
    code = JoinCode.objects.get().code
    assert codes.shown(code) in page
    png, svg = (browser.get(f"/institutions/{there['a'].pk}/code.{kind}").content for kind in ("png", "svg"))
    assert png.startswith(b"\x89PNG")
    assert b"<svg" in svg
    other = sign_in(zed)
    assert other.get("/join/", {"code": "K7QM-42RX"}).status_code == 422
    assert other.get("/join/", {"code": codes.shown(code).lower()}).status_code == 200
    other.post(f"/join/{code}/")
    assert Membership.objects.get(person=zed).node == there["a"]
