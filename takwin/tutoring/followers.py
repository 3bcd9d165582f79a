"""What this room does because of what learners did."""

from takwin.learning import activity
from takwin.learning.models import Enrolment
from takwin.lib.ids import derived
from takwin.records.following import Follower
from takwin.records.statement import Statement
from takwin.tutoring import actions, queries
from takwin.tutoring.signs import FORGOTTEN, Due


def _told(sentence: Statement) -> None:
    """A task was declared done, or a course completed: what the scenario says for that is due, once for each sentence, unless the run has no tutors or
    it is long ago."""
    if sentence.registration is None:
        return
    found = Enrolment.objects.filter(uid=sentence.registration, left=None, person__isnull=False)
    enrolment = found.select_related("run__course", "run__release").first()
    if enrolment is None or not queries.has_tutors(enrolment.run):
        return
    sign = "completed" if sentence.verb == "completed" else "task-declared"
    task = activity.subject(sentence.activity)[1]
    due = [
        Due(derived(sentence.id, one.id), one, sentence.at, enrolment.pk, why={"task": task} if task else {})
        for one in queries.scenario(enrolment.run).interventions
        if one.trigger.sign == sign and one.addressee == "individual" and one.task in {"", task}
    ]
    now = sentence.at
    actions.open_case(enrolment.run, [one for one in due if one.until + FORGOTTEN > now], now)


FOLLOWERS = [Follower("tutoring", frozenset({"declared", "completed"}), _told)]
"""Cases of silence are opened and closed by the clock: nobody sends a sentence by not coming."""
