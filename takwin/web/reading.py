"""What a step page needs to know, read once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.conf import settings
from django.http import Http404, HttpRequest
from django.utils.translation import get_language

from takwin.assessment.parts import Asking
from takwin.assessment.policy import ItemPolicy, allowance
from takwin.content.queries import Page, outline, page
from takwin.learning import access, queries
from takwin.learning.models import Enrolment, Run
from takwin.learning.progress import Answers, State, Summary, summary
from takwin.web.path import Place, place, stretches
from takwin.web.wording import Words, reading_language


@dataclass(frozen=True)
class Reading:
    """A person (or a visitor) at a step of a release."""

    run: Run
    release_id: int
    enrolment: Enrolment | None
    state: State
    words: Words
    place: Place
    page: Page

    @property
    def slug(self) -> str:
        """The course."""
        return self.run.course.slug

    @cached_property
    def standing(self) -> Summary:
        """How far the person is."""
        return summary(self.state, queries.rules(self.release_id))

    @cached_property
    def groups(self) -> dict[str, list[str]]:
        """The questions of the page, by quiz or, for a practice question, by itself."""
        return {
            part.get("quiz") or part["item"]: part["items"] if "quiz" in part else [part["item"]]
            for part in self.page.parts
            if "html" not in part
        }

    @property
    def items(self) -> list[str]:
        """All questions of the page."""
        return [item for group in self.groups.values() for item in group]

    def asking(self, now: datetime, again: frozenset[str] = frozenset()) -> Asking:
        """How questions are asked here."""
        return Asking(self.release_id, self.words.language, now, self.enrolment, self.state, again)

    def open_items(self, group: str, now: datetime) -> Sequence[str]:
        """The questions of a group that may be answered now; all of them if none may, so that the refusal is told."""
        if group not in self.groups:
            raise Http404(group)
        content = outline(self.release_id)
        open_now = [
            item
            for item in self.groups[group]
            if allowance(
                ItemPolicy.of(content, item, self.run.closes), self.state.answers.get(item, Answers()), now
            ).open
        ]
        return open_now or self.groups[group]


def reading(request: HttpRequest, slug: str, key: str) -> Reading:
    """A step page's knowledge in at most two queries once the release is known to this process."""
    enrolment = queries.enrolment(request.user, slug) if request.user.is_authenticated else None
    run = enrolment.run if enrolment else access.open_run(slug)
    release_id = enrolment.release_id if enrolment else run.release_id
    content = outline(release_id)
    words = Words(content, reading_language(content["languages"], get_language() or settings.LANGUAGE_CODE))
    state = queries.state(enrolment) if enrolment else State()
    here = place(stretches(words, state), key)
    if here is None:
        raise Http404(key)
    return Reading(run, release_id, enrolment, state, words, here, page(release_id, key, words.language))
