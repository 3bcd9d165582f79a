"""The one face of background work.

    from takwin.jobs import retry, task

    @task
    @retry(after=(60, 3600))
    def send_letter(notice: int) -> None: ...

    send_letter.enqueue(notice.pk)

A job is small and may be run twice without harm. With the database backend it is committed, or not, with the rows that
ask for it.
"""

from django_tasks import task  # the same as `django.tasks` of Django 6

from takwin.jobs.retrying import retry

__all__ = ["retry", "task"]
