"""Telling people something: once, on the site and by mail."""

from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from takwin.accounts.models import Person
from takwin.accounts.tests.mailbox import text_of
from takwin.notices import actions, letters, mine, parts
from takwin.notices.models import Notice
from tests.cast import SignIn
from tests.mail import PostOffice

CAUSE = UUID(int=7)


def tell(person: Person, cause: UUID = CAUSE) -> bool:
    told = {"message": "%(who)s <b> wrote", "values": {"who": "Brahim"}, "link": "/courses/"}
    return actions.tell(person, cause=cause, now=timezone.now(), **told)  # type: ignore[arg-type]


def test_a_cause_is_told_once(amina: Person, brahim: Person, post_office: PostOffice) -> None:
    assert tell(amina)
    assert not tell(amina)
    assert tell(brahim)
    assert Notice.objects.count() == 2
    assert [letter["To"] for letter in post_office.messages] == [amina.email, brahim.email]
    assert "Brahim <b> wrote" in text_of(post_office.messages[0])
    assert "http://localhost:8000/courses/" in text_of(post_office.messages[0])
    assert post_office.messages[0]["Subject"] != post_office.messages[1]["Subject"]


def test_a_letter_goes_out_once(amina: Person, post_office: PostOffice) -> None:
    tell(amina)
    letters.mail_notice.enqueue(Notice.objects.get().pk)
    assert len(post_office.messages) == 1


def test_nobody_without_an_address_is_written_to(amina: Person, post_office: PostOffice) -> None:
    Person.objects.update(email="", email_pending="amina@takwin.test")
    amina.refresh_from_db()
    assert tell(amina)
    assert post_office.messages == []


def test_notices_are_read(amina: Person, sign_in: SignIn, post_office: PostOffice) -> None:
    browser = sign_in(amina)
    assert "empty" in browser.get(reverse("notices")).text
    tell(amina)
    tell(amina, uuid4())
    waiting = parts.waiting(amina)
    assert waiting
    assert waiting.unread == 2
    assert "Brahim &lt;b&gt; wrote" in browser.get(reverse("notices")).text
    first = Notice.objects.order_by("pk")[0]
    assert browser.post(reverse("notice-open", args=[first.pk])).headers["Location"] == "/courses/"
    waiting = parts.waiting(amina)
    assert waiting
    assert waiting.unread == 1
    browser.post(reverse("notices-read"))
    assert parts.waiting(amina) is None


def test_nobody_opens_a_notice_of_somebody_else(
    amina: Person, zed: Person, sign_in: SignIn, visitor: Client, post_office: PostOffice
) -> None:
    tell(amina)
    address = reverse("notice-open", args=[Notice.objects.get().pk])
    assert sign_in(zed).post(address).status_code == 404
    assert visitor.post(address).status_code == 302
    assert Notice.objects.get().read is None
    assert "Brahim" not in sign_in(zed).get(reverse("notices")).text


@pytest.mark.parametrize("page", ["notices", "notices-read"])
def test_the_page_is_for_people_who_are_signed_in(visitor: Client, page: str) -> None:
    assert reverse("sign-in") in visitor.get(reverse(page)).headers["Location"]


def test_my_notices_go_with_me(amina: Person, brahim: Person, post_office: PostOffice) -> None:
    tell(amina)
    tell(brahim)
    told = mine.export(amina)["notices"]
    assert isinstance(told, list)
    assert told[0]["told"] == "Brahim <b> wrote"
    mine.erase(amina, timezone.now())
    assert list(Notice.objects.values_list("person", flat=True)) == [brahim.pk]
