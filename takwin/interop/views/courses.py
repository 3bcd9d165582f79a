"""The door for courses from other systems."""

from pathlib import Path

from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from takwin.content.access import colleague
from takwin.content.actions import NotPublishable, OtherTeam
from takwin.design.saying import said
from takwin.interop.actions import import_draft
from takwin.interop.course_package import ImportRefused
from takwin.interop.forms import ImportForm


def import_course(request: HttpRequest) -> HttpResponse:
    """Bring in an export: it becomes a draft, whose page says what was lost. What is refused leaves nothing behind."""
    person = colleague(request.user)
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            draft = import_draft(_source(form.cleaned_data["archive"]), person, timezone.now())
        except ImportRefused as refused:
            form.add_error("archive", said(refused.sentence))
        except NotPublishable:
            form.add_error("archive", _("The course in this file has no name that could become its address."))
        except OtherTeam:
            form.add_error("archive", _("Another team has brought in this course already. Ask them to take you in."))
        else:
            return redirect("studio-draft", draft.course.slug)
    return render(request, "interop/import.html", {"form": form}, status=422 if form.errors else 200)


def _source(file: UploadedFile[bytes]) -> Path | bytes:
    """A large upload lies on the disk already; a small one is in memory."""
    return Path(file.temporary_file_path()) if isinstance(file, TemporaryUploadedFile) else file.read()
