"""The studio: where a course team uploads a course, reads what is wrong with it, publishes it, and looks after the team."""

import tempfile
from pathlib import Path

from django.contrib import messages
from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from takwin.accounts.models import Person
from takwin.content import absent, access, actions, pack, parts, queries
from takwin.content.access import Role
from takwin.content.actions import DraftReplaced, LastOwner, NothingToAccept, NotPublishable, NotWritable, OtherTeam
from takwin.content.actions.drafts import to_json
from takwin.content.forms import AcceptForm, JoinForm, PublishForm, UploadForm, WithdrawForm
from takwin.content.models import Course, Draft
from takwin.content.release import Outline
from takwin.content.remarks import LEARNERS
from takwin.content.source import writer
from takwin.content.source.course import Accepted
from takwin.design.saying import said
from takwin.files.types import SANDBOX, is_shown
from takwin.lib.archive import ArchiveRefused
from takwin.lib.text import N_
from takwin.scenarios import supervision as rules

ABSENT = N_(
    "These files belong to the course and are not on the site that wrote this archive. Put each in its place before you publish the course elsewhere. Path, size in bytes, SHA-256:"
)


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
            form.add_error("archive", said(refused.sentence))
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


def draft(request: HttpRequest, slug: str) -> HttpResponse:
    """What was uploaded last: its problems, what an import could not carry, and the button that publishes it."""
    if not Draft.objects.filter(course=access.team_course(request.user, slug, Role.READER)).exists():
        messages.info(request, _("There is no draft: it was published or thrown away."))
        return redirect("studio-course", slug)
    return _draft(request, access.team_draft(request.user, slug, Role.READER))


def _draft(request: HttpRequest, found: Draft, status: int = 200, **more: object) -> HttpResponse:
    writes = access.is_team(request.user, found.course)
    context = {
        "course": found.course,
        "draft": found,
        "form": PublishForm(),
        "accept_form": AcceptForm() if writes else None,
        "writes": writes,
        "compared": found.course.releases.exists(),
    }
    return render(request, "content/draft.html", context | more, status=status)


def draft_file(request: HttpRequest, slug: str, digest: str, name: str) -> HttpResponse:
    """A file of the draft, for its team."""
    found = parts.medium(access.team_draft(request.user, slug, Role.READER), digest)
    if found is None:
        raise Http404(name)
    media_type, data = found
    response = HttpResponse(data, content_type=media_type)
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["Content-Disposition"] = content_disposition_header(not is_shown(media_type), name) or "inline"
    response.headers["Cache-Control"] = "private, max-age=3600"
    return response


def draft_source(request: HttpRequest, slug: str) -> FileResponse:
    """The folder of the draft in one file, as it was brought in: to go on with it where it was not written, as after an import."""
    found = access.team_draft(request.user, slug, Role.READER)
    name = f"{slug}-draft.zip"
    return FileResponse(parts.archive(found), as_attachment=True, filename=name, content_type="application/zip")


@require_POST
def publish(request: HttpRequest, slug: str) -> HttpResponse:
    """Make a release of the draft."""
    found = access.team_draft(request.user, slug)
    form = PublishForm(request.POST)
    if form.is_valid() and _replaced(request, found):
        form.add_error("note", said(DraftReplaced.sentence))
    if form.errors:
        return _draft(request, found, 422, form=form)
    try:
        done = actions.publish_draft(found, access.colleague(request.user), timezone.now(), form.cleaned_data["note"])
    except DraftReplaced as refused:
        messages.error(request, said(refused.sentence))
        return redirect("studio-draft", slug)
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
    except DraftReplaced as refused:
        form.add_error("reason", said(refused.sentence))
        return _draft(request, access.team_draft(request.user, slug), 422, refused=form)
    except NotWritable:
        form.add_error(
            "reason", _("We do not find our place in this course.yaml. Write it there yourself, under “accepted”.")
        )
        return _draft(request, found, 422, refused=form)
    else:
        messages.success(request, _("The finding is accepted; the reason stands in the course source."))
    return redirect("studio-draft", slug)


@require_POST
def withdraw(request: HttpRequest, slug: str) -> HttpResponse:
    """Let a finding stand no longer."""
    found = access.team_draft(request.user, slug)
    form = WithdrawForm(request.POST)
    meant = form.cleaned_data if form.is_valid() else {"finding": "", "at": ""}
    try:
        actions.withdraw(found, meant["finding"], meant["at"], access.colleague(request.user), timezone.now())
    except NothingToAccept:
        messages.info(request, _("Nothing of this is accepted; nothing was changed."))
    except DraftReplaced as refused:
        messages.error(request, said(refused.sentence))
    except NotWritable:
        messages.error(
            request, _("We do not find our place in this course.yaml. Take it out there yourself, under “accepted”.")
        )
    else:
        messages.success(request, _("The acceptance is withdrawn; what it covered stands open again."))
    return redirect("studio-draft", slug)


