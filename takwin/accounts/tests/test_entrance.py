"""Signing up, in and out, through HTTP."""

import re
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from types import SimpleNamespace
from unittest import mock

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from takwin.accounts import actions, shown
from takwin.accounts.models import Person, RecoveryCode
from takwin.accounts.tests.mailbox import text_of
from tests.cast import PASSWORD, SignIn, person
from tests.mail import PostOffice

SECRET = "quatre chevaux lents"
CODE = re.compile(r"\d{4} \d{4} \d{4} \d{4}")


def test_a_name_and_a_password_make_an_account(visitor: Client) -> None:
    typed = {"name": " Amina   Berrada ", "password": SECRET, "next": "/courses/"}
    answer = visitor.post(reverse("sign-up"), typed, follow=True)
    amina = Person.objects.get(username="amina.berrada")
    assert (amina.name, amina.email, amina.language) == ("Amina Berrada", "", "fr")
    assert visitor.session["_auth_user_id"] == str(amina.pk)
    assert 'value="/courses/"' in answer.text
    codes = CODE.findall(answer.text)
    assert len(set(codes)) == RecoveryCode.objects.filter(person=amina, used=None).count() == 8
    assert not RecoveryCode.objects.filter(digest__contains=codes[0].replace(" ", "")).exists()


@pytest.mark.parametrize("email", ["", "amina@takwin.test"])
def test_the_codes_are_shown_until_they_are_written_down(visitor: Client, email: str) -> None:
    form = {"name": "Amina Berrada", "password": SECRET, "email": email, "next": "/courses/"}
    welcome = visitor.post(reverse("sign-up"), form).headers["Location"]
    codes = CODE.findall(visitor.get(welcome).text)
    assert len(codes) == 8
    assert CODE.findall(visitor.get(welcome).text) == codes
    assert CODE.findall(visitor.get(reverse("codes")).text) == codes
    assert reverse("codes") in visitor.get(reverse("account")).text
    assert codes[0] not in str(dict(visitor.session)), "who reads the database reads no codes"
    assert visitor.post(reverse("codes"), {"next": "/courses/"}).headers["Location"] == "/courses/"
    assert not CODE.search(visitor.get(welcome).text)
    assert visitor.get(reverse("codes")).status_code == 302


def test_codes_that_nobody_wrote_down_are_not_kept_for_ever(visitor: Client) -> None:
    welcome = visitor.post(reverse("sign-up"), {"name": "Amina Berrada", "password": SECRET}).headers["Location"]
    then = time.time() + 25 * 3600
    with mock.patch("time.time", return_value=then):
        assert shown.codes(SimpleNamespace(session=visitor.session)) == []  # type: ignore[arg-type]
    assert CODE.search(visitor.get(welcome).text)


def test_whoever_reads_a_mistyped_mailbox_finds_no_way_in(visitor: Client, post_office: PostOffice) -> None:
    form = {"name": "Amina Berrada", "password": SECRET, "email": "mistyped@takwin.test"}
    visitor.post(reverse("sign-up"), form)
    path = re.findall(r"http://localhost:8000(\S+)", text_of(post_office.messages[0]))[0]
    stranger = Client()
    assert stranger.post(path).headers["Location"].startswith(reverse("sign-in"))
    stranger.post(reverse("sign-up"), {"name": "Zed Zed", "password": SECRET})
    assert stranger.post(path).status_code == 410
    stranger.post(reverse("recover-by-mail"), {"email": "mistyped@takwin.test"})
    assert len(post_office.messages) == 1
    assert Person.objects.get(username="amina.berrada").email == ""


def test_who_has_not_confirmed_an_address_is_reminded(visitor: Client, amina: Person) -> None:
    Person.objects.update(email="", email_pending="new@takwin.test")
    form = {"login": "new@takwin.test", "password": PASSWORD, "next": reverse("account")}
    page = visitor.post(reverse("sign-in"), form, follow=True).text
    assert "Votre adresse électronique n’est pas encore confirmée" in page
    assert "Renvoyer le message" in page


def test_a_second_person_of_that_name_gets_another_sign_in_name(visitor: Client) -> None:
    for _ in range(2):
        Client().post(reverse("sign-up"), {"name": "Amina Berrada", "password": SECRET})
    assert set(Person.objects.values_list("username", flat=True)) == {"amina.berrada", "amina.berrada2"}


def test_the_language_of_the_visitor_becomes_that_of_the_account(visitor: Client) -> None:
    visitor.post(reverse("sign-up"), {"name": "أمينة برادة", "password": SECRET}, headers={"accept-language": "ar"})
    assert Person.objects.get(username="أمينة.برادة").language == "ar"


