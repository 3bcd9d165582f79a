"""Whether the site is well, for machines that watch it."""

import logging

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from takwin.accounts.models import Person

log = logging.getLogger(__name__)
READY = "ready"
PAGE = "web/catalogue.html"
"""A page like the others: the same frame, tags, addresses and style."""


def ask_the_database() -> None:
    """Raises what the database raises. It reads a row: SQLite answers `SELECT 1` without a look at its file."""
    Person.objects.exists()


def render_a_page() -> None:
    """Make a page that needs no rows. Raises what a broken template, tag, address or style sheet raises."""
    render_to_string(PAGE, request=HttpRequest())


@login_not_required
def health(request: HttpRequest) -> HttpResponse:
    """200 and "ready" when the site reaches its database and can make a page; 503 and what it cannot do otherwise."""
    for look, trouble in ((ask_the_database, "the database does not answer"), (render_a_page, "pages cannot be made")):
        try:
            look()
        except Exception:
            log.exception("Not ready: %s", trouble)
            return _said(f"not ready: {trouble}", 503)
    return _said(READY, 200)


def _said(words: str, status: int) -> HttpResponse:
    return HttpResponse(f"{words}\n", status=status, content_type="text/plain", headers={"Cache-Control": "no-store"})
