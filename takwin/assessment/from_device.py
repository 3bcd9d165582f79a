"""Answers that were given on a device, and come late: they are never refused for a limit, the fold decides which of them count."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from takwin.assessment import queries
from takwin.assessment.actions.answering import Marked, stored, told_of
from takwin.assessment.actions.numbering import make_room
from takwin.assessment.forms import Fields, posted, prefix, sure
from takwin.assessment.marking import outcome
from takwin.assessment.policy import ItemPolicy, elapsed
from takwin.assessment.showing import NotShown, Showing, pool_of, showing
from takwin.assessment.variants import row
from takwin.content.models import Release
from takwin.content.queries import outline, sealed_key
from takwin.items.item import Json
from takwin.items.shelf import kind
from takwin.learning.counting import asked
from takwin.learning.models import Enrolment
from takwin.learning.pools import drawn
from takwin.learning.progress import Rules, State
from takwin.learning.queries import closing, rules
from takwin.learning.timing import GRACE, in_record
from takwin.lib.text import N_, Sentence
from takwin.records.statement import Statement

FILES = Sentence(N_("The file of this answer is not on the site any more: choose it once more and hand it in again."))
NOT_SHOWN = Sentence(N_("These answers are not to questions that you were shown."))
NOT_THERE = Sentence(N_("The course has no such questions any more."))


class NotUnderstood(Exception):
    """Answers that cannot be told from what the device sent; the sentence says why."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Given:
    """A form as it was filled in on a device: the questions of its group, the release, language and stamp with which it was shown, the
    token that it held, its fields, and when it was done. `only` names those of the questions that could be answered."""

    items: tuple[str, ...]
    release: int
    language: str
    stamp: str
    token: UUID
    fields: Fields
    at: datetime
    only: frozenset[str] = frozenset()


def take_late(enrolment: Enrolment, state: State, given: Given, now: datetime) -> list[Statement]:
    """Keep the answers of a form, each once, and give what the record is told; in the caller's transaction, with the progress locked.
    Raises NotUnderstood."""
    shown = _shown(enrolment, given)
    items = [item for item in _mine(enrolment, state, shown, given) if not given.only or item in given.only]
    places = {item: where for item in items if (where := asked_at(enrolment, given.release, item)) is not None}
    if not places:
        raise NotUnderstood(NOT_THERE)
    form = posted(
        enrolment, given.language, places, given.fields, _files(enrolment, given, places),
        asked=lambda item: (places[item], shown.turns.get(item, 1)),
    )  # fmt: skip
    told = []
    for item, where in places.items():
        if queries.told(queries.named(enrolment, given.token, item)) is None:
            response = form.answered.get(item) or form.typed.get(item) or {}
            marked = _marked(enrolment, given, shown, item, where, response)
            told.append(_kept(enrolment, marked, given, timed(where, item)))
    return told


def _files(enrolment: Enrolment, given: Given, places: Mapping[str, int]) -> dict[str, Fields]:
    """The files that came before their answers, as the kinds of their questions read them. Raises NotUnderstood where one that is named is not here."""
    named = {item: next(iter(given.fields.get(f"{prefix(item)}-kept", ())), "") for item in places}
    return {item: _file(enrolment, item, name) for item, name in named.items() if name and is_file(places[item], item)}


def _file(enrolment: Enrolment, item: str, name: str) -> Fields:
    try:
        found = queries.answer_file(enrolment, item, UUID(name))
    except ValueError:
        found = None
    if found is None:
        raise NotUnderstood(FILES)
    return {"answer": [found.name], "answer-size": [str(found.blob.size)], "answer-file": [found.uid.hex]}


def is_file(release: int, item: str) -> bool:
    """Whether a question asks for a file."""
    return kind(outline(release)["items"][item]["kind"]).shape == "file"


def timed(release: int, item: str) -> bool:
    """Whether a question stands in a quiz that has a limit of time."""
    content = outline(release)
    return "minutes" in content["quizzes"].get(content["items"][item]["quiz"] or "", {})


def _shown(enrolment: Enrolment, given: Given) -> Showing:
    try:
        content = outline(given.release)
        return showing(content, Rules.of(content, enrolment.taking), given.items, given.stamp)
    except NotShown:
        raise NotUnderstood(NOT_SHOWN) from None


def release_of(enrolment: Enrolment, name: str) -> int | None:
    """The release that a form names, if it is one of the course."""
    if name == str(enrolment.release_id):
        return enrolment.release_id
    known = name.isascii() and name.isdecimal() and len(name) < 16
    found = Release.objects.filter(course=enrolment.run.course_id, pk=int(name)) if known else Release.objects.none()
    return found.values_list("pk", flat=True).first()


def _mine(enrolment: Enrolment, state: State, shown: Showing, given: Given) -> Iterable[str]:
    """Those of the questions that this person is asked: of a pool that is not fresh the ones that were drawn for them."""
    there, now = Rules.of(outline(given.release), enrolment.taking), rules(enrolment)
    for item in shown.items:
        pool, same = pool_of(there, item), pool_of(now, item)
        if pool is None or item in drawn(pool, there.who, {}) or (same and item in asked(state, now, same)):
            yield item


def asked_at(enrolment: Enrolment, release: int, item: str) -> int | None:
    """The release under which an answer is marked: that of now where it asks the same, so that a corrected key is used; else the one
    that was shown."""
    now, then = outline(enrolment.release_id)["items"].get(item), outline(release)["items"].get(item)
    if now and then and now["asked"] == then["asked"]:
        return enrolment.release_id
    return release if then else None


def _kept(enrolment: Enrolment, marked: Marked, given: Given, timed: bool) -> Statement:
    order = (in_record(given.at), marked.uid.bytes)
    number = make_room(enrolment, marked.item, order, turns=marked.number is not None)
    stored(enrolment, marked, number, given.language, given.at, elapsed(given.token, given.at))
    more = limits(enrolment, marked.policy, given.at) | ({"timed": True} if timed else {})
    return told_of(enrolment, marked, number, given.at, more)


def _marked(enrolment: Enrolment, given: Given, shown: Showing, item: str, where: int, response: Json) -> Marked:
    content = outline(where)
    rule, turn = content["items"][item], shown.turns.get(item)
    policy = ItemPolicy.of(content, item, closing(enrolment, rule["step"]), rules(enrolment).most)
    keys = sealed_key(where, item, row(rule, item, enrolment.taking, turn or 1))
    mark = outcome(rule["kind"], keys, given.language, response, policy.points).mark
    quiz = content["quizzes"].get(rule["quiz"] or "")
    said = sure([item], given.fields).get(item) if quiz and quiz.get("confidence") else None
    waits = kind(rule["kind"]).by_hand and policy.graded and bool(response)
    return Marked(
        queries.named(enrolment, given.token, item), where, item, response, mark, policy, not policy.points, given.token, waits,
        shown.draws.get(item), said, turn,
    )  # fmt: skip


def limits(enrolment: Enrolment, policy: ItemPolicy, at: datetime) -> Json:
    """What the fold must know to say whether the answer counts: the attempts that were allowed, and whether the run had closed."""
    over = policy.closes is not None and (at - policy.closes).total_seconds() > GRACE
    most = {"most": policy.attempts} if policy.graded and policy.attempts is not None else {}
    return {**most, **({"over": True} if over else {})}