def test_an_address_waits_until_its_owner_confirms_it(visitor: Client, post_office: PostOffice) -> None:
    form = {"name": "Amina Berrada", "password": SECRET, "email": "Amina@Takwin.test"}
    visitor.post(reverse("sign-up"), form)
    person = Person.objects.get()
    assert (person.email, person.email_pending) == ("", "amina@takwin.test")
    (letter,) = post_office.messages
    link = re.search(r"http://\S+", text_of(letter))
    assert link
    assert letter["To"] == "amina@takwin.test"
    path = link[0].partition("8000")[2]
    assert visitor.get(path).status_code == 200
    person.refresh_from_db()
    assert person.email == ""
    assert visitor.post(path).status_code == 302
    person.refresh_from_db()
    assert (person.email, person.email_pending) == ("amina@takwin.test", "")
    assert visitor.post(path).status_code == 302


def test_an_address_of_somebody_else_is_not_given_away(visitor: Client, amina: Person, post_office: PostOffice) -> None:
    form = {"name": "Amina B", "password": SECRET, "email": amina.email}
    answer = visitor.post(reverse("sign-up"), form)
    assert answer.status_code == 302
    (letter,) = post_office.messages
    assert letter["To"] == amina.email
    assert "amina" in text_of(letter)
    assert Person.objects.exclude(pk=amina.pk).get().email == ""


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("name", "77"),
        ("name", ""),
        ("name", "Win at http://evil.example"),
        ("password", "x7!qZ"),
        ("password", "amina berrada"),
        ("password", "12345678901"),
        ("email", "amina@"),
        ("username", "1amina"),
        ("username", "taken"),
    ],
)
def test_a_mistake_is_told_beside_its_field_and_nothing_typed_is_lost(visitor: Client, field: str, typed: str) -> None:
    Person.objects.create(username="taken", name="T")
    form = {"name": "Amina Berrada", "password": SECRET, "email": "a@takwin.test", "username": "amina", field: typed}
    answer = visitor.post(reverse("sign-up"), form | {"next": "/courses/"})
    assert Person.objects.count() == 1
    assert list(answer.context["form"].errors) == [field]
    assert "has-error" in answer.text
    assert 'value="/courses/"' in answer.text
    assert form["password"] not in answer.text
    for kept in ("name", "email", "username"):
        assert form[kept] in answer.text


