"""Signing in by a service: the whole way, with a real one, and every lie refused."""

import base64
import hmac
import json
from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from joserfc.jwk import ECKey

from takwin.accounts.mine import erase_everywhere
from takwin.accounts.models import Person
from takwin.institutions import actions as institutions
from takwin.institutions.models import Deed
from takwin.institutions.tests.builders import country
from takwin.sign_on import actions, sealing
from takwin.sign_on.models import Identity, Provider
from takwin.sign_on.tests.service import CLIENT, SECRET, Service, serving
from tests.cast import PASSWORD, SignIn

WRITTEN = {"name_fr": "Compte du ministère", "name_ar": "حساب الوزارة", "slug": "ministry", "client": CLIENT}
START, FIRST = "/sign-on/by/ministry/", "/sign-on/first/"


@pytest.fixture
def service() -> Iterator[Service]:
    with serving() as one:
        yield one


@pytest.fixture
def provider(service: Service, salma: Person) -> Provider:
    made = Provider(created=timezone.now())
    actions.set_up(made, salma, timezone.now(), secret=SECRET, issuer=service.issuer, **WRITTEN)
    return made


def away(browser: Client, query: str = "") -> str:
    answer = browser.get(START + query)
    assert answer.status_code == 302, answer.text
    return answer.headers["Location"]


def local(address: str) -> str:
    """A page of the site without its host."""
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}"


def come(browser: Client, service: Service, query: str = "") -> str:
    """The whole way; where it ends."""
    answer = browser.get(local(service.agree(away(browser, query))))
    assert answer.status_code == 302, answer.text
    return answer.headers["Location"]


def test_an_administrator_sets_it_up_and_the_secret_stays_hidden(
    service: Service, salma: Person, sign_in: SignIn, visitor: Client, caplog: pytest.LogCaptureFixture
) -> None:
    node = country(salma)["rabat"]
    browser = sign_in(salma)
    page = {**WRITTEN, "issuer": service.issuer, "secret": SECRET, "opens": "on", "active": "on", "node": node.pk}
    refused = browser.post("/sign-on/new", {**page, "issuer": "http://sso.example.ma"})
    assert "https://" in refused.text
    assert SECRET not in refused.text
    assert browser.post("/sign-on/new", page).status_code == 302
    made = Provider.objects.get()
    assert sealing.unseal(made.secret) == SECRET
    assert SECRET not in made.secret
    assert SECRET not in browser.get("/sign-on/ministry/change/").text
    assert SECRET not in caplog.text
    assert "http://localhost:8000/sign-on/by/ministry/back/" in browser.get("/sign-on/ministry/change/").text
    assert browser.post("/sign-on/ministry/change/", {**page, "secret": "", "name_en": "Ministry"}).status_code == 302
    assert sealing.unseal(Provider.objects.get().secret) == SECRET
    assert Deed.objects.filter(node=node, what="sign-on", by=salma).count() == 2
    shown = visitor.get(reverse("sign-in"), headers={"accept-language": "ar"}).text
    assert START in shown
    assert "حساب الوزارة" in shown
    assert node.name_fr in shown
    assert browser.post("/sign-on/ministry/remove").status_code == 302
    assert START not in visitor.get(reverse("sign-in")).text


def test_a_service_that_is_not_what_it_says_is_not_kept(service: Service, salma: Person, sign_in: SignIn) -> None:
    page = {**WRITTEN, "issuer": service.issuer, "opens": "on", "active": "on"}
    for lie in ({"issuer": "https://other.example"}, {"token_endpoint": "http://10.0.0.1/token"}, {"jwks_uri": None}):
        service.about = lie
        answer = sign_in(salma).post("/sign-on/new", page)
        assert "has-error" in answer.text
        assert not Provider.objects.exists()
    silent = sign_in(salma).post("/sign-on/new", {**page, "issuer": "http://127.0.0.1:1"})
    assert "127.0.0.1:1" in silent.text


def test_only_administrators_look_after_it(provider: Provider, omar: Person, sign_in: SignIn) -> None:
    for address in ("/sign-on/", "/sign-on/new", "/sign-on/ministry/change/"):
        assert sign_in(omar).get(address).status_code == 403
    assert sign_in(omar).post("/sign-on/ministry/remove").status_code == 403


