"""Jobs: run once, tried again after a failure, taken up after a crash."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from django_tasks import task_backends
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from takwin.jobs import retry, task, worker

ran: list[str] = []


@task
def note(word: str) -> None:
    """Remember a word."""
    ran.append(word)


@task
@retry(after=(60,))
def fail(word: str) -> None:
    """Remember a word, and fail."""
    ran.append(word)
    raise OSError("no post office")


@pytest.fixture(autouse=True)
def database_backend(transactional_db: None, settings: Settings) -> Iterator[None]:
    ran.clear()
    held = task_backends["default"]
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    task_backends.settings = task_backends.configure_settings(settings.TASKS)
    task_backends["default"] = task_backends.create_connection("default")
    yield
    task_backends["default"] = held


def run() -> None:
    worker.JobWorker("test").run_waiting()


def test_a_job_runs_once() -> None:
    note.enqueue("bonjour")
    assert (ran, worker.waiting()) == ([], 1)
    run()
    run()
    assert (ran, worker.waiting()) == (["bonjour"], 0)


def test_a_failing_job_is_tried_again_and_then_kept_as_failed() -> None:
    fail.enqueue("bonjour")
    run()
    assert (ran, worker.failed(), worker.waiting()) == (["bonjour"], 0, 0)
    DBTaskResult.objects.filter(status="READY").update(run_after=timezone.now() - timedelta(seconds=1))
    run()
    assert (ran, worker.failed()) == (["bonjour", "bonjour"], 1)


def test_what_failed_is_told_and_can_be_tried_again_or_forgotten() -> None:
    fail.enqueue("bonjour")
    DBTaskResult.objects.update(args_kwargs={"args": ["bonjour"], "kwargs": {"attempt": 1}})
    run()
    (told,) = worker.failures()
    assert (told.name.rpartition(".")[2], told.why) == ("fail", "OSError: no post office")
    assert (worker.retry_failed(), worker.failed(), worker.waiting()) == (1, 0, 1)
    run()
    assert (ran, worker.forget_failed(), worker.failures()) == (["bonjour", "bonjour"], 1, [])


def test_jobs_that_run_or_wait_too_long_are_found() -> None:
    note.enqueue("one")
    note.enqueue("two")
    fail.using(run_after=timezone.now() + timedelta(minutes=5)).enqueue("later")
    now = timezone.now()
    assert (worker.running_since_before(now), worker.waiting_since_before(now - timedelta(minutes=1))) == ([], [])
    first = DBTaskResult.objects.filter(task_path__endswith="note").first()
    assert first
    DBTaskResult.objects.filter(pk=first.pk).update(status="RUNNING", started_at=now - timedelta(minutes=9))
    assert [job.since for job in worker.running_since_before(now)] == [now - timedelta(minutes=9)]
    assert len(worker.waiting_since_before(now)) == 1
    DBTaskResult.objects.filter(task_path__endswith="fail").update(
        run_after=now - timedelta(minutes=2), enqueued_at=now - timedelta(minutes=9)
    )
    assert [job.since for job in worker.waiting_since_before(now - timedelta(minutes=1))] == [
        now - timedelta(minutes=2)
    ]


def test_a_job_whose_worker_died_is_taken_up_again() -> None:
    note.enqueue("bonjour")
    DBTaskResult.objects.update(status="RUNNING")
    run()
    assert ran == []
    assert worker.resume_interrupted() == 1
    run()
    assert ran == ["bonjour"]


def test_old_successes_are_forgotten(settings: Any) -> None:
    note.enqueue("bonjour")
    run()
    assert worker.forget_old() == 0
    DBTaskResult.objects.update(finished_at=timezone.now() - worker.KEPT * 2)
    assert worker.forget_old() == 1
