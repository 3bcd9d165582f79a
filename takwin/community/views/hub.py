"""The hub itself: what is new, who is here, the daily letter."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from takwin.community import access, actions, queries
from takwin.community.actions.letters import SALT
from takwin.community.models import Participant, Post

SHOWN = 20


@login_not_required
def hub(request: HttpRequest, slug: str) -> HttpResponse:
    """What participants publish, newest first; by tag, by person, posts or resources only."""
    found = access.visit(request.user, slug)
    kind = request.GET.get("kind", "")
    tag = request.GET.get("tag", "").strip().lower()[:60]
    who = _number(request.GET.get("who", ""))
    posts = queries.stream(found.hub, kind if kind in Post.Kind.values else "", tag, who)
    page = Paginator(posts, SHOWN).get_page(request.GET.get("page"))
    chosen = actions.participant(found.enrolment, timezone.now()) if found.enrolment else None
    context = {
        "visit": found,
        "page": page,
        "tags": queries.tags(found.hub),
        "tag": tag,
        "kind": kind,
        "who": page[0].person if who is not None and page.object_list else None,
        "counts": queries.counts(found.hub),
        "chosen": chosen,
        "atom": f"{settings.BASE_URL}/hubs/atom/{chosen.token}.xml" if chosen else "",
        "mail": _mail(chosen),
        "to_look_at": len(queries.open_reports(found.hub)) + len(queries.open_appeals(found.hub)) if found.team else 0,
    }
    return render(request, "community/hub.html", context)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


def _mail(chosen: Participant | None) -> str:
    """The address that somebody sends letters to, where the site has one."""
    if chosen is None or not settings.POST_ADDRESS:
        return ""
    name, _at, host = settings.POST_ADDRESS.partition("@")
    return f"{name}+{chosen.token}@{host}"


@login_not_required
def people(request: HttpRequest, slug: str) -> HttpResponse:
    """A picture of who answers whom, and the same as a table."""
    found = access.visit(request.user, slug)
    return render(request, "community/people.html", {"visit": found, "picture": queries.who_answers_whom(found.hub)})


@require_POST
def letter(request: HttpRequest, slug: str) -> HttpResponse:
    """Have the daily letter, or no longer."""
    _visit, enrolment = access.taking(request.user, slug)
    daily = request.POST.get("daily") == "yes"
    actions.read_daily(enrolment, daily, timezone.now())
    if daily:
        messages.success(request, _("You get a letter a day, on days when something is new."))
    else:
        messages.success(request, _("You get no daily letter any more."))
    return redirect("hub", slug)


@login_not_required
@require_http_methods(["GET", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """The way out of the daily letter, from the letter itself: one question, no signing in."""
    try:
        pk = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        raise Http404(token) from None
    chosen = get_object_or_404(Participant.objects.select_related("enrolment__run__course"), pk=pk)
    if request.method == "POST":
        actions.read_daily(chosen.enrolment, False, timezone.now())
    return render(request, "community/stop.html", {"done": request.method == "POST"})
