"""A tiny grown site is like a large one: its people can go on, and its progress is what the record says."""

from datetime import datetime
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from bench.grown import built, courses
from bench.grown.fill import Filling, common
from bench.grown.size import FULL, Size
from takwin.accounts.models import Person
from takwin.assessment.models import Attempt
from takwin.config.demo.site import sample_course
from takwin.content.actions import publish
from takwin.learning.actions import rebuild
from takwin.learning.models import Enrolment, Progress
from takwin.records.models import Sentence

TINY = Size(accounts=50, statements=2_000)


@pytest.fixture
def grown(db: None) -> datetime:
    """Fifty people, two courses."""
    if connection.vendor != "sqlite":
        pytest.skip("a grown site is made on SQLite")
    now = timezone.now()
    publish(sample_course(), None, now)
    connection.ensure_connection()
    filling = Filling(connection.connection, courses.offers(copies=1, quarters=2, now=now), common(), now)
    filling.cohort(0, TINY)
    filling.finish()
    return now


def test_what_is_there_is_whole(grown: datetime) -> None:
    connection.check_constraints()
    assert Person.objects.count() == TINY.accounts
    assert TINY.statements <= Sentence.objects.count() < TINY.statements + 100
    assert Sentence.objects.filter(verb=5).count() == Attempt.objects.count()
    assert not Sentence.objects.filter(at__gt=grown.timestamp() * 1000).exists()


def test_progress_is_the_fold_of_the_record(grown: datetime) -> None:
    assert Progress.objects.filter(completed__isnull=False).exists()
    assert rebuild().changed == 0


def test_its_people_can_go_on(grown: datetime, client: Client) -> None:
    taking = Enrolment.objects.filter(run__slug="open").select_related("person", "run__course")[0]
    assert taking.person is not None
    client.force_login(taking.person)
    assert client.get(f"/courses/{taking.run.course.slug}/{taking.last_step}/").status_code == 200
    assert client.get(f"/courses/{taking.run.course.slug}/marks/").status_code == 200


def test_a_disk_without_room_is_told_beforehand(tmp_path: Path) -> None:
    assert built.lacking(tmp_path, TINY) == ""
    assert "free some space" in built.lacking(tmp_path / "not" / "there", Size(FULL.accounts, 10**15))


def test_a_half_built_site_is_no_site(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    assert built.size(tmp_path) == ""
