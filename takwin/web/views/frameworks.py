"""Frameworks as everybody may read them: their items, their licence, where they come from."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from takwin.frameworks import case, tree
from takwin.frameworks.tree import Framework
from takwin.web import shown
from takwin.web.parts import ui_language


@login_not_required
def frameworks(request: HttpRequest) -> HttpResponse:
    """All frameworks that a course may name."""
    found = [shown.framework(tree.framework(name), ui_language()) for name in tree.ids()]
    return render(request, "web/frameworks.html", {"frameworks": found})


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
