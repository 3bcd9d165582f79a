"""What a step page needs to know, read once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from django.http import Http404, HttpRequest

from takwin.assessment.asked import Asked, Timing
from takwin.assessment.models import Attempt
from takwin.assessment.parts import Asking, Question, QuestionSet, questions
from takwin.content.queries import Page, outline, page
from takwin.content.release import Outline
from takwin.items.assets import assets
from takwin.items.item import Json
from takwin.learning import access, queries
from takwin.learning.counting import Summary, counted, summary
from takwin.learning.models import Enrolment, Run
from takwin.learning.progress import Rules, State
from takwin.learning.way import Gate
from takwin.lib.text import Sentence
from takwin.web import parts
from takwin.web.path import Place, place, stretches
from takwin.web.wording import Words, direction, reading_language


@dataclass(frozen=True, slots=True)
class Group:
    """Questions of a page that are answered together: a quiz, or one practice question."""

    items: list[str]
    quiz: bool
    title: str
    sections: Sequence[Json] = ()
    outcomes: Sequence[Json] = ()


@dataclass(frozen=True)
class Reading:
    """A person (or a visitor) at a step of a release, at a moment."""

    run: Run
    release_id: int
    enrolment: Enrolment | None
    state: State
    words: Words
    place: Place
    page: Page
    now: datetime
    root: str = ""
    """Where the steps are, if it is not the course's own place: a draft has another."""
    tried: Mapping[str, Attempt] | None = None
    """Answers that are kept nowhere, where a team tries its draft."""
    known: Mapping[str, Attempt] | None = None
    """The newest answers by question, where they were read before."""

    @property
    def slug(self) -> str:
        """The course."""
        return self.run.course.slug

    @property
    def joined(self) -> bool:
        """Whether the person takes the course."""
        return self.enrolment is not None

    @property
    def dir(self) -> str:
        """The writing direction of the page itself, which may be in another language than the titles around it."""
        return direction(self.page.language)

    def in_language(self, language: str) -> "Reading":
        """The same with the page in another of the course's languages."""
        return replace(self, page=page(self.release_id, self.place.here.key, language))

    @property
    def outline(self) -> Outline:
        """The release's outline."""
        return outline(self.release_id)

    @cached_property
    def mine(self) -> Enrolment:
        """The person's own taking of the course; who has not joined finds nothing here."""
        if self.enrolment is None:
            raise Http404(self.slug)
        return self.enrolment

    @cached_property
    def base(self) -> str:
        """The address of the course."""
        return self.root or parts.course_address(self.slug)

    @property
    def here(self) -> str:
        """The address of the step."""
        return f"{self.base}{self.place.here.key}/"

    @property
    def progress(self) -> Summary | None:
        """How far the person is; nothing for a visitor."""
        return summary(self.state, self.asked.rules) if self.joined else None

    @cached_property
    def gates(self) -> dict[str, Gate]:
        """What is open to the person and until when; nothing in a run that leaves both to them."""
        if not self.run.guided:
            return {}
        way = queries.way(self.enrolment) if self.enrolment else queries.way_of_anybody(self.run, self.now)
        return way.gates(self.state, self.now)

    @property
    def gate(self) -> Gate | None:
        """That of this step."""
        return self.gates.get(self.place.here.key)

    @property
    def closes(self) -> datetime | None:
        """When answering ends here for this person."""
        return self.gate.closes if self.run.guided and self.gate else self.run.closes

    @cached_property
    def asked(self) -> Asked:
        """What the person is asked; a visitor, what anybody would be."""
        rules = queries.rules(self.enrolment) if self.enrolment else Rules.of(self.outline)
        return Asked(self.outline, rules, self.state, self.closes)

    @cached_property
    def groups(self) -> dict[str, Group]:
        """The questions of the page, by quiz or, for a practice question, by itself."""
        return {
            part.get("quiz") or part["item"]: Group(
                part.get("items") or [part["item"]],
                "quiz" in part,
                part.get("title", ""),
                part.get("sections", ()),
                part.get("outcomes", ()),
            )
            for part in self.page.parts
            if "quiz" in part or "item" in part
        }

    @property
    def sheets(self) -> list[str]:
        """What its letters, its tasks and the kinds of its questions need to look right."""
        letters = ["design/tifinagh.css"] if "zgh" in {self.page.language, self.words.language} else []
        return [*letters, *(["web/task.css"] if self.tasks else []), *assets(self._kinds, "css")]

    @property
    def scripts(self) -> list[str]:
        """What makes its questions handier; none is needed."""
        return assets(self._kinds, "js")

    @cached_property
    def _kinds(self) -> set[str]:
        return {self.outline["items"][item]["kind"] for group in self.groups.values() for item in group.items}

    @property
    def tasks(self) -> set[str]:
        """The tasks of the page."""
        return {part["task"] for part in self.page.parts if "task" in part}

    def sets(
        self,
        again: frozenset[str] = frozenset(),
        typed: Mapping[str, Json] | None = None,
        errors: Mapping[str, Sentence] | None = None,
        sure: Mapping[str, int] | None = None,
    ) -> dict[str, QuestionSet]:
        """The questions as the person sees them now; `again` names groups to be shown afresh."""
        groups, timing = self.groups, self.timing
        again |= {name for name, one in timing.items() if one.ends}
        shown = {name: self.asked.shown(group.items, name in again) for name, group in groups.items()}
        afresh = frozenset(item for name in again & groups.keys() for item in shown[name])
        afresh |= self.asked.afresh(item for items in shown.values() for item in items)
        who = (self.now, self.enrolment, self.state)
        asking = Asking(
            self.release_id,
            self.page.language,
            *who,
            afresh,
            typed or {},
            errors or {},
            sure or {},
            self.tried,
            self.closes,
            self.known,
        )
        found = questions(asking, [item for items in shown.values() for item in items])
        return {name: self._set(name, [found[item] for item in shown[name]]) for name in groups}

    def _set(self, name: str, asked: list[Question]) -> QuestionSet:
        group = self.groups[name]
        stamp = self.asked.stamp(group.items)
        drawn = self.asked.has_draws(group.items)
        counts = counted(self.state, self.asked.rules) if drawn else {}
        return QuestionSet(
            name,
            asked,
            group.quiz,
            group.title,
            self._feedback(name),
            group.sections,
            group.outcomes,
            stamp,
            sum(counts[item].mark or 0 for item in group.items if item in counts) if drawn else None,
            self.timing.get(name),
            self.joined,
            self.tried is not None,
        )

    @cached_property
    def timing(self) -> dict[str, Timing]:
        """The time of each quiz of the page that has a limit."""
        told = {name: self.asked.timing(name, self.now) for name in self.groups}
        return {name: one for name, one in told.items() if one}

    def _feedback(self, group: str) -> str:
        quiz = self.outline["quizzes"].get(group)
        return quiz["feedback"] if quiz else "attempt"

    def open_items(self, group: str) -> list[str]:
        """The questions of a group that may be answered now; all of them if none may, so that the refusal is told."""
        if group not in self.groups:
            raise Http404(group)
        items = self.asked.shown(self.groups[group].items, again=True)
        return [item for item in items if self.asked.allowance(item, self.now).open] or items

    def stamp(self, group: str) -> str:
        """What the form of a group must tell, so that its answers are to what is asked now."""
        return self.asked.stamp(self.groups[group].items)


