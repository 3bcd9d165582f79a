"""Write down what an organiser did, in the transaction that does it."""

from collections.abc import Mapping
from datetime import datetime

from takwin.accounts.models import Person
from takwin.institutions.models import Deed, Node


def note(
    node: Node,
    by: Person | None,
    what: str,
    now: datetime,
    about: Person | None = None,
    **values: str | int | Mapping[str, str],
) -> Deed:
    """Keep a deed for ever; `what` is a name of `deeds.SENTENCES`, which `values` fill, those with several languages in the reader's."""
    return Deed.objects.create(node=node, by=by, what=what, about=about, at=now, values=values)
