"""Reads of the relay: who is a box of whom, and what goes where."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Count, Q, QuerySet

from takwin.accounts.models import Person
from takwin.assessment import from_box
from takwin.content.models import Media
from takwin.credentials import keys as key_files
from takwin.credentials.keys import KeysRefused
from takwin.files.models import Blob
from takwin.files.queries import path as blob_path
from takwin.institutions import tree
from takwin.institutions.models import Membership, Node
from takwin.learning.models import Enrolment, Run
from takwin.learning.queries import as_taken
from takwin.lib.text import N_, Sentence
from takwin.records import queries as record
from takwin.relay import parcel, telling
from takwin.relay.clock import Reading
from takwin.relay.keys import End, Keys
from takwin.relay.media import LEAST, goes
from takwin.relay.models import Box, Came, Clock, Home, Learnt, Place, Turned, Upload
from takwin.relay.refused import Refused

FOLDER = settings.KEYS / "relay"
NO_KEYS = N_(
    "This site takes no part in a relay: invite a centre (takwin relay invite), or join with an invitation (takwin relay join)."
)
PAGE = 1000
"""Sentences, or files that are not there, read at a time."""
RECEIPTS = 500
"""The newest parcels of which a box is told what became of them."""


def own() -> Keys:
    """The keys of this site. Raises Refused."""
    try:
        return Keys(key_files.load(FOLDER).signing)
    except KeysRefused as problem:
        if (FOLDER / "signing-key.json").exists():
            raise Refused(problem.sentence.message, **problem.sentence.values) from problem
        raise Refused(NO_KEYS) from None


def home() -> Home | None:
    """The parent of this site, if it is a box."""
    return Home.objects.first()


def end(of: Box | Home) -> End:
    """Where a parcel goes."""
    return End(of.public, of.sealing)


def boxes() -> QuerySet[Box]:
    """The boxes that are open, by the tree."""
    return Box.objects.filter(closed=None).select_related("node").order_by("node__path")


def box(public: str) -> Box | None:
    """The open box that signs with a key."""
    return boxes().filter(public=public).first()


def runs(centre: Node, now: datetime) -> QuerySet[Run]:
    """The runs that are a centre's business and still open: offered by it, by what is above or below it, or for people there."""
    above = tree.numbers(centre.path)
    place = Q()
    for name in ("node", "audience__node", "placements__node"):
        at = Q(**{f"{name}__in": above}) | Q(**{f"{name}__path__startswith": centre.path})
        place |= at & Q(placements__ended=None) if name.startswith("placements") else at
    still = Q(closes=None) | Q(closes__gt=now)
    found = Run.objects.filter(place, still, course__archived=None, elsewhere=False).distinct()
    return found.select_related("course", "release").order_by("pk")


def learners(centre: Node, now: datetime) -> QuerySet[Membership]:
    """Who studies at a centre, and where in it."""
    found = Membership.objects.alive(now).learners().below(centre).filter(person__is_active=True, person__name__gt="")
    return found.select_related("person", "node").order_by("pk")


def enrolments(centre: Node, now: datetime) -> QuerySet[Enrolment]:
    """What the people of a centre take of its runs."""
    people = learners(centre, now).values("person")
    found = Enrolment.objects.filter(person__in=people, run__in=runs(centre, now).values("pk"), left=None)
    return found.select_related("person", "release", "run__course", "progress").order_by("pk")


def left_behind() -> dict[str, int]:
    """At a box: the media of courses that are not here, by digest, with their sizes in bytes, but for pictures and texts, which every choice brings:
    those are lost. Nothing at any other site."""
    return {digest: size for path, digest, size in _away() if not goes(path, size, LEAST)}


def lost() -> dict[str, int]:
    """At a box: the media of courses that are not here though they belong to its choice, by digest, with their sizes in bytes: they have not come yet, or
    the disk has lost them. The next meeting fetches them."""
    here = home()
    return {digest: size for path, digest, size in _away() if here and goes(path, size, here.media)}


