"""How the pages of a place look, and the language of its people."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from takwin.accounts.access import me
from takwin.institutions import access, actions, parts, queries
from takwin.institutions.forms.looking import Inherited, LookForm
from takwin.institutions.models import LANGUAGES, Branding, Node
from takwin.institutions.roles import Right


def look(request: HttpRequest, node: int) -> HttpResponse:
    """The look that a place has of its own, beside what it has from above."""
    by, now = me(request), timezone.now()
    here = access.node_for(by, node, Right.STEER, now)
    owns = queries.brandings(here)
    own = owns.get(here.pk) or Branding(node=here)
    form = LookForm(here, own, _above(here, owns), request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        wanted = actions.Wanted(
            form.names, said["accent"], said["accent_dark"], said["logo"], said.get("no_logo", False), said["logo_alt"],
            said["language"],
        )  # fmt: skip
        actions.dress(here, wanted, by, now)
        messages.success(request, _("It is saved. This page shows it already."))
        return redirect("node-look", node)
    context = {**parts.at(by, here, now), "form": form}
    return render(request, "institutions/look.html", context, status=422 if form.errors else 200)


def _above(node: Node, owns: dict[int, Branding]) -> Inherited:
    """What the nearest node above has of each, and which one that is."""
    found: dict[str, tuple[str, str]] = {}
    languages = dict(settings.LANGUAGES)
    for one in queries.line(node)[:-1]:
        own = owns.get(one.pk) or Branding(node=one)
        names = {code: getattr(own, f"name_{code}") for code in LANGUAGES}
        mine = names.get((get_language() or "").split("-")[0], "")
        said = {
            "name": mine or next(filter(None, names.values()), ""),
            "logo": own.logo_alt or _("a picture") if own.logo_id else "",
            "accent": own.accent,
            "language": str(languages[one.language]) if one.language in languages else "",
        }
        found |= {part: (value, one.name) for part, value in said.items() if value}
    return found
