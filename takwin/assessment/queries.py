"""Reads of answers and marks."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from functools import cache, reduce
from operator import or_
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast

from takwin.accounts.queries import merged_since
from takwin.assessment import foresight
from takwin.assessment.confidence import SURE
from takwin.assessment.figures import Answers
from takwin.assessment.gathering import MOST
from takwin.assessment.models import AnswerFile, Attempt, CorrectedMark, Correction, HandMark
from takwin.assessment.opening import opening
from takwin.assessment.variants import row
from takwin.content.models import Release, ReleaseItem
from takwin.content.queries import outline, variant
from takwin.content.release import ItemOutline, Outline, items_in_order
from takwin.database.columns import Column
from takwin.database.prepared import Prepared
from takwin.items.marking import word, words
from takwin.items.shelf import kind
from takwin.learning.counting import Counted, counted
from takwin.learning.models import Enrolment, Run
from takwin.learning.progress import State
from takwin.learning.queries import rules
from takwin.learning.timing import in_record
from takwin.lib.ids import derived_in_time, made
from takwin.records.queries import moment, registered, results


def _at(*flat: Any) -> QuerySet[Attempt]:
    places = zip(flat[::3], flat[1::3], flat[2::3], strict=True)
    one_of = (Q(enrolment=enrolment, item=item, number=number) for enrolment, item, number in places)
    return Attempt.objects.filter(reduce(or_, one_of))


@cache
def _attempts_at(many: int) -> Prepared[Attempt]:
    """The enrolment is named with every question: each is then looked up by itself, whatever else the person has answered."""
    return Prepared(_at, *(part for place in range(many) for part in (-1 - place, f"item {place}", 10_000 + place)))


def _told(uid: UUID) -> QuerySet[Attempt]:
    return Attempt.objects.filter(uid=uid)


TOLD = Prepared(_told, UUID(int=0))


def shown_as(enrolment: Enrolment, token: str) -> Enrolment:
    """The enrolment as a form was shown in it, whose `token` was made then: choices stood in the order of a taking that may have been merged
    into this one since. Two queries, only where one was."""
    joined, person = State.from_json(enrolment.progress.state).joined, enrolment.person
    if not joined or person is None or not merged_since(person, _shown_at(token)):
        return enrolment
    there = registered(person.pseudonym, joined)
    if there is None:
        return enrolment
    was = copy(enrolment)
    was.taken_as = there
    return was


def _shown_at(token: str) -> datetime:
    try:
        return moment(made(UUID(token)) or 0)
    except ValueError:
        return moment(0)


def told(uid: UUID) -> Attempt | None:
    """The attempt that a statement tells, if there is one."""
    return next(iter(TOLD(uid)), None)


def taken(enrolment: Enrolment, token: UUID, items: Iterable[str]) -> list[Attempt]:
    """What the form with this token was taken as: answers to some of these questions, none if it never was."""
    uids = [named(enrolment, token, item) for item in items]
    return list(Attempt.objects.filter(uid__in=uids))


def _given(enrolment: int, item: str) -> QuerySet[Attempt]:
    return Attempt.objects.filter(enrolment=enrolment, item=item).only("at", "uid")


GIVEN = Prepared(_given, -1, "item")


def place(enrolment: Enrolment, item: str, order: tuple[datetime, bytes]) -> tuple[int, int]:
    """The number that an answer with this place in the record has among a person's answers to a question, and how many come after it."""
    given = GIVEN(enrolment.pk, item)
    before = sum((in_record(one.at), one.uid.bytes) < order for one in given)
    return 1 + before, len(given) - before


def named(enrolment: Enrolment, token: UUID, item: str) -> UUID:
    """The name of the answer that a form with this token gives to a question."""
    return derived_in_time(token, f"{enrolment.taking} {item}")


