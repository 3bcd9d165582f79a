"""Letters by e-mail, written in the language of the person they go to and sent by the job worker, so that no page
takes longer because an account exists."""

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django_tasks import task

from takwin.accounts.actions import email_token
from takwin.accounts.models import Person


def _send(letter: str, to: str, person: Person, link: str) -> None:
    """Send one letter. To an address that nobody has confirmed, it holds nothing that the person typed: no name, no sign-in
    name, or strangers could send their own words through us. Its template's first line is the subject, the rest after a blank line is the text."""
    with translation.override(person.language):
        text = render_to_string(f"accounts/letters/{letter}.txt", {"person": person, "to": to, "link": link})
    subject, _, body = text.strip().partition("\n")
    EmailMessage(subject.strip(), body.strip() + "\n", to=[to]).send()


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
