"""Marking by hand: the answers of a run that wait, and one at a time."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from takwin.accounts.access import me
from takwin.assessment import access, actions, queries
from takwin.assessment.models import HandMark
from takwin.assessment.parts import guided
from takwin.content.queries import outline
from takwin.credentials import actions as credentials
from takwin.learning.access import run_to_mark
from takwin.web import parts
from takwin.web.forms import MarkForm
from takwin.web.wording import words

AT_ONCE = 50
"""Answers on a page of the list."""


def to_mark(request: HttpRequest, slug: str, run: str) -> HttpResponse:
    """The answers that wait, the oldest first, and those that were marked."""
    found = run_to_mark(me(request), slug, run)
    waiting = Paginator(queries.to_mark(found), AT_ONCE).get_page(request.GET.get("page"))
    labels = queries.labels(found.release_id, parts.ui_language())
    context = {
        "run": found,
        "texts": words(outline(found.release_id), parts.ui_language()),
        "page": waiting,
        "waiting": [(one, labels[one.item]) for one in waiting],
        "marked": [(one, labels[one.item]) for one in queries.marked_by_hand(found)[:AT_ONCE]],
    }
    return render(request, "web/to_mark.html", context)


def mark(request: HttpRequest, slug: str, run: str, answer: int) -> HttpResponse:
    """One answer: what was asked, what was answered, what to look at; its points and words for the person. Then the next one."""
    marking = access.marking_of_team(me(request), slug, run, answer)
    form = MarkForm(marking, request.POST or None)
    if request.method == "POST" and form.is_valid():
        if _kept(request, marking, form):
            return _onward(request, marking)
        form.add_error(
            None,
            _("A colleague has marked this answer meanwhile. Look at their mark below; yours is still in the fields."),
        )
        marking.refresh_from_db()
        form.look_again(marking)
    language = parts.ui_language()
    context = {
        "run": marking.run,
        "texts": words(outline(marking.run.release_id), language),
        "marking": marking,
        "label": queries.labels(marking.attempt.release_id, language)[marking.item],
        "shown": guided(marking, language),
        "form": form,
        "left": queries.to_mark(marking.run).count(),
    }
    return render(request, "web/mark.html", context, status=422 if form.errors else 200)


def _kept(request: HttpRequest, marking: HandMark, form: MarkForm) -> bool:
    now, before = timezone.now(), marking.at
    given = form.cleaned_data
    try:
        row = actions.mark_by_hand(marking, given["points"], given["comment"], me(request), given["seen"], now)
    except actions.MarkedMeanwhile:
        return False
    if before and row.at == now:
        credentials.review(marking.attempt.enrolment.uid, now, timezone.now())
    return True


def _onward(request: HttpRequest, marking: HandMark) -> HttpResponse:
    """To the next answer that waits, of the same question where there is one; back to the list after the last."""
    waiting = queries.to_mark(marking.run)
    following = waiting.filter(item=marking.item).first() or waiting.first()
    slugs = [marking.run.course.slug, marking.run.slug]
    if following is None:
        messages.success(request, _("The mark is kept, and the person is told. No answer waits any more."))
        return redirect("to-mark", *slugs)
    left = waiting.count()
    said = ngettext(
        "The mark is kept. %(number)s answer still waits.", "The mark is kept. %(number)s answers still wait.", left
    )
    messages.success(request, said % {"number": left})
    return redirect("mark", *slugs, following.pk)
