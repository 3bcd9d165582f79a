"""Answering, and marking again after a key was corrected."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from takwin.accounts.models import Person
from takwin.assessment import queries
from takwin.assessment.actions.handing_in import hand_in
from takwin.assessment.actions.numbering import make_room
from takwin.assessment.asked import OTHERS, Asked
from takwin.assessment.foresight import differences
from takwin.assessment.marking import again, outcome
from takwin.assessment.models import Attempt, CorrectedMark, Correction, HandMark
from takwin.assessment.policy import ItemPolicy, elapsed
from takwin.assessment.variants import is_fresh, row, upcoming
from takwin.content.actions import note
from takwin.content.models import Release
from takwin.content.queries import outline, sealed_key
from takwin.database.together import together
from takwin.items.item import Json
from takwin.items.shelf import kind
from takwin.learning import actions as learning
from takwin.learning import activity
from takwin.learning.models import Enrolment, Run
from takwin.learning.progress import NONE, State
from takwin.learning.queries import closing, rules
from takwin.learning.queries import state as state_of
from takwin.learning.timing import in_record
from takwin.lib import digest
from takwin.lib.ids import derived, uuid7
from takwin.lib.text import N_, Sentence
from takwin.notices import actions as notices
from takwin.records import actions as record
from takwin.records.statement import Statement
from takwin.records.vocabulary import Audience


class NotTaken(Exception):
    """An answer that policy does not allow now; the sentence says why."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Marked:
    """A response that has been marked on a release and waits for its place in the record."""

    uid: UUID
    release: int
    item: str
    response: Json
    mark: int
    policy: ItemPolicy
    private: bool
    token: UUID
    waits: bool
    draw: int | None = None
    sure: int | None = None
    number: int | None = None
    """Of a question that asks another row each time: the number of the answer for which it was asked."""


def answer(
    enrolment: Enrolment,
    responses: Mapping[str, Json],
    token: UUID,
    language: str,
    now: datetime,
    sure: Mapping[str, int] | None = None,
) -> list[Attempt]:
    """Take one answer to each of these questions: mark it, keep it, tell it, bring progress up to date; all or nothing. `sure` says by
    question how sure the person is, where the quiz asks.

    `token` is made where the answer was written: the same token again changes nothing and gives the same attempts.
    Raises NotTaken when any of the questions may not be answered now."""
    marked = [
        replace(_marked(enrolment, item, response, token, language), sure=_asked_sure(enrolment, item, sure or {}))
        for item, response in responses.items()
    ]
    for each in marked:
        record.prepare(told_of(enrolment, each, 0, now))
    in_order = sorted(marked, key=lambda each: each.uid)  # sentences of one moment: then none of them comes late
    taken = together(lambda: {each.uid: _taken(enrolment, each, language, now) for each in in_order})
    return [taken[each.uid] for each in marked]


def _marked(enrolment: Enrolment, item: str, response: Json, token: UUID, language: str) -> Marked:
    content = outline(enrolment.release_id)
    rule = content["items"][item]
    policy = ItemPolicy.of(content, item, closing(enrolment, rule["step"]), rules(enrolment).most)
    number = upcoming(item, state_of(enrolment)) if is_fresh(rule) else 1
    keys, name = sealed_key(enrolment.release_id, item, row(rule, item, enrolment.uid, number)), rule["kind"]
    mark = outcome(name, keys, language, response, policy.points).mark
    uid = queries.named(enrolment, token, item)
    waits = kind(name).by_hand and policy.graded and bool(response)
    return Marked(
        uid, enrolment.release_id, item, response, mark, policy, not policy.points, token, waits,
        _draw(enrolment, item), number=number if is_fresh(rule) else None,
    )  # fmt: skip


def _asked_sure(enrolment: Enrolment, item: str, sure: Mapping[str, int]) -> int | None:
    content = outline(enrolment.release_id)
    quiz = content["items"][item]["quiz"]
    return sure.get(item) if quiz and content["quizzes"][quiz].get("confidence") else None


def _draw(enrolment: Enrolment, item: str) -> int | None:
    """The draw in which a question of a fresh pool is asked now; None for any other question."""
    asked = Asked(outline(enrolment.release_id), rules(enrolment), State())
    pool = asked.pool(item)
    return replace(asked, state=state_of(enrolment)).draw(pool) if pool and pool.fresh else None


def _taken(enrolment: Enrolment, marked: Marked, language: str, now: datetime) -> Attempt:
    attempt: list[Attempt] = []

    def decide(state: State) -> Statement | None:
        answers = state.answers.get(marked.item, NONE)
        if answers.number and (known := queries.told(marked.uid)):
            attempt.append(known)
            return None
        if enrolment.release_id != marked.release:
            raise NotTaken(
                Sentence(
                    N_("The course was corrected while you were answering. Check your answer, then send it again.")
                )
            )
        asked = Asked(outline(marked.release), rules(enrolment), state, marked.policy.closes)
        if refused := asked.refusal(marked.item, marked.draw, now):
            raise NotTaken(refused)
        number = answers.number + 1
        if marked.number not in {None, number}:
            raise NotTaken(OTHERS)
        if (order := (in_record(now), marked.uid.bytes)) < state.order:  # an act of a device may be told as later
            number = make_room(enrolment, marked.item, order)
        seconds = asked.taken(marked.item, now)
        seconds = elapsed(marked.token, now) if seconds is None else seconds
        attempt.append(stored(enrolment, marked, number, language, now, seconds))
        return told_of(enrolment, marked, number, now)

    learning.tell_once(enrolment, decide, now)
    return attempt[0]


