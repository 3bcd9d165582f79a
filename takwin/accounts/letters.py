"""Letters by e-mail, written in the language of the person they go to. They are asked for together with what they are
about and sent by the job worker, again and again while the mail server is away: no page waits for it, or takes longer
because an account exists. A job knows only who is written to; links are made when the letter leaves."""

import logging
import unicodedata
from email.utils import parseaddr
from smtplib import SMTPRecipientsRefused
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.html import linebreaks, urlize
from django.utils.safestring import SafeString

from takwin.accounts.hosts import sender_of
from takwin.accounts.models import Person
from takwin.accounts.tokens import email_token, password_tokens
from takwin.jobs import retry, task

log = logging.getLogger(__name__)
AT_ONCE, PATIENTLY = (30, 300, 1800, 7200), (30, 300, 1800, 7200, 8 * 3600, 24 * 3600)
"""Seconds between tries: for what somebody waits for, and for what may also come tomorrow."""
JOINERS = "\u200c\u200d"
"""Signs without a width that Arabic and Tamazight are written with."""
PERMANENT = 500
"""The least SMTP code that means: not now and not later (RFC 5321, 4.2.1)."""


class NotNow(Exception):
    """The mail server asks to come back later: with these codes, and without the address, since jobs keep what failed."""


def post(template: str, to: str, person: Person, words: dict[str, Any]) -> bool:
    """Write a letter in the language of a person and send it, as text and as HTML (which knows the writing direction).
    False when there is no such mailbox, so that no other try would help.

    The template's first line is the subject, the rest the text; it finds `person`, `to` and the `words`. A letter to an
    address that nobody has confirmed may hold nothing that a person typed: no name, no sign-in name, or strangers would
    send their own words through us. Any other bears the name of the place that the person belongs to."""
    with translation.override(person.language):
        text = render_to_string(template, {"person": person, "to": to, **words})
        subject, _, body = (part.strip() for part in text.strip().partition("\n"))
        html = linebreaks(urlize(body, autoescape=True)).replace("<a ", '<a dir="ltr" ')
        known = to == person.email
        place = _plain(sender_of(person)) if known else ""
        whole = {"subject": subject, "body": body, "html": SafeString(html), "known": known, "place": place}
        plain = render_to_string("accounts/letters/post.txt", whole).strip()
        letter = EmailMultiAlternatives(subject, plain, _from(place), to=[to])
        letter.attach_alternative(render_to_string("accounts/letters/post.html", whole), "text/html")
    return _left(letter)


def _plain(name: str) -> str:
    """A name for the head of a letter: on one line, without what would look like an address or turn the direction of what follows."""
    kept = (
        sign
        for sign in name
        if sign in JOINERS or (sign not in "<>@" and unicodedata.category(sign) not in {"Cc", "Cf"})
    )
    return " ".join("".join(kept).split())


def _from(place: str) -> str:
    """The sender as mailboxes list it: the place before the name of the site, at the site's own address."""
    site, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    name = " · ".join(filter(None, (place, site))).replace("\\", r"\\").replace('"', r"\"")
    return f'"{name}" <{address}>' if place else settings.DEFAULT_FROM_EMAIL


def _left(letter: EmailMultiAlternatives) -> bool:
    try:
        letter.send()
    except SMTPRecipientsRefused as refused:
        codes = [code for code, _ in refused.recipients.values()]
        if min(codes) < PERMANENT:
            raise NotNow(codes) from None
        log.warning("A letter was refused for good: %s", codes)
        return False
    return True


def _send(letter: str, to: str, person: Person, link: str) -> None:
    post(f"accounts/letters/{letter}.txt", to, person, {"link": link})


def _link(name: str, *parts: str) -> str:
    return settings.BASE_URL + reverse(name, args=parts)


@task
@retry(after=PATIENTLY)
def ask_to_confirm_email(pk: int) -> None:
    """Ask the owner of a mailbox to confirm it, or tell them that the address already serves another account."""
    person = Person.objects.filter(pk=pk, is_active=True).exclude(email_pending="").first()
    if person is None:
        return
    owner = Person.objects.filter(email=person.email_pending).exclude(pk=pk).exclude(merged_into=pk).first()
    if owner:
        _send("address-known", owner.email, owner, _link("recover"))
    else:
        _send("confirm-email", person.email_pending, person, _link("confirm-email", email_token(person)))


@task
def send_new_password_links(people: list[int]) -> None:
    """Send each of these people a link for a new password, by a job of its own: one mailbox does not hold up another."""
    for pk in people:
        send_new_password_link.enqueue(pk)


@task
@retry(after=AT_ONCE)
def send_new_password_link(pk: int) -> None:
    """Send somebody a link for a new password."""
    person = Person.objects.filter(pk=pk, is_active=True).exclude(email="").first()
    if person:
        _send("new-password", person.email, person, _link("new-password", *password_tokens(person)))


@task
@retry(after=PATIENTLY)
def tell_merged(kept: int, gone: int, address: str) -> None:
    """Tell an address of two accounts that they are one now, and how to sign in from now on."""
    person, other = Person.objects.filter(pk=kept).first(), Person.objects.filter(pk=gone, merged_into=kept).first()
    if person and other and person.name:
        post("accounts/letters/merged.txt", address, person, {"other": other, "link": _link("recover")})


@task
@retry(after=PATIENTLY)
def tell_access_changed(pk: int) -> None:
    """Tell a person that the password of their account was changed, in case it was not them."""
    person = Person.objects.filter(pk=pk, is_active=True).exclude(email="").first()
    if person:
        _send("access-changed", person.email, person, _link("recover"))
