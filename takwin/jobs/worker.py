"""Run the jobs that wait in the database, one after another."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult, get_date_max

KEPT = timedelta(days=14)
"""How long the list of jobs remembers what it did."""


@dataclass(frozen=True, slots=True)
class Job:
    """What somebody who looks after the site wants to know of a job: its function, since when it is as it is, and why it failed."""

    name: str
    since: datetime
    why: str = ""


class JobWorker:
    """The site's one worker."""

    def __init__(self, name: str) -> None:
        self._worker = Worker(
            queue_names=["*"],
            interval=0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=name[:64],
            excluded_queue_names=[],
        )

    def run_waiting(self) -> None:
        """Run what waits until nothing does. Asks first, so that an idle site writes nothing."""
        if DBTaskResult.objects.ready().exists():
            self._worker.run()

    def stop(self) -> None:
        """End after the present job."""
        self._worker.running = False


def resume_interrupted() -> int:
    """Put back jobs that were running when their worker died; how many. Only while no other worker runs."""
    return DBTaskResult.objects.running().update(status="READY")


def forget_old() -> int:
    """Drop what the list remembers of jobs that ended well long ago; how many."""
    return DBTaskResult.objects.successful().filter(finished_at__lt=timezone.now() - KEPT).delete()[0]


def failed() -> int:
    """How many jobs failed for good."""
    return DBTaskResult.objects.failed().count()


def waiting() -> int:
    """How many jobs are ready to run."""
    return DBTaskResult.objects.ready().count()


def is_asked_for(path: str, *args: str) -> bool:
    """Whether the function of that path is to be called with these arguments: it waits, be it for another try, or it runs."""
    asked = DBTaskResult.objects.filter(status__in=["READY", "RUNNING"], task_path=path)
    return bool(asked.filter(args_kwargs__args=list(args)).exists())


def running_since_before(moment: datetime) -> list[Job]:
    """Jobs that began before a moment and have not ended, the oldest first."""
    rows = DBTaskResult.objects.running().filter(started_at__lt=moment).order_by("started_at")
    return [Job(_name(row), row.started_at) for row in rows]


def waiting_since_before(moment: datetime) -> list[Job]:
    """Jobs that could have been run before a moment and were not, the oldest first."""
    due = Q(run_after=get_date_max()) | Q(run_after__lt=moment)
    rows = DBTaskResult.objects.ready().filter(due, enqueued_at__lt=moment).order_by("enqueued_at")
    return [Job(_name(row), row.enqueued_at if row.run_after == get_date_max() else row.run_after) for row in rows]


def failures() -> list[Job]:
    """Jobs that failed for good, the oldest first, with the last line of what they said."""
    rows = DBTaskResult.objects.failed().order_by("finished_at")
    return [Job(_name(row), row.finished_at, (row.traceback.strip().splitlines() or [""])[-1]) for row in rows]


def retry_failed() -> int:
    """Let every job that failed for good run once more; how many."""
    return DBTaskResult.objects.failed().update(status="READY", run_after=get_date_max(), enqueued_at=timezone.now())


def forget_failed() -> int:
    """Drop the jobs that failed for good; how many."""
    return DBTaskResult.objects.failed().delete()[0]


def _name(row: "DBTaskResult[Any, Any]") -> str:
    return str(row.task_path).removeprefix("takwin.")
