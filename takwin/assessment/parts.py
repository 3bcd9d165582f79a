"""What assessment shows inside a step: questions as one person sees them now."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from takwin.assessment import queries
from takwin.assessment.marking import outcome
from takwin.assessment.models import Attempt
from takwin.assessment.policy import Allowance, ItemPolicy, allowance
from takwin.content.queries import hints, outline, public_item, sealed_key
from takwin.content.release import Outline
from takwin.items.item import Json, Outcome, Unanswered
from takwin.items.shelf import kind
from takwin.learning.models import Enrolment
from takwin.learning.progress import Answers, State
from takwin.lib import digest
from takwin.lib.text import Sentence

DISABLED = Allowance(None, None, False)


@dataclass(frozen=True, slots=True)
class Question:
    """One question, ready for its kind's template. `response` is what was last answered or typed; `outcome` what it earned, where
    policy lets it be seen. Points and marks in hundredths."""

    id: str
    kind: str
    template: str
    public: Json
    prefix: str
    points: int
    graded: bool
    hints: Sequence[str]
    used: int
    allowance: Allowance
    mark: int | None = None
    response: Json | None = None
    outcome: Outcome | None = None
    disabled: bool = False
    error: Sentence | None = None


@dataclass(frozen=True, slots=True)
class Asking:
    """Who is asked, on which release, in which language, when; `again` names questions shown afresh although answered."""

    release_id: int
    language: str
    now: datetime
    enrolment: Enrolment | None = None
    state: State | None = None
    again: frozenset[str] = frozenset()


def prefix(item: str) -> str:
    """The beginning of the form field names of a question."""
    return f"answer.{item}"


def questions(
    asking: Asking,
    items: Iterable[str],
    typed: Mapping[str, Json] | None = None,
    errors: Mapping[str, Sentence] | None = None,
) -> dict[str, Question]:
    """The questions by id; `typed` and `errors` bring back a form that could not be taken."""
    wanted = list(items)
    attempts = queries.latest(asking.enrolment, wanted) if asking.enrolment else {}
    return {
        item: _question(asking, item, attempts.get(item), (typed or {}).get(item), (errors or {}).get(item))
        for item in wanted
    }


def _question(
    asking: Asking, item: str, attempt: Attempt | None, typed: Json | None, error: Sentence | None
) -> Question:
    content = outline(asking.release_id)
    name = content["items"][item]["kind"]
    policy = ItemPolicy.of(content, item, asking.enrolment.run.closes if asking.enrolment else None)
    answers = asking.state.answers.get(item, Answers()) if asking.state else Answers()
    allowed = allowance(policy, answers, asking.now) if asking.enrolment else DISABLED
    counted = answers.marks if answers.asked == policy.asked else {}
    shown = attempt if attempt and counted and not (allowed.open and item in asking.again) and typed is None else None
    seen = _outcome(asking, content, shown, policy, allowed.open) if shown and allowed.feedback else None
    return Question(
        id=item,
        kind=name,
        template=kind(name).template,
        public=kind(name).arrange(public_item(asking.release_id, item, asking.language), _seed(asking.enrolment, item)),
        prefix=prefix(item),
        points=policy.points,
        graded=policy.graded,
        hints=hints(asking.release_id, item, asking.language),
        used=len(counted) if policy.graded else answers.number,
        allowance=allowed,
        mark=shown.mark if shown else None,
        response=typed if typed is not None else (shown.response if shown else None),
        outcome=seen,
        disabled=shown is not None or not asking.enrolment or not allowed.open,
        error=error,
    )


def _outcome(asking: Asking, content: Outline, attempt: Attempt, policy: ItemPolicy, veil: bool) -> Outcome:
    keys = sealed_key(asking.release_id, attempt.item)
    name = content["items"][attempt.item]["kind"]
    seen = outcome(name, keys, attempt.language, attempt.response, policy.points)
    return seen.veiled() if veil else seen


def _seed(enrolment: Enrolment | None, item: str) -> int:
    if enrolment is None:
        return 0
    return int(digest.of_bytes(f"{enrolment.uid} {item}".encode())[:12], 16)


@dataclass(frozen=True, slots=True)
class Posted:
    """A posted form: what it answers, what was typed where it does not answer, and by question what is missing."""

    answered: Mapping[str, Json]
    typed: Mapping[str, Json]
    missing: Mapping[str, Sentence]

    @property
    def all_typed(self) -> dict[str, Json]:
        """Everything that was written, for showing the form again."""
        return {**self.answered, **self.typed}


def posted(asking: Asking, items: Iterable[str], form: Mapping[str, Sequence[str]]) -> Posted:
    """Read a posted form."""
    read: dict[str, Json] = {}
    typed: dict[str, Json] = {}
    missing: dict[str, Sentence] = {}
    content = outline(asking.release_id)
    for item in items:
        fields = {f"answer{name[len(prefix(item)) :]}": values for name, values in form.items() if _belongs(name, item)}
        try:
            public = public_item(asking.release_id, item, asking.language)
            read[item] = kind(content["items"][item]["kind"]).read(public, fields)
        except Unanswered as reason:
            missing[item], typed[item] = reason.sentence, reason.typed
    return Posted(read, typed, missing)


def _belongs(name: str, item: str) -> bool:
    start = prefix(item)
    return name == start or name.startswith(f"{start}-")
