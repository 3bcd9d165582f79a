"""Write to everybody who studies at a place, through their notices."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from takwin.accounts.models import Person
from takwin.institutions import queries
from takwin.institutions.actions.audit import note
from takwin.institutions.models import Deed, Node
from takwin.jobs import task
from takwin.lib.ids import HOUSE, derived
from takwin.lib.text import N_
from takwin.notices import actions as notices

SAID = N_("%(who)s, to everybody in “%(node)s”: %(text)s")
LONGEST = 1000


@transaction.atomic
def announce(node: Node, text: str, by: Person, now: datetime, uid: UUID | None = None) -> Deed:
    """Tell everybody who studies here or below, in the background; who wrote stands before the text. The same text under one `uid` is
    told once."""
    said = {"text": text[:LONGEST], **({"uid": str(uid)} if uid else {})}
    Node.objects.select_for_update().get(pk=node.pk)
    if uid and (told := Deed.objects.filter(node=node, by=by, what="announced", values=said).first()):
        return told
    deed = note(node, by, "announced", now, None, **said)
    spread.enqueue(deed.pk)
    return deed


@task
def spread(pk: int) -> None:
    """Tell each learner once, however often this is done."""
    deed = Deed.objects.select_related("node", "by").filter(pk=pk, what="announced").first()
    if deed is None:
        return
    cause = derived(HOUSE, f"announcement {deed.pk}")
    told: set[int] = set()
    for member in queries.learners(deed.node, timezone.now()).iterator(500):
        if member.person_id not in told:
            told.add(member.person_id)
            notices.tell(
                member.person,
                cause=cause,
                message=SAID,
                values={
                    "who": str(deed.by or ""),
                    "node": deed.node.name_in(member.person.language),
                    "text": deed.values["text"],
                },
                now=timezone.now(),
                names=deed.by,
            )
