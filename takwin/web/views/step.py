"""The step page: read, answer, go on."""

import logging
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from takwin.accounts import actions as accounts
from takwin.assessment import actions as assessment
from takwin.assessment import queries
from takwin.assessment.asked import ONE_NOW, OTHERS
from takwin.assessment.forms import Posted, posted, sure, touched
from takwin.items.item import Json
from takwin.learning import actions
from takwin.learning import queries as learning
from takwin.learning.models import Enrolment
from takwin.lib.text import N_, Sentence
from takwin.web.carried import are_other, still_asked
from takwin.web.parts import step_address
from takwin.web.path import place
from takwin.web.reading import Reading, reading
from takwin.web.sheet import Sent, sheet
from takwin.web.uploads import sent_files

log = logging.getLogger(__name__)


@login_not_required
def step(request: HttpRequest, slug: str, module: str, step: str) -> HttpResponse:
    """One step. Anybody may read it; whoever has joined is remembered here."""
    desk = reading(request, slug, f"{module}/{step}", timezone.now())
    if desk.gate and not desk.gate.open:
        return _not_yet(request, desk)
    if desk.enrolment:
        _remember(desk.enrolment, desk)
    return _shown(request, desk, Sent())


def _not_yet(request: HttpRequest, desk: Reading) -> HttpResponse:
    """The step is not open to this person yet: when it is, or what comes first."""
    first = place(desk.place.path, desk.gate.after) if desk.gate and desk.gate.after else None
    context = {"desk": desk, "title": desk.words.title, "stop": desk.place.here, "gate": desk.gate, "first": first}
    context["brand"] = desk.run.brand
    return render(request, "web/not_yet.html", context)


def _remember(enrolment: Enrolment, desk: Reading) -> None:
    """Keep the place to resume at. A database that cannot be written (a full disk) must not keep anybody from reading."""
    try:
        actions.open_step(enrolment, desk.place.here.key, desk.now)
    except DatabaseError:
        log.exception("The place of enrolment %s could not be kept", enrolment.pk)


def _shown(request: HttpRequest, desk: Reading, sent: Sent) -> HttpResponse:
    context = sheet(desk, sent, request.GET.getlist("again"))
    return render(request, "web/step.html", context, status=422 if sent.group else 200)


@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, slug: str, module: str, step: str, group: str) -> HttpResponse:
    """Take the answers to a question or a quiz; what cannot be taken comes back as it was typed."""
    desk = _asked(request, slug, f"{module}/{step}")
    enrolment, items = desk.mine, desk.open_items(group)
    if request.method == "GET":
        return _nothing_sent(request, desk.here, group)
    if desk.stamp(group) != request.POST.get("draw", desk.stamp(group)) and _taken(request, desk, group):
        return redirect(f"{step_address(slug, desk.place.here)}#{group}")
    if changed := _changed(request, desk, group):
        kept = list(still_asked(request, desk, items))
        typed, said = _read(request, desk, kept).all_typed, sure(kept, dict(request.POST.lists()))
        return _shown(request, desk, Sent(group, typed, {items[0]: changed}, sure=said))
    form, said = _read(request, desk, items), sure(items, dict(request.POST.lists()))
    one_now = Sent(group, form.all_typed, {items[0]: ONE_NOW}, sure=said)
    if _as_shown(request, desk) is not enrolment:
        return _shown(request, desk, one_now)
    if form.missing and not (form.answered and "as-it-is" in request.POST):
        return _shown(request, desk, Sent(group, form.all_typed, form.missing, sure=said))
    responses = {item: form.answered.get(item, {}) for item in items}
    try:
        token = UUID(request.POST.get("token", ""))
        taken = assessment.answer(enrolment, responses, token, desk.page.language, desk.now, said)
    except ValueError:
        incomplete = Sentence(N_("This form was incomplete. Please send it again."))
        return _shown(request, desk, Sent(group, form.all_typed, {items[0]: incomplete}, sure=said))
    except actions.Merged:
        return _one_now(request, desk, one_now)
    except assessment.NotTaken as reason:
        return _shown(request, desk, Sent(group, form.all_typed, {items[0]: reason.sentence}, sure=said))
    if any(one.at != desk.now for one in taken) and (other := _sent_before(request, desk, group, token)):
        return _shown(request, desk, other)
    return redirect(f"{step_address(slug, desk.place.here)}#{group}")


def _sent_before(request: HttpRequest, desk: Reading, group: str, token: UUID) -> Sent | None:
    """What a form says now that was taken before and said something else then; of a browser that went back, and of no double click."""
    items = desk.asked.shown(desk.groups[group].items, again=True)
    form = _read(request, desk, items)
    if not are_other(queries.taken(desk.mine, token, items), form.answered):
        return None
    return Sent(group, form.all_typed, sure=sure(items, dict(request.POST.lists())), earlier=True)


def _read(request: HttpRequest, desk: Reading, items: list[str]) -> Posted:
    """What a form says, in the order in which it was shown."""
    fields, files = dict(request.POST.lists()), sent_files(request, desk, items)
    return posted(_as_shown(request, desk), desk.page.language, items, fields, files)


def _as_shown(request: HttpRequest, desk: Reading) -> Enrolment:
    return queries.shown_as(desk.mine, request.POST.get("token", ""))


