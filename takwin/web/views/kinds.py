"""The page of all kinds of question, for authors who choose one and for whoever looks after them."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from takwin.items.assets import assets
from takwin.items.shelf import KINDS
from takwin.web.parts import ui_language
from takwin.web.samples import samples


@login_not_required
def kinds(request: HttpRequest) -> HttpResponse:
    """Every example of every kind, before an answer and after a right one; nothing is sent."""
    return render(
        request,
        "web/kinds.html",
        {"kinds": samples(ui_language()), "sheets": assets(KINDS, "css"), "scripts": assets(KINDS, "js")},
    )
