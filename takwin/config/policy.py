"""The Content-Security-Policy of every page, written once."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

HEADER = "Content-Security-Policy"


class PolicyMiddleware:
    """Says on every answer what `SECURE_CSP` allows (directive → sources, as Django 6 has it). No page may ask for more; one that
    says a policy of its own keeps it: a stricter one, or a preview in a frame (`studio/framing.py`). W3C, "Content Security Policy Level 3", section 3.1."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.policy = "; ".join(" ".join([name, *sources]) for name, sources in settings.SECURE_CSP.items())

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault(HEADER, self.policy)
        return response