def reading(request: HttpRequest, slug: str, key: str, now: datetime) -> Reading:
    """A step page's knowledge in one query (two for a visitor) once the release is known to this process."""
    enrolment = queries.enrolment(request.user, slug) if request.user.is_authenticated else None
    run = enrolment.run if enrolment else access.open_run(slug)
    release_id = enrolment.release_id if enrolment else run.release_id
    content = outline(release_id)
    words = Words(content, reading_language(content["languages"], parts.ui_language()))
    state = queries.state(enrolment) if enrolment else State()
    here = place(stretches(words, state), key)
    if here is None:
        raise Http404(key)
    return Reading(run, release_id, enrolment, state, words, here, page(release_id, key, words.language), now)


def of_enrolment(
    enrolment: Enrolment, key: str, language: str, now: datetime, known: Mapping[str, Attempt] | None = None
) -> Reading | None:
    """The same for what somebody takes, at a moment and in a language that may not be those of now; None for no step of it."""
    content, state = outline(enrolment.release_id), queries.state(enrolment)
    words = Words(content, reading_language(content["languages"], language))
    here = place(stretches(words, state), key)
    if here is None:
        return None
    written = page(enrolment.release_id, key, words.language)
    return Reading(enrolment.run, enrolment.release_id, enrolment, state, words, here, written, now, known=known)
