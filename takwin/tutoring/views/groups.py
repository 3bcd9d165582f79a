"""The groups of a run: who is in which, with which tutor, and somebody is moved to another."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from takwin.accounts.access import me
from takwin.tutoring import access, actions, queries
from takwin.tutoring.forms import MoveForm
from takwin.tutoring.wording import of_whom, title


def groups(request: HttpRequest, slug: str, run: str) -> HttpResponse:
    """For the tutors of a run, and who names them."""
    found = access.reported(me(request), slug, run)
    people = queries.grouped(found)
    choices = {number: [(one.pk, of_whom(one)) for one, _tutor in some] for number, some in people.items()}
    form = MoveForm(choices, request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        moved = actions.regroup(access.in_run(found, data["person"]), data["group"], me(request), timezone.now())
        messages.success(request, _("Moved, and told.")) if moved else messages.info(
            request, _("This person is in that group already.")
        )
        return redirect(request.path)
    context = {
        "run": found,
        "title": title(found),
        "tutor": access.mine(me(request)).filter(run=found).first(),
        "groups": people.items(),
        "form": form,
    }
    return render(request, "tutoring/groups.html", context, status=422 if form.errors else 200)
