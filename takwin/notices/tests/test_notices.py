"""Telling people something: once, on the site and by mail."""

import re
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from takwin.accounts.models import Person
from takwin.accounts.tests.mailbox import text_of
from takwin.notices import actions, letters, mine, parts, queries
from takwin.notices.models import Notice
from takwin.notices.timing import HERE, NOW, Wish
from tests.cast import SignIn
from tests.mail import PostOffice

CAUSE = UUID(int=7)


def tell(person: Person, cause: UUID = CAUSE) -> bool:
    told = {"message": "%(who)s <b> wrote", "values": {"who": "Brahim"}, "link": "/courses/"}
    return actions.tell(person, cause=cause, now=timezone.now(), **told)  # type: ignore[arg-type]


def at_once(*people: Person) -> None:
    for person in people:
        actions.choose(person, Wish(NOW, 0, 0), timezone.now())


def test_a_cause_is_told_once(amina: Person, brahim: Person, post_office: PostOffice) -> None:
    at_once(amina, brahim)
    assert tell(amina)
    assert not tell(amina)
    assert tell(brahim)
    assert Notice.objects.count() == 2
    assert [letter["To"] for letter in post_office.messages] == [amina.email, brahim.email]
    assert "Brahim <b> wrote" in text_of(post_office.messages[0])
    assert "\u2068Brahim\u2069 <b> wrote" in text_of(post_office.messages[1]), "in Arabic a Latin name is set apart"
    assert "http://localhost:8000/courses/" in text_of(post_office.messages[0])
    assert post_office.messages[0]["Subject"] != post_office.messages[1]["Subject"]


def test_one_letter_a_day_says_everything_that_waits(amina: Person, post_office: PostOffice) -> None:
    now = timezone.now()
    tell(amina)
    tell(amina, uuid4())
    tell(amina, uuid4())
    actions.read(Notice.objects.order_by("pk")[2], now)
    assert actions.send_due(now) == 0
    assert post_office.messages == []
    morning = Wish().leaves(now)
    assert morning
    assert actions.send_due(morning) == 1
    assert actions.send_due(morning + timedelta(days=1)) == 0
    (letter,) = post_office.messages
    assert text_of(letter).count("Brahim <b> wrote") == 2, "what is read is not sent"
    assert reverse("notices-choice") in text_of(letter)
    assert Notice.objects.exclude(mailed=None).count() == 2


def test_what_is_urgent_does_not_wait_for_the_daily_letter(amina: Person, post_office: PostOffice) -> None:
    noon = datetime(2026, 12, 1, 12, tzinfo=UTC)
    actions.tell(amina, cause=CAUSE, message="Cancelled", values={}, now=noon, urgent=True)
    assert len(post_office.messages) == 1
    night = datetime(2026, 12, 1, 23, tzinfo=UTC)
    actions.tell(amina, cause=uuid4(), message="Moved", values={}, now=night, urgent=True)
    assert len(post_office.messages) == 1, "quiet hours"
    assert actions.send_due(night + timedelta(hours=8)) == 1


def test_a_letter_goes_out_once(amina: Person, post_office: PostOffice) -> None:
    at_once(amina)
    tell(amina)
    now = timezone.now().isoformat()
    letters.mail_waiting.enqueue(amina.pk, now)
    letters.mail_notice.enqueue(Notice.objects.get().pk)
    letters.mail_waiting.enqueue(amina.pk, now)
    assert len(post_office.messages) == 1


def test_a_mailbox_that_is_away_is_tried_again(amina: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    tell(amina)
    Notice.objects.update(due=timezone.now())
    monkeypatch.setattr(letters, "post", lambda *told: (_ for _ in ()).throw(OSError("away")))
    with pytest.raises(OSError, match="away"):
        letters.mail_waiting.func(amina.pk, timezone.now().isoformat())
    assert Notice.objects.get().mailed is None
    monkeypatch.setattr(letters, "post", lambda *told: False)
    letters.mail_waiting.func(amina.pk, timezone.now().isoformat())
    assert actions.send_due(timezone.now()) == 0, "no such mailbox: it is not asked again"


def test_somebody_chooses_how_they_are_told(amina: Person, sign_in: SignIn, post_office: PostOffice) -> None:
    tell(amina)
    address, browser = reverse("notices-choice"), sign_in(amina)
    (chosen,) = re.findall(r"<input[^>]*checked[^>]*>", browser.get(address).text)
    assert "daily" in chosen
    sent = {"mail": "here", "quiet_from": "22", "quiet_until": "6", "zone": "Europe/Paris"}
    assert browser.post(address, sent).status_code == 302
    assert queries.wish(amina) == Wish(HERE, 22, 6, "Europe/Paris")
    assert actions.send_due(timezone.now() + timedelta(days=3)) == 0, "also what waited stays here"
    assert browser.post(address, sent | {"zone": "Mars/Base"}).status_code == 422
    assert parts.waiting(amina), "it is told on the site all the same"


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


def test_lines_of_what_somebody_wrote_stay_lines(amina: Person, sign_in: SignIn) -> None:
    wrote = {"message": "%(who)s: %(text)s", "values": {"who": "Brahim", "text": "Bonjour,\nà <mardi>."}}
    actions.tell(amina, cause=CAUSE, now=timezone.now(), **wrote)  # type: ignore[arg-type]
    assert "Bonjour,<br>à &lt;mardi&gt;." in sign_in(amina).get("/notices/").content.decode()


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
