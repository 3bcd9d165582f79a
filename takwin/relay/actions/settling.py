"""At a box: what the parent tells is taken in, releases first, then all rows in one transaction."""

import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction

from takwin.content import actions as content
from takwin.content import pack
from takwin.content.models import Release
from takwin.desk import actions as desk
from takwin.files import actions as files
from takwin.files.queries import path as blob_path
from takwin.institutions.look import files_of
from takwin.institutions.models import Node
from takwin.institutions.tree import path_of
from takwin.learning import actions as learning
from takwin.learning.models import Enrolment, Run
from takwin.lib.archive import ArchiveRefused
from takwin.lib.archive.names import safe
from takwin.lib.ids import derived
from takwin.lib.text import N_
from takwin.notices import actions as notices
from takwin.records import queries as record
from takwin.relay.actions.people import let_go, settle_person
from takwin.relay.media import goes
from takwin.relay.models import Home, Place, Sent, Turned
from takwin.relay.parcel import DAMAGED, MEDIA, Parcel
from takwin.relay.refused import Refused

Json = Mapping[str, Any]
NO_MEDIA = N_("Files of a course are missing from this file: export it again. Nothing was taken.")
OTHER_RELEASE = N_(
    "The course %(course)s cannot be made here as it is on the parent: bring this site to the same version (takwin upgrade). Nothing was taken."
)
OWN_RUN = N_(
    "This site has a run %(run)s of the course %(course)s of its own. A box holds the runs of its parent only. Nothing was taken."
)


def settle(home: Home, parcel: Parcel, now: datetime, fetch: Callable[[list[str]], None] | None) -> int:
    """Take in a roster, all or nothing but for releases, which harm nobody; how many people it names. Raises Refused."""
    try:
        told, histories = parcel.json("people"), {one["uid"]: one for one in parcel.json("history")}
        looks = told.get("looks", [])
        desk.make_late_anew(now)
        _bring(parcel, told["releases"], {name for name, _, _ in looks}, told.get("media") or home.media, fetch)
        for release in told["releases"]:
            _publish(release, parcel.contents.get(f"releases/{release['digest']}"), now)
        with transaction.atomic():
            for name, size, kind in looks:
                files.register((name, size), kind, shown=True)
            places = _places(told["nodes"], now)
            runs = {(one["course"], one["slug"]): _run(one, _host(one, places)) for one in told["runs"]}
            settle_people(told, places, runs, histories, now)
            receive(home, told["receipts"], now)
        return len(told["people"])
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        raise Refused(DAMAGED) from problem


def settle_people(
    told: Json,
    places: Mapping[int, Node],
    runs: Mapping[tuple[str, str], Run],
    histories: Mapping[str, Any],
    now: datetime,
) -> None:
    """The people of a roster, each with what they take; who is there no more leaves."""
    for one in told["people"]:
        settle_person(one, places, runs, histories, now)
    let_go({take["uid"] for one in told["people"] for take in one["takes"]}, {UUID(uid) for uid in told["gone"]}, now)


def _bring(
    parcel: Parcel,
    releases: Sequence[Json],
    looks: set[str],
    variant: str,
    fetch: Callable[[list[str]], None] | None,
) -> None:
    """Bring the files of looks, and the media of releases that belong to a choice, to the disk: from the parcel, else from the parent; also media of
    releases that are here, since another choice may have been made before. A parent of an earlier version, which tells no sizes, left nothing out."""
    wanted = looks | {
        digest
        for one in releases
        for path, digest in one["media"].items()
        if digest not in (sizes := one.get("sizes", {})) or goes(path, sizes[digest], variant)
    }
    absent = _absent(wanted | set(parcel.media))
    try:
        _put(parcel)
        if (missing := _absent(wanted)) and fetch:
            fetch(missing)
    finally:  # what came before the line broke has come for good
        desk.make_anew(sorted(set(absent) - set(_absent(absent))))
    if _absent(wanted):
        raise Refused(NO_MEDIA)


def _absent(names: Iterable[str]) -> list[str]:
    return sorted(one for one in names if not blob_path(one).exists())


def _put(parcel: Parcel) -> None:
    for name in parcel.media:
        with tempfile.NamedTemporaryFile(prefix="takwin-relay-") as file:
            for piece in parcel.archive.chunks(f"{MEDIA}{name}"):
                file.write(piece)
            file.flush()
            files.put(Path(file.name))


