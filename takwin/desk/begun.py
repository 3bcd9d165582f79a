"""Files that came from devices in part: they wait beside one another until the rest has come, or are forgotten."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

from django.conf import settings

from takwin.desk.refused import Refused
from takwin.files.store import grow, touched
from takwin.lib import digest

MOST = 5
"""Files that one person has begun; the oldest goes for one more."""
LONGEST = timedelta(days=14)
"""A file of which nothing more comes for so long is forgotten."""
DIGEST = re.compile("[0-9a-f]{64}")


def place(store: UUID, name: str) -> Path:
    """Where a file of one person grows, whose digest is `name`; `store` is the name under which their devices keep what is theirs."""
    return settings.DATA / "uploads" / f"desk-{store}-{name}"


def add(store: UUID, name: str, size: int, start: int, data: bytes) -> int:
    """Put a piece to a file, and give how many bytes are here (`files.store.grow`). Raises OSError."""
    where = place(store, name)
    where.parent.mkdir(exist_ok=True)
    have = grow(where, name, size, start, data)
    _drop(sorted(_begun(store), key=touched)[:-MOST])
    return have


@contextmanager
def whole(store: UUID, name: str) -> Iterator[Path | None]:
    """A file that has come whole, for one request alone; None where another has it, or where its bytes are not those of its digest, as after a
    power cut: it begins again. Afterwards it goes; where it was neither kept nor refused it has its place again."""
    grown = place(store, name)
    own = grown.with_name(f"{grown.name}-{uuid4().hex}")
    try:
        grown.rename(own)
    except FileNotFoundError:
        yield None
        return
    try:
        yield own if digest.of_file(own) == name else None
    except Refused:
        raise
    except BaseException:
        own.replace(grown)
        raise
    finally:
        own.unlink(missing_ok=True)


def forget_old(now: datetime) -> int:
    """Throw away what never came whole; gives how many."""
    return _drop(one for one in _begun("*") if touched(one) < (now - LONGEST).timestamp())


def forget_all(store: UUID) -> None:
    """Throw away what one person has begun."""
    _drop(_begun(store))


def _begun(store: UUID | str) -> list[Path]:
    return list((settings.DATA / "uploads").glob(f"desk-{store}-*"))


def _drop(some: Iterable[Path]) -> int:
    all_of = list(some)
    for one in all_of:
        one.unlink(missing_ok=True)
    return len(all_of)
