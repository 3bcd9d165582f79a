"""What institutions hold about a person."""

from datetime import datetime

from takwin.accounts.models import Person
from takwin.institutions.models import Deed, Membership


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
        "done_as_organiser": [_deed(one) for one in did],
        "done_about_me": [_deed(one) for one in about],
    }


def _deed(deed: Deed) -> dict[str, object]:
    return {"where": deed.node.name_in("fr"), "what": deed.what, "at": deed.at}


def erase(person: Person, now: datetime) -> None:
    """Roles go. That something was done stays in the audit page, without the name, which `Person` loses by itself."""
    Membership.objects.filter(person=person).delete()