@require_POST
def discard(request: HttpRequest, slug: str) -> HttpResponse:
    """Throw the draft away."""
    found = access.team_draft(request.user, slug)
    try:
        if _replaced(request, found):
            raise DraftReplaced
        actions.discard_draft(found, access.colleague(request.user), timezone.now())
    except DraftReplaced as refused:
        messages.error(request, said(refused.sentence))
        return redirect("studio-draft", slug)
    messages.success(request, _("The draft is gone. Nothing else has changed."))
    return redirect("studio-course", slug)


def _replaced(request: HttpRequest, found: Draft) -> bool:
    """Whether the page from which this was sent showed another draft."""
    return request.GET.get("seen", found.source_id) != found.source_id


def source(request: HttpRequest, slug: str, number: int) -> HttpResponse | FileResponse:
    """The source of a release in one file, from which the release can be built again."""
    release = access.team_release(request.user, slug, number)
    texts, media = actions.source_of(release)
    away = actions.away_from(release)
    told = {f"{slug}-{number}-missing.txt": absent.listed(away, _(ABSENT))} if away else {}
    stream = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    pack.write(stream, {**{name: text.encode() for name, text in writer.texts(texts).items()}, **media, **told})
    stream.seek(0)
    return FileResponse(stream, as_attachment=True, filename=f"{slug}-{number}.zip", content_type="application/zip")


def supervision(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The supervision scenario of a release: what tutors do, and what it costs."""
    release = access.team_release(request.user, slug, number)
    return _supervision(request, release.course, release.outline, number)


def draft_supervision(request: HttpRequest, slug: str) -> HttpResponse:
    """The supervision scenario of the draft, before anybody relies on it."""
    draft = access.team_draft(request.user, slug, Role.READER)
    shown = parts.show(draft)
    return (
        redirect("studio-draft", slug)
        if shown is None
        else _supervision(request, draft.course, queries.outline(shown), None)
    )


def _supervision(request: HttpRequest, course: Course, outline: Outline, number: int | None) -> HttpResponse:
    said = outline.get("supervision")
    found = rules.of_json(said) if said else None
    costs = [rules.cost(found, learners) for learners in LEARNERS] if found else []
    title = {"title": outline["title"], "number": number}
    context = {"course": course, "release": title, "found": found, "costs": costs, "roles": rules.ROLES}
    return render(request, "content/supervision.html", context)


def team(request: HttpRequest, slug: str) -> HttpResponse:
    """Who is in the team, and as what; for an owner, take in a colleague."""
    posting = request.method == "POST"
    found = access.team_course(request.user, slug, Role.OWNER if posting else Role.READER)
    form = JoinForm(request.POST if posting else None)
    if posting and form.is_valid():
        person, role = form.cleaned_data["username"], form.cleaned_data["role"]
        actions.join_team(found, person, role, access.colleague(request.user), timezone.now())
        messages.success(request, _("%(name)s is in the team.") % {"name": person.name})
        return redirect("studio-team", slug)
    members = found.members.select_related("person").order_by("since")
    context = {
        "course": found,
        "title": queries.shelved(found).title,
        "members": members,
        "form": form,
        "roles": Role.choices,
        "owner": access.has_role(request.user, found, Role.OWNER),
        "mine": next((member for member in members if member.person_id == request.user.pk), None),
    }
    return render(request, "content/team.html", context, status=422 if form.errors else 200)


@require_POST
def change_role(request: HttpRequest, slug: str, member: int) -> HttpResponse:
    """Make a member an owner, an author or a reader."""
    found = access.team_course(request.user, slug, Role.OWNER)
    person, role = get_object_or_404(found.members, pk=member).person, request.POST.get("role", "")
    if role not in Role.values:
        messages.error(request, _("Choose what the colleague is to be."))
        return redirect("studio-team", slug)
    try:
        actions.change_role(found, person, Role(role), access.colleague(request.user), timezone.now())
    except LastOwner:
        messages.error(request, _("A course keeps at least one owner. Make a colleague an owner first."))
    else:
        told = {"name": person.name, "role": Role(role).label}
        messages.success(request, _("%(name)s is now in the team as: %(role)s.") % told)
    return redirect("studio-team", slug)


@require_POST
def take_out(request: HttpRequest, slug: str, member: int) -> HttpResponse:
    """Take somebody out of the team."""
    found = access.team_course(request.user, slug, Role.OWNER)
    return _leave(request, found, get_object_or_404(found.members, pk=member).person)


@require_POST
def leave(request: HttpRequest, slug: str) -> HttpResponse:
    """Leave the team oneself."""
    return _leave(request, access.team_course(request.user, slug, Role.READER), access.colleague(request.user))


def _leave(request: HttpRequest, course: Course, person: Person) -> HttpResponse:
    try:
        actions.leave_team(course, person, access.colleague(request.user), timezone.now())
    except LastOwner:
        messages.error(request, _("A course keeps at least one owner. Make a colleague an owner first."))
    else:
        messages.success(request, _("%(name)s is no longer in the team.") % {"name": person.name})
    return redirect("studio-team", course.slug) if access.role_of(request.user, course) else redirect("studio")
