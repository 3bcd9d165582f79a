"""Frameworks as everybody may read them: their items, their licence, where they come from."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from takwin.accounts.access import administrator
from takwin.design.saying import said
from takwin.frameworks import case, keeping, tree
from takwin.frameworks.tree import Framework
from takwin.web import shown
from takwin.web.forms import BringFrameworkForm
from takwin.web.parts import ui_language


@login_not_required
def frameworks(request: HttpRequest) -> HttpResponse:
    """All frameworks that a course may name."""
    found = [shown.framework(tree.framework(name), ui_language()) for name in tree.ids()]
    return render(request, "web/frameworks.html", {"frameworks": found})


def bring(request: HttpRequest) -> HttpResponse:
    """An administrator brings a CASE package in; what it could not hold is told, place by place."""
    administrator(request)
    form = BringFrameworkForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        data, name = form.cleaned_data["file"].read(), form.cleaned_data["name"]
        try:
            kept = keeping.keep(data, name, settings.DATA / "frameworks")
        except (case.NotCase, keeping.NotKept) as refused:
            form.add_error("file", said(refused.sentence))
        else:
            told = [(one.place, [one.reason.message, one.reason.values], one.value) for one in kept.losses]
            one = shown.framework(kept.framework, ui_language())
            return render(request, "web/framework_brought.html", {"framework": one, "losses": told})
    return render(request, "web/framework_bring.html", {"form": form}, status=422 if form.errors else 200)


@login_not_required
def framework(request: HttpRequest, name: str) -> HttpResponse:
    """One framework and its items."""
    return render(request, "web/framework.html", {"framework": shown.framework(_get(name), ui_language())})


@login_not_required
def item(request: HttpRequest, name: str, code: str) -> HttpResponse:
    """The address that names an item for ever leads to its place on the framework's page."""
    if code not in _get(name).items:
        raise Http404
    return redirect(f"{reverse('framework', args=[name])}#{code}")


@login_not_required
def package(request: HttpRequest, name: str) -> HttpResponse:
    """The framework for other systems, as a CASE 1.1 package."""
    headers = {"Content-Disposition": f'attachment; filename="{name}.case.json"'}
    return JsonResponse(case.package(_get(name), settings.BASE_URL), headers=headers)


def _get(name: str) -> Framework:
    try:
        return tree.framework(name)
    except KeyError:
        raise Http404 from None
