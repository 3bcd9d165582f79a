"""Notices by e-mail, in the language of the person they go to."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from takwin.jobs import retry, task
from takwin.notices.models import Notice


@task
@retry(after=(60, 3600, 6 * 3600))
def mail_notice(pk: int) -> None:
    """Send one notice, unless it went out already or its person has no address (any more)."""
    notice = Notice.objects.select_related("person").filter(pk=pk, mailed=None).first()
    if notice is None or not notice.person.email:
        return
    with translation.override(notice.person.language):
        link = settings.BASE_URL + (notice.link or reverse("notices"))
        words = {"notice": notice, "person": notice.person, "link": link}
        subject, _, body = render_to_string("notices/letter.txt", words).strip().partition("\n")
    EmailMessage(subject.strip(), body.strip() + "\n", to=[notice.person.email]).send()
    notice.mailed = timezone.now()
    notice.save(update_fields=["mailed"])