def latest(enrolment: Enrolment, numbers: Mapping[str, int]) -> dict[str, Attempt]:
    """The attempt with this number at each of these questions, in one query; in none for no questions. A person's state knows the
    number of the newest, so that nothing of the earlier ones is read, however many they are."""
    places = (part for item, number in numbers.items() for part in (enrolment.pk, item, number))
    found = _attempts_at(len(numbers))(*places) if numbers else []
    return {attempt.item: attempt for attempt in found}


TOGETHER = 50
"""Questions that one query asks for."""


def all_latest(enrolment: Enrolment, state: State) -> dict[str, Attempt]:
    """The newest attempt at every question that the person has answered, in a query for each fifty of them."""
    newest = [(item, answers.number) for item, answers in sorted(state.answers.items())]
    parts = (dict(newest[start : start + TOGETHER]) for start in range(0, len(newest), TOGETHER))
    return {item: attempt for part in parts for item, attempt in latest(enrolment, part).items()}


def first_choices(run: Run, release_id: int, item: str) -> list[str]:
    """The line that each person of a run chose first, of a question that is never marked and as this release asks it: the earliest
    answers, at most `MOST`, and nothing of whoever erased an account."""
    same = Attempt.objects.filter(item=item, points=0, release__in=_asking_the_same(release_id, [item])[item])
    before = same.filter(enrolment=OuterRef("enrolment"), number__lt=OuterRef("number"))
    first = same.filter(~Exists(before), enrolment__run=run, response__choice__isnull=False).order_by("pk")
    return list(first.values_list("response__choice", flat=True)[:MOST])


