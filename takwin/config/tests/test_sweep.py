"""What the background process sweeps away once a day."""

from datetime import timedelta

from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from takwin.accounts.letters import send_new_password_links
from takwin.config.regular import regular
from takwin.jobs import worker
from takwin.jobs.rounds import Rounds
from tests.jobs import RunJobs


def test_old_jobs_ended_sessions_and_old_counts_are_swept_away(run_jobs: RunJobs) -> None:
    send_new_password_links.enqueue([])
    run_jobs()
    DBTaskResult.objects.update(finished_at=timezone.now() - worker.KEPT * 2)
    cache.set("tries", 5, -2)
    SessionStore().save()
    Session.objects.update(expire_date=timezone.now() - timedelta(hours=1))
    Rounds(regular()).go(timezone.now)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM takwin_cache WHERE cache_key = ':1:tries'")
        assert cursor.fetchone() == (0,)
    assert not DBTaskResult.objects.exists()
    assert not Session.objects.exists()
