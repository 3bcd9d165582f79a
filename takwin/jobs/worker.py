"""Run the jobs that wait in the database, one after another."""

from datetime import timedelta

from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

KEPT = timedelta(days=14)
"""How long the list of jobs remembers what it did."""


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
