"""What happens to files: they are kept, and discarded when nothing needs them.

The same bytes may be handed in by one person in the moment in which they are discarded for another. Whoever discards waits for whoever registers
(`_held`), and moves the bytes aside before looking once more whether a row has come; whoever has registered looks once more, after the commit,
whether they are there. One of the two sees the other, and brings them back."""

import os
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.db.models import ProtectedError

from takwin.files import queries, store
from takwin.files.models import Blob

ASIDE = timedelta(minutes=10)
"""Longer than any transaction: so long the bytes of a discarded blob lie aside, and no longer, since they may be those of somebody who erased their account."""

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
    blob = _held(digest) or Blob.objects.get_or_create(digest=digest, defaults=defaults)[0]
    transaction.on_commit(lambda: _bring_back(digest))
    if shown and not blob.open:
        blob.open = True
        blob.save(update_fields=["open"])
    return blob


def keep(data: Path | bytes, media_type: str, shown: bool = False) -> Blob:
    """Store and register bytes in one go. Raises OSError."""
    return register(put(data), media_type, shown)


def discard(blob: Blob) -> bool:
    """Remove a blob that no row points at any more, with its bytes; returns whether it went. An open one stays: it was promised for ever.

    Each is locked until the end of the transaction. Whoever discards several in one does so in the order of their digests, so that two who do wait
    for one another in turn. Where others register the same in another order (the answers of a box), PostgreSQL may still refuse one of the two, with
    nothing written, and `together` does not try again there: a box sends again, and a person presses once more."""
    if blob.open:
        return False
    digest = blob.digest
    try:
        with transaction.atomic():
            Blob.objects.select_for_update().filter(digest=digest).first()  # until whoever registers the same is done
            blob.delete()
    except ProtectedError:
        return False
    transaction.on_commit(lambda: put_aside(digest))
    return True


def _held(digest: str) -> Blob | None:
    """The row of stored bytes, which nobody discards before the end of the transaction. Many may hold it at once (FOR KEY SHARE), so that nobody waits in a
    circle; SQLite has one writer at a time."""
    if connection.vendor != "postgresql":
        return None
    told = 'SELECT * FROM "files_blob" WHERE "digest" = %s FOR KEY SHARE'
    return next(iter(Blob.objects.raw(told, [digest])), None)


def _aside(digest: str) -> Path:
    return store.place(settings.BLOBS / "discarded", digest)


def put_aside(digest: str) -> None:
    """Take bytes of which no row speaks from their place; others stay."""
    place, aside = queries.path(digest), _aside(digest)
    if place.exists() and not Blob.objects.filter(digest=digest).exists():
        aside.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileNotFoundError):  # somebody else does the same
            os.utime(place)  # from now on it lies aside
            place.replace(aside)
        if Blob.objects.filter(digest=digest).exists():
            _bring_back(digest)


def _bring_back(digest: str) -> None:
    """Bytes whose row has come again have their place again."""
    if not queries.path(digest).exists():
        with suppress(FileNotFoundError):
            _aside(digest).replace(queries.path(digest))


def empty_aside(now: datetime) -> int:
    """Take what was put aside some time ago from the disk; gives how many."""
    old = [one for one in (settings.BLOBS / "discarded").glob("*/*") if store.touched(one) < (now - ASIDE).timestamp()]
    for one in old:
        if Blob.objects.filter(digest=one.name).exists():
            _bring_back(one.name)
        one.unlink(missing_ok=True)
    return len(old)
