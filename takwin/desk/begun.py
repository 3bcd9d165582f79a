"""Files that came from devices in part: they wait beside one another until the rest has come, or are forgotten."""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from django.conf import settings

from takwin.files.store import grow

MOST = 5
"""Files that one person has begun; the oldest goes for one more."""
LONGEST = timedelta(days=14)
"""A file of which nothing more comes for so long is forgotten."""
DIGEST = re.compile("[0-9a-f]{64}")


def place(store: UUID, digest: str) -> Path:
    """Where a file of one person grows; `store` is the name under which their devices keep what is theirs."""
    return settings.DATA / "uploads" / f"desk-{store}-{digest}"


def add(store: UUID, digest: str, size: int, start: int, data: bytes) -> int:
    """Put a piece to a file, and give how many bytes are here (`files.store.grow`). Raises OSError."""
    where = place(store, digest)
    where.parent.mkdir(exist_ok=True)
    have = grow(where, digest, size, start, data)
    _drop(sorted(_begun(store), key=_touched)[:-MOST])
    return have


def forget_old(now: datetime) -> int:
    """Throw away what never came whole; gives how many."""
    return _drop(one for one in _begun("*") if _touched(one) < (now - LONGEST).timestamp())


def forget_all(store: UUID) -> None:
    """Throw away what one person has begun."""
    _drop(_begun(store))


def _begun(store: UUID | str) -> list[Path]:
    return list((settings.DATA / "uploads").glob(f"desk-{store}-*"))


def _touched(one: Path) -> float:
    return one.stat().st_mtime if one.exists() else 0


def _drop(some: Iterable[Path]) -> int:
    all_of = list(some)
    for one in all_of:
        one.unlink(missing_ok=True)
    return len(all_of)
