"""The pages of a pack: every step and the course, as they are for nobody in particular."""

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from takwin.content.models import Release
from takwin.content.queries import page
from takwin.desk import wording
from takwin.desk.packing import Entry
from takwin.learning.models import Run
from takwin.learning.progress import State
from takwin.lib import digest
from takwin.web.path import Stretches, place, stops, stretches
from takwin.web.reading import Reading
from takwin.web.wording import Words

HTML = "text/html; charset=utf-8"
SHAPES = ("*/templates/**/*.html", "*/static/**/*.*", "items/kinds/**/*.html", "*/locale/**/*.po")
"""What decides how a page looks, beside the release."""


@cache
def version() -> str:
    """What renders here: packs made by anything else are made anew. Sixteen hexadecimal digits."""
    files = sorted(path for shape in SHAPES for path in settings.ROOMS.glob(shape))
    here = sorted(Path(__file__).parent.glob("*.py"))
    told = [f"{path.relative_to(settings.ROOMS)} {digest.of_file(path)}" for path in [*files, *here]]
    return digest.of_bytes("\n".join(told).encode())[:16]


def pages(run: Run, release: Release, language: str) -> Iterator[Entry]:
    """Every page of a release in one of its languages, in order, in the same words on any day."""
    words = Words(release.outline, language)
    path = stretches(words, State())
    spoken = language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    with translation.override(spoken):
        base, told = reverse("course", args=[run.course.slug]), wording.words()
        around = _around(words, base, spoken)
        yield _entry(base, "desk/course.html", {**around, "texts": words, "path": path, "mine": None})
        yield _entry(f"{base}away", "desk/away.html", around)
        yield _entry(
            reverse("desk", args=[run.course.slug]),
            "desk/desk.html",
            {**around, "slug": run.course.slug, "words": told},
        )
        for stop in stops(path):
            yield _entry(
                f"{base}{stop.key}/", "desk/step.html", {**around, **_step(run, release, words, path, stop.key)}
            )


def _around(words: Words, base: str, spoken: str) -> dict[str, Any]:
    named = {"title": words.title, "titles_language": words.language, "titles_dir": words.dir}
    return {**named, "base": base, "ui": spoken}


def _step(run: Run, release: Release, words: Words, path: Stretches, key: str) -> dict[str, Any]:
    here = place(path, key)
    if here is None:
        raise LookupError(key)
    nobody = datetime.fromtimestamp(0, UTC)
    desk = Reading(run, release.pk, None, State(), words, here, page(release.pk, key, words.language), nobody)
    return {
        "module": here.module,
        "stop": here.here,
        "place": here,
        "here": desk.here,
        "written": desk.page.language,
        "dir": desk.dir,
        "sheets": desk.sheets,
        "scripts": desk.scripts,
        "plays": desk.page.plays,
        "parts": [_part(part) for part in desk.page.parts],
        "tasks": [{"task": part["task"], "title": part["title"]} for part in desk.page.parts if "task" in part],
    }


def _part(part: dict[str, Any]) -> dict[str, Any]:
    if "task" in part:
        return {"task": part}
    return {"html": part["html"]} if "html" in part else {"group": part.get("quiz") or part["item"]}


def _entry(path: str, template: str, context: dict[str, Any]) -> Entry:
    return Entry(path, HTML, render_to_string(template, context).encode())
