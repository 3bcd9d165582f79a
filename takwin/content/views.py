"""The studio: where a course team uploads a course, reads what is wrong with it, publishes it, and looks after the team."""

import tempfile
from pathlib import Path

from django.contrib import messages
from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from takwin.content import access, actions, pack, queries
from takwin.content.actions import LastMember, NothingToAccept, NotPublishable, NotWritable, OtherTeam
from takwin.content.actions.drafts import to_json
from takwin.content.forms import AcceptForm, JoinForm, PublishForm, UploadForm
from takwin.content.models import Draft
from takwin.content.source import writer
from takwin.content.source.course import Accepted
from takwin.lib.archive import ArchiveRefused


def studio(request: HttpRequest) -> HttpResponse:
    """My courses."""
    person = access.colleague(request.user)
    return render(request, "content/studio.html", {"courses": queries.courses_of(person)})


def upload(request: HttpRequest) -> HttpResponse:
    """Bring a course folder: a new course, or a new state of one."""
    person = access.colleague(request.user)
    form = UploadForm(request.POST or None, request.FILES or None)
    problems: list[dict[str, object]] = []
    if request.method == "POST" and form.is_valid():
        try:
            draft = actions.upload(_source(form.cleaned_data["archive"]), person, timezone.now())
        except ArchiveRefused as refused:
            form.add_error("archive", _(refused.sentence.message) % refused.sentence.values)
        except NotPublishable as refused:
            problems = [to_json(one) for one in refused.problems]
            form.add_error("archive", _("No course could be read in this file. What is wrong with it stands below."))
        except OtherTeam:
            form.add_error(
                "archive",
                _("Another team has a course with this id. Change “id” in course.yaml, or ask them to take you in."),
            )
        else:
            return redirect("studio-draft", draft.course.slug)
    return render(
        request, "content/upload.html", {"form": form, "problems": problems}, status=422 if form.errors else 200
    )


def _source(file: UploadedFile[bytes]) -> Path | bytes:
    """A large upload lies on the disk already; a small one is in memory."""
    return Path(file.temporary_file_path()) if isinstance(file, TemporaryUploadedFile) else file.read()


def course(request: HttpRequest, slug: str) -> HttpResponse:
    """A course: its draft and its releases."""
    found = access.team_course(request.user, slug)
    context = {"course": found, "shelved": queries.shelved(found), "releases": queries.releases(found)}
    return render(request, "content/course.html", context)


def draft(request: HttpRequest, slug: str) -> HttpResponse:
    """What was uploaded last: its problems, what an import could not carry, and the button that publishes it."""
    found = access.team_draft(request.user, slug)
    return _draft(request, found)


def _draft(request: HttpRequest, found: Draft, status: int = 200, **more: object) -> HttpResponse:
    context = {"course": found.course, "draft": found, "form": PublishForm(), "accept_form": AcceptForm(), **more}
    return render(request, "content/draft.html", context, status=status)


@require_POST
def publish(request: HttpRequest, slug: str) -> HttpResponse:
    """Make a release of the draft."""
    found = access.team_draft(request.user, slug)
    form = PublishForm(request.POST)
    if not form.is_valid():
        return _draft(request, found, 422, form=form)
    try:
        done = actions.publish_draft(found, access.colleague(request.user), timezone.now(), form.cleaned_data["note"])
    except NotPublishable:
        messages.error(request, _("The course has errors; nothing was published."))
        return redirect("studio-draft", slug)
    number = {"number": done.release.number}
    if done.created:
        messages.success(request, _("Release %(number)s is published.") % number)
    else:
        messages.info(request, _("Nothing has changed since release %(number)s.") % number)
    return redirect("studio-course", slug)


@require_POST
def accept(request: HttpRequest, slug: str) -> HttpResponse:
    """Let a finding stand, with a reason."""
    found = access.team_draft(request.user, slug)
    form = AcceptForm(request.POST)
    if not form.is_valid():
        return _draft(request, found, 422, refused=form)
    one = Accepted(form.cleaned_data["finding"], form.cleaned_data["at"], " ".join(form.cleaned_data["reason"].split()))
    try:
        actions.accept(found, one, access.colleague(request.user), timezone.now())
    except NothingToAccept:
        messages.info(request, _("This finding is no longer there, or it is an error; nothing was changed."))
    except NotWritable:
        form.add_error(
            "reason", _("We do not find our place in this course.yaml. Write it there yourself, under “accepted”.")
        )
        return _draft(request, found, 422, refused=form)
    else:
        messages.success(request, _("The finding is accepted; the reason stands in the course source."))
    return redirect("studio-draft", slug)


@require_POST
def discard(request: HttpRequest, slug: str) -> HttpResponse:
    """Throw the draft away."""
    actions.discard_draft(access.team_draft(request.user, slug))
    messages.success(request, _("The draft is gone. Nothing else has changed."))
    return redirect("studio-course", slug)


def source(request: HttpRequest, slug: str, number: int) -> HttpResponse | FileResponse:
    """The source of a release in one file, from which the release can be built again."""
    release = access.team_release(request.user, slug, number)
    texts, media = actions.source_of(release)
    stream = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    pack.write(stream, {**{name: text.encode() for name, text in writer.texts(texts).items()}, **media})
    stream.seek(0)
    return FileResponse(stream, as_attachment=True, filename=f"{slug}-{number}.zip", content_type="application/zip")


def team(request: HttpRequest, slug: str) -> HttpResponse:
    """Who writes the course; take in a colleague."""
    found = access.team_course(request.user, slug)
    form = JoinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = form.cleaned_data["username"]
        actions.join_team(found, person)
        messages.success(request, _("%(name)s is in the team.") % {"name": person.name})
        return redirect("studio-team", slug)
    members = found.members.select_related("person").order_by("since")
    context = {"course": found, "title": queries.shelved(found).title, "members": members, "form": form}
    return render(request, "content/team.html", context, status=422 if form.errors else 200)


@require_POST
def leave(request: HttpRequest, slug: str, member: int) -> HttpResponse:
    """Take somebody out of the team."""
    found = access.team_course(request.user, slug)
    person = get_object_or_404(found.members, pk=member).person
    try:
        actions.leave_team(found, person)
    except LastMember:
        messages.error(request, _("A course keeps at least one person in its team. Take in a colleague first."))
    else:
        messages.success(request, _("%(name)s is no longer in the team.") % {"name": person.name})
    return redirect("studio-team", slug) if access.is_team(request.user, found) else redirect("studio")
