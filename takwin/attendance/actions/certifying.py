"""Certify somebody's presences."""

import secrets
from datetime import datetime

from django.db import transaction

from takwin.attendance import queries
from takwin.attendance.certifying import secret
from takwin.attendance.models import Certificate
from takwin.attendance.printing import ask
from takwin.learning.models import Enrolment
from takwin.lib import digest


@transaction.atomic
def certify(enrolment: Enrolment, language: str, now: datetime) -> Certificate | None:
    """The certificate of what is noted now, the one that is there already if nothing has changed; its PDF is made in the background.
    None where there is nothing to certify."""
    said = queries.certifiable(enrolment, language)
    if not said["rows"]:
        return None
    if (node := enrolment.run.node) and node.worn:
        said["look"] = node.worn
    made, _ = Certificate.objects.get_or_create(
        enrolment=enrolment,
        language=language,
        digest=digest.of_json(said),
        defaults={"code": secret(secrets.randbelow), "issued": now, "facts": said},
    )
    ask(made)
    return made
