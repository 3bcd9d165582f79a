"""Ways back in, through HTTP and over SMTP."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from takwin.accounts import actions
from takwin.accounts.models import AccessReissue, Person
from takwin.accounts.tests.mailbox import text_of
from tests.cast import PASSWORD, SignIn
from tests.mail import PostOffice

NEW = "cinq ânes rapides"
LINK = re.compile(r"http://\S+")


def path_in(letter: str) -> str:
    found = LINK.search(letter)
    assert found
    return found[0].partition("8000")[2]


def may_sign_in(password: str) -> bool:
    browser = Client()
    browser.post(reverse("sign-in"), {"login": "amina", "password": password, "next": "/courses/"})
    return "_auth_user_id" in browser.session


def test_a_link_by_mail_serves_once(visitor: Client, brahim: Person, post_office: PostOffice) -> None:
    visitor.post(reverse("recover-by-mail"), {"email": "Brahim@takwin.test"})
    (letter,) = post_office.messages
    assert letter["To"] == "brahim@takwin.test"
    path = path_in(text_of(letter))
    assert "brahim" in visitor.get(path).text
    weak = visitor.post(path, {"password": "brahim"})
    assert weak.status_code == 200
    assert visitor.post(path, {"password": NEW}).headers["Location"] == reverse("sign-in")
    brahim.refresh_from_db()
    assert brahim.check_password(NEW)
    assert visitor.post(path, {"password": "another one entirely"}).status_code == 410
    assert len(post_office.messages) == 2


def test_the_letter_speaks_the_language_of_its_reader(
    visitor: Client, amina: Person, brahim: Person, zed: Person, post_office: PostOffice
) -> None:
    for person in (amina, brahim, zed):
        visitor.post(reverse("recover-by-mail"), {"email": person.email})
    assert len({letter["Subject"] for letter in post_office.messages}) == 3


def test_nothing_tells_whether_an_account_exists(visitor: Client, amina: Person, post_office: PostOffice) -> None:
    known = visitor.post(reverse("recover-by-mail"), {"email": amina.email})
    unknown = visitor.post(reverse("recover-by-mail"), {"email": "nobody@takwin.test"})
    assert (
        known.text.replace(amina.email, "nobody@takwin.test").partition("<main")[2]
        == unknown.text.partition("<main")[2]
    )
    assert [letter["To"] for letter in post_office.messages] == [amina.email]
    form = {"code": "0000 0000 0000 0000", "password": NEW}
    wrong = visitor.post(reverse("recover-by-code"), form | {"login": "amina"})
    nobody = visitor.post(reverse("recover-by-code"), form | {"login": "nobody"})
    assert wrong.context["form"].errors == nobody.context["form"].errors != {}


def test_only_a_confirmed_address_finds_a_password_again(
    visitor: Client, amina: Person, post_office: PostOffice
) -> None:
    Person.objects.update(email="", email_pending="new@takwin.test")
    visitor.post(reverse("recover-by-mail"), {"email": "new@takwin.test"})
    assert post_office.messages == []
    Person.objects.create(username="owner", name="Owner", email="new@takwin.test")
    visitor.post(reverse("recover-by-mail"), {"email": "new@takwin.test"})
    assert "owner" in text_of(post_office.messages[-1])


def test_a_code_serves_with_an_address_that_waits(visitor: Client, amina: Person) -> None:
    Person.objects.update(email="", email_pending="new@takwin.test")
    first, *_ = actions.renew_recovery_codes(amina, timezone.now())
    form = {"login": "new@takwin.test", "code": first, "password": NEW}
    assert visitor.post(reverse("recover-by-code"), form).status_code == 302


def test_a_recovery_code_serves_once(visitor: Client, amina: Person) -> None:
    first, *_ = actions.renew_recovery_codes(amina, timezone.now())
    form = {"login": "Amina", "code": first.replace(" ", ""), "password": NEW}
    assert visitor.post(reverse("recover-by-code"), form).headers["Location"] == reverse("sign-in")
    assert may_sign_in(NEW)
    again = visitor.post(reverse("recover-by-code"), form | {"password": "another one entirely"})
    assert "code" in again.context["form"].errors
    assert may_sign_in(NEW)


def test_a_weak_password_does_not_use_the_code_up(visitor: Client, amina: Person) -> None:
    first, *_ = actions.renew_recovery_codes(amina, timezone.now())
    form = {"login": "amina", "code": first, "password": "x7!qZ"}
    answer = visitor.post(reverse("recover-by-code"), form)
    assert list(answer.context["form"].errors) == ["password"]
    assert first in answer.text
    assert "x7!qZ" not in answer.text
    assert visitor.post(reverse("recover-by-code"), form | {"password": NEW}).status_code == 302


def test_new_codes_replace_the_old_ones(amina: Person) -> None:
    old, *_ = actions.renew_recovery_codes(amina, timezone.now())
    actions.renew_recovery_codes(amina, timezone.now())
    assert actions.recover(amina, old, NEW, timezone.now()) is None


def test_an_administrator_gives_access_again_in_person(
    visitor: Client, amina: Person, salma: Person, sign_in: SignIn
) -> None:
    Authenticator.objects.create(user=amina, type=Authenticator.Type.TOTP, data={"secret": "lost"})
    desk = sign_in(salma)
    answer = desk.post(reverse("person", args=[amina.pk]), {"reason": "Téléphone perdu, carte vue"})
    code = re.search(r"\d{4} \d{4} \d{4} \d{4}", answer.text)
    assert code
    assert code[0] not in desk.get(reverse("person", args=[amina.pk])).text
    given = AccessReissue.objects.get()
    assert (given.person, given.by, given.reason) == (amina, salma, "Téléphone perdu, carte vue")
    form = {"login": "amina", "code": code[0], "password": NEW}
    assert visitor.post(reverse("recover-by-code"), form).status_code == 302
    assert not Authenticator.objects.exists()
    assert may_sign_in(NEW)
    assert visitor.post(reverse("recover-by-code"), form).status_code == 200
    listed = desk.get(reverse("people-access")).text
    assert "Téléphone perdu, carte vue" in listed


def test_an_access_code_is_too_old_after_a_day(amina: Person, salma: Person) -> None:
    then = timezone.now()
    code = actions.reissue_access(amina, salma, "…", then)
    assert actions.recover(amina, code, NEW, then + timedelta(hours=25)) is None
    assert actions.recover(amina, code, NEW, then + timedelta(hours=23)) == amina


def test_a_newer_access_code_replaces_an_older_one(amina: Person, salma: Person) -> None:
    then = timezone.now()
    older = actions.reissue_access(amina, salma, "…", then)
    newer = actions.reissue_access(amina, salma, "…", then)
    assert actions.recover(amina, older, NEW, then) is None
    assert actions.recover(amina, newer, NEW, then) == amina


def test_a_code_of_one_person_does_not_open_for_another(amina: Person, brahim: Person) -> None:
    first, *_ = actions.renew_recovery_codes(amina, timezone.now())
    assert actions.recover(brahim, first, NEW, timezone.now()) is None
    assert actions.recover(None, first, NEW, timezone.now()) is None


@pytest.mark.parametrize("by_mail", [True, False])
def test_every_other_session_ends(amina: Person, sign_in: SignIn, visitor: Client, *, by_mail: bool) -> None:
    elsewhere = sign_in(amina)
    if by_mail:
        browser = sign_in(amina)
        answer = browser.post(reverse("change-password"), {"current": PASSWORD, "password": NEW})
        assert answer.status_code == 302
        assert browser.get(reverse("account")).status_code == 200
    else:
        code, *_ = actions.renew_recovery_codes(amina, timezone.now())
        visitor.post(reverse("recover-by-code"), {"login": "amina", "code": code, "password": NEW})
    assert elsewhere.get(reverse("account")).status_code == 302
