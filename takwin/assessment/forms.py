"""Reading a posted form as answers to questions."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from takwin.assessment import confidence
from takwin.assessment.variants import is_fresh, row, upcoming
from takwin.content.queries import outline, public_item
from takwin.items.item import Json, Unanswered
from takwin.items.shelf import kind
from takwin.learning import queries
from takwin.learning.models import Enrolment
from takwin.lib import digest
from takwin.lib.text import Sentence

Fields = Mapping[str, Sequence[str]]
"""A posted form: every value under its field's name."""


def prefix(item: str) -> str:
    """The beginning of the form field names of a question."""
    return f"answer.{item}"


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


def arranged(release_id: int, language: str, item: str, enrolment: Enrolment | None, number: int = 1) -> Json:
    """The public part of a question in the order in which this person sees it, always the same; of one that varies, as the answer of
    this number (from 1) is asked it."""
    seed = int(digest.of_bytes(f"{enrolment.taking} {item}".encode())[:12], 16) if enrolment else 0
    rule = outline(release_id)["items"][item]
    mine = row(rule, item, enrolment.taking if enrolment else None, number)
    return kind(rule["kind"]).arrange(public_item(release_id, item, language, mine), seed)


def posted(
    enrolment: Enrolment,
    language: str,
    items: Iterable[str],
    form: Fields,
    files: Mapping[str, Fields] | None = None,
    asked: Callable[[str], tuple[int, int]] | None = None,
) -> Posted:
    """What a form that this person was shown says to these questions. Of a question that asks for a file only `files` are believed, by
    question: what was really sent or kept. `asked` gives the release and the number for which each was asked, if not those of now."""
    answered: dict[str, Json] = {}
    typed: dict[str, Json] = {}
    missing: dict[str, Sentence] = {}
    for item in items:
        release_id, number = asked(item) if asked else _now(enrolment, item)
        public = arranged(release_id, language, item, enrolment, number)
        try:
            book = kind(outline(release_id)["items"][item]["kind"])
            own = (files or {}).get(item, {}) if book.shape == "file" else _own(form, item)
            answered[item] = book.read(public, own)
        except Unanswered as reason:
            missing[item], typed[item] = reason.sentence, reason.typed
    return Posted(answered, typed, missing)


def _now(enrolment: Enrolment, item: str) -> tuple[int, int]:
    """The release and the number for which a question is asked now."""
    fresh = is_fresh(outline(enrolment.release_id)["items"][item])
    return enrolment.release_id, upcoming(item, queries.state(enrolment)) if fresh else 1


def sure(items: Iterable[str], form: Fields) -> dict[str, int]:
    """How sure the person says to be of their answers to these questions."""
    said = {item: confidence.read(next(iter(form.get(f"sure.{item}", ())), "")) for item in items}
    return {item: level for item, level in said.items() if level}


def touched(items: Iterable[str], form: Fields) -> bool:
    """Whether anything was chosen or typed for one of these questions."""
    return any(value.strip() for item in items for values in _own(form, item).values() for value in values)


def _own(form: Fields, item: str) -> dict[str, Sequence[str]]:
    """A question's own fields, under the names that its kind knows."""
    start = prefix(item)
    return {
        f"answer{name[len(start) :]}": values
        for name, values in form.items()
        if name == start or name.startswith(f"{start}-")
    }
