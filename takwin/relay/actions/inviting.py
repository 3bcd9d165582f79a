"""A centre gets a box: the parent makes its keys and keeps the public halves; the box takes the invitation."""

from datetime import datetime

from django.db import transaction

from takwin.accounts.models import Person
from takwin.credentials import keys as files
from takwin.institutions import actions as institutions
from takwin.institutions.models import Node
from takwin.institutions.queries import waiting
from takwin.lib.text import N_
from takwin.relay import invitation, queries
from takwin.relay.actions.files import drop_all
from takwin.relay.invitation import Invitation
from takwin.relay.keys import Keys
from takwin.relay.models import Box, Home, Place
from takwin.relay.refused import Refused

A_BOX = N_("This site is itself the box of a centre: the parent invites.")
HAS_PARENT = N_("This site is the box of a centre already: a laptop is the box of one.")
A_PARENT = N_("This site has boxes of its own, so that it cannot become one: make an empty site with takwin init.")
NOT_OPEN = N_("This place is closed, or a cohort: a box belongs to a centre, or to whatever stands above cohorts.")


def invite(centre: Node, address: str, by: Person | None, now: datetime) -> Invitation:
    """A new box for a centre; the one that it had before is closed. Raises Refused."""
    if queries.home():
        raise Refused(A_BOX)
    if centre.closed or centre.is_cohort:
        raise Refused(NOT_OPEN)
    names = {language: name for language in ("fr", "ar", "en") if (name := getattr(centre, f"name_{language}"))}
    made = invitation.fresh(address.rstrip("/"), _keys(now).end, centre.pk, names)
    with transaction.atomic():
        close(centre, now, by)
        institutions.note(centre, by, "box", now)
        end = made.keys.end
        Box.objects.create(node=centre, public=end.public, sealing=end.sealing, created=now, by=by)
    return made


def _keys(now: datetime) -> Keys:
    """The keys of the parent, made with its first box."""
    if not (queries.FOLDER / "signing-key.json").exists():
        files.create(queries.FOLDER, now)
    return queries.own()


@transaction.atomic
def close(centre: Node, now: datetime, by: Person | None = None) -> bool:
    """Take nothing more from the box of a centre; False where it has none."""
    found = list(Box.objects.filter(node=centre, closed=None))
    for box in found:
        drop_all(box)
    if not Box.objects.filter(pk__in=[box.pk for box in found]).update(closed=now):
        return False
    institutions.note(centre, by, "box-closed", now)
    return True


@transaction.atomic
def join(taken: Invitation, now: datetime) -> Home:
    """Become the box of a centre. The same invitation again changes nothing. Raises Refused."""
    if Box.objects.exists():
        raise Refused(A_PARENT)
    if there := queries.home():
        if (there.public, queries.own().end) != (taken.parent.public, taken.keys.end):
            raise Refused(HAS_PARENT)
        return there
    files.adopt(queries.FOLDER, taken.keys.signing, now)
    return Home.objects.create(
        address=taken.address, public=taken.parent.public, sealing=taken.parent.sealing, centre=taken.centre,
        names=dict(taken.names), joined=now,
    )  # fmt: skip


def choose(home: Home, media: str) -> None:
    """From now on a box brings these media of courses; what it has it keeps."""
    home.media = media
    home.save(update_fields=["media"])


@transaction.atomic
def entry_codes(now: datetime) -> list[tuple[str, str, str, str]]:
    """At a box: a code of first entry for everybody who has never entered here, as name, sign-in name, place and code; earlier ones open
    nothing any more."""
    made: list[tuple[str, str, str, str]] = []
    for place in Place.objects.filter(node__parent=None).select_related("node"):
        rows = institutions.sheet(place.node, list(waiting(place.node, now)), None, now)
        made += [(one.person.name, one.person.username, one.node.name_in("fr"), code) for one, code in rows]
    return made
