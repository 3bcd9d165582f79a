"""One page of the studio in a frame of another: what both have to say so that a browser shows it."""

from django.conf import settings
from django.http import HttpResponse

POLICY, OURS = "Content-Security-Policy", "'self'"


def showing(response: HttpResponse) -> HttpResponse:
    """A page that shows one of ours in a frame."""
    return _said(response, "frame-src")


def shown(response: HttpResponse) -> HttpResponse:
    """A page that one of ours shows in a frame."""
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    return _said(response, "frame-ancestors")


def _said(response: HttpResponse, directive: str) -> HttpResponse:
    """The site's policy with one directive opened to ourselves. W3C, "Content Security Policy Level 3", sections 6.1.5 and 6.4.2."""
    policy = {**settings.SECURE_CSP, directive: [OURS]}
    response.headers[POLICY] = "; ".join(" ".join([name, *sources]) for name, sources in policy.items())
    return response
