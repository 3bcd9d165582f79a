"""Printing a certificate: asked for once, and nothing of it stays when its holder is erased meanwhile."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from takwin.accounts.mine import erase_everywhere
from takwin.accounts.models import Person
from takwin.credentials import printing, queries
from takwin.credentials.models import Credential
from takwin.credentials.tests.conftest import Award
from tests.jobs import RunJobs

SignIn = Callable[[Person], Client]
OnCommit = Callable[..., AbstractContextManager[object]]


def printed() -> list[Path]:
    return list(Path(settings.CERTIFICATES).iterdir())


def test_who_waits_for_it_asks_for_one_job(award: Award, sign_in: SignIn, amina: Person, run_jobs: RunJobs) -> None:
    credential = award(amina)
    browser = sign_in(amina)
    address = f"/credentials/{credential.pk}.pdf"
    assert [browser.get(address).status_code for _ in range(5)] == [202] * 5
    assert DBTaskResult.objects.filter(task_path=printing.print_certificate.module_path).count() == 1
    run_jobs()
    queries.certificate_path(credential).unlink()
    assert browser.get(address).status_code == 202
    assert DBTaskResult.objects.filter(task_path=printing.print_certificate.module_path).count() == 2


def test_a_page_of_somebody_erased_while_it_was_printed_does_not_stay(
    award: Award, amina: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    credential = award(amina)
    queries.certificate_path(credential).unlink()

    def slow(one: Credential) -> bytes:
        erase_everywhere(amina, timezone.now())
        return b"%PDF with the name"

    monkeypatch.setattr(printing, "render", slow)
    printing.print_certificate.func(str(credential.pk))
    assert printed() == []


def test_a_page_that_is_printed_before_the_erasure_is_final_does_not_stay(
    award: Award, amina: Person, django_capture_on_commit_callbacks: OnCommit
) -> None:
    credential = award(amina)
    path = queries.certificate_path(credential)
    with django_capture_on_commit_callbacks(execute=True):
        erase_everywhere(amina, timezone.now())
        path.write_bytes(b"%PDF with the name")
        path.with_suffix(".4711").write_bytes(b"%PDF half written")
    assert printed() == []
