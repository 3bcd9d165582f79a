"""Letters by e-mail, written in the language of the person they go to and sent by the job worker, so that no page
takes longer because an account exists."""

from typing import Any

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django_tasks import task

from takwin.accounts.actions import email_token
from takwin.accounts.models import Person


def post(template: str, to: str, person: Person, words: dict[str, Any]) -> None:
    """Write a letter in the language of a person and send it, as text and as HTML (which knows the writing direction).

    The template's first line is the subject, the rest the text; it finds `person`, `to` and the `words`. A letter to an
    address that nobody has confirmed may hold nothing that a person typed: no name, no sign-in name, or strangers would
    send their own words through us."""
    with translation.override(person.language):
        text = render_to_string(template, {"person": person, "to": to, **words})
        subject, _, body = (part.strip() for part in text.strip().partition("\n"))
        whole = {"subject": subject, "body": body, "known": to == person.email}
        letter = EmailMultiAlternatives(subject, render_to_string("accounts/letters/post.txt", whole).strip(), to=[to])
        letter.attach_alternative(render_to_string("accounts/letters/post.html", whole), "text/html")
    letter.send()


def _send(letter: str, to: str, person: Person, link: str) -> None:
    post(f"accounts/letters/{letter}.txt", to, person, {"link": link})


def _link(name: str, *parts: str) -> str:
    return settings.BASE_URL + reverse(name, args=parts)


@task()
def ask_to_confirm_email(pk: int) -> None:
    """Ask the owner of a mailbox to confirm it, or tell them that the address already serves another account."""
    person = Person.objects.filter(pk=pk, is_active=True).exclude(email_pending="").first()
    if person is None:
        return
    owner = Person.objects.filter(email=person.email_pending).exclude(pk=pk).first()
    if owner:
        _send("address-known", owner.email, owner, _link("recover"))
    else:
        _send("confirm-email", person.email_pending, person, _link("confirm-email", email_token(person)))


@task()
def send_new_password_links(people: list[int]) -> None:
    """Send each of these people a link for a new password."""
    for person in Person.objects.filter(pk__in=people, is_active=True):
        uid = urlsafe_base64_encode(force_bytes(person.pk))
        link = _link("new-password", uid, default_token_generator.make_token(person))
        _send("new-password", person.email or person.email_pending, person, link)


@task()
def tell_access_changed(pk: int) -> None:
    """Tell a person that the password of their account was changed, in case it was not them."""
    person = Person.objects.filter(pk=pk, is_active=True).exclude(email="").first()
    if person:
        _send("access-changed", person.email, person, _link("recover"))
