"""What other systems do to the record: tell statements, keep documents, each all or nothing; and the keys with which they come."""

from takwin.records.lrs.actions.conflict import Conflict
from takwin.records.lrs.actions.documents import Place, drop_documents, keep_document
from takwin.records.lrs.actions.keys import make_key, revoke_key
from takwin.records.lrs.actions.receiving import Sent, forget, receive

__all__ = [
    "Conflict",
    "Place",
    "Sent",
    "drop_documents",
    "forget",
    "keep_document",
    "make_key",
    "receive",
    "revoke_key",
]
