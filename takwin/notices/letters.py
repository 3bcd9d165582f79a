"""Notices by e-mail, in the language of the person they go to."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from takwin.accounts.letters import post
from takwin.jobs import retry, task
from takwin.notices.models import Notice


@task
@retry(after=(60, 3600, 6 * 3600))
def mail_notice(pk: int) -> None:
    """Send one notice, unless it went out already or its person has no address (any more)."""
    notice = Notice.objects.select_related("person").filter(pk=pk, mailed=None).first()
    if notice is None or not notice.person.email:
        return
    link = settings.BASE_URL + (notice.link or reverse("notices"))
    if post("notices/letter.txt", notice.person.email, notice.person, {"notice": notice, "link": link}):
        notice.mailed = timezone.now()
        notice.save(update_fields=["mailed"])
