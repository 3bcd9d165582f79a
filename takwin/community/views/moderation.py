"""What participants report, what the team hides and shows again, what authors ask."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from takwin.accounts.access import me
from takwin.community import access, actions, queries
from takwin.community.forms import WhyForm
from takwin.community.models import Hiding, Post, Report


def moderation(request: HttpRequest, slug: str) -> HttpResponse:
    """For the team: what to look at, and what is hidden."""
    found = access.moderating(me(request), slug)
    context = {
        "visit": found,
        "reports": queries.open_reports(found.hub),
        "appeals": queries.open_appeals(found.hub),
        "hidden": queries.hidden(found.hub),
    }
    return render(request, "community/moderation.html", context)


@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Ask the team to look at a post."""
    found = access.writing(request.user, slug)
    one = access.post(found, pk)
    return _reasoned(
        request,
        found,
        one,
        _("Ask the course team to look at this"),
        lambda why: actions.report(one, me(request), why, timezone.now()),
        _("Thank you. The course team will look at it; its author does not learn who asked."),
    )


@require_http_methods(["GET", "POST"])
def hide(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Hide a post; its author reads the reason."""
    found = access.moderating(me(request), slug)
    one = access.post(found, pk)
    return _reasoned(
        request,
        found,
        one,
        _("Hide this post"),
        lambda why: actions.hide(one, me(request), why, timezone.now()),
        _("The post is hidden, and its author is told why."),
    )


@require_http_methods(["GET", "POST"])
def appeal(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Ask the team to look at my hidden post again."""
    found = access.visit(request.user, slug)
    one = access.my_post(found, pk)
    hiding = _hiding(one)
    return _reasoned(
        request,
        found,
        one,
        _("Ask the team to look at it again"),
        lambda why: actions.appeal(hiding, why, timezone.now()),
        _("The team will look at it again and answer you."),
    )


@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The post stays hidden; its author is told why."""
    found = access.moderating(me(request), slug)
    one = access.post(found, pk)
    hiding = _hiding(one)
    return _reasoned(
        request,
        found,
        one,
        _("Why it stays hidden"),
        lambda why: actions.answer_appeal(hiding, me(request), why, timezone.now()),
        _("The author is told why it stays hidden."),
    )


@require_POST
def show(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show a hidden post again."""
    found = access.moderating(me(request), slug)
    if (one := access.post(found, pk)).hidden:
        actions.lift(_hiding(one), me(request), timezone.now())
        messages.success(request, _("The post is shown again, and its author is told."))
    return redirect("hub-moderation", slug)


@require_POST
def settle(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The team has looked at a reported post: it stays."""
    found = access.moderating(me(request), slug)
    one = get_object_or_404(Report.objects.filter(post__hub=found.hub), pk=pk)
    if one.settled is None:
        actions.settle(one, timezone.now())
        messages.success(request, _("The post stays as it is."))
    return redirect("hub-moderation", slug)


def _hiding(post: Post) -> Hiding:
    found = (
        Hiding.objects.filter(post=post, lifted=None).select_related("post__hub__run__course", "post__person").first()
    )
    if found is None:
        raise Http404(str(post.pk))
    return found


def _reasoned(
    request: HttpRequest, found: access.Visit, post: Post, title: str, do: Callable[[str], None], done: str
) -> HttpResponse:
    """A question with room for a reason, then what it asks for."""
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        do(form.cleaned_data["why"])
        messages.success(request, done)
        return redirect("hub-post", found.run.course.slug, post.pk)
    context = {"visit": found, "post": post, "form": form, "asked": title}
    return render(request, "community/why.html", context, status=422 if form.errors else 200)
