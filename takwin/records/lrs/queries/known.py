"""What is known beside statements: definitions of activities, files, documents."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from takwin.records.lrs.marks import mark
from takwin.records.models import Attachment, Described, Document

Json = Mapping[str, Any]


def place(*parts: object) -> str:
    """The digest of what a document or a definition is kept under."""
    return hashlib.sha256(json.dumps([str(part) for part in parts]).encode()).hexdigest()


def definition(scope: int, iri: str) -> Json:
    """The canonical definition of an activity, or nothing."""
    told = Described.objects.filter(place=place(scope, iri)).values_list("definition", flat=True).first()
    return json.loads(told) if told else {}


def definitions(scope: int, iris: Iterable[str]) -> Callable[[str], Json]:
    """The same of many activities, asked for together."""
    places = {place(scope, iri): iri for iri in iris}
    rest, known = iter(places), dict[str, Json]()
    while some := list(islice(rest, 500)):
        for where, told in Described.objects.filter(place__in=some).values_list("place", "definition"):
            known[places[where]] = json.loads(told)
    return lambda iri: known.get(iri, {})


def attachments(statements: list[Json]) -> list[tuple[str, str, bytes]]:
    """(SHA-2, media type, bytes) of each file that these statements speak of and that came with one."""
    wanted_files = {each["sha2"] for one in statements for each in _files(one)}
    rows = Attachment.objects.filter(sha2__in=list(islice(wanted_files, 500)))
    return [(row.sha2, row.media_type, bytes(row.content)) for row in rows]


def _files(statement: Json) -> Iterator[Json]:
    yield from statement.get("attachments", ())
    if statement["object"].get("objectType") == "SubStatement":
        yield from _files(statement["object"])


def documents(kind: str, scope: int, activity: str, agent: str, registration: UUID | None) -> QuerySet[Document]:
    """Documents kept under these; of every registration where none is named."""
    rows = Document.objects.filter(
        kind=kind, scope=scope, activity=mark("activity", activity), agent=mark("agent", agent)
    )
    return rows.filter(registration=registration) if registration else rows
