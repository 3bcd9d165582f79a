"""Questions of a course and the files of other systems: brought in by its authors, taken out by its team."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from takwin.accounts.access import me
from takwin.content import queries
from takwin.content.access import Role, team_course
from takwin.content.actions import DraftReplaced
from takwin.content.source import folder as folders
from takwin.content.source import reader
from takwin.design.saying import said
from takwin.interop import actions
from takwin.interop.course_package import ImportRefused
from takwin.interop.forms import BringForm, TakeForm
from takwin.interop.queries import folder_of
from takwin.interop.question_exporting import Exported, export
from takwin.interop.question_importing import QuestionsRefused, QuestionsReport

MORE = gettext_lazy(
    "Before it can be published, mend what stands below; the new step is missing in the other languages of the course."
)


def bring_questions(request: HttpRequest, slug: str) -> HttpResponse:
    """Bring a file of questions into the course's draft. What is refused leaves the draft as it was, and is told line by line."""
    course = team_course(request.user, slug)
    with folder_of(course) as folder:
        source, _problems = reader.read(folder)
    form = BringForm(source, request.POST or None, request.FILES or None) if source and source.modules else None
    report: QuestionsReport | None = None
    if form and request.method == "POST" and form.is_valid():
        try:
            draft, done = actions.bring_questions(course, form.uploads(), form.place(), me(request), timezone.now())
        except QuestionsRefused as refused:
            report = refused.report
            form.add_error("file", said(refused.sentence))
        except (ImportRefused, DraftReplaced) as refused:
            form.add_error("file", said(refused.sentence))
        else:
            messages.success(request, _("The questions are in the draft, in a step of their own."))
            for sentence in done.assumed:
                messages.info(request, said(sentence))
            messages.info(request, _("Read what changed, then publish.") if draft.publishable else MORE)
            return redirect("studio-draft", draft.course.slug)
    context = {"course": course, "title": queries.shelved(course).title, "form": form, **_accounts(report)}
    return render(request, "interop/bring.html", context, status=422 if form and form.errors else 200)


def _accounts(report: QuestionsReport | None) -> dict[str, object]:
    """A refused report as the page shows it: mistakes first, and what could not be held beside them."""
    if report is None:
        return {}
    wrong = {one.sentence.message for _file, one in report.refusals}
    lost = [loss for loss in report.losses if loss.reason.message not in wrong]
    return {
        "refusals": [
            {"line": one.line, "name": one.name, "reason": said(one.sentence)} for _file, one in report.refusals
        ],
        "losses": actions.losses(lost),
        "assumed": [said(sentence) for sentence in report.assumed],
    }


def take_questions(request: HttpRequest, slug: str) -> HttpResponse:
    """The questions of a course as a file: what the format cannot hold is told before it is taken."""
    course = team_course(request.user, slug, Role.READER)
    done: Exported | None = None
    with folder_of(course) as folder:
        source, _problems = reader.read(folder)
        form = TakeForm(source, request.GET if "format_name" in request.GET else None) if source else None
        if form and form.is_valid() and source:
            try:
                done = export(source, folders.media(folder), **form.cleaned_data)
            except ImportRefused as refused:
                form.add_error(None, said(refused.sentence))
    if done and done.questions and "download" in request.GET:
        return _file(done)
    context = {"course": course, "title": queries.shelved(course).title, "form": form, "done": done}
    if done:
        context |= {"blocks": actions.blocks(done.written.blocks), "losses": actions.losses(done.written.losses)}
        context["query"] = request.GET.urlencode()
    return render(request, "interop/take.html", context, status=422 if form and form.errors else 200)


def _file(done: Exported) -> HttpResponse:
    kind = "application/xml" if done.name.endswith(".xml") else "text/plain"
    answer = HttpResponse(done.written.text, content_type=f"{kind}; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{done.name}"'
    return answer
