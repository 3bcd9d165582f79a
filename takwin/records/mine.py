"""What other systems have told the record about a person. Our own sentences know a pseudonym only, and stay."""

import hashlib
import json
from datetime import datetime
from typing import Protocol
from uuid import UUID

from django.db.models import Q, QuerySet

from takwin.records.lrs import queries
from takwin.records.lrs.marks import mark
from takwin.records.lrs.parties import identity
from takwin.records.models import Attachment, Document, Mention, Received


class Somebody(Protocol):
    """What must be known of a person to find what is said of them."""

    pseudonym: UUID
    email: str


def export(person: Somebody) -> dict[str, object]:
    """Statements of other systems that name the person or the pseudonym, and the documents kept for them."""
    names = [*_named(person), _alias(person)]
    told = [json.loads(row.text) for row in _naming(names).exclude(text="").order_by("seq")]
    kept = Document.objects.filter(agent__in=[mark("agent", name) for name in names])
    documents = [{"name": row.name, "type": row.media_type, "changed": row.changed} for row in kept]
    return {"told_by_other_systems": told, "kept_by_other_systems": documents}


def erase(person: Somebody, now: datetime) -> None:
    """Statements that name the person or the pseudonym go, with the files beside them: they may hold a name and words. Their ids stay taken,
    so that they are not sent again. What is kept for the person or the pseudonym goes too."""
    names = [*_named(person), _alias(person)]
    rows = list(_naming(names).exclude(text=""))
    files = {each["sha2"] for row in rows for each in json.loads(row.text).get("attachments", ())}
    Attachment.objects.filter(sha2__in=files).delete()
    Mention.objects.filter(received__in=rows).delete()
    Received.objects.filter(pk__in=[row.pk for row in rows]).update(
        text="", actor=0, verb=0, activity=0, registration=None, refers=None
    )
    Document.objects.filter(agent__in=[mark("agent", name) for name in names]).delete()


def _alias(person: Somebody) -> str:
    return identity({"account": {"homePage": queries.site(), "name": str(person.pseudonym)}})


def _named(person: Somebody) -> list[str]:
    """The ways in which a statement may name the person: by the address, or by its SHA-1."""
    if not person.email:
        return []
    address = f"mailto:{person.email}"
    digest = hashlib.sha1(address.encode(), usedforsecurity=False).hexdigest()
    return [identity({"mbox": address}), identity({"mbox_sha1sum": digest})]


def _naming(names: list[str]) -> QuerySet[Received]:
    anywhere = [mark(kind, name) for name in names for kind in ("agent", "related agent")]
    found = Mention.objects.filter(what__in=anywhere).values("received")
    return Received.objects.filter(Q(actor__in=[mark("agent", name) for name in names]) | Q(pk__in=found))


def merge(kept: Somebody, gone: Somebody, now: datetime) -> None:
    """Nothing: a sentence is never changed. Those of the account that goes stay under its pseudonym, which still belongs to the person."""
