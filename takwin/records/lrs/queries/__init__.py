"""Reads of the record for other systems."""

from takwin.records.lrs.queries.known import attachments, definition, definitions, documents, place
from takwin.records.lrs.queries.own import site
from takwin.records.lrs.queries.stream import DEPTH, Found, one, page, referred

__all__ = [
    "DEPTH",
    "Found",
    "attachments",
    "definition",
    "definitions",
    "documents",
    "one",
    "page",
    "place",
    "referred",
    "site",
]