def test_whoever_comes_for_the_first_time_makes_an_account(
    service: Service, provider: Provider, visitor: Client
) -> None:
    service.about_person |= {"email_verified": True}
    assert come(visitor, service, "?next=/courses/") == FIRST
    assert "Amina Bennani" in visitor.get(FIRST).text
    made = visitor.post(FIRST, {"name": "Amina Bennani"})
    assert made.headers["Location"] == "/courses/"
    person = Identity.objects.get(issuer=service.issuer, subject=service.subject).person
    assert not person.has_usable_password()
    assert (person.email, person.email_pending) == ("", "amina@men.example")
    assert visitor.get(reverse("account")).context["person"] == person
    again = Client()
    assert come(again, service, "?next=//evil.example/") == reverse("my-learning")
    assert again.get(reverse("account")).context["person"] == person
    assert Person.objects.filter(name="Amina Bennani").count() == 1


def test_an_account_that_a_place_brings_speaks_the_language_of_the_place(
    service: Service, provider: Provider, salma: Person
) -> None:
    node = institutions.found(None, "academy", {"fr": "AREF"}, salma, timezone.now())
    institutions.dress(
        node, institutions.Wanted({"fr": "AREF", "ar": "أكاديمية"}, language="ar"), salma, timezone.now()
    )
    provider.node = node
    provider.save()
    for name, chosen, spoken in (("Nadia", {}, "ar"), ("Hind", {"django_language": "en"}, "en")):
        service.subject = name
        phone = Client(headers={"Accept-Language": "fr"})
        phone.cookies.load(chosen)
        assert come(phone, service) == FIRST
        assert f'lang="{spoken}"' in phone.get(FIRST).text
        phone.post(FIRST, {"name": name})
        assert Person.objects.get(name=name).language == spoken


def test_an_address_never_names_a_person(service: Service, provider: Provider, amina: Person, visitor: Client) -> None:
    service.about_person = {"email": amina.email, "email_verified": True}
    assert come(visitor, service) == FIRST
    assert visitor.get(reverse("account")).status_code == 302, "nobody is signed in by an address"
    visitor.post(FIRST, {"name": "Somebody"})
    assert Identity.objects.get().person != amina
    assert Person.objects.get(email=amina.email) == amina
    unverified = Client()
    service.subject, service.about_person = (
        "another",
        {"name": "Xenia", "email": "x@men.example", "email_verified": "true"},
    )
    come(unverified, service)
    sent = len(mail.outbox)
    unverified.post(FIRST, {"name": "Xenia"})
    assert Identity.objects.get(subject="another").person.email_pending == ""
    assert len(mail.outbox) == sent


def test_who_has_an_account_joins_both_by_showing_both(
    service: Service, provider: Provider, amina: Person, brahim: Person, visitor: Client, sign_in: SignIn
) -> None:
    assert come(visitor, service) == FIRST
    signed = visitor.post(reverse("sign-in"), {"login": "amina", "password": PASSWORD, "next": FIRST})
    assert signed.headers["Location"] == FIRST
    assert not Identity.objects.exists(), "only a press of the button joins"
    assert visitor.post(FIRST).status_code == 302
    assert Identity.objects.get().person == amina
    assert come(Client(), service) == reverse("my-learning")
    his = sign_in(brahim)
    assert his.get(local(service.agree(away(his)))).status_code == 400, "it is Amina's"
    mine = sign_in(amina)
    assert "Amina Bennani" in mine.get("/account/sign-on/").text
    pk = Identity.objects.get().pk
    assert his.post(f"/account/sign-on/{pk}/part").status_code == 404
    mine.post(f"/account/sign-on/{pk}/part")
    assert not Identity.objects.exists()


def test_the_only_way_in_stays(service: Service, provider: Provider, visitor: Client) -> None:
    come(visitor, service)
    visitor.post(FIRST, {"name": "Amina"})
    visitor.post(f"/account/sign-on/{Identity.objects.get().pk}/part")
    assert Identity.objects.exists()


def test_a_closed_account_stays_closed_and_an_erased_one_is_nobody(
    service: Service, provider: Provider, amina: Person, visitor: Client
) -> None:
    now = timezone.now()
    Identity.objects.create(
        provider=provider, issuer=service.issuer, subject=service.subject, person=amina, since=now, last=now
    )
    Person.objects.filter(pk=amina.pk).update(is_active=False)
    assert come(visitor, service) == reverse("account_inactive")
    Person.objects.filter(pk=amina.pk).update(is_active=True)
    erase_everywhere(amina, now)
    assert come(Client(), service) == FIRST


def test_no_account_where_the_service_opens_none(service: Service, provider: Provider, visitor: Client) -> None:
    Provider.objects.update(opens=False)
    come(visitor, service)
    assert 'name="name"' not in visitor.get(FIRST).text
    assert visitor.post(FIRST, {"name": "Amina"}).status_code == 400
    assert not Identity.objects.exists()


