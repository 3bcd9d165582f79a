"""My notices."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from takwin.accounts.access import me
from takwin.notices import access, actions, queries
from takwin.notices.forms import ChoiceForm

SHOWN = 30


def notices(request: HttpRequest) -> HttpResponse:
    """What I have been told, latest first."""
    page = Paginator(access.mine(me(request)), SHOWN).get_page(request.GET.get("page"))
    unread = any(notice.read is None for notice in page)
    return render(request, "notices/index.html", {"page": page, "unread": unread})


@require_POST
def open_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Go where a notice leads; it is read."""
    notice = access.one_of_mine(me(request), pk)
    actions.read(notice, timezone.now())
    return redirect(notice.link or "notices")


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark everything as read."""
    actions.read_all(me(request), timezone.now())
    return redirect("notices")


def choice(request: HttpRequest) -> HttpResponse:
    """Which letters I get, and at what hours none."""
    person = me(request)
    form = ChoiceForm(request.POST or None, initial=ChoiceForm.of(queries.wish(person)))
    if request.method == "POST" and form.is_valid():
        actions.choose(person, form.wish, timezone.now())
        messages.success(request, gettext("Your changes are kept."))
        return redirect("notices-choice")
    return render(request, "notices/choice.html", {"form": form, "person": person}, status=422 if form.errors else 200)
