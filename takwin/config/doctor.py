"""What an administrator wants to know before somebody complains."""

import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.core.mail import get_connection
from django.db import connection

from takwin.config import backup, site, work
from takwin.config.followers import followers
from takwin.config.trouble import explain
from takwin.credentials import keys
from takwin.jobs import worker
from takwin.records import queries as record
from takwin.records.models import Cursor, Sentence

FINE, DOUBTFUL, WRONG = 0, 1, 2
WORDS = {FINE: "well", DOUBTFUL: "look at", WRONG: "WRONG"}
SCARCE, TIGHT = 200 * 2**20, 2**30
"""Bytes of free space below which the site is in danger, and below which somebody should know."""
LATE = 1000
"""Sentences that a follower may be behind."""
BORN = datetime(2026, 11, 1, tzinfo=UTC)
"""No clock shows an earlier time than the one this was written at."""


@dataclass(frozen=True, slots=True)
class Finding:
    """How grave, about what, in one sentence."""

    weight: int
    what: str
    sentence: str


def examine(data: Path) -> Iterator[Finding]:
    """Look at everything, the ground first. A look that fails is a finding too."""
    looks: dict[str, Callable[[Path], Iterator[Finding]]] = {
        "folder": _folder,
        "disk": _disk,
        "database": _database,
        "keys": _keys,
        "clock": _clock,
        "address": _address,
        "mail": _mail,
        "work": _work,
        "followers": _followers,
        "jobs": _jobs,
    }
    for what, look in looks.items():
        try:
            yield from look(data)
        except Exception as problem:  # noqa: BLE001 - whatever it is, it is what was asked for
            yield Finding(WRONG, what, explain(problem))


def _folder(data: Path) -> Iterator[Finding]:
    with tempfile.TemporaryFile(dir=data) as probe:
        probe.write(b"takwin")
    yield Finding(FINE, "folder", f"{data.resolve()} can be written.")


def _disk(data: Path) -> Iterator[Finding]:
    free = shutil.disk_usage(data).free
    weight = WRONG if free < SCARCE else DOUBTFUL if free < TIGHT else FINE
    yield Finding(weight, "disk", f"{free / 2**30:.1f} GB free.")


def _database(data: Path) -> Iterator[Finding]:
    if site.on_sqlite():
        backup.check_database(data / site.DATABASE)
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    if waiting := site.waiting_migrations():
        yield Finding(WRONG, "database", f"{waiting} changes of tables are waiting: run `takwin upgrade`.")
    else:
        yield Finding(FINE, "database", f"{connection.display_name} is sound and up to date.")


def _keys(data: Path) -> Iterator[Finding]:
    ring = keys.load(settings.KEYS)
    exposed = [] if keys.is_private(settings.KEYS) else ["the signing key"]
    secret = data / "keys" / "secret"
    if secret.is_file() and secret.stat().st_mode & 0o077:
        exposed.append("the secret")
    if exposed:
        yield Finding(WRONG, "keys", f"Others on this machine can read {' and '.join(exposed)}: chmod 600.")
    else:
        yield Finding(FINE, "keys", f"Present and private; {len(ring.retired)} retired keys are still honoured.")


def _clock(data: Path) -> Iterator[Finding]:
    now = datetime.now(UTC)
    newest = Sentence.objects.order_by("-seq").values_list("stored", flat=True).first() or 0
    if now < BORN or newest / 1000 > time.time() + 60:
        yield Finding(WRONG, "clock", f"It shows {now:%Y-%m-%d %H:%M} UTC, which is in the past: set it, or start NTP.")
    else:
        yield Finding(FINE, "clock", f"{now:%Y-%m-%d %H:%M} UTC; compare it with your watch.")


def _address(data: Path) -> Iterator[Finding]:
    host = settings.ALLOWED_HOSTS[0]
    if host in {"localhost", "127.0.0.1"}:
        said = "only this machine; credentials would not verify elsewhere. Set TAKWIN_URL before you issue any."
        yield Finding(DOUBTFUL, "address", f"{settings.BASE_URL} is {said}")
    elif not settings.HTTPS:
        yield Finding(DOUBTFUL, "address", f"{settings.BASE_URL} is not https: passwords travel in the open.")
    else:
        yield Finding(FINE, "address", settings.BASE_URL)


def _mail(data: Path) -> Iterator[Finding]:
    where = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    try:
        with get_connection():
            yield Finding(FINE, "mail", f"{where} takes mail.")
    except OSError as problem:  # what smtplib raises is one too
        asked_for = "TAKWIN_SMTP_HOST" in os.environ
        what = problem.strerror or str(problem)
        hint = "" if asked_for else " Set TAKWIN_SMTP_HOST, or go without: people then use recovery codes."
        yield Finding(WRONG if asked_for else DOUBTFUL, "mail", f"{where} takes none: {what}.{hint}")


def _work(data: Path) -> Iterator[Finding]:
    if work.is_at_work(data):
        yield Finding(FINE, "work", "The background process is running.")
    else:
        yield Finding(DOUBTFUL, "work", "No background process is running: start `takwin serve` or `takwin work`.")


def _followers(data: Path) -> Iterator[Finding]:
    last, cursors = record.settled(), {cursor.follower: cursor for cursor in Cursor.objects.all()}
    for follower in followers():
        cursor: Cursor | None = cursors.get(follower.name)
        behind = last - (0 if cursor is None else cursor.seq)
        if cursor is not None and cursor.stopped_at:
            why = cursor.trouble.strip().splitlines()[-1:] or [""]
            yield Finding(WRONG, "followers", f"{follower.name} stopped at sentence {cursor.stopped_at}: {why[0]}")
        elif behind > LATE:
            yield Finding(DOUBTFUL, "followers", f"{follower.name} is {behind} sentences behind.")
        else:
            yield Finding(FINE, "followers", f"{follower.name} is {behind} sentences behind.")


def _jobs(data: Path) -> Iterator[Finding]:
    failed, waiting = worker.failed(), worker.waiting()
    yield Finding(DOUBTFUL if failed else FINE, "jobs", f"{waiting} waiting, {failed} failed for good.")
