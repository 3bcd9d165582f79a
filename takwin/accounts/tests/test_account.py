"""My account and my data, and other people's for administrators, through HTTP."""

import io
import json
import re
import zipfile

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from takwin.accounts import actions
from takwin.accounts.models import AccessReissue, Decision, Person, RecoveryCode
from takwin.accounts.tests.mailbox import text_of
from takwin.accounts.tokens import email_token
from tests.cast import PASSWORD, SignIn
from tests.mail import PostOffice

MINE = ["account", "change-email", "change-password", "security", "my-data", "my-data-download"]
DESK = ["people", "people-access"]


def test_a_name_is_corrected_and_a_language_chosen(amina: Person, sign_in: SignIn) -> None:
    answer = sign_in(amina).post(reverse("account"), {"name": "Amina El Bennani", "language": "ar"}, follow=True)
    amina.refresh_from_db()
    assert (amina.name, amina.language) == ("Amina El Bennani", "ar")
    assert 'dir="rtl"' in answer.text


def test_another_address_counts_once_it_is_confirmed(amina: Person, sign_in: SignIn, post_office: PostOffice) -> None:
    browser = sign_in(amina)
    asked = browser.post(reverse("change-email"), {"email": "New@takwin.test"})
    browser.post(asked.headers["Location"], {"password": PASSWORD})
    amina.refresh_from_db()
    assert (amina.email, amina.email_pending) == ("amina@takwin.test", "new@takwin.test")
    found = re.search(r"http://\S+", text_of(post_office.messages[0]))
    assert found
    browser.post(found[0].partition("8000")[2])
    amina.refresh_from_db()
    assert (amina.email, amina.email_pending) == ("new@takwin.test", "")


def test_a_link_for_an_address_no_longer_wanted_does_nothing(amina: Person, sign_in: SignIn) -> None:
    hers = sign_in(amina)
    actions.ask_for_email(amina, "first@takwin.test")
    token = email_token(amina)
    actions.ask_for_email(amina, "second@takwin.test")
    assert hers.post(reverse("confirm-email", args=[token])).status_code == 410
    assert hers.post(reverse("confirm-email", args=["made-up"])).status_code == 410
    amina.refresh_from_db()
    assert amina.email == "amina@takwin.test"


def test_an_address_found_another_owner_in_the_meantime(amina: Person, brahim: Person) -> None:
    actions.ask_for_email(amina, brahim.email)
    with pytest.raises(actions.AddressNotYours):
        actions.confirm_email(amina, email_token(amina))


def test_an_address_can_be_taken_away(amina: Person) -> None:
    actions.ask_for_email(amina, "")
    amina.refresh_from_db()
    assert (amina.email, amina.email_pending) == ("", "")


def test_a_wrong_current_password_changes_nothing(amina: Person, sign_in: SignIn) -> None:
    form = {"current": "wrong", "password": "cinq ânes rapides"}
    answer = sign_in(amina).post(reverse("change-password"), form)
    assert list(answer.context["form"].errors) == ["current"]
    assert "cinq ânes" not in answer.text


@pytest.mark.parametrize("page", [*MINE, *DESK, "notices", "mfa_activate_totp", "account_reauthenticate"])
def test_a_visitor_is_asked_to_sign_in(visitor: Client, page: str) -> None:
    answer = visitor.get(reverse(page))
    assert answer.status_code == 302
    assert reverse("sign-in") in answer.headers["Location"] or "confirm" in answer.headers["Location"]


def test_everybody_but_administrators_is_refused(
    amina: Person, zed: Person, ghizlane: Person, omar: Person, sign_in: SignIn
) -> None:
    for person in (amina, zed, ghizlane, omar):
        browser = sign_in(person)
        for page in DESK:
            assert browser.get(reverse(page)).status_code == 403
        for address in (reverse("person", args=[amina.pk]), reverse("person-decide", args=[amina.pk, "author"])):
            assert browser.get(address).status_code == 403
            assert browser.post(address, {"reason": "x"}).status_code == 403
    assert not AccessReissue.objects.exists()
    assert not Decision.objects.exists()


def test_people_are_found(amina: Person, brahim: Person, salma: Person, sign_in: SignIn) -> None:
    desk = sign_in(salma)
    for words in ("bennani", "AMINA", "amina@takwin"):
        shown = desk.get(reverse("people"), {"q": words}).text
        assert "Amina Bennani" in shown
        assert brahim.name not in shown
    assert "empty" in desk.get(reverse("people"), {"q": "nobody at all"}).text


def test_all_my_data_comes_in_one_file(amina: Person, sign_in: SignIn) -> None:
    actions.renew_recovery_codes(amina, timezone.now())
    answer = sign_in(amina).get(reverse("my-data-download"))
    archive = zipfile.ZipFile(io.BytesIO(answer.getvalue()))
    assert archive.testzip() is None
    assert {"README.txt", "accounts.json", "notices.json", "learning.json"} <= set(archive.namelist())
    told = json.loads(archive.read("accounts.json"))
    assert told["account"]["name"] == "Amina Bennani"
    assert len(told["recovery_codes"]) == 8
    everything = b"".join(archive.read(name) for name in archive.namelist()).decode()
    assert amina.password not in everything
    assert RecoveryCode.objects.all()[0].digest not in everything


def test_the_last_administrator_cannot_be_erased(salma: Person, amina: Person, sign_in: SignIn) -> None:
    browser = sign_in(salma)
    assert "notice-error" in browser.post(reverse("my-data-erase"), {"password": PASSWORD}).text
    salma.refresh_from_db()
    assert salma.name
    Person.objects.filter(pk=amina.pk).update(is_staff=True)
    assert browser.post(reverse("my-data-erase"), {"password": PASSWORD}).status_code == 302


def test_languages_are_called_as_their_speakers_call_them(amina: Person, sign_in: SignIn) -> None:
    shown = sign_in(amina).get(reverse("account")).text
    for option in (
        '<option value="fr" selected lang="fr" dir="ltr">Français</option>',
        '<option value="ar" lang="ar" dir="rtl">العربيّة</option>',
        '<option value="en" lang="en" dir="ltr">English</option>',
    ):
        assert option in shown


def test_an_account_is_erased(amina: Person, salma: Person, sign_in: SignIn, visitor: Client) -> None:
    browser, elsewhere = sign_in(amina), sign_in(amina)
    actions.renew_recovery_codes(amina, timezone.now())
    code = actions.reissue_access(amina, salma, "Amina lost her telephone", timezone.now())
    assert "has-error" in browser.post(reverse("my-data-erase"), {"password": "wrong"}).text
    answer = browser.post(reverse("my-data-erase"), {"password": PASSWORD}, follow=True)
    assert answer.redirect_chain == [(reverse("erased"), 302)]
    pseudonym = amina.pseudonym
    amina.refresh_from_db()
    assert (amina.name, amina.email, amina.is_active, amina.pseudonym) == ("", "", False, pseudonym)
    assert "amina" not in amina.username
    assert not amina.has_usable_password()
    assert elsewhere.get(reverse("account")).status_code == 302
    assert not RecoveryCode.objects.exists()
    assert AccessReissue.objects.get().reason == ""
    assert actions.recover(amina, code, "cinq ânes rapides", timezone.now()) is None
    assert sign_in(salma).get(reverse("person", args=[amina.pk])).status_code == 404
    visitor.post(reverse("sign-up"), {"name": "Amina Bennani", "password": PASSWORD, "username": "amina"})
    assert Person.objects.filter(username="amina").exists()
