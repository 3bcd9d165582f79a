"""Letters wait while the mail server is away, leave once it is back, and what waits holds no secret."""

import re
from collections.abc import Callable

import pytest
from aiosmtpd.controller import Controller
from django.conf import settings as site
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from takwin.accounts.letters import post
from takwin.accounts.models import Person
from takwin.accounts.tests.mailbox import text_of
from takwin.jobs import worker
from tests.cast import PASSWORD
from tests.jobs import RunJobs
from tests.mail import PostOffice, free_port

SECRET = "quatre chevaux lents"


@pytest.fixture
def away(settings: Settings) -> PostOffice:
    """A post office whose mail server is not started yet."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    return PostOffice()


def arrived(office: PostOffice, run_jobs: RunJobs) -> list[str]:
    """Start the server, let the jobs run again, and read what arrives."""
    server = Controller(office, hostname=site.EMAIL_HOST, port=site.EMAIL_PORT)
    server.start()
    run_jobs()
    run_jobs()
    server.stop()
    return [text_of(letter) for letter in office.messages]


def sign_up(browser: Client) -> None:
    form = {"name": "Amina Berrada", "password": SECRET, "email": "amina.b@takwin.test"}
    assert browser.post(reverse("sign-up"), form).status_code == 302


def ask_for_a_password(browser: Client) -> None:
    assert browser.post(reverse("recover-by-mail"), {"email": "zed@takwin.test"}).status_code == 200


def change_address(browser: Client) -> None:
    browser.force_login(Person.objects.get(username="zed"))
    asked = browser.post(reverse("change-email"), {"email": "new@takwin.test"})
    browser.post(asked.headers["Location"], {"password": PASSWORD})
    assert Person.objects.get(username="zed").email_pending == "new@takwin.test"


def change_password(browser: Client) -> None:
    browser.force_login(Person.objects.get(username="zed"))
    assert browser.post(reverse("change-password"), {"current": PASSWORD, "password": SECRET}).status_code == 302


@pytest.mark.parametrize("ask", [sign_up, ask_for_a_password, change_address, change_password])
def test_a_letter_waits_for_the_mail_server(
    zed: Person, visitor: Client, away: PostOffice, run_jobs: RunJobs, ask: Callable[[Client], None]
) -> None:
    ask(visitor)
    assert worker.waiting() == 1  # so the page did not speak with the mail server
    run_jobs()
    run_jobs()
    assert worker.failed() == 0
    (letter,) = arrived(away, run_jobs)
    assert "http://localhost:8000" in letter
    run_jobs()
    assert len(away.messages) == 1
    kept = "".join(f"{job.args_kwargs}{job.return_value}{job.traceback}" for job in DBTaskResult.objects.all())
    (link,) = re.findall(r"http://\S+", letter)
    assert link.rstrip("/").rpartition("/")[2] not in kept
    assert "takwin.test" not in kept


def test_a_link_is_good_however_late_it_comes(
    zed: Person, visitor: Client, away: PostOffice, run_jobs: RunJobs
) -> None:
    ask_for_a_password(visitor)
    run_jobs()
    (letter,) = arrived(away, run_jobs)
    (link,) = re.findall(r"http://\S+", letter)
    assert visitor.post(link.partition("8000")[2], {"password": SECRET}).status_code == 302


def test_what_is_not_kept_is_not_written_about(zed: Person, run_jobs: RunJobs, visitor: Client) -> None:
    form = {"name": "Zed Zed", "password": SECRET, "username": "zed", "email": "other@takwin.test"}
    assert "has-error" in visitor.post(reverse("sign-up"), form).text
    assert not DBTaskResult.objects.exists()


def test_known_and_unknown_addresses_ask_the_same_of_the_site(zed: Person, visitor: Client, run_jobs: RunJobs) -> None:
    for address in ("zed@takwin.test", "nobody@takwin.test"):
        visitor.post(reverse("recover-by-mail"), {"email": address})
    first, second = DBTaskResult.objects.order_by("enqueued_at")
    assert first.task_path == second.task_path


def test_a_mailbox_that_does_not_exist_is_not_tried_again(
    zed: Person, visitor: Client, away: PostOffice, run_jobs: RunJobs
) -> None:
    away.refused.add("zed@takwin.test")
    ask_for_a_password(visitor)
    assert arrived(away, run_jobs) == []
    assert (worker.failed(), DBTaskResult.objects.exclude(status="SUCCESSFUL").count()) == (0, 0)


def test_a_letter_that_never_leaves_is_kept_as_failed_without_its_address(
    zed: Person, visitor: Client, away: PostOffice, run_jobs: RunJobs
) -> None:
    ask_for_a_password(visitor)
    for _ in range(9):
        run_jobs()
    assert worker.failed() == 1
    assert "takwin.test" not in DBTaskResult.objects.failed().get().traceback


def test_an_address_runs_left_to_right_and_words_stay_words(amina: Person, post_office: PostOffice) -> None:
    Person.objects.filter(pk=amina.pk).update(language="ar", name="<b>أمينة</b>")
    amina.refresh_from_db()
    post("accounts/letters/new-password.txt", amina.email, amina, {"link": "https://takwin.test/recover/a/b/"})
    body = post_office.messages[-1].get_body(("html",))
    assert body is not None
    html = body.get_content()
    assert '<a dir="ltr" href="https://takwin.test/recover/a/b/"' in html
    assert "&lt;b&gt;أمينة&lt;/b&gt;" in html
