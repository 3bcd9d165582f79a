"""What each kind of act does: its room's own sentences and rows."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID, uuid4

from takwin.content.queries import outline
from takwin.content.queries import played as films
from takwin.desk.acts import VIEWING, Act
from takwin.desk.answering import answered, asked
from takwin.desk.refused import Refused
from takwin.learning import activity, queries
from takwin.learning.actions import sentence
from takwin.learning.models import Enrolment
from takwin.learning.progress import State
from takwin.learning.timing import Extra
from takwin.learning.viewing import joined, within
from takwin.lib.ids import derived_in_time
from takwin.lib.text import N_, Sentence
from takwin.notebook.actions import written
from takwin.notebook.models import Writing
from takwin.records import actions as record
from takwin.records.statement import Statement
from takwin.records.vocabulary import Audience

NO_STEP = Sentence(N_("The course has no such step any more."))
NO_TASK = Sentence(N_("The course has no such task any more."))
NO_FILM = Sentence(N_("The course has no such film or sound any more."))
NO_QUIZ = Sentence(N_("The course has no such quiz with a limit of time any more."))


def named(enrolment: Enrolment, act: Act) -> UUID:
    """The name of the sentence that an act becomes: nobody else's, whatever id the device told."""
    return derived_in_time(act.id, f"{enrolment.taking} {act.kind}")


def _step(enrolment: Enrolment, act: Act) -> str:
    steps = {step["id"] for module in outline(enrolment.release_id)["modules"] for step in module["steps"]}
    if act.said["step"] not in steps:
        raise Refused(NO_STEP)
    return str(act.said["step"])


def opened(enrolment: Enrolment, act: Act, state: State, at: datetime, now: datetime) -> list[Statement]:
    """The person was at a step."""
    what = activity.step(enrolment.run.course.slug, _step(enrolment, act))
    return [sentence(enrolment, "experienced", what, at, uid=named(enrolment, act))]


def finished(enrolment: Enrolment, act: Act, state: State, at: datetime, now: datetime) -> list[Statement]:
    """The person says that a step is done."""
    what = activity.step(enrolment.run.course.slug, _step(enrolment, act))
    return [sentence(enrolment, "finished", what, at, uid=named(enrolment, act))]


def declared(enrolment: Enrolment, act: Act, state: State, at: datetime, now: datetime) -> list[Statement]:
    """The person says that a task is done, or takes that back."""
    if act.said["task"] not in outline(enrolment.release_id).get("tasks", {}):
        raise Refused(NO_TASK)
    what = activity.task(enrolment.run.course.slug, act.said["task"])
    verb = "declared" if act.said["done"] else "retracted"
    return [sentence(enrolment, verb, what, at, uid=named(enrolment, act))]


def began(enrolment: Enrolment, act: Act, state: State, at: datetime, now: datetime) -> list[Statement]:
    """The person began a quiz with a limit of time: they have what they would have been told then."""
    quiz, limits = act.said["quiz"], queries.rules(enrolment).limits
    if quiz not in limits:
        raise Refused(NO_QUIZ)
    what, seconds = activity.quiz(enrolment.run.course.slug, quiz), state.extra.of(limits[quiz])
    audience = Audience.COURSE if state.extra == Extra() else Audience.PRIVATE
    return [sentence(enrolment, "began", what, at, {"seconds": seconds}, named(enrolment, act), audience)]


def _film(enrolment: Enrolment, act: Act) -> str:
    """The activity of a film or sound of the release, which may be named by the beginning of its digest."""
    known, name = films(enrolment.release_id), act.said["film"]
    found = known.get(name) or next((one for digest, one in known.items() if digest.startswith(name)), None)
    if found is None:
        raise Refused(NO_FILM)
    return activity.film(enrolment.run.course.slug, found.kind, found.digest)


def played(enrolment: Enrolment, act: Act, state: State, at: datetime, now: datetime) -> list[Statement]:
    """The person played something of a film or a sound."""
    what, said = _film(enrolment, act), {name: act.said[name] for name in VIEWING}
    length = said["length"]
    said |= {"time": min(said["time"], length), "parts": joined(within(said["parts"], length)), "progress": 0}
    return [sentence(enrolment, "paused", what, at, said, named(enrolment, act))]


def noted(enrolment: Enrolment, act: Act, state: State, at: datetime, now: datetime) -> list[Statement]:
    """The person wrote a note on a step."""
    return _written(enrolment, act, Writing.Kind.NOTE, _step(enrolment, act), at)


def drafted(enrolment: Enrolment, act: Act, state: State, at: datetime, now: datetime) -> list[Statement]:
    """The person wrote a draft of a task."""
    if act.said["task"] not in outline(enrolment.release_id).get("tasks", {}):
        raise Refused(NO_TASK)
    return _written(enrolment, act, Writing.Kind.DRAFT, act.said["task"], at)


def _written(enrolment: Enrolment, act: Act, kind: Writing.Kind, place: str, at: datetime) -> list[Statement]:
    text = act.said["text"].replace("\0", "")
    return [written(enrolment, kind, place, text, named(enrolment, act), uuid4().hex, at)]


def prepare(enrolment: Enrolment, act: Act) -> None:
    """Look up what the record will need for an act, before the writer's turn is taken; of one that will be refused nothing."""
    slug = enrolment.run.course.slug
    try:
        if act.kind in {"opened", "finished", "noted"}:
            paths = [activity.step(slug, _step(enrolment, act))]
        elif act.kind == "answered":
            paths = [activity.item(slug, item) for item in asked(enrolment, act)]
        elif act.kind == "played":
            paths = [_film(enrolment, act)]
        else:
            return
    except Refused:
        return
    for path in paths:
        record.prepare(sentence(enrolment, "experienced", path, act.at))


Do = Callable[[Enrolment, Act, State, datetime, datetime], list[Statement]]
DOING: dict[str, Do] = {
    "opened": opened,
    "finished": finished,
    "declared": declared,
    "began": began,
    "played": played,
    "answered": answered,
    "noted": noted,
    "drafted": drafted,
}
"""By kind: does it in the caller's transaction and gives what the record is told. Raises Refused."""
