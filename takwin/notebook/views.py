"""The page where somebody writes for themselves."""

from dataclasses import dataclass
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from takwin.accounts.access import me
from takwin.learning.access import my_enrolment
from takwin.learning.models import Enrolment
from takwin.lib.ids import uuid7
from takwin.notebook import actions, queries
from takwin.notebook.models import LONGEST, Writing
from takwin.notebook.place import Named, Place, place


@dataclass(frozen=True, slots=True)
class Field:
    """A text on the page: its name in the form, where it belongs, what stands in it, its versions before, and whether it is too long."""

    name: str
    kind: str
    of: Named
    text: str
    before: list[Writing]
    long: bool = False


@require_http_methods(["GET", "POST"])
def notes(request: HttpRequest, slug: str, module: str, step: str) -> HttpResponse:
    """What the person has written for themselves on a step, and its drafts."""
    enrolment = my_enrolment(me(request), slug)
    here = place(enrolment, f"{module}/{step}", get_language() or "")
    fields = _fields(request, enrolment, here)
    if request.method == "POST" and not any(field.long for field in fields):
        return _kept(request, enrolment, fields)
    context = {"here": here, "fields": fields, "back": f"/courses/{slug}/{module}/{step}/", "longest": LONGEST}
    return render(request, "notebook/notes.html", context, status=422 if request.method == "POST" else 200)


def _fields(request: HttpRequest, enrolment: Enrolment, here: Place) -> list[Field]:
    wanted = [("note", Writing.Kind.NOTE, here.step)]
    wanted += [(f"draft.{task.id}", Writing.Kind.DRAFT, task) for task in here.tasks]
    return [_field(request, enrolment, *one) for one in wanted]


def _field(request: HttpRequest, enrolment: Enrolment, name: str, kind: Writing.Kind, of: Named) -> Field:
    before = queries.versions(enrolment, kind, of.id)
    kept = before[0].text if before else ""
    text = request.POST.get(name, kept).replace("\r\n", "\n").replace("\0", "")
    return Field(name, kind, of, text, [one for one in before[1:] if one.text], len(text) > LONGEST)


def _kept(request: HttpRequest, enrolment: Enrolment, fields: list[Field]) -> HttpResponse:
    for field in fields:
        actions.keep(enrolment, field.kind, field.of.id, field.text, uuid7(), uuid4().hex, timezone.now())
    messages.success(request, _("Your texts are kept. Only you can read them."))
    return redirect(request.path)
