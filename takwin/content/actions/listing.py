"""Releases that are offered are made ready for the catalogue, others are taken out of it."""

from collections.abc import Collection

from django.db import transaction

from takwin.content.card import facts, lines
from takwin.content.models import Course, Findable, Listing, Release
from takwin.lib.search import kept


@transaction.atomic
def list_releases(course: Course, offered: Collection[int]) -> None:
    """Let these releases of a course, and no others, stand in the catalogue. Those that stand there already stay as they are."""
    Listing.objects.filter(release__course=course).exclude(release__in=offered).delete()
    Findable.objects.filter(release__course=course).exclude(release__in=offered).delete()
    for release in course.releases.filter(pk__in=offered, listing=None):
        _list(release)


@transaction.atomic
def unlist(course: Course) -> None:
    """Take all of a course out of the catalogue, to be listed anew."""
    list_releases(course, ())


def _list(release: Release) -> None:
    Listing.objects.create(release=release, facts=facts(release.outline))
    said = {language: lines(release.outline, language) for language in release.outline["languages"]}
    Findable.objects.bulk_create(
        Findable(release=release, language=language, lines=found, words=kept([line.text for line in found]))
        for language, found in said.items()
    )
