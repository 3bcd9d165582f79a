"""A release's pages are written anew from its source when we have learnt to write better ones."""

import tempfile
from pathlib import Path
from typing import Any

from django.db import transaction

from takwin.content import pack, queries
from takwin.content.actions.publish import NotPublishable, derive
from takwin.content.compiler import RENDERER, compile
from takwin.content.compiler.media import Away
from takwin.content.models import Release
from takwin.content.source import reader
from takwin.content.source.course import Course, Media
from takwin.files import actions as files
from takwin.files.queries import path as blob_path

Json = dict[str, Any]


def render_again(release: Release) -> bool:
    """Write the derived rows of a release anew if an older renderer wrote them. What is asked, what is right and the digest stay.
    Returns whether there was anything to do. Raises NotPublishable when the source can no longer be read."""
    if release.renderer == RENDERER:
        return False
    away = away_from(release)
    compiled = compile(*source_of(release), away)
    for medium in compiled.media.values():
        if medium.path not in away:
            files.put(medium.data)
    with transaction.atomic():
        for rows in (release.pages, release.items, release.keys, release.media):
            rows.all().delete()
        derive(release, compiled)
        release.outline = _kept_prints(compiled.outline, release.outline)
        release.renderer = RENDERER
        release.save(update_fields=["outline", "renderer"])
    queries.forget()
    return True


def render_all() -> int:
    """Render every release that an older renderer wrote; how many there were. For the upgrade of a site."""
    return sum(render_again(release) for release in Release.objects.exclude(renderer=RENDERER))


def _kept_prints(new: Json, old: Json) -> Json:
    """The new outline with the old fingerprints: rendering again asks nothing new."""
    kept = {name: {one: item[one] for one in ("asked", "key")} for name, item in old["items"].items()}
    return {**new, "items": {name: {**item, **kept.get(name, {})} for name, item in new["items"].items()}}


def source_of(release: Release) -> tuple[Course, Media]:
    """The source of a release: its texts and its original media, as far as they are here. Raises NotPublishable."""
    with tempfile.TemporaryDirectory(prefix="takwin-source-") as temporary:
        course, problems = reader.read(pack.unpack(blob_path(release.source_id), Path(temporary) / "course"))
    if course is None:
        raise NotPublishable(problems)
    places = {medium.path: blob_path(medium.blob_id) for medium in queries.originals(release)}
    return course, {path: place for path, place in places.items() if place.is_file()}


def away_from(release: Release) -> Away:
    """The media of a release that are not on this site."""
    found = queries.originals(release).select_related("blob")
    return {one.path: (one.blob_id, one.blob.size) for one in found if not blob_path(one.blob_id).is_file()}
