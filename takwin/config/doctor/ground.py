"""What a site stands on: its folder, its disk, its rows, its keys, its clock."""

import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.models import Max

from takwin.config import backup, site
from takwin.config.doctor.finding import DOUBTFUL, FINE, WRONG, Finding
from takwin.config.wording import counted, typed
from takwin.content.models import Release
from takwin.credentials import keys as signing
from takwin.records.models import Sentence
from takwin.records.queries import moment
from takwin.relay import queries

SCARCE, TIGHT = 200 * 2**20, 2**30
"""Bytes of free space below which the site is in danger, and below which somebody should know."""
BORN = datetime(2026, 11, 1, tzinfo=UTC)
"""No clock shows an earlier time than the one this was written at."""
SLACK = timedelta(minutes=1)
"""By how much clocks may be set back while they are kept right."""


def folder(data: Path) -> Iterator[Finding]:
    """It can be written."""
    with tempfile.TemporaryFile(dir=data) as probe:
        probe.write(b"takwin")
    yield Finding(FINE, "folder", f"{data.resolve()} can be written.")


def disk(data: Path) -> Iterator[Finding]:
    """There is room."""
    free = shutil.disk_usage(data).free
    weight = WRONG if free < SCARCE else DOUBTFUL if free < TIGHT else FINE
    advice = "" if weight == FINE else " Make room: old backups are the first to move elsewhere."
    yield Finding(weight, "disk", f"{free / 2**30:.1f} GB free.{advice}")


def database(data: Path) -> Iterator[Finding]:
    """It is whole, and as this version needs it."""
    if site.on_sqlite():
        backup.check_database(data / site.DATABASE)
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    if waiting := site.waiting_migrations():
        changes = counted(waiting, "change of tables is", "changes of tables are")
        yield Finding(WRONG, "database", f"{changes} waiting: run {typed('upgrade', data)}")
    else:
        yield Finding(FINE, "database", f"{connection.display_name} is sound and up to date.")


def files(data: Path) -> Iterator[Finding]:
    """All that the rows speak of are there; no backup could be restored otherwise."""
    if missing := queries.missing():
        many = f"{counted(len(missing), 'file')} that the rows speak of, such as {missing[0]}"
        yield Finding(WRONG, "files", f"Not on the disk: {many}. Bring back what an older backup has in blobs.")
    elif lost := queries.lost():
        many = f"{counted(len(lost), 'file')} of courses that this box chose to have"
        yield Finding(DOUBTFUL, "files", f"Not on the disk: {many}. Meet the parent again: {typed('relay pull', data)}")
    else:
        yield Finding(FINE, "files", "All that the rows speak of are there.")


def keys(data: Path) -> Iterator[Finding]:
    """They are there, and nobody else reads them."""
    ring = signing.load(settings.KEYS)
    exposed = [] if signing.is_private(settings.KEYS) else ["the signing key"]
    secret = data / "keys" / "secret"
    if secret.is_file() and secret.stat().st_mode & 0o077:
        exposed.append("the secret")
    if exposed:
        yield Finding(WRONG, "keys", f"Others on this machine can read {' and '.join(exposed)}: chmod 600.")
    else:
        retired = counted(len(ring.retired), "retired key is", "retired keys are")
        yield Finding(FINE, "keys", f"Present and private; {retired} still honoured.")


def clock(data: Path) -> Iterator[Finding]:
    """It is not in the past: not before this program was written, and not before what the site has kept already."""
    now = datetime.now(UTC)
    if now < BORN or now + SLACK < _newest():
        yield Finding(WRONG, "clock", f"It shows {now:%Y-%m-%d %H:%M} UTC, which is in the past: set it, or start NTP.")
    else:
        yield Finding(FINE, "clock", f"{now:%Y-%m-%d %H:%M} UTC; compare it with your watch.")


def _newest() -> datetime:
    """When the newest sentence was stored, or the newest release published, whichever is later."""
    stored = Sentence.objects.order_by("-seq").values_list("stored", flat=True).first()
    published = Release.objects.aggregate(latest=Max("published"))["latest"]
    return max(moment(stored or 0), published or BORN)
