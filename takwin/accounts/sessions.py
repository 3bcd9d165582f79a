"""Sessions in the database, read on every page of somebody signed in."""

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from takwin.database.prepared import Prepared


def _stored(key: str) -> QuerySet[Session]:
    return Session.objects.filter(session_key=key)


STORED = Prepared(_stored, "key")


class SessionStore(db.SessionStore):
    """Django's sessions; what ended is gone for every worker with the next request."""

    def _get_session_from_db(self) -> Session | None:
        for stored in STORED(self.session_key or ""):
            if stored.expire_date > timezone.now():
                return stored
        self._session_key = None
        return None
