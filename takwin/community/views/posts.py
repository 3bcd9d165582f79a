"""One post: read, written, answered, connected, taken back."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from takwin.community import access, actions, queries
from takwin.community.forms import ConnectForm, PostForm, PublishForm, ResourceForm
from takwin.community.models import Hiding, Post

MOST = 500


@login_not_required
def post(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A post, what it answers and what answers it."""
    found = access.visit(request.user, slug)
    one = access.post(found, pk)
    answers, answered = queries.around(one)
    context = {
        "visit": found,
        "post": one,
        "tags": [tag.word for tag in one.tags.all()],
        "answers": answers,
        "answered": answered,
        "mine": found.person is not None and one.person_id == found.person.pk,
        "hiding": Hiding.objects.filter(post=one, lifted=None).first() if one.hidden else None,
    }
    return render(request, "community/post.html", context)


@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, slug: str) -> HttpResponse:
    """Write a post, perhaps as an answer to another (?to=)."""
    found = access.writing(request.user, slug)
    asked = request.GET.get("to", "")
    to = access.post(found, int(asked)) if asked.isascii() and asked.isdecimal() and len(asked) < 10 else None
    form = PostForm(request.POST or None, request.FILES or None, initial={"language": get_language()})
    return _published(request, found, form, Post.Kind.POST, to)


@require_http_methods(["GET", "POST"])
def propose(request: HttpRequest, slug: str) -> HttpResponse:
    """Propose a resource that is elsewhere."""
    found = access.writing(request.user, slug)
    form = ResourceForm(request.POST or None, initial={"language": get_language()})
    return _published(request, found, form, Post.Kind.RESOURCE, None)


def _published(
    request: HttpRequest, found: access.Visit, form: PublishForm, kind: Post.Kind, to: Post | None
) -> HttpResponse:
    if request.method == "POST" and form.is_valid() and found.person:
        given = form.cleaned_data
        written = actions.Written(
            given["title"],
            given["html"],
            given["language"],
            given["tags"],
            given.get("licence", ""),
            given.get("link", ""),
            kind,
        )
        one = actions.publish(found.hub, found.person, found.enrolment, written, given["uid"], timezone.now(), to)
        messages.success(request, _("It is published in the hub."))
        return redirect("hub-post", found.run.course.slug, one.pk)
    context: dict[str, Any] = {"visit": found, "form": form, "to": to, "resource": kind == Post.Kind.RESOURCE}
    return render(request, "community/write.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def connect(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Say that this belongs together with something else here, and how."""
    found = access.writing(request.user, slug)
    one = access.post(found, pk)
    newest = queries.stream(found.hub).exclude(pk=one.pk).values_list("pk", flat=True)[:MOST]
    others = Post.objects.filter(pk__in=list(newest)).order_by("title", "pk")
    form = ConnectForm(request.POST or None, others=others)
    if request.method == "POST" and form.is_valid() and found.person:
        actions.connect(one, form.cleaned_data["to"], found.person, form.cleaned_data["why"], timezone.now())
        messages.success(request, _("The two are connected."))
        return redirect("hub-post", slug, pk)
    return render(
        request,
        "community/connect.html",
        {"visit": found, "post": one, "form": form},
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take back what I published, after one question."""
    found = access.visit(request.user, slug)
    one = access.my_post(found, pk)
    if request.method == "POST":
        actions.remove(one)
        messages.success(request, _("Your post is gone, with what was connected to it."))
        return redirect("hub", slug)
    return render(request, "community/remove.html", {"visit": found, "post": one})