def _away() -> list[tuple[str, str, int]]:
    """At a box: path, digest and size of the media of courses that are not here."""
    found = Media.objects.filter(derived=False).values_list("path", "blob", "blob__size") if home() else ()
    return [one for one in found if not blob_path(one[1]).is_file()]


def missing() -> list[str]:
    """The digests of files that rows speak of and the disk does not have, but for media that a box has left behind."""
    left = left_behind()
    named = Blob.objects.order_by("digest").values_list("digest", flat=True)
    gone = [one for one in named.iterator() if one not in left and not blob_path(one).is_file()]
    some = [gone[start : start + PAGE] for start in range(0, len(gone), PAGE)]
    return [one for each in some for one in named.filter(digest__in=each)]  # without what was discarded while we looked


def guests(of: Box, uids: Iterable[UUID]) -> dict[UUID, Enrolment]:
    """Which of these enrolments were told to a box."""
    found = Enrolment.objects.filter(uid__in=list(uids), pk__in=of.guests.values("enrolment"))
    joined = found.select_related(
        "person",
        "run__course",
        "progress",
        "taken_out",
        "merged_into__person",
        "merged_into__progress",
        "merged_into__taken_out",
    )
    return {one.uid: as_taken(one) for one in joined.order_by("pk")}


def receipts(of: Box) -> list[dict[str, object]]:
    """What became of the parcels of a box: by digest, the counts, and of each act refused why."""
    came = list(
        Came.objects.filter(box=of, kind=parcel.ACTS, sentence=[]).exclude(digest="").order_by("-pk")[:RECEIPTS]
    )
    turned: dict[str, list[object]] = {one.digest: [] for one in came}
    for one in Turned.objects.filter(box=of, parcel__in=list(turned)).order_by("pk"):
        turned[one.parcel].append([str(one.uid), one.kind, one.why])
    return [
        {"digest": one.digest, "taken": one.taken, "known": one.known, "refused": turned[one.digest]} for one in came
    ]


def acts(after: int, most: int) -> tuple[list[telling.Json], int]:
    """What was done here since a sentence's number, at most so many acts, and the number up to which they were read."""
    found: list[telling.Json] = []
    while len(found) < most and (some := record.after(after, min(PAGE, most))):
        after, told = some[-1][0], [one for _, one in some if telling.leaves(one)]
        numbers = {one.id: number for number, one in some}
        mine = Enrolment.objects.filter(
            run__elsewhere=True, person__name__gt="", uid__in={one.registration for one in told}
        )
        here = set(mine.values_list("uid", flat=True))
        there = set(Learnt.objects.filter(pk__in=[one.id for one in told]).values_list("pk", flat=True))
        told = [one for one in told if one.registration in here and one.id not in there]
        words = from_box.words([one.id for one in told if one.verb == telling.ANSWERED])
        for one in told:
            drawn = {"draw": one.result["draw"]} if "draw" in one.result else {}
            if act := telling.act(one, {**words[one.id], **drawn} if one.id in words else None):
                found.append({**act, "n": numbers[one.id]})
    return found, after


def readings() -> list[Reading]:
    """When the clock of this box was held beside its parent's, as far as acts need it that were not answered yet."""
    return [Reading(one.after, one.here, one.there, one.exact) for one in Clock.objects.order_by("after")]


def reading() -> Reading | None:
    """The last time that it was."""
    one = Clock.objects.order_by("-after").first()
    return Reading(one.after, one.here, one.there, one.exact) if one else None


def waiting(of: Home) -> int:
    """How many acts the parent has not answered yet."""
    return waiting_after(of.confirmed)


def waiting_after(number: int) -> int:
    """How many acts come after that sentence."""
    return len(acts(number, MANY)[0])


MANY = 1_000_000


def files(acts: Iterable[telling.Json]) -> dict[str, int]:
    """The files that belong to acts and lie here, with their sizes in bytes."""
    named = {one["blob"]: one["size"] for one in acts if "blob" in one}
    return {name: size for name, size in named.items() if blob_path(name).exists()}


