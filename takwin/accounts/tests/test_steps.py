"""The second step of signing in, by an authenticator application and spare codes, through HTTP."""

import re
import time
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from takwin.accounts.models import Person
from tests.cast import PASSWORD, SignIn

KEY = re.compile(r'<code class="codes" dir="ltr">([A-Z2-7 ]{16,})</code>')
SPARE = re.compile(r">(\d{4} \d{4})</code>")


def digits(key: str, steps: int = 0) -> str:
    """What an authenticator application shows now, or some half minutes later."""
    counter = int(time.time()) // 30 + steps
    return str(auth.format_hotp_value(auth.hotp_value(key, counter)))


def confirm(browser: Client, page: str) -> None:
    """Show again who one is."""
    answer = browser.get(reverse(page))
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(reverse("account_reauthenticate"))
    wrong = browser.post(answer.headers["Location"], {"password": "wrong"})
    assert "has-error" in wrong.text
    assert browser.post(answer.headers["Location"], {"password": PASSWORD}).headers["Location"] == reverse(page)


@pytest.fixture
def key(amina: Person, sign_in: SignIn) -> str:
    """Amina adds an authenticator application; its key."""
    browser = sign_in(amina)
    confirm(browser, "mfa_activate_totp")
    found = KEY.search(browser.get(reverse("mfa_activate_totp")).text)
    assert found
    wrong = browser.post(reverse("mfa_activate_totp"), {"code": "000000"})
    assert "has-error" in wrong.text
    secret = found[1].replace(" ", "")
    shown = digits(secret)
    added = browser.post(reverse("mfa_activate_totp"), {"code": f"{shown[:3]} {shown[3:]}"})
    assert added.headers["Location"] == reverse("mfa_view_recovery_codes")
    return secret


def test_the_key_stays_while_the_telephone_changes_applications(
    amina: Person, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = sign_in(amina)
    confirm(browser, "mfa_activate_totp")
    keys = [KEY.findall(browser.get(reverse("mfa_activate_totp")).text) for _ in range(2)]
    assert keys[0] == keys[1]
    later = timezone.now() + timedelta(minutes=16)
    monkeypatch.setattr("takwin.accounts.forms.steps.timezone.now", lambda: later)
    assert KEY.findall(browser.get(reverse("mfa_activate_totp")).text) != keys[0]


def test_whoever_has_just_signed_up_or_in_is_not_asked_again(visitor: Client, amina: Person) -> None:
    visitor.post(reverse("sign-up"), {"name": "Yto Berrada", "password": "quatre chevaux lents"})
    assert visitor.get(reverse("mfa_activate_totp")).status_code == 200
    hers = Client()
    hers.post(reverse("sign-in"), {"login": "amina", "password": PASSWORD, "next": "/courses/"})
    assert hers.get(reverse("mfa_activate_totp")).status_code == 200
    session = hers.session
    session["account_authentication_methods"][0]["at"] -= 301
    session.save()
    confirm(hers, "mfa_activate_totp")


def half_way(browser: Client) -> None:
    answer = browser.post(reverse("sign-in"), {"login": "amina", "password": PASSWORD, "next": "/courses/"})
    assert answer.headers["Location"] == reverse("mfa_authenticate")
    assert browser.get(reverse("account")).status_code == 302


def test_the_digits_are_asked_after_the_password(visitor: Client, key: str) -> None:
    half_way(visitor)
    assert "has-error" in visitor.post(reverse("mfa_authenticate"), {"code": "000000"}).text
    answer = visitor.post(reverse("mfa_authenticate"), {"code": digits(key, 1)})
    assert answer.headers["Location"] == "/courses/"
    assert visitor.get(reverse("account")).status_code == 200


def test_a_spare_code_serves_once(visitor: Client, key: str, amina: Person, sign_in: SignIn) -> None:
    browser = sign_in(amina)
    confirm(browser, "mfa_view_recovery_codes")
    codes = SPARE.findall(browser.get(reverse("mfa_view_recovery_codes")).text)
    assert len(codes) == 10
    half_way(visitor)
    assert visitor.post(reverse("mfa_authenticate"), {"code": codes[0]}).headers["Location"] == "/courses/"
    other = Client()
    half_way(other)
    assert "has-error" in other.post(reverse("mfa_authenticate"), {"code": codes[0]}).text


def test_one_can_begin_again_as_somebody_else(visitor: Client, key: str) -> None:
    half_way(visitor)
    assert visitor.get(reverse("sign-in")).headers["Location"] == reverse("mfa_authenticate")
    visitor.post(reverse("sign-out"))
    assert visitor.get(reverse("sign-in")).status_code == 200


def test_guessing_the_digits_is_limited(visitor: Client, key: str) -> None:
    half_way(visitor)
    for _ in range(5):
        visitor.post(reverse("mfa_authenticate"), {"code": "000000"})
    answer = visitor.post(reverse("mfa_authenticate"), {"code": digits(key, 1)})
    assert answer.status_code == 429
    assert "Attendez 5 minutes" in answer.text
    assert "_auth_user_id" not in visitor.session


def test_the_second_step_can_be_left_out_again(key: str, amina: Person, sign_in: SignIn, visitor: Client) -> None:
    browser = sign_in(amina)
    assert "badge-right" in browser.get(reverse("security")).text
    confirm(browser, "mfa_deactivate_totp")
    assert browser.get(reverse("mfa_deactivate_totp")).status_code == 200
    assert browser.post(reverse("mfa_deactivate_totp")).headers["Location"] == reverse("security")
    assert not Authenticator.objects.exists()
    visitor.post(reverse("sign-in"), {"login": "amina", "password": PASSWORD, "next": "/courses/"})
    assert "_auth_user_id" in visitor.session


def test_new_recovery_codes_are_shown_until_they_are_written_down(amina: Person, sign_in: SignIn) -> None:
    browser = sign_in(amina)
    asked = browser.post(reverse("new-codes"))
    assert asked.headers["Location"].startswith(reverse("account_reauthenticate"))
    shown = browser.post(asked.headers["Location"], {"password": PASSWORD}, follow=True)
    assert len(re.findall(r"\d{4} \d{4} \d{4} \d{4}", shown.text)) == 8
    assert browser.get(reverse("codes")).text.count("<li><code") == 8
    assert amina.recovery_codes.filter(used=None).count() == 8
    assert browser.post(reverse("codes")).headers["Location"] == reverse("security")


def test_a_passkey_needs_an_answer_of_the_device(amina: Person, sign_in: SignIn, visitor: Client) -> None:
    browser = sign_in(amina)
    confirm(browser, "mfa_add_webauthn")
    assert 'data-options="{&quot;publicKey&quot;' in browser.get(reverse("mfa_add_webauthn")).text
    for made_up in ("", "null", "{}", '{"id": "x"}'):
        answer = browser.post(reverse("mfa_add_webauthn"), {"name": "x", "credential": made_up})
        assert answer.status_code == 200
        assert visitor.post(reverse("mfa_login_webauthn"), {"credential": made_up}).status_code == 302
    assert not Authenticator.objects.exists()
    asked = visitor.get(reverse("mfa_login_webauthn"), headers={"accept": "application/json"})
    assert asked.json()["request_options"]["publicKey"]["userVerification"] == "required"
