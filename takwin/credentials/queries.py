"""Reads of credentials, keys and lists."""

import json
from collections.abc import Iterable
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

from takwin.accounts.models import Person
from takwin.content.models import Course
from takwin.credentials import did, keys
from takwin.credentials.contexts import Json
from takwin.credentials.keys import KeyRing
from takwin.credentials.models import Credential, Review, StatusList
from takwin.credentials.verify import Documents
from takwin.learning.models import Enrolment, Run
from takwin.lib import digest


def ring() -> KeyRing:
    """The site's keys. Raises KeysRefused."""
    return keys.load(settings.KEYS)


def our_did() -> str:
    """The name under which the site signs."""
    return did.of_url(settings.BASE_URL)


def our_documents() -> Documents:
    """The DID documents of the site: of its present address, and of those it had before."""
    listed = ring().all_public
    former = [did.of_url(url) for url in settings.FORMER_URLS]
    return {name: did.document(name, listed, former if name == our_did() else ()) for name in [our_did(), *former]}


def recorded(address: str) -> str:
    """How the credential of an address is in our books: "valid", "revoked", "suspended", or "missing"; "" for an address that is no
    credential's of ours, present or former."""
    homes = [f"{url.rstrip('/')}/credentials/" for url in (settings.BASE_URL, *settings.FORMER_URLS)]
    name = next((address.removeprefix(home) for home in homes if address.startswith(home)), "")
    try:
        row = Credential.objects.filter(pk=UUID(name)).only("revoked", "suspended").first()
    except ValueError:
        return ""
    if row is None:
        return "missing"
    return "revoked" if row.revoked else "suspended" if row.suspended else "valid"


def our_lists() -> list[Json]:
    """The status lists of the site as they are published."""
    return [json.loads(signed) for signed in StatusList.objects.order_by("pk").values_list("signed", flat=True)]


def listed() -> QuerySet[Credential]:
    """Credentials with what their pages tell."""
    return Credential.objects.select_related("enrolment__run__course", "replaces", "replaced_by")


def held(person: Person) -> QuerySet[Credential]:
    """What a person holds, the newest first; what was corrected is left out."""
    return listed().filter(person=person, replaced_by=None).order_by("-issued")


def of_course(course: Course, words: str) -> QuerySet[Credential]:
    """The credentials of a course, the newest first, whose holder's name has these words in it."""
    found = listed().select_related("person").filter(enrolment__run__course=course)
    return (found.filter(person__name__icontains=words) if words else found).order_by("-issued")


def owed(run: int) -> QuerySet[Enrolment]:
    """Those who have completed a run and never had a credential of it."""
    return Enrolment.objects.filter(run=run, progress__completed__isnull=False, person__isnull=False, credentials=None)


def to_review(course: Course, run: Run | None = None) -> QuerySet[Review]:
    """The reviews of a course, or of one of its runs, that wait for a decision; the oldest first."""
    waiting = Review.objects.select_related("credential").filter(decision=None, credential__revoked=None)
    of = {"credential__enrolment__run": run} if run else {"credential__enrolment__run__course": course}
    return waiting.exclude(credential__signed="").filter(**of).order_by("found", "pk")


def open_review(credential: Credential) -> Review | None:
    """The review of a credential that waits for a decision."""
    return Review.objects.select_related("credential").filter(credential=credential, decision=None).first()


def address(pk: UUID) -> str:
    """The address of a credential, which is also its id and the one in the QR code. It does not depend on the urls module,
    since signed ids never change."""
    return f"{settings.BASE_URL}/credentials/{pk}"


def list_address(listed: StatusList) -> str:
    """The address of a status list, and its id: for ever the one it had first."""
    return f"{listed.home}/credentials/status/{listed.name}"


def certificate_path(credential: Credential) -> Path:
    """Where the printed page lies once it is made. It can be made again at any time from what was signed."""
    print_of = digest.of_bytes(credential.signed.encode())
    return Path(settings.CERTIFICATES) / f"{credential.pk}-{print_of[:16]}.pdf"


def places(lists: Iterable[StatusList]) -> dict[str, StatusList]:
    """The newest list for each purpose."""
    return {one.purpose: one for one in sorted(lists, key=lambda one: one.number)}
