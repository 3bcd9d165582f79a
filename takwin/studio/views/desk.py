"""The desk of one course: what waits, and everything one step away. And what was done here, by whom."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from takwin.accounts.access import me
from takwin.assessment.queries import to_mark
from takwin.content import actions, queries
from takwin.content.access import Role, colleague, has_role, is_team, team_course
from takwin.content.access import team_release as release_of_team
from takwin.content.actions import NotAnId, NotPublishable, OtherTeam, Taken
from takwin.credentials.queries import to_review
from takwin.learning.queries import runs_of
from takwin.studio.forms import CopyForm
from takwin.studio.telling import told
from takwin.studio.translated import untranslated

LATELY = 5
"""Acts that the desk shows; the others are in the journal."""
ACTS = 50
"""Acts on a page of the journal."""


def desk(request: HttpRequest, slug: str) -> HttpResponse:
    """A course: what waits for its team, its draft, its releases, its runs, its people."""
    course = team_course(request.user, slug, Role.READER)
    writes = is_team(request.user, course)
    shelved = queries.shelved(course)
    runs = list(runs_of(course)) if writes else []
    context = {
        "course": course,
        "shelved": shelved,
        "releases": queries.releases(course),
        "incomplete": queries.incomplete(course),
        "runs": runs,
        "writes": writes,
        "owner": has_role(request.user, course, Role.OWNER),
        "behind": [run for run in runs if shelved.latest and run.release_id != shelved.latest.pk],
        "marking": [(run, many) for run in runs if (many := to_mark(run).count())],
        "reviews": to_review(course, None).count() if writes else 0,
        "missing": queries.unticked(course),
        "fetched": queries.last_fetch(course),
        "untranslated": untranslated(course),
        "acts": told(queries.acts(course)[:LATELY]),
    }
    return render(request, "studio/course.html", context)


def journal(request: HttpRequest, slug: str) -> HttpResponse:
    """What was done to a course, by whom and when, the newest first."""
    course = team_course(request.user, slug, Role.READER)
    page = Paginator(queries.acts(course), ACTS).get_page(request.GET.get("page"))
    context = {"course": course, "title": queries.shelved(course).title, "page": page, "acts": told(page)}
    return render(request, "studio/journal.html", context)


@require_POST
def archive(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a course out of the catalogue."""
    actions.archive(team_course(request.user, slug, Role.OWNER), me(request), timezone.now())
    messages.success(request, _("The course is in the archive: nobody new joins it, and who takes it goes on."))
    return redirect("studio-course", slug)


@require_POST
def unarchive(request: HttpRequest, slug: str) -> HttpResponse:
    """Bring a course back."""
    actions.unarchive(team_course(request.user, slug, Role.OWNER), me(request), timezone.now())
    messages.success(request, _("The course is out of the archive."))
    return redirect("studio-course", slug)


def copy(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Begin another course from a release."""
    release = release_of_team(request.user, slug, number)
    person = colleague(request.user)
    form = CopyForm(request.POST or None, initial={"slug": f"{slug}-2"})
    if request.method == "POST" and form.is_valid():
        try:
            draft = actions.duplicate(release, form.cleaned_data["slug"], person, timezone.now())
        except NotAnId:
            form.add_error("slug", _("Only small letters a to z, digits and hyphens between them, at most 80 signs."))
        except Taken:
            form.add_error("slug", _("Another course has this id. Choose another one."))
        except OtherTeam:
            form.add_error("slug", _("You may not create courses. Ask an administrator for it."))
        except NotPublishable:
            form.add_error("slug", _("The source of this release can no longer be read."))
        else:
            messages.success(request, _("Here is your copy, as a draft. Nobody sees it before you publish it."))
            return redirect("studio-draft", draft.course.slug)
    context = {"course": release.course, "release": release, "title": release.outline["title"], "form": form}
    return render(request, "studio/copy.html", context, status=422 if form.errors else 200)