def have(names: Iterable[str]) -> dict[str, int]:
    """How many bytes of these files the parent has."""
    return dict(Upload.objects.filter(pk__in=list(names)).values_list("pk", "have"))


def told_of(came: Came) -> Sentence:
    """What came in a parcel, or why nothing was taken of it."""
    if came.sentence:
        return Sentence(*came.sentence)
    if came.kind == parcel.ROSTER:
        return Sentence(ROSTER, {"number": came.number, "people": came.taken})
    if came.kind == parcel.RECEIPT:
        return Sentence(RECEIPT)
    return Sentence(ACTS, {"number": came.number, "taken": came.taken, "known": came.known, "refused": came.refused})


ROSTER = N_("Roster %(number)s; people on it: %(people)s.")
RECEIPT = N_("The parent told what became of what was sent.")
ACTS = N_("Parcel %(number)s. Acts taken: %(taken)s; known before: %(known)s; refused: %(refused)s.")


SHOWN = 20
"""Parcels on a page, the newest."""


@dataclass(frozen=True, slots=True)
class Figures:
    """At a parent: a box, how many people it was told of, what its clock showed when it was heard of (None where it was right), and what it told in vain: why, and how
    many acts."""

    box: Box
    people: int
    clock: datetime | None
    refused: list[tuple[Sentence, int]]


def figures(of: QuerySet[Box]) -> list[Figures]:
    """How boxes do."""
    many = Count("guests__enrolment__person", filter=Q(guests__enrolment__left=None), distinct=True)
    found = list(of.annotate(people=many))
    vain: dict[int | None, Counter[str]] = {}
    sentences: dict[str, Sentence] = {}
    for box, why in Turned.objects.filter(box__in=found).order_by("pk").values_list("box", "why"):
        vain.setdefault(box, Counter())[name := json.dumps(why)] += 1
        sentences[name] = Sentence(*why)
    return [
        Figures(one, one.people, _clock(one), [(sentences[name], n) for name, n in vain.get(one.pk, Counter()).items()])
        for one in found
    ]


def _clock(box: Box) -> datetime | None:
    try:
        return box.seen - timedelta(seconds=box.behind) if box.seen and box.behind else None
    except OverflowError:
        return None


@dataclass(frozen=True, slots=True)
class Standing:
    """At a box: its name; the acts, files and bytes that its parent has not answered; the last reading of its clock, where that is wrong; how many people study here
    and how many of them have never entered; the media of courses that it left out by choice, and their bytes, and those that should be here; the newest parcels; what the parent refused."""

    name: str
    acts: int
    files: int
    size: int
    wrong: Reading | None
    people: int
    absent: int
    top: Node | None
    lacks: int
    lacking: int
    lost: int
    losing: int
    parcels: list[tuple[datetime, Sentence]]
    refused: list[tuple[datetime, Sentence]]


def standing(of: Home, language: str) -> Standing:
    """How this box does."""
    waits, last = acts(of.confirmed, MANY)[0], reading()
    sizes, there = files(waits), have(files(waits))
    left = {name: size - there.get(name, 0) for name, size in sizes.items() if there.get(name, 0) < size}
    people = Person.objects.filter(enrolments__run__elsewhere=True, enrolments__left=None, name__gt="").distinct()
    wanted = lost()
    left_out = {name: size for name, size in left_behind().items() if name not in wanted}
    here = Place.objects.filter(node__parent=None, node__closed=None).select_related("node").first()
    return Standing(
        of.names.get(language) or next(iter(of.names.values()), ""), len(waits), len(left), sum(left.values()),
        last if last and last.lacks else None, people.count(),
        people.filter(password__startswith=UNUSABLE_PASSWORD_PREFIX).count(), here.node if here else None,
        len(left_out), sum(left_out.values()), len(wanted), sum(wanted.values()),
        [(one.at, told_of(one)) for one in Came.objects.order_by("-pk")[:SHOWN]],
        [(one.at, Sentence(*one.why)) for one in Turned.objects.order_by("-pk")[:SHOWN]],
    )  # fmt: skip
