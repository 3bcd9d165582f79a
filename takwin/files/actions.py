"""What happens to files: they are kept, and discarded when nothing needs them."""

from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import ProtectedError

from takwin.files import queries, store
from takwin.files.models import Blob

Stored = tuple[str, int]
"""Digest and size in bytes."""


def put(data: Path | bytes) -> Stored:
    """Bring bytes to the disk under their digest, without a row: to be done before a transaction, which they would only hold up.
    Bytes that no row follows do no harm. Raises OSError."""
    return store.keep(settings.BLOBS, data)


def register(stored: Stored, media_type: str, shown: bool = False) -> Blob:
    """The row of stored bytes; `shown` opens them to everybody, for ever."""
    digest, size = stored
    defaults = {"size": size, "media_type": media_type, "open": shown}
    blob, _ = Blob.objects.get_or_create(digest=digest, defaults=defaults)
    if shown and not blob.open:
        blob.open = True
        blob.save(update_fields=["open"])
    return blob


def keep(data: Path | bytes, media_type: str, shown: bool = False) -> Blob:
    """Store and register bytes in one go. Raises OSError."""
    return register(put(data), media_type, shown)


def discard(blob: Blob) -> bool:
    """Remove a blob that no row points at any more, with its bytes; returns whether it went. An open one stays: it was promised for ever."""
    if blob.open:
        return False
    digest, path = blob.digest, queries.path(blob.digest)
    try:
        with transaction.atomic():
            blob.delete()
    except ProtectedError:
        return False
    transaction.on_commit(lambda: _unlink(digest, path))
    return True


def _unlink(digest: str, path: Path) -> None:
    """Take bytes from the disk, unless the same have come again meanwhile."""
    if not Blob.objects.filter(digest=digest).exists():
        path.unlink(missing_ok=True)