def _one_now(request: HttpRequest, desk: Reading, sent: Sent) -> HttpResponse:
    """Another account was merged at this very moment: what was typed is shown again, in the taking that stays, to whoever has that."""
    person = desk.mine.person
    if person is None or learning.enrolment(person, desk.slug) is None:
        return _nothing_sent(request, desk.here, sent.group)
    return _shown(request, reading(request, desk.slug, desk.place.here.key, desk.now), sent)


@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest, slug: str, module: str, step: str, group: str) -> HttpResponse:
    """Begin a quiz that has a limit of time, while something of it may be answered; without a limit there is nothing to begin."""
    desk = _asked(request, slug, f"{module}/{step}")
    enrolment, items = desk.mine, desk.open_items(group)
    may = group in desk.timing and any(desk.asked.allowance(item, desk.now).open for item in items)
    if request.method == "POST" and may:
        actions.begin_quiz(enrolment, group, desk.now)
    return redirect(f"{desk.here}#{group}")


@require_http_methods(["GET", "POST"])
def declare(request: HttpRequest, slug: str, module: str, step: str, task: str) -> HttpResponse:
    """The person has done a task of the step, or has not after all."""
    desk = _asked(request, slug, f"{module}/{step}")
    enrolment = desk.mine
    if task not in desk.tasks:
        raise Http404(task)
    if request.method == "POST" and request.POST.get("done") in {"yes", "no"}:
        actions.declare_task(enrolment, task, request.POST["done"] == "yes", desk.now)
    return redirect(f"{desk.here}#{task}")


def _taken(request: HttpRequest, desk: Reading, group: str) -> bool:
    """Whether this very form was taken already: it is sent again, and other questions stand here by now."""
    try:
        return bool(queries.taken(desk.mine, UUID(request.POST.get("token", "")), desk.groups[group].items))
    except ValueError:
        return False


def _changed(request: HttpRequest, desk: Reading, group: str) -> Sentence | None:
    """Why a form asks something else than the page would ask now."""
    now = {"release": str(desk.release_id), "language": desk.page.language}
    if any(request.POST.get(name, value) != value for name, value in now.items()):
        return Sentence(N_("The course was updated while you were answering. Please answer once more."))
    return OTHERS if request.POST.get("draw", desk.stamp(group)) != desk.stamp(group) else None


def _asked(request: HttpRequest, slug: str, key: str) -> Reading:
    """The step as it was shown with the form: in the form's language, whatever the person has switched to since."""
    desk = reading(request, slug, key, timezone.now())
    if desk.gate and not desk.gate.open:
        raise Http404(key)
    language = request.POST.get("language", "")
    return desk.in_language(language) if language in desk.outline["languages"] else desk


def _nothing_sent(request: HttpRequest, address: str, group: str = "") -> HttpResponse:
    """Back to the step for whoever opens the address of a form: mostly after signing in again, when what was sent came too late."""
    messages.warning(
        request,
        _(
            "If you had just sent answers, they were not kept. Go back: what you typed should still be there. Send it once more."
        ),
    )
    return redirect(f"{address}#{group}" if group else address)


@require_http_methods(["GET", "POST"])
def finish(request: HttpRequest, slug: str, module: str, step: str) -> HttpResponse:
    """The step is done: go on to the next one, or to the course page after the last. Answers that were written but not handed in
    stop this once: nothing is lost by going on too early."""
    desk = _asked(request, slug, f"{module}/{step}")
    enrolment = desk.mine
    if request.method == "GET":
        return _nothing_sent(request, desk.here)
    if "anyway" not in request.POST and (sent := _not_handed_in(request, desk)):
        return _shown(request, desk, sent)
    state = actions.finish_step(enrolment, desk.place.here.key, desk.now)
    if desk.place.after:
        return redirect(step_address(slug, desk.place.after))
    if state.completed is None:
        messages.info(request, _("You have reached the end. What is still missing is written below."))
    return redirect(f"{reverse('course', args=[slug])}#standing")


@require_http_methods(["GET", "POST"])
def language(request: HttpRequest, slug: str, module: str, step: str) -> HttpResponse:
    """Speak another language from now on; what is typed on the page and not sent yet comes along, and nothing of it is kept."""
    desk = _asked(request, slug, f"{module}/{step}")
    mine, code = desk.mine, request.POST.get("to", "")
    if mine.person is None or request.method == "GET" or code not in dict(settings.LANGUAGES):
        return redirect(desk.here)
    typed = _typed(request, desk)
    accounts.change_language(mine.person, code)
    translation.activate(code)  # until the end of this request
    answer = _shown(request, reading(request, slug, f"{module}/{step}", desk.now), typed)
    answer.headers["Content-Language"] = code
    return answer


def _typed(request: HttpRequest, desk: Reading) -> Sent:
    """All that is typed on the page."""
    fields, typed, said = dict(request.POST.lists()), dict[str, Json](), dict[str, int]()
    for group in desk.groups:
        items = desk.open_items(group)
        files = sent_files(request, desk, items)
        if touched(items, fields) or any(files.values()):
            typed |= posted(desk.mine, desk.page.language, items, fields, files).all_typed
            said |= sure(items, fields)
    return Sent(typed=typed, sure=said)


def _not_handed_in(request: HttpRequest, desk: Reading) -> Sent | None:
    fields = dict(request.POST.lists())
    for group in desk.groups:
        items = desk.open_items(group)
        files = sent_files(request, desk, items)
        if touched(items, fields) or any(files.values()):
            form = posted(desk.mine, desk.page.language, items, fields, files)
            return Sent(group, form.all_typed, going_on=True, sure=sure(items, fields))
    return None
