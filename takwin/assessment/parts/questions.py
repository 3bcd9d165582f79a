"""What assessment shows inside a step: questions as one person sees them now."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from takwin.assessment import queries
from takwin.assessment.asked import Asked
from takwin.assessment.confidence import Level, levels, misled
from takwin.assessment.forms import arranged, prefix
from takwin.assessment.gathering import Gathered, gathered
from takwin.assessment.marking import told
from takwin.assessment.models import Attempt
from takwin.assessment.policy import Allowance, ItemPolicy, waits
from takwin.assessment.variants import row
from takwin.content.queries import hints, outline, sealed_key
from takwin.items.item import Json, Outcome
from takwin.items.kind import Kind
from takwin.items.marking import word
from takwin.items.shelf import kind
from takwin.learning.models import Enrolment
from takwin.learning.progress import Rules, State
from takwin.learning.queries import rules
from takwin.lib.text import Sentence

NOT_TAKING = Allowance(None, None, False)
"""What somebody may do who only reads."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question, ready for its kind's template. `response` is what was last answered or typed, `own_words` whether it is in the
    person's own words; `mark` and `outcome` what it earned, where policy lets the outcome be seen; `best` the mark that counts;
    `gathered` how the group answered, for whoever has answered; `confident`: it asks how sure one is, and `sure` is what was said. Points
    and marks in hundredths."""

    id: str
    template: str
    public: Json
    points: int
    graded: bool
    hints: Sequence[str]
    used: int
    best: int
    allowance: Allowance
    mark: int | None = None
    response: Json | None = None
    own_words: bool = False
    outcome: Outcome | None = None
    disabled: bool = False
    error: Sentence | None = None
    gathered: Gathered | None = None
    waits: bool = False
    """Whether the answer shown waits for the course team to mark it."""
    comment: str = ""
    """What whoever marked it by hand says to the person."""
    file_link: str = ""
    confident: bool = False
    late: bool = False
    beyond: bool = False
    sure: int | None = None

    @property
    def levels(self) -> list[Level]:
        """How sure one may say to be."""
        return levels()

    @property
    def said_sure(self) -> Sentence | None:
        """How sure the person said to be, in words."""
        return Level(self.sure).name if self.sure else None

    @property
    def misled(self) -> bool:
        """Whether the person was sure of an answer that earned less than half of its points."""
        return self.mark is not None and misled(self.sure, self.mark, self.points)

    @property
    def prefix(self) -> str:
        """The beginning of its form field names."""
        return prefix(self.id)

    @property
    def waiting(self) -> bool:
        """Whether it counts, may be answered and has not been yet."""
        return self.graded and self.allowance.open and not self.used


@dataclass(frozen=True, slots=True)
class Asking:
    """Who is asked, on which release, in which language, when. `again` names questions shown afresh although answered; `typed`
    and `errors` bring back a form that could not be taken."""

    release_id: int
    language: str
    now: datetime
    enrolment: Enrolment | None = None
    state: State = field(default_factory=State)
    again: frozenset[str] = frozenset()
    typed: Mapping[str, Json] = field(default_factory=dict)
    errors: Mapping[str, Sentence] = field(default_factory=dict)
    sure: Mapping[str, int] = field(default_factory=dict)
    tried: Mapping[str, Attempt] | None = None
    """Answers that are kept nowhere, where a team tries a draft; nothing is then read from the database."""
    until: datetime | None = None
    """When answering ends on this step for this person, where that is earlier or later than the end of the run."""
    known: Mapping[str, Attempt] | None = None
    """The newest answers by question, where they were read before (`queries.all_latest`)."""

    @property
    def asked(self) -> Asked:
        """What the person is asked; for whoever only reads, what anybody would be."""
        content = outline(self.release_id)
        return Asked(content, rules(self.enrolment) if self.enrolment else Rules.of(content), self.state, self.closes)

    def row(self, item: str, number: int, of: UUID | None = None) -> int:
        """The row of a question that varies which this person's answer of a number is asked; that of an answer given in a taking that was
        merged is asked in the order `of` that one."""
        who = of or (self.enrolment.uid if self.enrolment else None)
        return row(outline(self.release_id)["items"][item], item, who, number)

    @property
    def closes(self) -> datetime | None:
        """When answering ends."""
        return self.until or (self.enrolment.run.closes if self.enrolment else None)


def questions(asking: Asking, items: Iterable[str]) -> dict[str, Question]:
    """The questions by id, in one query; in two where people have marked one of them."""
    wanted = list(items)
    kept = _kept(asking, wanted) if asking.tried is None else {}
    attempts = kept if asking.tried is None else asking.tried
    people = [one for one in kept.values() if one.points and _book(asking, one.item).by_hand]
    comments, asked = queries.comments(people), asking.asked
    return {item: _question(asking, asked, item, attempts.get(item), comments) for item in wanted}


def _kept(asking: Asking, wanted: Sequence[str]) -> Mapping[str, Attempt]:
    if asking.known is not None:
        return {item: asking.known[item] for item in wanted if item in asking.known}
    newest = {item: asking.state.answers[item].number for item in wanted if item in asking.state.answers}
    return queries.latest(asking.enrolment, newest) if asking.enrolment else {}


def _book(asking: Asking, item: str) -> Kind:
    return kind(outline(asking.release_id)["items"][item]["kind"])


def _question(
    asking: Asking, asked: Asked, item: str, attempt: Attempt | None, comments: Mapping[int, str]
) -> Question:
    book = _book(asking, item)
    policy, answers = asked.policy(item), asked.answers(item)
    counts = answers.asked == policy.asked and bool(answers.used)
    allowed = asked.allowance(item, asking.now) if asking.enrolment else NOT_TAKING
    typed = asking.typed.get(item)
    shown = attempt if counts and typed is None and not (allowed.open and item in asking.again) else None
    number = shown.asked_as if shown else answers.number + 1
    public = arranged(asking.release_id, asking.language, item, asking.enrolment, number)
    kept = attempt.response if attempt and counts and not book.marked else None
    refused = book.shape == "file" and typed is not None
    response = shown.response if shown else typed or (None if refused else kept)
    return Question(
        id=item,
        template=book.template,
        public=public,
        points=policy.points,
        graded=policy.graded,
        hints=hints(asking.release_id, item, asking.language, asking.row(item, number)),
        used=answers.used if counts else 0,
        best=min(answers.best, policy.points) if counts else 0,
        allowance=allowed,
        mark=shown.mark if shown else None,
        response=response,
        own_words=book.typed and bool(response),
        outcome=_outcome(asking, shown, policy, allowed) if shown and allowed.feedback else None,
        disabled=shown is not None or not asking.enrolment or not allowed.open,
        error=asking.errors.get(item),
        gathered=_gathered(asking, item, public) if shown and book.gathered else None,
        waits=shown is not None and waits(policy, answers),
        comment=comments.get(shown.pk, "") if shown else "",
        file_link=_file_link(asking, response) if book.shape == "file" else "",
        confident=asked.confident(item) and not book.by_hand,
        late=shown is not None and shown.number in answers.late,
        beyond=shown is not None and shown.number in answers.beyond,
        sure=shown.sure if shown else asking.sure.get(item),
    )


def _file_link(asking: Asking, response: Json | None) -> str:
    """Where the person finds the file that they handed in."""
    uid = word(response, "file")
    return f"/courses/{asking.enrolment.run.course.slug}/answers/{UUID(uid)}" if uid and asking.enrolment else ""


def _gathered(asking: Asking, item: str, public: Json) -> Gathered | None:
    """How the group answered what this person has answered."""
    if asking.enrolment is None or asking.tried is not None:
        return None
    return gathered(queries.first_choices(asking.enrolment.run, asking.release_id, item), public["choices"])


def _outcome(asking: Asking, attempt: Attempt, policy: ItemPolicy, allowed: Allowance) -> Outcome:
    """What the answer earned, marked anew to have its feedback; while the question is open nothing gives it away."""
    keys = sealed_key(asking.release_id, attempt.item, asking.row(attempt.item, attempt.asked_as, attempt.asked_of))
    name = outline(asking.release_id)["items"][attempt.item]["kind"]
    seen = told(name, keys, asking.language, attempt.language, attempt.response, policy.points)
    return seen.veiled(solution=policy.graded) if allowed.veiled else seen
