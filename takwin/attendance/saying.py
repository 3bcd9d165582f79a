"""What a notice says of a meeting."""

from typing import Any

from takwin.attendance.models import RoomSession


def values(session: RoomSession) -> dict[str, Any]:
    """Its title, when and where it is, and why it was cancelled."""
    when = {"at": session.starts.isoformat()}
    return {"title": session.title, "when": when, "place": session.place, "why": session.why}
