"""An account that a roster made, and that nobody has used, becomes part of the one that the person has already."""

from datetime import datetime

from django.db import transaction

from takwin.accounts import mine
from takwin.accounts.models import Person
from takwin.institutions import access
from takwin.institutions.actions.audit import note
from takwin.institutions.actions.entry import never_entered
from takwin.institutions.models import EntryCode, Node
from takwin.lib.ids import HOUSE, derived
from takwin.lib.text import N_
from takwin.notices import actions as notices

MERGED = N_(
    "An account that your institution had made for you, and that nobody had used, was merged into yours. Reason: %(reason)s"
)


class Used(Exception):
    """Somebody has used the account meanwhile: only its holder may merge it."""


class NotYours(Exception):
    """The account is by now more than a learner in places where the organiser brings people in."""


@transaction.atomic
def merge(node: Node, kept: Person, gone: Person, by: Person, reason: str, now: datetime) -> bool:
    """`gone`, which nobody has ever entered, becomes part of `kept`, who is told. Whether a slip of first entry was printed for it, which
    opens nothing any more. Raises Used, NotYours, NotMerged."""
    both = Person.objects.select_for_update().filter(pk__in=[kept.pk, gone.pk]).order_by("pk")  # as every merge does
    if not never_entered(next(one for one in both if one.pk == gone.pk)):
        raise Used
    if not access.may_give_up(by, gone, now):
        raise NotYours
    slip = EntryCode.objects.filter(person=gone).exists()
    mine.merge_everywhere(kept, gone, by, reason, now)
    deed = note(node, by, "merged", now, kept, reason=reason)
    cause = derived(HOUSE, f"deed {deed.pk}")
    notices.tell(kept, cause=cause, message=MERGED, values={"reason": reason}, link="/institutions/", now=now)
    return slip