def _asking_the_same(release_id: int, items: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """The releases of this one's course in which each of these questions asks the same; one query."""
    now = outline(release_id)["items"]
    releases = list(Release.objects.filter(course__releases=release_id).values_list("pk", flat=True))
    return {
        item: tuple(
            pk for pk in releases if (rule := outline(pk)["items"].get(item)) and rule["asked"] == now[item]["asked"]
        )
        for item in items
    }


def _of_the_same(release_id: int, items: Iterable[str]) -> Q:
    """Answers to these questions as this release asks them, told by the release in which each was given."""
    same: dict[tuple[int, ...], list[str]] = {}
    for item, where in _asking_the_same(release_id, items).items():
        same.setdefault(where, []).append(item)
    return reduce(or_, (Q(item__in=some, release__in=where) for where, some in same.items()), Q(pk=None))


def attempts(enrolment: Enrolment) -> QuerySet[Attempt]:
    """All attempts of an enrolment, in order."""
    return Attempt.objects.filter(enrolment=enrolment).order_by("at", "pk").prefetch_related("corrections__correction")


@dataclass(frozen=True, slots=True)
class Line:
    """One graded question of a person's marks: mark and points in hundredths; `mark` is None before any answer that counts, `waiting`
    says that one is still to be marked by hand."""

    item: str
    step: str
    quiz: str | None
    mark: int | None
    points: int
    attempts: int
    waiting: bool = False


def my_marks(enrolment: Enrolment) -> list[Line]:
    """The marks of one person, a line per graded question that they are asked, in the order of the course."""
    content = outline(enrolment.release_id)
    counts = counted(State.from_json(enrolment.progress.state), rules(enrolment))
    return [_line(item, content["items"][item], counts[item]) for item in graded(content) if item in counts]


def graded(content: Outline) -> list[str]:
    """The questions that count, in the order of the course."""
    return [item for item in items_in_order(content) if content["items"][item]["graded"]]


def _line(item: str, rule: ItemOutline, counts: Counted) -> Line:
    return Line(item, rule["step"], rule["quiz"], counts.mark, counts.points, counts.attempts, counts.waiting)


@dataclass(frozen=True, slots=True)
class Label:
    """A question as people name it: its number in the course (from 1), and how it begins, in which language."""

    item: str
    number: int
    text: str
    language: str


def labels(release_id: int, wanted: str, who: UUID | None = None) -> dict[str, Label]:
    """Every question of a release by id, in the wanted language where the course has it; one query. One that varies is named as this
    enrolment is asked it first, or by its first row."""
    content = outline(release_id)
    language = wanted if wanted in content["languages"] else content["languages"][0]
    publics = dict(ReleaseItem.objects.filter(release=release_id).values_list("item", "public"))
    return {
        item: Label(item, number, _opening(publics.get(item, {}), language, _first(content, item, who)), language)
        for number, item in enumerate(items_in_order(content), start=1)
    }


def _first(content: Outline, item: str, who: UUID | None) -> int:
    return row(content["items"][item], item, who, 1) if who else 0


def _opening(by_language: Mapping[str, Any], language: str, row: int) -> str:
    return opening(variant(by_language.get(language) or next(iter(by_language.values()), {}), row))


MARKED, UNANSWERED, WAITING, UNASKED = "marked", "unanswered", "waiting", "unasked"
"""What a cell of a gradebook may be: without a mark, nothing counts yet, somebody is to mark it, or a pool asked this person others."""


@dataclass(frozen=True, slots=True)
class Row:
    """One person of a gradebook: marks (hundredths) by question, None before an answer that counts and is marked, and where it was not
    asked; `states` says by question which of these it is."""

    enrolment: Enrolment
    marks: Sequence[int | None]
    states: Sequence[str]
    total: int
    points: int
    done: int


def members(run: Run, words: str = "") -> QuerySet[Enrolment, int]:
    """The numbers of those who take a run, by name; with words, those in whose name they stand. Only numbers are put in order, so
    that fifty of fifty thousand are found without reading what the others did."""
    found = run.enrolments.filter(left=None)
    found = found.filter(person__name__icontains=words) if words else found
    return found.order_by("person__name", "pk").values_list("pk", flat=True)


def rows(members: Sequence[int], items: Sequence[str]) -> list[Row]:
    """The marks that these enrolments have at these questions, in their order; one query."""
    found = Enrolment.objects.select_related("person", "progress", "run").in_bulk(members)
    return [_row(found[member], items) for member in members if member in found]


def _row(enrolment: Enrolment, items: Sequence[str]) -> Row:
    lines = {line.item: line for line in my_marks(enrolment)}
    states = [_state(lines.get(item)) for item in items]
    marks = [lines[item].mark if state == MARKED else None for item, state in zip(items, states, strict=True)]
    points = sum(line.points for line in lines.values())
    return Row(enrolment, marks, states, enrolment.progress.mark, points, enrolment.progress.done)


def _state(line: Line | None) -> str:
    if line is None:
        return UNASKED
    if line.waiting and not line.mark:
        return WAITING
    return UNANSWERED if line.mark is None else MARKED


def given_to_the_same(enrolment: Enrolment, item: str) -> QuerySet[Attempt]:
    """A person's answers to a question as the enrolment's release asks it, in order; none to what it asked before."""
    where = _asking_the_same(enrolment.release_id, [item])[item]
    return Attempt.objects.filter(enrolment=enrolment, item=item, release__in=where).order_by("number")


def answers_in(run: Run, items: Sequence[str]) -> dict[str, int]:
    """How many answers these questions of a run have had as its release asks them, in two queries; in none for no questions.
    Those of erased accounts are not counted."""
    if not items:
        return {}
    asked = _of_the_same(run.release_id, items)
    given = Attempt.objects.filter(asked, enrolment__run=run, enrolment__person__name__gt="")
    return dict(given.order_by().values_list("item").annotate(Count("pk")))


def moving(run: Run) -> list[Enrolment]:
    """Those whom a move of the run takes along, with their progress: who left too, but nobody who erased an account."""
    people = run.enrolments.filter(person__name__gt="", release=run.release_id)
    return list(people.select_related("person", "progress", "run").order_by("pk"))


def given_by(run: Run, items: Sequence[str], drawn: bool = False) -> dict[int, list[foresight.Given]]:
    """All answers of a run's people to these questions, by enrolment, each with the fingerprint of what it was asked; in two queries.
    Where questions are `drawn` anew each time, the record tells in which draw each was answered."""
    asked: dict[int, Mapping[str, Any]] = {
        pk: outline(pk)["items"] for pk in Release.objects.filter(course=run.course_id).values_list("pk", flat=True)
    }
    given = Attempt.objects.filter(enrolment__run=run, enrolment__person__name__gt="", item__in=items)
    draws = {uid: said.get("draw", 0) for uid, said in results(given.values_list("uid", flat=True))} if drawn else {}
    found: dict[int, list[foresight.Given]] = {}
    for one in given.order_by("enrolment_id", "number").iterator(2000):
        told = (one.item, one.number, one.language, one.response, one.mark, one.points)
        same_as = asked[one.release_id].get(one.item, {}).get("asked", "")
        found.setdefault(one.enrolment_id, []).append(foresight.Given(*told, same_as, draws.get(one.uid, 0), one.turn))
    return found


def corrected(enrolment: Enrolment) -> QuerySet[CorrectedMark]:
    """Marks of this person that a corrected key changed, the newest first."""
    marks = CorrectedMark.objects.filter(attempt__enrolment=enrolment)
    return marks.select_related("correction__by", "attempt").order_by("-correction__at")


def corrections(run: Run) -> QuerySet[Correction]:
    """The keys that were corrected in a run, the newest first, each with the number of its marks that changed."""
    return (
        run.corrections.select_related("by", "before", "after").annotate(changed=Count("marks")).order_by("-at", "-pk")
    )


def whose(correction: Correction) -> list[CorrectedMark]:
    """Whose marks a correction changed, by name, at most `PEOPLE`."""
    marks = correction.marks.select_related("attempt__enrolment__person")
    return list(marks.order_by("attempt__enrolment__person__name", "attempt__number")[:PEOPLE])


PEOPLE = 2000
"""People of a run on whom the figures of its questions rest: those who joined last and have answered something."""


def _first_answers(run: Run, items: Iterable[str]) -> QuerySet[Attempt]:
    """The first answers of a run's people to these questions, where they were asked what its release asks now."""
    answered = Exists(Attempt.objects.filter(enrolment=OuterRef("pk")))
    people = run.enrolments.filter(answered).order_by("-pk").values_list("pk", flat=True)[:PEOPLE]
    asked = _of_the_same(run.release_id, items)
    return Attempt.objects.filter(asked, enrolment__in=list(people), number=1)


def marked(content: Outline) -> list[str]:
    """The questions that are marked, in the order of the course, whether they count or not."""
    return [item for item in items_in_order(content) if kind(content["items"][item]["kind"]).marked]


class Confident(NamedTuple):
    """Of first answers to a question: of how many people said how sure they were, and how many were sure with less than half of the
    points."""

    said: int
    misled: int


def confident(run: Run) -> dict[str, Confident]:
    """What was said of first answers, of a run's questions that ask how sure one is; no query where none does."""
    content = outline(run.release_id)
    quizzes = {name for name, quiz in content["quizzes"].items() if quiz.get("confidence")}
    items = [item for item, rule in content["items"].items() if rule["quiz"] in quizzes]
    if not items:
        return {}
    said = _first_answers(run, items).filter(sure__isnull=False).annotate(twice=F("mark") * 2)
    wrong = Count("pk", filter=Q(sure=SURE, twice__lt=F("points")))
    rows = said.order_by().values("item").annotate(said=Count("pk"), misled=wrong)
    return {one["item"]: Confident(one["said"], one["misled"]) for one in rows}


class FirstAnswers(NamedTuple):
    """What is needed to reckon the figures of a run's marked questions: what first answers earned; of those with a list to choose
    from, how many people chose each line; and of those that vary, the row behind each answer."""

    given: dict[str, Answers]
    chosen: dict[str, Counter[str]]
    rows: dict[str, list[int]]


def first_answers(run: Run) -> FirstAnswers:
    """The first answers to a run's marked questions, in one reading. Of what was written in words nothing is read."""
    content = outline(run.release_id)
    asked = marked(content)
    of_choice = [item for item in asked if kind(content["items"][item]["kind"]).shape in {"choice", "spot"}]
    answers = _first_answers(run, asked)
    by_item = answers.order_by().values_list("item")
    columns = by_item.annotate(
        people=Column("enrolment"),
        marks=Column("mark"),
        languages=Column("language"),
        times=Column("seconds"),
        written=Column(Cast("response", TextField()), filter=Q(item__in=of_choice)),
    )
    given, chosen = dict[str, Answers](), dict[str, Counter[str]]()
    for item, people, marks, languages, seconds, written in columns:
        given[item] = Answers(people, marks, languages, seconds)
        if item in of_choice:
            chosen[item] = _chosen(Counter(written))
    return FirstAnswers(given, chosen, _rows_asked(content, answers, given))


def _rows_asked(content: Outline, answers: QuerySet[Attempt], given: Mapping[str, Answers]) -> dict[str, list[int]]:
    """The row behind each of these answers, told by who was asked and for which answer; no query where nothing varies."""
    vary = [item for item in given if "variants" in content["items"][item]]
    told = ("item", "enrolment", "asked_of", "enrolment__uid", "turn")
    rows = {
        (item, person): row(content["items"][item], item, asked_of or who, turn or 1)
        for item, person, asked_of, who, turn in (answers.filter(item__in=vary).values_list(*told) if vary else ())
    }
    return {item: [rows[item, person] for person in given[item].people] for item in vary}


def _chosen(responses: Counter[str]) -> Counter[str]:
    found: Counter[str] = Counter()
    for written, people in responses.items():
        response = json.loads(written)
        for line in {word(response, "choice"), *words(response, "choices")} - {""}:
            found[line] += people
    return found


def comments(attempts: Sequence[Attempt]) -> dict[int, str]:
    """What was said to the person by whoever marked these answers by hand, by the number of the row; one query, none for no answers."""
    found = HandMark.objects.filter(pk__in=[one.pk for one in attempts], at__isnull=False) if attempts else ()
    return {one.pk: one.comment for one in found if one.comment}


def by_hand(content: Outline) -> list[str]:
    """The questions that count and that the course team marks, in the order of the course."""
    return [item for item in graded(content) if kind(content["items"][item]["kind"]).by_hand]


def to_mark(run: Run) -> QuerySet[HandMark]:
    """Answers of a run that wait for the course team, the oldest first: those to what is asked now, of people who are still there."""
    return _by_hand(run).filter(at=None).order_by("pk")


def marked_by_hand(run: Run) -> QuerySet[HandMark]:
    """Answers of a run that the team has marked, the newest first."""
    return _by_hand(run).filter(at__isnull=False).select_related("by").order_by("-at")


def _by_hand(run: Run) -> QuerySet[HandMark]:
    asked = by_hand(outline(run.release_id))
    same = [Q(item=item, attempt__release__in=where) for item, where in _asking_the_same(run.release_id, asked).items()]
    found = HandMark.objects.filter(reduce(or_, same, Q(pk=None)), run=run, attempt__enrolment__person__name__gt="")
    return found.select_related("attempt__enrolment__person")


def answer_file(enrolment: Enrolment, item: str, uid: UUID) -> AnswerFile | None:
    """A file that this person has sent for this question."""
    return AnswerFile.objects.filter(enrolment=enrolment, item=item, uid=uid).first()


def came_before(enrolment: Enrolment, item: str, digest: str) -> AnswerFile | None:
    """The same bytes, sent for this question and not handed in yet."""
    return AnswerFile.objects.filter(enrolment=enrolment, item=item, blob=digest, handed_in=False).first()


def files_handed_in(enrolment: Enrolment, item: str) -> int:
    """How many files this person has handed in for this question."""
    return AnswerFile.objects.filter(enrolment=enrolment, item=item, handed_in=True).count()
