"""What institutions show inside other rooms' pages."""

from datetime import datetime
from typing import Any

from takwin.accounts.models import Person
from takwin.institutions import access, queries
from takwin.institutions.models import Node
from takwin.institutions.roles import Right


def line(person: Person, node: Node, now: datetime) -> list[Node]:
    """The nodes above, as far as the person may look at them: the way to this page (`institutions/crumbs.html`)."""
    return [above for above in queries.line(node)[:-1] if Right.FIGURES in access.rights_at(person, above, now)]


def at(person: Person, node: Node, now: datetime) -> dict[str, Any]:
    """What every page of a node needs: the node, the way to it, and how it looks."""
    return {"node": node, "line": line(person, node, now), "brand": node.brand}
