"""Who may see and change which credential."""

from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from takwin.accounts.models import Person
from takwin.content.access import is_team
from takwin.credentials import queries
from takwin.credentials.models import Credential, StatusList

Somebody = Person | AnonymousUser


def known(pk: UUID) -> Credential:
    """A credential, of which anybody who has its address may know whether it stands. Raises Http404."""
    return get_object_or_404(queries.listed(), pk=pk)


def readable(somebody: Somebody, pk: UUID) -> Credential:
    """A credential with all it says: public, or for its holder and the course team. Raises Http404, PermissionDenied."""
    credential = known(pk)
    if not may_read(somebody, credential):
        raise PermissionDenied
    return credential


def may_read(somebody: Somebody, credential: Credential) -> bool:
    """Whether somebody may see all that a credential says."""
    return bool(credential.signed) and (
        credential.public or is_holder(somebody, credential) or may_decide(somebody, credential)
    )


def is_holder(somebody: Somebody, credential: Credential) -> bool:
    """Whether the credential speaks of this person."""
    return somebody.pk is not None and credential.person_id == somebody.pk


def may_decide(somebody: Somebody, credential: Credential) -> bool:
    """Whether somebody may revoke, suspend or re-issue it: the course team and administrators."""
    return is_team(somebody, credential.enrolment.run.course)


def my_own(person: Somebody, pk: UUID) -> Credential:
    """A credential of this person. Raises Http404, PermissionDenied."""
    credential = known(pk)
    if not is_holder(person, credential):
        raise PermissionDenied
    return credential


def to_decide(person: Somebody, pk: UUID) -> Credential:
    """A credential that this person may revoke, suspend or re-issue. Raises Http404, PermissionDenied."""
    credential = known(pk)
    if not may_decide(person, credential):
        raise PermissionDenied
    return credential


def status_list(name: str) -> StatusList:
    """A published status list by its name, such as "revocation-1". Raises Http404."""
    purpose, _, number = name.rpartition("-")
    return get_object_or_404(StatusList, purpose=purpose, number=int(number))