def _publish(told: Json, source: bytes | None, now: datetime) -> None:
    """Make a release from its source: it must have the digest that it has on the parent."""
    if Release.objects.filter(course__slug=told["course"], digest=told["digest"]).exists():
        return
    if source is None:
        raise Refused(NO_MEDIA)
    with tempfile.TemporaryDirectory(prefix="takwin-relay-") as temporary:
        try:
            place = pack.unpack(source, Path(temporary) / "course")
            away = dict[str, tuple[str, int]]()
            for name, digest in told["media"].items():
                if not blob_path(digest).exists():
                    away[name] = digest, told["sizes"][digest]
                    continue
                target = place / safe(name)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(blob_path(digest), target)
            made = content.publish(place, None, now, told["note"], away).release
        except (ArchiveRefused, content.NotPublishable) as problem:
            raise Refused(OTHER_RELEASE, course=told["course"]) from problem
    if made.digest != told["digest"]:
        raise Refused(OTHER_RELEASE, course=told["course"])


def _places(told: Sequence[Json], now: datetime) -> dict[int, Node]:
    """The places of the centre, those above before those below."""
    known = {place.theirs: place.node for place in Place.objects.select_related("node")}
    for one in told:
        names = {f"name_{language}": one["names"].get(language, "") for language in ("fr", "ar", "en")}
        worn = one.get("worn", "")
        files_of(worn)
        columns = {**names, "kind": one["kind"], "code": one["code"], "language": one["language"], "worn": worn}
        if one["id"] in known:
            Node.objects.filter(pk=known[one["id"]].pk).update(**columns)
            continue
        parent = known.get(one["above"]) if one["above"] else None
        node = Node.objects.create(parent=parent, created=now, **columns)
        node.path = path_of(parent.path if parent else "", node.pk)
        node.save(update_fields=["path"])
        Place.objects.create(theirs=one["id"], node=node)
        known[one["id"]] = node
    return {one["id"]: known[one["id"]] for one in told}


def _host(told: Json, places: Mapping[int, Node]) -> Node | None:
    """Whose look the pages of a run have here: that of the place which offers it, or of the centre where it is offered from above."""
    if not told.get("node"):
        return None
    return places.get(told["node"]) or next((one for one in places.values() if one.parent_id is None), None)


def _run(told: Json, host: Node | None) -> Run:
    """A run of the parent, here: nobody joins it but by the roster."""
    release = Release.objects.get(course__slug=told["course"], digest=told["release"])
    columns = {
        "release": release, "node": host, "name": told["name"], "format": told["format"], "guided": told["guided"],
        "opens": _moment(told["opens"]), "closes": _moment(told["closes"]), "listed": told["listed"], "elsewhere": True,
        "admission": "roster", "policy": {**told["policy"], "admission": "roster"},
    }  # fmt: skip
    run, fresh = Run.objects.get_or_create(course=release.course, slug=told["slug"], defaults=columns)
    if not fresh:
        if not run.elsewhere:
            raise Refused(OWN_RUN, run=told["slug"], course=told["course"])
        for name, value in columns.items():
            setattr(run, name, value)
        run.save()
    learning.shelve(run.course)
    return run


def _moment(told: str | None) -> datetime | None:
    return datetime.fromisoformat(told) if told else None


def receive(home: Home, receipts: Sequence[Json], now: datetime) -> None:
    """What the parent says of parcels that went to it: they need not go again; what it refused stays here, with the reason."""
    by_digest = {one["digest"]: one for one in receipts}
    for sent in Sent.objects.filter(digest__in=list(by_digest), answered=None):
        Sent.objects.filter(pk=sent.pk).update(answered=now)
        rows = [
            Turned(uid=UUID(uid), parcel=sent.digest, kind=kind, why=why, at=now)
            for uid, kind, why in by_digest[sent.digest]["refused"]
        ]
        Turned.objects.bulk_create(rows, ignore_conflicts=True)
        _tell(rows, now)
    home.refresh_from_db(fields=["confirmed"])
    for sent in Sent.objects.exclude(answered=None).filter(upto__gt=home.confirmed).order_by("after", "upto"):
        if sent.after <= home.confirmed:
            home.confirmed = max(home.confirmed, sent.upto)
    home.save(update_fields=["confirmed"])


def _tell(rows: Sequence[Turned], now: datetime) -> None:
    """Whoever did what the parent refused is told why; not of what they played, which is no work, and which a parent of an earlier version does not know."""
    told = {uid: one for uid, one in record.under([row.uid for row in rows], but="paused").items() if one}
    whose = {
        one.uid: one for one in Enrolment.objects.filter(uid__in=told.values()).select_related("person", "run__course")
    }
    for row in rows:
        enrolment = whose.get(told.get(row.uid, row.uid))
        if enrolment and enrolment.person and enrolment.person.name:
            message, values = row.why
            link = f"/courses/{enrolment.run.course.slug}/"
            cause = derived(row.uid, "refused by the parent")
            notices.tell(enrolment.person, cause=cause, message=message, values=values, link=link, now=now)