@pytest.mark.parametrize("typed", ["amina", "AMINA ", "amina@takwin.test", "Amina@Takwin.Test"])
def test_one_signs_in_with_the_name_or_the_address(visitor: Client, amina: Person, typed: str) -> None:
    answer = visitor.post(reverse("sign-in"), {"login": typed, "password": PASSWORD, "next": "/courses/"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/courses/")
    assert visitor.session["_auth_user_id"] == str(amina.pk)


def test_an_address_that_still_waits_serves_to_sign_in(visitor: Client, amina: Person) -> None:
    Person.objects.update(email="", email_pending="new@takwin.test")
    visitor.post(reverse("sign-in"), {"login": "new@takwin.test", "password": PASSWORD, "next": "/courses/"})
    assert visitor.session["_auth_user_id"] == str(amina.pk)


@pytest.mark.parametrize("page", ["sign-up", "sign-in"])
@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_no_page_leads_away_from_the_site(visitor: Client, amina: Person, page: str, elsewhere: str) -> None:
    shown = visitor.get(reverse(page), {"next": elsewhere})
    assert elsewhere not in shown.text.partition("<main")[2]
    form = {"login": "amina", "name": "Zed", "password": PASSWORD, "next": elsewhere}
    answer = visitor.post(reverse(page), form)
    assert "evil" not in answer.headers.get("Location", "") + answer.text.partition("<main")[2]
    assert "evil" not in visitor.get(reverse("welcome"), {"next": elsewhere}, follow=True).text.partition("<main")[2]
    assert "evil" not in visitor.post(reverse("codes"), {"next": elsewhere}).headers["Location"]


@pytest.mark.parametrize("page", ["sign-up", "sign-in", "account_reauthenticate", "mfa_reauthenticate"])
def test_what_is_no_address_leads_nowhere(amina: Person, sign_in: SignIn, visitor: Client, page: str) -> None:
    for browser in (visitor, sign_in(amina)):
        assert browser.get(reverse(page), {"next": "http://[::1"}).status_code in {200, 302}
        assert browser.get(reverse(page), {"next": "nowhere"}).status_code in {200, 302}, "a word is no address"


@pytest.mark.parametrize(
    "login", ["amina", "nobody", "amina@takwin.test", "waits@takwin.test", "nobody@takwin.test", "closed@takwin.test"]
)
def test_one_password_is_looked_at_whoever_it_is(
    visitor: Client, amina: Person, monkeypatch: pytest.MonkeyPatch, login: str
) -> None:
    for name in ("one", "two", "three"):
        actions.sign_up("Waits", SECRET, "fr", email="waits@takwin.test", username=name)
    person("closed", "Closed", is_active=False)
    looks = mock.Mock(side_effect=MD5PasswordHasher.encode, return_value="")
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *given: looks(*given))
    visitor.post(reverse("sign-in"), {"login": login, "password": "wrong"})
    assert looks.call_count == 1


def test_a_wrong_password_and_an_unknown_name_sound_the_same(visitor: Client, amina: Person) -> None:
    def said(login: str) -> str:
        answer = visitor.post(reverse("sign-in"), {"login": login, "password": "wrong"})
        assert answer.status_code == 200
        assert f'value="{login}"' in answer.text
        return "".join(answer.context["form"].non_field_errors())

    assert said("amina") == said("nobody") == said("amina@takwin.test") == said("nobody@takwin.test") != ""


def test_a_closed_account_stays_closed(visitor: Client, amina: Person) -> None:
    Person.objects.update(is_active=False)
    answer = visitor.post(reverse("sign-in"), {"login": "amina", "password": PASSWORD})
    assert answer.headers["Location"] == reverse("account_inactive")
    assert "_auth_user_id" not in visitor.session


def test_signing_out_ends_the_session_for_every_worker(amina: Person, sign_in: SignIn) -> None:
    browser, same = sign_in(amina), Client()
    same.cookies.load(browser.cookies.output(header=""))
    assert same.get(reverse("account")).status_code == 200
    assert browser.get(reverse("sign-out")).status_code == 405
    assert browser.post(reverse("sign-out")).headers["Clear-Site-Data"] == '"cache"'
    assert same.get(reverse("account")).status_code == 302


def test_a_page_only_reads_session_and_person(amina: Person, sign_in: SignIn) -> None:
    browser = sign_in(amina)
    with CaptureQueriesContext(connection) as asked:
        answer = browser.get(reverse("account"))
    assert [query["sql"].split()[0] for query in asked] == ["SELECT", "SELECT"]
    assert "sessionid" not in answer.cookies


def test_many_people_of_one_name_at_the_same_instant(transactional_db: None) -> None:
    together = Barrier(8)

    def arrive() -> str:
        try:
            together.wait()
            return actions.sign_up("Amina Berrada", SECRET, "fr").username
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as crowd:
        names = {done.result() for done in [crowd.submit(arrive) for _ in range(8)]}
    assert len(names) == 8
    assert all(name.startswith("amina.berrada") for name in names)


def test_a_name_that_everybody_finds_free_is_drawn_again(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("takwin.accounts.queries.free_username", lambda base: base)
    drawn = iter([0, 0, 1])
    monkeypatch.setattr("secrets.randbelow", lambda _most: next(drawn))
    names = [actions.sign_up("Amina Berrada", SECRET, "fr").username for _ in range(3)]
    assert names == ["amina.berrada", "amina.berrada1000", "amina.berrada1001"]


def test_a_name_that_was_asked_for_is_never_another(db: None) -> None:
    actions.sign_up("Amina Berrada", SECRET, "fr", username="amina")
    with pytest.raises(IntegrityError), transaction.atomic():
        actions.sign_up("Amina Bennani", SECRET, "fr", username="amina")


def test_nobody_sends_their_own_words_through_our_letters(visitor: Client, post_office: PostOffice) -> None:
    form = {"name": "Win now", "username": "www.evil.example", "password": SECRET, "email": "victim@takwin.test"}
    visitor.post(reverse("sign-up"), form)
    Client().post(reverse("recover-by-mail"), {"email": "victim@takwin.test"})
    assert len(post_office.messages) == 1
    for letter in post_office.messages:
        assert "Win now" not in text_of(letter)
        assert "evil" not in text_of(letter)


def test_the_language_is_chosen_for_the_browser_and_the_person(amina: Person, sign_in: SignIn, visitor: Client) -> None:
    answer = visitor.post(reverse("set_language"), {"language": "ar", "next": "/sign-in/"})
    assert answer.headers["Location"] == "/sign-in/"
    assert 'dir="rtl"' in visitor.get("/sign-in/").text
    browser = sign_in(amina)
    browser.post(reverse("set_language"), {"language": "en", "next": "/account/"})
    amina.refresh_from_db()
    assert amina.language == "en"
    assert '<html lang="en"' in browser.get("/account/").text
    browser.post(reverse("set_language"), {"language": "de"})
    amina.refresh_from_db()
    assert amina.language == "en"


@pytest.mark.parametrize("page", ["sign-up", "sign-in", "sign-out", "set_language", "recover-by-code", "my-data-erase"])
def test_forms_of_other_sites_are_refused(amina: Person, page: str) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(amina)
    assert browser.post(reverse(page), {"login": "amina", "password": PASSWORD}).status_code == 403
