"""Reads of packs and of acts that have come."""

from collections.abc import Iterable
from uuid import UUID

from takwin.accounts.models import Person
from takwin.content.models import Release
from takwin.desk.models import Act, Pack
from takwin.desk.rendering import version
from takwin.learning.models import Enrolment
from takwin.lib.ids import derived


def pack(release: Release, language: str, variant: str) -> Pack | None:
    """The pack of a release as it is made now, if it was made already."""
    made = Pack.objects.filter(release=release, language=language, variant=variant, made_by=version())
    return made.select_related("blob").first()


def known(uids: Iterable[UUID]) -> dict[UUID, int]:
    """Which of these acts have come already, with whose enrolment each is."""
    return dict(Act.objects.filter(pk__in=list(uids)).values_list("uid", "enrolment_id"))


def enrolments(person: Person, uids: Iterable[UUID]) -> dict[UUID, Enrolment]:
    """The person's own takings among these; one that was left belongs to them too."""
    found = Enrolment.objects.filter(person=person, uid__in=list(uids)).select_related("run__course", "progress")
    mine = {one.uid: one for one in found.order_by("pk")}
    for one in mine.values():
        one.person = person
    return mine


def store_of(person: Person) -> UUID:
    """Under which name a device keeps what is this person's; it tells nothing of them."""
    return derived(person.pseudonym, "desk")
