"""A small tree for tests: a ministry, two academies, three centres, cohorts, and people with roles."""

from datetime import UTC, datetime

from takwin.accounts.models import Person
from takwin.institutions import actions
from takwin.institutions.models import Membership, Node

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)


def node(parent: Node | None, kind: str, name: str, by: Person, **more: str) -> Node:
    """A node with a French name."""
    return actions.found(parent, kind, {"fr": name}, by, NOW, **more)


def country(by: Person) -> dict[str, Node]:
    """Nodes by name: ministry; rabat and fes (academies); one and two (centres of rabat), far (of fes); a, b (cohorts of one), c (of two),
    z (of far)."""
    found = {"ministry": node(None, "ministry", "Ministère", by)}
    for name, above, kind in (
        ("rabat", "ministry", "academy"),
        ("fes", "ministry", "academy"),
        ("one", "rabat", "centre"),
        ("two", "rabat", "centre"),
        ("far", "fes", "centre"),
        ("a", "one", "cohort"),
        ("b", "one", "cohort"),
        ("c", "two", "cohort"),
        ("z", "far", "cohort"),
    ):
        found[name] = node(found[above], kind, name, by)
    return found


def role(person: Person, at: Node, name: str, **more: datetime | None) -> Membership:
    """Somebody is something somewhere, without being told."""
    return Membership.objects.create(person=person, node=at, role=name, since=NOW, **more)