def test_a_name_that_only_userinfo_tells_is_asked_for(service: Service, provider: Provider, visitor: Client) -> None:
    service.in_token = False
    come(visitor, service)
    assert "Amina Bennani" in visitor.get(FIRST).text
    assert "/me" in service.asked


def test_new_keys_of_the_service_are_found(service: Service, provider: Provider, visitor: Client) -> None:
    service.key = ECKey.generate_key("P-256", {"kid": "two", "use": "sig"})
    assert come(visitor, service) == FIRST
    assert service.asked.count("/keys") == 2


STRANGER = ECKey.generate_key("P-256", {"kid": "one"})
LIES: dict[str, dict[str, object]] = {
    "another nonce": {"nonce": "other"},
    "no nonce": {"nonce": None},
    "another audience": {"aud": "another site"},
    "several audiences, none made responsible": {"aud": [CLIENT, "another site"]},
    "made for another site": {"azp": "another site"},
    "over": {"exp": 1_700_000_000},
    "without end": {"exp": None},
    "not yet made": {"iat": 4_000_000_000},
    "another issuer": {"iss": "https://other.example"},
    "nobody": {"sub": None},
    "a number for a subject": {"sub": 7},
}


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES)
def test_a_token_with_a_lie_lets_nobody_in(
    service: Service, provider: Provider, visitor: Client, lie: dict[str, object]
) -> None:
    service.says = lie
    _nobody(visitor, service)


def test_a_token_that_the_service_did_not_sign_lets_nobody_in(
    service: Service, provider: Provider, visitor: Client
) -> None:
    service.signs_with = STRANGER
    _nobody(visitor, service)
    for alg, secret in (("none", b""), ("HS256", SECRET.encode()), ("HS256", service.key.as_pem(private=False))):
        address = away(visitor)
        nonce = dict(parse_qsl(urlsplit(address).query))["nonce"]
        service.raw = by_hand(alg, secret, service.token(nonce).split(".")[1])
        assert visitor.get(local(service.agree(address))).status_code == 400
    for service.raw in (" ", "a.b", "a.b.c", "é"):
        _nobody(visitor, service)


def by_hand(alg: str, secret: bytes, claims: str) -> str:
    """A token as an attacker writes it: unsigned, or signed with something that everybody knows."""
    head = _text(json.dumps({"alg": alg, "kid": "one"}).encode())
    mac = hmac.digest(secret, f"{head}.{claims}".encode(), "sha256") if secret else b""
    return f"{head}.{claims}.{_text(mac)}"


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _nobody(browser: Client, service: Service) -> None:
    refused = browser.get(local(service.agree(away(browser))))
    assert refused.status_code == 400
    assert 'role="alert"' in refused.text
    assert browser.get(reverse("account")).status_code == 302
    assert browser.get(FIRST).status_code == 400
    assert not Identity.objects.exists()


def test_an_answer_to_nothing_that_was_asked_lets_nobody_in(
    service: Service, provider: Provider, visitor: Client
) -> None:
    for answer in ("", "?code=x&state=y", "?state="):
        assert visitor.get(f"{START}back/{answer}").status_code == 400
    theirs = service.agree(away(Client()))
    assert visitor.get(local(theirs)).status_code == 400, "the state is another browser's"
    once = local(service.agree(away(visitor)))
    assert visitor.get(once).status_code == 302
    assert visitor.get(once).status_code == 400, "an answer serves once"


def test_an_answer_of_another_service_lets_nobody_in(
    service: Service, provider: Provider, salma: Person, visitor: Client
) -> None:
    with serving() as evil:
        other = Provider(created=timezone.now())
        actions.set_up(
            other, salma, timezone.now(), secret=SECRET, issuer=evil.issuer, client=CLIENT, slug="evil", name_fr="Autre"
        )
        honest = service.agree(away(visitor))
        assert visitor.get(local(honest).replace("ministry", "evil")).status_code == 400, "for another service"
        mixed = service.agree(away(visitor)).replace(
            str(urlsplit(service.issuer).port), str(urlsplit(evil.issuer).port)
        )
        assert visitor.get(local(mixed)).status_code == 400, "it says that it comes from another"
        silent = local(service.agree(away(visitor))).partition("&iss=")[0]
        assert visitor.get(silent).status_code == 400, "a service that always names itself does not say who it is"
    assert not Identity.objects.exists()


