"""Pages about a person are kept by no browser: after signing out, Back shows them to nobody."""

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

PRIVATE = re.compile(
    r"/(account|welcome|learn|people|notices|calendar|sessions|tutoring)(/|$)"
    r"|/institutions/\d+/."
    r"|/courses/[^/]+/(marks|people)/"
    r"|/courses/[^/]+/[^/]+/[^/]+/notes$"
    r"|/studio/[^/]+/(credentials|team|journal|checklist|runs/[^/]+/(marks|corrections|release|sessions|presences))\b"
    r"|/credentials/[0-9a-f-]{36}"
)
"""The account and its data, safety, what one learns and has earned, marks and gradebooks, people of a place or of a tutor, notices. Steps and
public pages are not here: there Back should be quick."""
HEADER = "Cache-Control"


class PrivateMiddleware:
    """Say `no-store` on them, unless the page says itself who may keep it. RFC 9111, section 5.2.2.5."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if PRIVATE.match(request.path_info):
            response.headers.setdefault(HEADER, "private, no-store")
        return response
