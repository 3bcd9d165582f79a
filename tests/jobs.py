"""Jobs that wait in the database, as on a real site, until a test lets them run. Elsewhere in tests they run at once."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks import task_backends
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from takwin.jobs.worker import JobWorker

RunJobs = Callable[[], None]


@pytest.fixture
def run_jobs(transactional_db: None, settings: Settings) -> Iterator[RunJobs]:
    """Runs what waits; each time, jobs that wait for a later try find that their hour has come."""
    held = task_backends["default"]
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    task_backends.settings = task_backends.configure_settings(settings.TASKS)
    task_backends["default"] = task_backends.create_connection("default")

    def run() -> None:
        now = timezone.now()
        DBTaskResult.objects.filter(status="READY", run_after__gt=now, run_after__lt=now + timedelta(days=9)).update(
            run_after=now - timedelta(seconds=1)
        )
        JobWorker("test").run_waiting()

    yield run
    task_backends["default"] = held
