"""What a notice says of a meeting, in the language of its reader."""

from django.utils import timezone, translation
from django.utils.formats import date_format

from takwin.attendance.models import RoomSession


def values(session: RoomSession, language: str) -> dict[str, str | int]:
    """Its title, when and where it is, and why it was cancelled."""
    with translation.override(language):
        when = date_format(timezone.localtime(session.starts), "l j F Y H:i")
    return {"title": session.title, "when": when, "place": session.place, "why": session.why}
