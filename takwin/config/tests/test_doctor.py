"""What `takwin doctor` finds when jobs are stuck, followers lag, or the site moved: trouble, with what to do."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path

import pytest
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max
from pytest_django import Settings

from takwin.accounts.models import Person
from takwin.config.alone import alone
from takwin.config.doctor import WRONG, Finding, background, examine, ground, outside
from takwin.config.followers import followers
from takwin.content.models import Release
from takwin.credentials import keys
from takwin.credentials.actions.lists import place
from takwin.files import actions as files
from takwin.files.queries import path
from takwin.learning import actions as learning
from takwin.learning.tests import builders
from takwin.records.models import Cursor, Sentence

pytestmark = pytest.mark.django_db
LONG_AGO = timedelta(minutes=12, seconds=1)


def job(status: str, **more: object) -> "DBTaskResult[..., object]":
    row: DBTaskResult[..., object] = DBTaskResult.objects.create(
        status=status,
        task_path="takwin.credentials.printing.print_certificate",
        args_kwargs={"args": ["x"], "kwargs": {}},
        backend_name="default",
        run_after=get_date_max(),
        exception_class_path="",
        traceback="",
    )
    DBTaskResult.objects.filter(pk=row.pk).update(**more)
    return row


def wrong(found: Iterator[Finding]) -> list[str]:
    return [one.sentence for one in found if one.weight == WRONG]


def test_jobs_that_go_well_are_no_trouble(tmp_path: Path) -> None:
    now = timezone.now()
    job("RUNNING", started_at=now - timedelta(seconds=30))
    job("READY")
    job("SUCCESSFUL", finished_at=now - LONG_AGO)
    assert wrong(background.jobs(tmp_path)) == []


def test_a_stuck_job_is_told(tmp_path: Path) -> None:
    job("RUNNING", started_at=timezone.now() - LONG_AGO)
    job("READY", enqueued_at=timezone.now() - LONG_AGO)
    with alone(tmp_path):
        running, waiting = wrong(background.jobs(tmp_path))
    assert running.startswith(
        "credentials.printing.print_certificate has been running for 12 minutes, far too long: stop"
    )
    assert waiting.startswith(
        "1 job waited too long, credentials.printing.print_certificate for 12 minutes: stop the site"
    )


def test_without_anybody_who_works_the_advice_is_to_start(tmp_path: Path) -> None:
    job("READY", enqueued_at=timezone.now() - LONG_AGO)
    (told,) = wrong(background.jobs(tmp_path))
    assert told.endswith("12 minutes: start the site, or `takwin work`.")


def test_a_job_that_failed_for_good_is_told_with_what_to_do(tmp_path: Path) -> None:
    job("FAILED", finished_at=timezone.now())
    (told,) = wrong(background.jobs(tmp_path))
    assert told.startswith("1 job failed for good. Why: ")
    assert told.endswith(f"takwin jobs --retry --data {tmp_path}")


def test_followers_that_lag_or_stopped_are_told(tmp_path: Path, amina: Person) -> None:
    learning.enrol(amina, builders.run(), timezone.now())
    assert wrong(background.followers(tmp_path)) == []
    Sentence.objects.update(stored=(timezone.now() - LONG_AGO).timestamp() * 1000)
    told = wrong(background.followers(tmp_path))
    assert len(told) == len(followers())
    assert "behind, the first for 12 minutes: start the site, or `takwin work`." in told[0]
    newest = Sentence.objects.order_by("-seq").values_list("seq", flat=True)[0]
    for follower in followers():
        Cursor.objects.create(follower=follower.name, seq=newest)
    assert wrong(background.followers(tmp_path)) == []
    Cursor.objects.filter(pk=followers()[0].name).update(stopped_at=newest, trouble="Traceback…\nValueError: odd\n")
    (stopped,) = wrong(background.followers(tmp_path))
    assert stopped.startswith(f"{followers()[0].name} stopped at sentence {newest}: ValueError: odd. It tries")


def test_a_former_address_that_was_forgotten_is_told(tmp_path: Path, settings: Settings) -> None:
    settings.KEYS = tmp_path / "keys"
    settings.BASE_URL = "https://old.example"
    ring = keys.create(settings.KEYS, timezone.now())
    with transaction.atomic():
        place("revocation", timezone.now())
    assert wrong(outside.credentials(tmp_path)) == []
    settings.BASE_URL = "https://new.example"
    (told,) = wrong(outside.credentials(tmp_path))
    assert told.startswith("Credentials were issued under https://old.example; add it to TAKWIN_FORMER_URLS")
    settings.FORMER_URLS = ["https://old.example/"]
    assert wrong(outside.credentials(tmp_path)) == []
    keys.rotate(settings.KEYS, timezone.now())
    assert wrong(outside.credentials(tmp_path)) == []
    keys.withdraw(settings.KEYS, ring.public)
    (told,) = wrong(outside.credentials(tmp_path))
    assert told.startswith("revocation-1: signed with a key that is no longer ours; run ")


def test_a_look_that_fails_is_a_finding(tmp_path: Path) -> None:
    found = {one.what: one for one in examine(tmp_path / "nowhere")}
    assert (found["folder"].weight, "does not exist" in found["folder"].sentence) == (WRONG, True)


class Stopped(datetime):
    """A clock that shows what it is told."""

    shows = datetime.now(UTC)

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
        return cls.shows


def test_a_clock_in_the_past_is_told(tmp_path: Path, amina: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ground, "datetime", Stopped)
    assert wrong(ground.clock(tmp_path)) == []
    monkeypatch.setattr(Stopped, "shows", ground.BORN - timedelta(days=1))
    (told,) = wrong(ground.clock(tmp_path))
    assert told == "It shows 2026-10-31 00:00 UTC, which is in the past: set it, or start NTP."
    monkeypatch.setattr(Stopped, "shows", timezone.now() - timedelta(minutes=5))
    assert wrong(ground.clock(tmp_path)) == []
    run = builders.run()
    Release.objects.update(published=timezone.now())
    assert len(wrong(ground.clock(tmp_path))) == 1
    Release.objects.update(published=timezone.now() - timedelta(days=9))
    assert wrong(ground.clock(tmp_path)) == []
    learning.enrol(amina, run, timezone.now())
    assert len(wrong(ground.clock(tmp_path))) == 1


def test_a_file_that_is_gone_is_told(tmp_path: Path) -> None:
    blob = files.keep(b"a draft", "text/plain")
    assert wrong(ground.files(tmp_path)) == []
    path(blob.digest).unlink()
    assert blob.digest in wrong(ground.files(tmp_path))[0]
