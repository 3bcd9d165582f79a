"""Reads of releases. A release never changes, so what was read once is remembered in the process."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, cast

from django.db.models import QuerySet

from takwin.accounts.models import Person
from takwin.content import absent
from takwin.content.card import Card, Line, card
from takwin.content.checklist import NAMES, Point, missing
from takwin.content.compiler import Compiled
from takwin.content.compiler.media import lighter
from takwin.content.films import Film, films, plays
from takwin.content.models import (
    Act,
    Course,
    Draft,
    Fetch,
    Findable,
    ItemKey,
    Listing,
    Media,
    Release,
    ReleaseItem,
    Tick,
)
from takwin.content.models import Page as PageRow
from takwin.content.release import Outline
from takwin.database.words import holding
from takwin.files.queries import path as blob_path
from takwin.lib.search import Word

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Page:
    """A step in a language: its parts {"html"}, {"item"}, {"quiz", "title", "items"} or {"task", "title", "minutes", "parts"}."""

    parts: list[Json]
    language: str
    away: Collection[str] = ()
    """Digests of files that it names and that were not on this site when it was read."""
    plays: bool = False
    """Whether a film or a sound plays in it."""


_DRAFTS: dict[int, Compiled] = {}
MOST_DRAFTS = 4


def show_draft(digest: str, compiled: Compiled) -> int:
    """The number below zero under which a draft (the digest of its source) can be read like a release, in this process and for now."""
    number = -1 - int(digest[:12], 16)
    if number not in _DRAFTS:
        for old in list(_DRAFTS)[: 1 - MOST_DRAFTS]:
            del _DRAFTS[old]
        _DRAFTS[number] = compiled
    return number


def light_films(release_id: int) -> dict[str, str]:
    """Digests of the films of a release that have a lighter copy beside them, each with that of the copy."""
    found = Media.objects.filter(release=release_id, blob__media_type__startswith="video/")
    films = dict(found.values_list("path", "blob"))
    return {films[path]: films[low] for path in films if (low := lighter(path)) in films}


@lru_cache(maxsize=64)
def played(release_id: int) -> dict[str, Film]:
    """The films and sounds that the pages of a release play, by the digests of their files, the original language first; a lighter copy is the
    film that it stands for."""
    first = outline(release_id)["languages"][0]
    rows = PageRow.objects.filter(release=release_id).order_by("pk").values_list("step", "language", "parts")
    steps = {
        step["id"]: place for place, step in enumerate(s for m in outline(release_id)["modules"] for s in m["steps"])
    }
    found = [one for step, language, parts in rows if plays(parts) for one in films(step, language, parts)]
    found.sort(key=lambda one: (steps.get(one.step, 0), one.language != first))
    by_digest: dict[str, Film] = {}
    for one in found:
        by_digest.setdefault(one.digest, one)
    light = {low: by_digest[film] for film, low in light_films(release_id).items() if film in by_digest}
    return light | by_digest


@lru_cache(maxsize=128)
def outline(release_id: int) -> Outline:
    """The outline of a release. Raises Release.DoesNotExist."""
    if release_id < 0:
        return cast(Outline, _DRAFTS[release_id].outline)
    found: Outline = Release.objects.values_list("outline", flat=True).get(pk=release_id)
    return found


@lru_cache(maxsize=128)
def digest_of(release_id: int) -> str:
    """The name of a release. Raises Release.DoesNotExist."""
    return Release.objects.values_list("digest", flat=True).get(pk=release_id)


def page(release_id: int, step: str, language: str) -> Page:
    """A step in a language, or in the original where the course lacks it; where a file of it is not on this site, it says so. Raises
    Page.DoesNotExist for an unknown step."""
    found = _step(release_id, step, language)
    if lacking := [digest for digest in found.away if not _is_here(digest)]:
        instead = {film: low for film, low in light_films(release_id).items() if film in lacking and _is_here(low)}
        return replace(found, parts=absent.told(found.parts, found.language, lacking, instead))
    return found


def _is_here(digest: str) -> bool:
    return blob_path(digest).is_file()


@lru_cache(maxsize=512)
def _step(release_id: int, step: str, language: str) -> Page:
    if release_id < 0:
        pages = _DRAFTS[release_id].pages
        rows = {spoken: parts for (key, spoken), parts in pages.items() if key == step}
        return replace(_page(rows, language, outline(release_id)["languages"][0]), away=())
    rows = dict(PageRow.objects.filter(release=release_id, step=step).values_list("language", "parts"))
    return _page(rows, language, outline(release_id)["languages"][0])


def _page(rows: Mapping[str, list[Json]], language: str, original: str) -> Page:
    if not rows:
        raise PageRow.DoesNotExist
    chosen = language if language in rows else original
    away = [digest for digest in absent.named(rows[chosen]) if not _is_here(digest)]
    return Page(rows[chosen], chosen, tuple(away), plays(rows[chosen]))


@lru_cache(maxsize=1024)
def _item(release_id: int, item: str) -> tuple[Json, Json]:
    if release_id < 0:
        one = _DRAFTS[release_id].items[item]
        return dict(one.public), dict(one.hints)
    public, hints = ReleaseItem.objects.values_list("public", "hints").get(release=release_id, item=item)
    return public, hints


def public_item(release_id: int, item: str, language: str, row: int = 0) -> Json:
    """All that may be shown of a question before it is answered; of one that varies, one row (from 0). Raises ReleaseItem.DoesNotExist."""
    return variant(_in(_item(release_id, item)[0], language), row)


def hints(release_id: int, item: str, language: str, row: int = 0) -> list[str]:
    """The hints of a question as HTML, to be shown one by one; of one that varies, those of one row (from 0)."""
    found: list[Any] = _in(_item(release_id, item)[1], language)
    return found[row] if found and isinstance(found[0], list) else found


def variant(found: Json, row: int) -> Json:
    """What one row (from 0) makes of a question that varies; the question itself where it does not."""
    rows = found.get("variants")
    return rows[row] if rows else found


def _in(by_language: Json, language: str) -> Any:
    """The language's own, else the original's, which comes first."""
    return by_language[language] if language in by_language else next(iter(by_language.values()))


@lru_cache(maxsize=1024)
def _key(release_id: int, item: str) -> Json:
    if release_id < 0:
        return dict(_DRAFTS[release_id].items[item].key)
    found: Json = ItemKey.objects.values_list("key", flat=True).get(release=release_id, item=item)
    return found


def sealed_key(release_id: int, item: str, row: int = 0) -> Json:
    """{language: key}: what decides the mark; of a question that varies, in one row (from 0). Only `assessment` may ask, and it shows no
    one. Raises ItemKey.DoesNotExist."""
    return {language: variant(key, row) for language, key in _key(release_id, item).items()}


def practice_keys(release_id: int) -> dict[str, Json]:
    """{item: {language: key}} of the questions that are only practised: these keys may travel to a device. No other is in it."""
    return dict(ItemKey.objects.filter(release=release_id, sealed=False).values_list("item", "key"))


_CARDS: dict[int, Card] = {}
MOST_CARDS = 5000
"""Cards remembered in a process; one takes two to four thousand bytes."""


def cards(releases: Collection[int]) -> dict[int, Card]:
    """The cards of listed releases; those that are new to the process in one query."""
    if unknown := [release for release in releases if release not in _CARDS]:
        if len(_CARDS) + len(unknown) > MOST_CARDS:
            _CARDS.clear()
            unknown = list(releases)
        rows = Listing.objects.filter(pk__in=unknown).values_list("pk", "facts")
        _CARDS.update({release: card(release, said) for release, said in rows})
    return {release: _CARDS[release] for release in releases if release in _CARDS}


def holders(word: Word) -> set[tuple[int, str]]:
    """The listed releases that hold a word, each with the language in which it does."""
    found = Findable.objects.filter(holding(Findable._meta.db_table, word))
    return set(found.values_list("release_id", "language"))


Lines = dict[tuple[int, str], list[Line]]
"""By release and language."""


def lines(releases: Collection[int], languages: Collection[str]) -> Lines:
    """What these listed releases say in these languages; one query."""
    found = Findable.objects.filter(release__in=releases, language__in=languages)
    rows = found.values_list("release_id", "language", "lines")
    return {(release, language): [Line(*line) for line in said] for release, language, said in rows}


def forget() -> None:
    """Forget what was read: for tests, after a restore and after pages were rendered again."""
    _CARDS.clear()
    _DRAFTS.clear()
    for remembered in (outline, digest_of, played, _step, _item, _key):
        remembered.cache_clear()


@dataclass(frozen=True, slots=True)
class Shelved:
    """A course in the studio: its latest release and its draft, where there are any."""

    course: Course
    latest: Release | None
    draft: Draft | None

    @property
    def title(self) -> Json:
        """Its title by language; its id where it has none yet."""
        if self.latest is not None:
            return dict(self.latest.outline["title"])
        return dict(self.draft.title) if self.draft and self.draft.title else {"": self.course.slug}


def courses_of(person: Person) -> list[Shelved]:
    """The courses whose team the person belongs to, by id; all of them for an administrator."""
    courses = Course.objects.all() if person.is_staff else Course.objects.filter(members__person=person)
    newest = {release.course_id: release for release in Release.objects.filter(course__in=courses).order_by("number")}
    drafts = {draft.course_id: draft for draft in Draft.objects.filter(course__in=courses)}
    return [Shelved(one, newest.get(one.pk), drafts.get(one.pk)) for one in courses.order_by("slug")]


def shelved(course: Course) -> Shelved:
    """One course as the studio shows it."""
    latest = course.releases.order_by("-number").first()
    return Shelved(course, latest, Draft.objects.filter(course=course).first())


def releases(course: Course) -> QuerySet[Release]:
    """The releases of a course, newest first."""
    return course.releases.select_related("published_by").order_by("-number")


def incomplete(course: Course) -> set[int]:
    """The releases of a course whose original media are not all on this site, by primary key."""
    named = Media.objects.filter(release__course=course, derived=False).values_list("release", "blob")
    return {release for release, name in named if not _is_here(name)}


def acts(course: Course) -> QuerySet[Act]:
    """What the team did, the newest first."""
    return Act.objects.filter(course=course).select_related("by", "about").order_by("-at", "-pk")


def last_move(course: Course, run: str) -> Act | None:
    """How a run of a course came to the release it is on, if it ever moved."""
    return next((act for act in acts(course).filter(what="moved") if act.values.get("run") == run), None)


def ticks(course: Course) -> dict[str, Tick]:
    """The points of the checklist that were ticked, by name."""
    return {tick.item: tick for tick in course.ticks.select_related("by") if tick.item in NAMES}


def unticked(course: Course) -> tuple[Point, ...]:
    """The points that nobody has ticked."""
    return missing(ticks(course).keys())


def unready(course: Course) -> bool:
    """Whether a point of the checklist is open, or nobody answers for it."""
    return course.caretaker_id is None or bool(unticked(course))


def last_fetch(course: Course) -> Fetch | None:
    """From where a course was fetched last, if it ever was."""
    return course.fetches.filter(state=Fetch.State.DONE).order_by("-pk").first()


def fetches(person: Person) -> QuerySet[Fetch]:
    """What somebody had fetched, the newest first."""
    return Fetch.objects.filter(by=person).select_related("course").order_by("-pk")


def originals(release: Release) -> QuerySet[Media]:
    """The media that belong to a release's source."""
    return release.media.filter(derived=False).order_by("path")
