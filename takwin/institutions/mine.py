"""What institutions hold about a person."""

from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext

from takwin.accounts.actions import hand_over
from takwin.accounts.models import Person
from takwin.institutions.models import Deed, EntryCode, JoinCode, Membership, Roster, RosterLine


def export(person: Person) -> dict[str, object]:
    """Where the person was what, since when and until when; what they did as an organiser, and what was done about them."""
    held = Membership.objects.filter(person=person).select_related("node").order_by("since", "pk")
    did = Deed.objects.filter(by=person).select_related("node").order_by("at", "pk")
    about = Deed.objects.filter(about=person).select_related("node").order_by("at", "pk")
    return {
        "institutions": [
            {
                "where": one.node.name_in(person.language),
                "as": one.role,
                "since": one.since,
                "until": one.ended or one.until,
            }
            for one in held
        ],
        "code_of_first_entry": list(EntryCode.objects.filter(person=person).values("created", "expires")),
        "codes_given_to_others": EntryCode.objects.filter(by=person).count(),
        "cohort_codes_made": list(JoinCode.objects.filter(by=person).values("code", "created")),
        "rosters_imported": list(Roster.objects.filter(by=person).values("name", "asked")),
        "done_as_organiser": [_deed(one) for one in did],
        "done_about_me": [_deed(one) for one in about],
    }


def _deed(deed: Deed) -> dict[str, object]:
    return {"where": deed.node.name_in("fr"), "what": deed.what, "at": deed.at}


def erase(person: Person, now: datetime) -> None:
    """Roles go, and the lines of rosters that name the person. That something was done stays in the audit page, without the name, which `Person` loses by itself."""
    lines = RosterLine.objects.filter(Q(person=person) | Q(roster__brought__person=person, name=person.name))
    RosterLine.objects.filter(pk__in=list(lines.values_list("pk", flat=True))).delete()
    EntryCode.objects.filter(person=person).delete()
    Membership.objects.filter(person=person).delete()
    Deed.objects.filter(about=person, what="merged").update(values={"reason": ""})


def merge(kept: Person, gone: Person, now: datetime) -> None:
    """What the person is where: of the same role twice at a place the one that lasts longer stays, and takes the other's number in the
    rosters if it has none. What was done stays in the audit page."""
    lines = RosterLine.objects.filter(Q(person=gone) | Q(roster__brought__person=gone, name=gone.name))
    RosterLine.objects.filter(pk__in=list(lines.values_list("pk", flat=True))).update(person=kept)
    alive = set(Membership.objects.alive(now).filter(person=gone))
    for one in Membership.objects.filter(person=gone, ended=None).select_related("roster"):
        there = Membership.objects.filter(person=kept, node=one.node_id, role=one.role, ended=None).first()
        if there is not None:
            there.roster = there.roster and (one.roster if one in alive else there.roster)
            there.until = one.until and there.until and max(one.until, there.until)
            there.code = there.code or one.code
            there.save(update_fields=["until", "code", "roster"])
            Membership.objects.filter(pk=one.pk).update(ended=now)
    EntryCode.objects.filter(person=gone).delete()  # what is printed on its slip opens that account alone
    hand_over(
        kept,
        gone,
        (EntryCode, "by"),
        (JoinCode, "by"),
        (Roster, "by"),
        (Deed, "by"),
        (Deed, "about"),
    )
    hand_over(kept, gone, (Membership, "person"), (Membership, "by"))


def held(person: Person) -> list[tuple[str, int]]:
    """Places in institutions and cohorts, and the slip by which one enters first."""
    return [
        (gettext("Roles in institutions and cohorts"), Membership.objects.filter(person=person, ended=None).count()),
        (gettext("Printed slips of first entry"), EntryCode.objects.filter(person=person).count()),
    ]
