"""What participants publish can be reported, hidden with a reason, appealed against, and shown again."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from takwin.accounts.models import Person
from takwin.community.models import Hiding, Post, Report
from takwin.content.actions import note
from takwin.lib.ids import derived
from takwin.lib.text import N_
from takwin.notices import actions as notices

HIDDEN = N_("The course team has hidden your post “%(title)s”: %(reason)s You may ask them to look at it again.")
SHOWN = N_("Your post “%(title)s” is shown again.")
STAYS = N_("Your post “%(title)s” stays hidden: %(reason)s")
BEGINNING = UUID("5f0c3f5e-8a55-5b0c-9a61-2f6d6b3f0a11")


def report(post: Post, person: Person, why: str, now: datetime) -> None:
    """Ask the team to look at a post; once for each person while it is open."""
    Report.objects.get_or_create(post=post, person=person, settled=None, defaults={"why": why.strip()[:500], "at": now})


def settle(report: Report, now: datetime) -> None:
    """Somebody of the team has looked: the post stays."""
    Report.objects.filter(post=report.post, settled=None).update(settled=now)


@transaction.atomic
def hide(post: Post, by: Person, reason: str, now: datetime) -> None:
    """Hide a post, with a reason that its author reads. Its reports are settled by it."""
    if post.hidden:
        return
    hiding = Hiding.objects.create(post=post, by=by, reason=reason.strip()[:500], at=now)
    Post.objects.filter(pk=post.pk).update(hidden=True)
    Report.objects.filter(post=post, settled=None).update(settled=now)
    _note(hiding, by, "post-hidden", now, reason=hiding.reason)
    _tell(hiding, HIDDEN, hiding.reason, "hidden", now)


@transaction.atomic
def appeal(hiding: Hiding, words: str, now: datetime) -> None:
    """The author asks the team to look again, once."""
    Hiding.objects.filter(pk=hiding.pk, appealed=None, lifted=None).update(appeal=words.strip()[:1000], appealed=now)


@transaction.atomic
def answer_appeal(hiding: Hiding, by: Person, words: str, now: datetime) -> None:
    """The post stays hidden, and the author is told why."""
    if Hiding.objects.filter(pk=hiding.pk, answered=None, lifted=None).update(
        answer=words.strip()[:1000], answered=now
    ):
        _note(hiding, by, "appeal-refused", now)
        _tell(hiding, STAYS, words.strip()[:1000], "answered", now)


@transaction.atomic
def lift(hiding: Hiding, by: Person, now: datetime) -> None:
    """Show the post again."""
    if Hiding.objects.filter(pk=hiding.pk, lifted=None).update(lifted=now):
        Post.objects.filter(pk=hiding.post_id).update(hidden=False)
        _note(hiding, by, "post-shown", now)
        _tell(hiding, SHOWN, "", "lifted", now)


def _note(hiding: Hiding, by: Person, what: str, now: datetime, **more: str) -> None:
    post, run = hiding.post, hiding.post.hub.run
    note(run.course, by, what, now, post.person, title=post.title, of=run.slug, **more)


def _tell(hiding: Hiding, message: str, reason: str, what: str, now: datetime) -> None:
    post = hiding.post
    if post.person:
        notices.tell(
            post.person,
            cause=derived(BEGINNING, f"{hiding.pk} {what}"),
            message=message,
            values={"title": post.title, "reason": reason},
            link=f"/hubs/{post.hub.run.course.slug}/{post.pk}/",
            now=now,
        )
