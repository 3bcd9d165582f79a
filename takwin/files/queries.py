"""Finding files."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from takwin.files import store
from takwin.files.models import Blob


def path(digest: str) -> Path:
    """Where the bytes of a stored blob lie."""
    return store.place(settings.BLOBS, digest)


@lru_cache(maxsize=4096)
def _served(digest: str) -> tuple[int, str]:
    """Size and media type of an open blob. Raises Blob.DoesNotExist. Remembered: a blob never changes and is never closed."""
    return Blob.objects.values_list("size", "media_type").get(digest=digest, open=True)


def served(digest: str) -> tuple[int, str] | None:
    """Size in bytes and media type of a blob that everybody may have, None for any other."""
    try:
        return _served(digest)
    except Blob.DoesNotExist:
        return None
