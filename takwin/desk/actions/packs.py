"""Packs are made when somebody asks for them first."""

from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile
from threading import Lock

from django.conf import settings
from django.db import transaction

from takwin.content.models import Release
from takwin.content.queries import light_films
from takwin.desk import keys, queries, rendering, statics
from takwin.desk.models import Pack
from takwin.desk.packing import write
from takwin.desk.wording import told
from takwin.files import actions as files
from takwin.learning.models import Run

TYPE = "application/vnd.takwin.pack"
VARIANTS = ("text", "audio", "low", "all")
MAKING = Lock()


def make(run: Run, release: Release, language: str, variant: str, now: datetime) -> Pack:
    """The pack of a release in one of its languages: the one that is there, or a new one; in this process one after the other, so that a
    class that asks at once has it made once. Raises OSError."""
    if found := queries.pack(release, language, variant):
        return found
    with MAKING:
        return queries.pack(release, language, variant) or _made(run, release, language, variant, now)


def _made(run: Run, release: Release, language: str, variant: str, now: datetime) -> Pack:
    pages = list(rendering.pages(run, release, language))
    practice = keys.practice(run.course.slug, release.pk, language)
    texts = [page.text for page in pages]
    whole = [*texts, practice.text.replace('\\"', '"'), *keys.publics(release.pk, language)]
    entries = [*pages, practice, told(run.course.slug, language), *statics.named(texts)]
    entries += statics.media(whole, variant, light_films(release.pk))
    about = {"course": run.course.slug, "release": release.digest, "language": language, "variant": variant}
    with NamedTemporaryFile(dir=settings.DATA, prefix=".pack-") as made:
        write(made.file, about, entries, settings.DATA)
        made.flush()
        stored = files.put(Path(made.name))
    with transaction.atomic():
        values = {"blob": files.register(stored, TYPE), "made": now}
        found, _ = Pack.objects.get_or_create(
            release=release, language=language, variant=variant, made_by=rendering.version(), defaults=values
        )
    return found
