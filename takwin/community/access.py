"""Who may enter a hub, and what is whose."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language

from takwin.accounts.models import Person
from takwin.community.models import Feed, Hub, Post
from takwin.content.access import is_team
from takwin.content.queries import outline
from takwin.learning import queries
from takwin.learning.access import run_of_team
from takwin.learning.models import Enrolment, Run

Somebody = Person | AnonymousUser


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody in a hub: their enrolment if they take its run, and whether they are of the course's team."""

    hub: Hub
    person: Person | None
    enrolment: Enrolment | None
    team: bool

    @property
    def run(self) -> Run:
        """The run that it belongs to."""
        return self.hub.run

    @property
    def title(self) -> str:
        """The title of the course, in the reader's language where it has one."""
        titles = outline(self.run.release_id)["title"]
        language = get_language() or ""
        return titles.get(language) or titles.get(language.split("-")[0]) or next(iter(titles.values()))

    @property
    def may_write(self) -> bool:
        """Whether they may publish here."""
        return self.person is not None and (self.enrolment is not None or self.team)


def visit(somebody: Somebody, slug: str) -> Visit:
    """The hub of the run that somebody takes; else the newest of the course, for its team, and for everybody where it is public. Raises
    Http404."""
    person = somebody if isinstance(somebody, Person) else None
    enrolment = queries.enrolment(person, slug) if person else None
    hubs = Hub.objects.select_related("run", "run__course").filter(run__course__slug=slug).order_by("-run")
    hub = hubs.filter(run=enrolment.run).first() if enrolment else None
    team = False
    if hub is None:
        hub = hubs.first()
        enrolment = None
    if hub is not None:
        team = is_team(person, hub.run.course)
    if hub is None or not (enrolment or team or hub.public):
        raise Http404(slug)
    return Visit(hub, person, enrolment, team)


def writing(somebody: Somebody, slug: str) -> Visit:
    """The hub, for somebody who may publish there. Raises Http404, PermissionDenied."""
    found = visit(somebody, slug)
    if not found.may_write:
        raise PermissionDenied
    return found


def taking(somebody: Somebody, slug: str) -> tuple[Visit, Enrolment]:
    """The hub and the enrolment of somebody who takes its run. Raises Http404."""
    found = visit(somebody, slug)
    if found.enrolment is None:
        raise Http404(slug)
    return found, found.enrolment


def moderating(person: Person, slug: str) -> Visit:
    """The hub, for the team of its course. Raises Http404, PermissionDenied."""
    found = visit(person, slug)
    if not found.team:
        raise PermissionDenied
    return found


def run_for_hub(person: Person, slug: str, run: str) -> Run:
    """The run whose hub the team opens or changes. Raises Http404."""
    return run_of_team(person, slug, run)


def post(found: Visit, pk: int) -> Post:
    """A post of the hub; one that is hidden is found by its author and the team only. Raises Http404."""
    one = get_object_or_404(Post.objects.select_related("person", "feed"), hub=found.hub, pk=pk)
    mine = found.person is not None and one.person_id == found.person.pk
    if one.hidden and not (mine or found.team):
        raise Http404(str(pk))
    return one


def my_post(found: Visit, pk: int) -> Post:
    """A post that this person published. Raises Http404."""
    return get_object_or_404(Post, hub=found.hub, pk=pk, person=found.person)


def my_feed(found: Visit, pk: int) -> Feed:
    """A feed of this person. Raises Http404."""
    return get_object_or_404(Feed, hub=found.hub, pk=pk, person=found.person)
