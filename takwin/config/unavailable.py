"""When the database, the disk or the key files refuse: a page that says so, and that nothing was kept."""

import errno
from collections.abc import Callable

from django.db.utils import DatabaseError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.log import log_response

from takwin.credentials.keys import KeysRefused

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EROFS}
WAIT = 30
"""Seconds after which a machine may ask again."""


class UnavailableMiddleware:
    """Answer 503 when a page could not read or write; its transaction has been rolled back."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page, for trouble that passes by itself or that an administrator must end."""
        page = page_of(exception)
        if not page:
            return None
        response = render(request, page, status=503)
        log_response("Service Unavailable (%s): %s", str(exception), request.path, response=response, request=request)
        response["Retry-After"] = str(WAIT)
        response["Cache-Control"] = "no-store"
        return response


def page_of(exception: Exception) -> str:
    """The template that tells of a trouble; "" for mistakes of ours."""
    if isinstance(exception, KeysRefused):
        return "503-keys.html"
    full = isinstance(exception, OSError) and exception.errno in FULL
    return "503.html" if full or isinstance(exception, OperationalError) or type(exception) is DatabaseError else ""