def stored(
    enrolment: Enrolment, marked: Marked, number: int, language: str, now: datetime, seconds: int | None
) -> Attempt:
    """The row of an answer that has its number."""
    attempt = Attempt.objects.create(
        uid=marked.uid,
        enrolment=enrolment,
        item=marked.item,
        number=number,
        turn=None if marked.number == number else marked.number,
        release_id=marked.release,
        language=language,
        response=marked.response,
        mark=marked.mark,
        points=marked.policy.points,
        at=now,
        seconds=seconds,
        sure=marked.sure,
        asked_of=enrolment.taken_as,
    )
    if marked.waits:
        HandMark.objects.create(attempt=attempt, run_id=enrolment.run_id, item=marked.item)
    hand_in(attempt)
    return attempt


def told_of(
    enrolment: Enrolment, marked: Marked, number: int, now: datetime, more: Mapping[str, object] | None = None
) -> Statement:
    """What the record is told. Of a private answer it is told without a digest: that of one of five choices would give it away."""
    result: Json = {
        "n": number,
        "raw": marked.mark,
        "max": marked.policy.points,
        "asked": marked.policy.asked,
        **(more or {}),
    }
    if marked.waits:
        result["waiting"] = True
    if not marked.private:
        result["response"] = digest.of_json(marked.response)[:16]
    if marked.sure:
        result["sure"] = marked.sure
    if marked.draw:
        result["draw"] = marked.draw
    what = activity.item(enrolment.run.course.slug, marked.item)
    audience = Audience.PRIVATE if marked.private else Audience.COURSE
    return learning.sentence(enrolment, "answered", what, now, result, marked.uid, audience)


@dataclass(frozen=True, slots=True)
class Change:
    """What moving a run to another release does to one question: "same", "key" (marked again), "asked" (answers no longer
    count), "gone" or "new"; and how many answers it concerns."""

    item: str
    what: str
    answers: int


def changes(run: Run, release: Release) -> list[Change]:
    """What moving a run to `release` would change, question by question, without changing it."""
    found = differences(outline(run.release_id), outline(release.pk))
    given = queries.answers_in(run, [item for item, what in found.items() if what not in {"same", "new"}])
    return [Change(item, what, given.get(item, 0)) for item, what in found.items()]


@transaction.atomic
def move_run(run: Run, release: Release, by: Person, reason: str, now: datetime) -> list[Correction]:
    """Offer another release in a run and take its people along, all or nobody. Marks of unchanged questions stay. Where only the
    key changed, every answer is marked again, openly: who corrected, when, why, whose mark changed; and the people are told."""
    before = Release.objects.get(pk=run.release_id)
    corrected = [change.item for change in changes(run, release) if change.what == "key"]
    corrections = {
        item: Correction.objects.create(run=run, item=item, before=before, after=release, by=by, reason=reason, at=now)
        for item in corrected
    }
    learning.offer_in(run, release)
    of = run.slug
    note(run.course, by, "moved", now, run=of, of=of, before=before.number, number=release.number, reason=reason)
    people = run.enrolments.filter(person__name__gt="", release=before)  # nobody who erased an account
    for enrolment in people.select_related("person", "run__course"):
        learning.move_enrolment(enrolment, release, now)
        for correction in corrections.values():
            _marked_again(enrolment, correction, now)
    return list(corrections.values())


def _by_hand(enrolment: Enrolment, item: str) -> dict[int, HandMark]:
    """The marks that people have given these answers, or are to give; no query for a kind that is marked by itself. Whoever
    marks by hand locks the progress first: once it is locked here, nobody does."""
    if not kind(outline(enrolment.release_id)["items"][item]["kind"]).by_hand:
        return {}
    return {one.pk: one for one in HandMark.objects.filter(attempt__enrolment=enrolment, item=item)}


def _marked_again(enrolment: Enrolment, correction: Correction, now: datetime) -> None:
    content = outline(enrolment.release_id)
    policy, kind = ItemPolicy.of(content, correction.item), content["items"][correction.item]["kind"]
    rule, changed = content["items"][correction.item], False
    by_hand = _by_hand(enrolment, correction.item)
    for attempt in queries.given_to_the_same(enrolment, correction.item):
        keys = sealed_key(
            enrolment.release_id, correction.item, row(rule, correction.item, attempt.who, attempt.asked_as)
        )
        was = attempt.mark, attempt.points
        mark = again(kind, keys, attempt.language, attempt.response, policy.points, was)
        if (mark, policy.points) == was:
            continue
        if attempt.pk in by_hand:
            by_hand[attempt.pk].mark = mark
            by_hand[attempt.pk].save(update_fields=["mark"])
            if (
                by_hand[attempt.pk].at is None
            ):  # it has no mark yet: of how many points it is to be one, is all that changed
                attempt.points = policy.points
                attempt.save(update_fields=["points"])
                continue
        CorrectedMark.objects.create(correction=correction, attempt=attempt, was=attempt.mark, became=mark)
        attempt.mark, attempt.points = mark, policy.points
        attempt.save(update_fields=["mark", "points"])
        result = {"n": attempt.number, "raw": mark, "max": policy.points, "asked": policy.asked, "of": attempt.uid.hex}
        what = activity.item(enrolment.run.course.slug, correction.item)
        learning.tell(enrolment, learning.sentence(enrolment, "scored", what, now, result, uuid7()), now)
        changed = True
    if changed and enrolment.person:
        notices.tell(
            enrolment.person,
            cause=derived(enrolment.uid, f"correction {correction.pk}"),
            message=N_("The key of a question was corrected and your answer was marked again: %(reason)s"),
            values={"reason": correction.reason},
            link=f"/courses/{enrolment.run.course.slug}/marks/",
            now=now,
        )
