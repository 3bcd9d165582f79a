"""What assessment holds about a person."""

from datetime import datetime
from html import unescape
from typing import Any

from takwin.accounts.models import Person
from takwin.assessment.models import Attempt, Correction
from takwin.assessment.variants import row
from takwin.content.queries import outline, public_item
from takwin.lib.html import text_of


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
                "response": _in_words(attempt.response, _words(attempt)),
                "mark": attempt.mark,
                "points": attempt.points,
                "at": attempt.at.isoformat(),
                "seconds": attempt.seconds,
                **({"sure (1 to 3)": attempt.sure} if attempt.sure else {}),
            }
            for attempt in attempts.iterator(500)
        ],
        "corrections": [
            {"question": correction.item, "reason": correction.reason, "at": correction.at.isoformat()}
            for correction in Correction.objects.filter(by=person)
        ],
    }


def _words(attempt: Attempt) -> dict[str, str]:
    """What stands for what on the page that was answered: {"c2": "A colleague"}. A picture keeps its id."""
    rule = outline(attempt.release_id)["items"][attempt.item]
    asked = row(rule, attempt.item, attempt.enrolment.uid, attempt.number)
    public = public_item(attempt.release_id, attempt.item, attempt.language, asked)
    shown = [one for part in ("choices", "rows", "options", "zones") for one in public.get(part, [])]
    return {one["id"]: unescape(text_of(one.get("html", ""))) or one.get("text") or one["id"] for one in shown}


def _in_words(response: Any, words: dict[str, str]) -> Any:
    """An answer as the person read it. Ids would tell nobody anything, except in which order the author wrote the choices."""
    if isinstance(response, dict):
        return {words.get(name, name): _in_words(value, words) for name, value in response.items()}
    if isinstance(response, list):
        return [_in_words(value, words) for value in response]
    return words.get(response, response) if isinstance(response, str) else response


def erase(person: Person, now: datetime) -> None:
    """Forget what was answered; that it was answered and what it earned stays with the pseudonymous record."""
    Attempt.objects.filter(enrolment__person=person).update(response={})
    Correction.objects.filter(by=person).update(by=None)
