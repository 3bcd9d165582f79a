"""Documents that other systems keep here are written and dropped."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from takwin.records.lrs import marks, queries
from takwin.records.models import Document


@dataclass(frozen=True, slots=True)
class Place:
    """Where a document is kept."""

    kind: str
    scope: int
    activity: str = ""
    agent: str = ""
    registration: UUID | None = None
    name: str = ""

    @property
    def digest(self) -> str:
        """Its name in the table."""
        return queries.place(self.kind, self.scope, self.activity, self.agent, self.registration, self.name)


def keep_document(at: Place, content: bytes, media_type: str, now: datetime) -> None:
    """Write a document, whatever was there."""
    told = {
        "kind": at.kind,
        "scope_id": at.scope,
        "activity": marks.mark("activity", at.activity),
        "agent": marks.mark("agent", at.agent),
        "registration": at.registration,
        "name": at.name,
        "media_type": media_type[:200],
        "content": content,
        "changed": now,
    }
    Document.objects.update_or_create(place=at.digest, defaults=told)


def drop_documents(pks: Iterable[int]) -> None:
    """Delete documents."""
    Document.objects.filter(pk__in=list(pks)).delete()
