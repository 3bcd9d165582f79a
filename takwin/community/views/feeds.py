"""Feeds: those of participants come in, our own go out."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from takwin.community import access, actions, queries
from takwin.community.feeds import writing
from takwin.community.forms import FeedForm
from takwin.community.models import Hub, Participant
from takwin.design.saying import said

IN_A_FEED = 50


@require_http_methods(["GET", "POST"])
def feeds(request: HttpRequest, slug: str) -> HttpResponse:
    """Everybody's feeds; mine can be added: first its page is looked at, then, where it names several, one is chosen."""
    found = access.writing(request.user, slug)
    form = FeedForm(request.POST or None)
    choices: list[tuple[str, str]] = []
    if request.method == "POST" and found.enrolment and found.person and form.is_valid():
        try:
            seen = actions.look(form.cleaned_data["address"])
            wanted = [one for one in seen if one[0] == request.POST.get("feed")] or seen
            if len(wanted) == 1:
                return _added(request, found, wanted[0], form.cleaned_data["every"])
            choices = [(address, feed.title) for address, feed in wanted]
        except actions.FeedRefusedHere as refused:
            form.add_error("address", said(refused.sentence))
    context = {"visit": found, "form": form, "choices": choices, "feeds": queries.feeds(found.hub)}
    return render(request, "community/feeds.html", context, status=422 if form.errors else 200)


def _added(request: HttpRequest, found: access.Visit, seen: actions.Seen, every: bool) -> HttpResponse:
    assert found.person is not None  # noqa: S101 - who has an enrolment is somebody
    actions.add_feed(found.hub, found.person, *seen, every=every, now=timezone.now())
    messages.success(request, _("Your feed is followed. Its posts come in within some minutes."))
    return redirect("hub-feeds", found.run.course.slug)


@require_POST
def remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Follow a feed of mine no longer; what it brought stays until I take it back."""
    found, _enrolment = access.taking(request.user, slug)
    actions.remove_feed(access.my_feed(found, pk))
    messages.success(request, _("Your feed is no longer followed. The posts that it brought stay."))
    return redirect("hub-feeds", slug)


@login_not_required
def opml(request: HttpRequest, slug: str) -> HttpResponse:
    """Everybody's feeds, for a feed reader."""
    found = access.visit(request.user, slug)
    answer = HttpResponse(writing.opml(slug, queries.followed(found.hub)), content_type="text/x-opml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{slug}.opml"'
    return answer


@login_not_required
def atom(request: HttpRequest, slug: str) -> HttpResponse:
    """What is new, as Atom; with ?tag= only what carries it."""
    return _atom(access.visit(request.user, slug).hub, request, reverse("hub-atom", args=[slug]))


@login_not_required
def my_atom(request: HttpRequest, token: str) -> HttpResponse:
    """The same at an address of one's own, for feed readers, which cannot sign in."""
    chosen = get_object_or_404(
        Participant.objects.filter(enrolment__left=None, enrolment__person__is_active=True), token=token
    )
    hub = get_object_or_404(Hub.objects.select_related("run__course"), run=chosen.enrolment.run_id)
    return _atom(hub, request, reverse("hub-my-atom", args=[token]))


def _atom(hub: Hub, request: HttpRequest, here: str) -> HttpResponse:
    base = settings.BASE_URL + reverse("hub", args=[hub.run.course.slug])
    tag = request.GET.get("tag", "").strip().lower()[:60]
    posts = queries.told(queries.stream(hub, tag=tag)[:IN_A_FEED], base)
    return HttpResponse(
        writing.atom(f"Takwin · {hub.run.course.slug}", base, settings.BASE_URL + here, posts),
        content_type="application/atom+xml; charset=utf-8",
    )
