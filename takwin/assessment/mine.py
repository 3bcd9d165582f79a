"""What assessment holds about a person."""

from datetime import datetime

from takwin.accounts.models import Person
from takwin.assessment.models import Attempt, Correction


def export(person: Person) -> dict[str, object]:
    """Every answer with its mark (hundredths of a point), and the corrections the person made as a course team."""
    attempts = Attempt.objects.filter(enrolment__person=person).select_related("enrolment__run__course").order_by("at")
    return {
        "answers": [
            {
                "course": attempt.enrolment.run.course.slug,
                "question": attempt.item,
                "attempt": attempt.number,
                "language": attempt.language,
                "response": attempt.response,
                "mark": attempt.mark,
                "points": attempt.points,
                "at": attempt.at.isoformat(),
                "seconds": attempt.seconds,
            }
            for attempt in attempts.iterator(500)
        ],
        "corrections": [
            {"question": correction.item, "reason": correction.reason, "at": correction.at.isoformat()}
            for correction in Correction.objects.filter(by=person)
        ],
    }


def erase(person: Person, now: datetime) -> None:
    """Forget what was answered; that it was answered and what it earned stays with the pseudonymous record."""
    Attempt.objects.filter(enrolment__person=person).update(response={})
    Correction.objects.filter(by=person).update(by=None)