def test_an_attempt_waits_a_quarter_of_an_hour(
    service: Service, provider: Provider, visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = local(service.agree(away(visitor)))
    later = timezone.now() + timedelta(minutes=16)
    monkeypatch.setattr("takwin.sign_on.views.coming.timezone.now", lambda: later)
    assert visitor.get(answer).status_code == 400


def test_who_says_no_there_is_back_at_the_sign_in_page(service: Service, provider: Provider, visitor: Client) -> None:
    state = dict(parse_qsl(urlsplit(away(visitor)).query))["state"]
    answer = visitor.get(f"{START}back/?error=access_denied&state={state}&iss={service.issuer}")
    assert answer.headers["Location"] == reverse("sign-in")


def test_a_service_that_is_away_leaves_passwords(provider: Provider, visitor: Client) -> None:
    Provider.objects.update(about={"issuer": "http://127.0.0.1:1"}, issuer="http://127.0.0.1:1", read=None)
    answer = visitor.get(START)
    assert answer.status_code == 503
    assert reverse("sign-in") in answer.text


def test_secrets_are_unreadable_under_another_key(provider: Provider, settings: object, visitor: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select secret from sign_on_provider")
        assert SECRET not in cursor.fetchone()[0]
    settings.SECRET_KEY = "another" * 10  # type: ignore[attr-defined]
    assert sealing.unseal(provider.secret) is None


def grown_old(browser: Client) -> None:
    """Six minutes after signing in."""
    session = browser.session
    for one in session["account_authentication_methods"]:
        one["at"] -= 360
    session.save()


def test_who_has_no_password_shows_who_they_are_to_the_service(
    service: Service, provider: Provider, visitor: Client
) -> None:
    come(visitor, service)
    visitor.post(FIRST, {"name": "Amina Bennani"})
    person = Identity.objects.get().person
    grown_old(visitor)
    assert come(visitor, service, "?next=/courses/") == "/courses/", "it proves nothing: the service knew them already"
    asked = visitor.post(reverse("my-data-erase"))
    assert asked.headers["Location"] == f"{reverse('confirm-elsewhere')}?next={reverse('my-data').replace('/', '%2F')}"
    page = visitor.get(asked.headers["Location"]).text
    assert f'href="{START}?again&amp;next={reverse("confirm-elsewhere").replace("/", "%2F")}%3Fnext%3D' in page
    query = f"?again&next={reverse('confirm-elsewhere')}?next={reverse('my-data')}"
    assert "prompt=login" in away(visitor, query)
    service.says = {"auth_time": int(timezone.now().timestamp()) - 3600}
    assert visitor.get(local(service.agree(away(visitor, query)))).status_code == 400
    assert visitor.get(reverse("mfa_activate_totp")).headers["Location"].startswith(reverse("confirm-elsewhere"))
    service.says = {"auth_time": int(timezone.now().timestamp())}
    back = come(visitor, service, query)
    assert visitor.get(back).headers["Location"] == reverse("my-data")
    assert visitor.get(reverse("mfa_activate_totp")).status_code == 200
    assert visitor.post(reverse("my-data-erase")).headers["Location"] == reverse("erased")
    person.refresh_from_db()
    assert (person.is_active, person.name) == (False, "")


def test_what_was_typed_goes_on_after_the_service(service: Service, provider: Provider, visitor: Client) -> None:
    come(visitor, service)
    visitor.post(FIRST, {"name": "Amina Bennani"})
    grown_old(visitor)
    asked = visitor.post(reverse("change-email"), {"email": "amina@ecole.example"})
    back = come(visitor, service, f"?again&next={asked.headers['Location']}")
    assert visitor.get(back).headers["Location"] == reverse("account")
    assert Identity.objects.get().person.email_pending == "amina@ecole.example"


def test_beside_a_password_the_service_is_another_way(
    service: Service, provider: Provider, amina: Person, visitor: Client
) -> None:
    visitor.post(reverse("sign-in"), {"login": "amina", "password": PASSWORD})
    assert "confirm/service" not in visitor.get(reverse("account_reauthenticate")).text
    come(visitor, service)
    visitor.post(FIRST)
    assert reverse("confirm-elsewhere") in visitor.get(reverse("account_reauthenticate")).text


def test_whoever_finds_somebody_signed_in_adds_no_way_in_of_their_own(
    service: Service, provider: Provider, amina: Person, visitor: Client
) -> None:
    visitor.post(reverse("sign-in"), {"login": "amina", "password": PASSWORD})
    grown_old(visitor)
    come(visitor, service)
    assert visitor.post(FIRST).headers["Location"].startswith(reverse("account_reauthenticate"))
    assert not Identity.objects.exists()
    confirmed = visitor.post(f"{reverse('account_reauthenticate')}?next={FIRST}", {"password": PASSWORD})
    assert confirmed.status_code == 302
    assert Identity.objects.get().person == amina
