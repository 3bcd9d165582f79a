"""What a centre's box is told: its places, runs, releases and people, where they stand, and who is there no more."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db.models import Q

from takwin.assessment import from_box
from takwin.content.models import Release
from takwin.content.queries import originals
from takwin.files.models import Blob
from takwin.files.queries import path as blob_path
from takwin.institutions.look import files_of
from takwin.institutions.models import Node
from takwin.institutions.queries import below
from takwin.learning import queries as learning
from takwin.learning.models import Enrolment, Run
from takwin.records.queries import history
from takwin.records.statement import Statement
from takwin.records.vocabulary import Audience
from takwin.relay import queries
from takwin.relay.media import goes
from takwin.relay.models import Box

Json = dict[str, Any]
VERBS = frozenset({
    "registered", "experienced", "finished", "declared", "retracted", "answered", "scored", "began",
})  # fmt: skip
"""The sentences that a box must know to go on from where somebody stands; none that is private. A box of an earlier version takes no roster with a
verb that it does not know: with another one here the form of parcels grows."""


@dataclass(frozen=True, slots=True)
class Roster:
    """The contents of a parcel, the media that belong to it by digest, and the enrolments it names."""

    contents: dict[str, Any]
    media: dict[str, Path]
    named: list[Enrolment]


def roster(box: Box, have: Collection[str], now: datetime, variant: str = "") -> Roster:
    """What to tell a box that has these releases already. `variant`: which of their media go along in a file; empty where the box fetches them
    itself."""
    runs, taking = list(queries.runs(box.node, now)), list(queries.enrolments(box.node, now))
    told = [_told(one) for one in taking]
    releases = _releases(runs, taking, told)
    places = [one for one in below(box.node) if one.closed is None]
    worn = Blob.objects.filter(digest__in={name for one in places for name in files_of(one.worn)}).order_by("digest")
    people = {
        "nodes": [_node(one, box.node) for one in places],
        "looks": [[one.digest, one.size, one.media_type] for one in worn],
        "runs": [_run(run) for run in runs],
        "releases": [_release(one) for one in releases],
        "people": list(_people(box, taking, runs, now)),
        "gone": [str(uid) for uid in _gone(box)],
        "receipts": queries.receipts(box),
        **({"media": variant} if variant else {}),
    }
    sources = {
        f"releases/{one.digest}": blob_path(one.source_id).read_bytes() for one in releases if one.digest not in have
    }
    media = {
        one.blob_id: blob_path(one.blob_id)
        for release in releases
        if release.digest not in have
        for one in originals(release).select_related("blob")
        if goes(one.path, one.blob.size, variant)
    }
    media |= {one.digest: blob_path(one.digest) for one in worn}
    return Roster({"people": people, "history": told, **sources}, media, taking)


def _releases(runs: list[Run], taking: list[Enrolment], told: list[Json]) -> list[Release]:
    """The releases that runs offer and people are on, and those under which they answered."""
    digests = {one[-1]["release"] for each in told for one in each["told"] if one[-1]}
    here = Q(pk__in={run.release_id for run in runs} | {one.release_id for one in taking})
    courses = {run.course_id for run in runs}
    found = Release.objects.filter(here | Q(digest__in=digests, course__in=courses))
    return list(found.select_related("course").order_by("pk"))


def _node(node: Node, top: Node) -> Json:
    names = {language: name for language in ("fr", "ar", "en") if (name := getattr(node, f"name_{language}"))}
    above = node.parent_id if node.pk != top.pk else None
    return {
        "id": node.pk,
        "above": above,
        "kind": node.kind,
        "names": names,
        "code": node.code,
        "language": node.language,
        "worn": node.worn,
    }


def _run(run: Run) -> Json:
    return {
        "course": run.course.slug, "slug": run.slug, "name": run.name, "release": run.release.digest,
        "opens": run.opens and run.opens.isoformat(), "closes": run.closes and run.closes.isoformat(), "format": run.format,
        "policy": run.policy, "guided": run.guided, "listed": run.listed, "node": run.node_id,
    }  # fmt: skip


def _release(release: Release) -> Json:
    found = list(originals(release).select_related("blob"))
    media, sizes = {one.path: one.blob_id for one in found}, {one.blob_id: one.blob.size for one in found}
    told = {"digest": release.digest, "course": release.course.slug, "note": release.note}
    return {**told, "media": media, "sizes": sizes}


def _people(box: Box, taking: list[Enrolment], runs: list[Run], now: datetime) -> Iterator[Json]:
    takes: dict[int, list[Json]] = {}
    groups = {pk: number for run in runs for pk, number in learning.group_numbers(run).items()}
    for one in taking:
        takes.setdefault(one.person_id or 0, []).append({**_enrolment(one), "group": groups.get(one.pk, 0)})
    places: dict[int, list[Any]] = {}
    who = {}
    for member in queries.learners(box.node, now):
        who[member.person_id] = member.person
        places.setdefault(member.person_id, []).append([member.node_id, member.code])
    for pk, person in who.items():
        if pk in takes:
            yield {
                "pseudonym": str(person.pseudonym), "username": person.username, "name": person.name,
                "language": person.language, "places": places[pk], "takes": takes[pk],
            }  # fmt: skip


def _enrolment(one: Enrolment) -> Json:
    own, extra = learning.own(one), learning.state(one).extra
    return {
        "uid": str(one.uid), "course": one.run.course.slug, "run": one.run.slug, "release": one.release.digest,
        "enrolled": one.enrolled.isoformat(), "days": own.days, "extra": [extra.percent, extra.minutes],
    }  # fmt: skip


def _gone(box: Box) -> Iterator[UUID]:
    """Whose account was erased here since a box was told of them."""
    for guest in box.guests.select_related("enrolment__person").order_by("pk"):
        if not guest.enrolment.merged_into_id and (guest.enrolment.person is None or not guest.enrolment.person.name):
            yield guest.enrolment.uid


def _told(one: Enrolment) -> Json:
    told = [each for each in history(one.uid) if each.audience != Audience.PRIVATE and each.verb in VERBS]
    marks = from_box.marks([each.id for each in told if each.verb == "answered"])
    kept = [each for each in told if each.verb != "answered" or each.id in marks]
    story = [[*_sentence(each), marks.get(each.id)] for each in kept]
    return {"uid": str(one.uid), "told": story, "by_hand": from_box.by_hand(one)}


def _sentence(told: Statement) -> list[Any]:
    return [str(told.id), told.verb, told.activity, told.at.isoformat(), told.result]
