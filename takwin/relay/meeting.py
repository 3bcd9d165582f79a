"""At a box: it meets its parent when somebody presses a button, beside the pages."""

from django.utils import timezone

from takwin.jobs import task
from takwin.relay import network, queries
from takwin.relay.actions import note_trouble
from takwin.relay.refused import Refused


@task
def meet() -> None:
    """Hand over what was done here, then fetch what there is to know. What is in the way stands on the page of the box afterwards; a line that
    breaks costs one parcel, so this may be done at any time, and twice."""
    home = queries.home()
    if home is None:
        return
    try:
        for _ in network.push(home, timezone.now):
            home.refresh_from_db()
        network.pull(home, timezone.now)
    except (Refused, OSError) as trouble:
        note_trouble(trouble, timezone.now())
