"""Reads of packs and of acts that have come."""

from collections.abc import Iterable
from uuid import UUID

from takwin.accounts.models import Person
from takwin.content.models import Release
from takwin.content.queries import light_films, outline, page
from takwin.desk.keys import publics, text
from takwin.desk.models import Act, Pack
from takwin.desk.rendering import version
from takwin.desk.statics import weight
from takwin.learning.models import Enrolment
from takwin.learning.queries import takings
from takwin.lib import digest
from takwin.lib.ids import derived


def pack(release: Release, language: str, variant: str) -> Pack | None:
    """The pack of a release as it is made now, if it was made already."""
    made = Pack.objects.filter(release=release, language=language, variant=variant, made_by=version())
    return made.select_related("blob").first()


def made(release: Release, language: str) -> dict[str, Pack]:
    """The packs of a release in a language that are there already, by variant."""
    found = Pack.objects.filter(release=release, language=language, made_by=version()).select_related("blob")
    return {pack.variant: pack for pack in found}


def edition(release: Release, language: str) -> str:
    """Another one whenever the packs of a course would be others."""
    return digest.of_bytes(f"{release.digest} {language} {version()}".encode())[:16]


def weights(release: Release, language: str, variants: Iterable[str]) -> dict[str, int]:
    """Bytes of the media in a pack of each of these variants, as the pages and questions of the release name them."""
    steps = [step["id"] for module in outline(release.pk)["modules"] for step in module["steps"]]
    texts = [text(page(release.pk, step, language).parts) for step in steps]
    texts += publics(release.pk, language)
    light = light_films(release.pk)
    return {variant: weight(texts, variant, light) for variant in variants}


def known(uids: Iterable[UUID]) -> dict[UUID, int]:
    """Which of these acts have come already, with whose enrolment each is."""
    return dict(Act.objects.filter(pk__in=list(uids)).values_list("uid", "enrolment_id"))


def enrolments(person: Person, uids: Iterable[UUID]) -> dict[UUID, Enrolment]:
    """The person's own takings among these; one that was left belongs to them too, and so does one of an account of
    theirs that was merged into this one."""
    return takings(person, uids)


def store_of(person: Person) -> UUID:
    """Under which name a device keeps what is this person's; it tells nothing of them."""
    return derived(person.pseudonym, "desk")
