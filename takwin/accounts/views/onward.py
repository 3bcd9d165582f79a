"""Where a page leads to, and what it says to somebody who knocks too often."""

from allauth.core import ratelimit
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme

TOO_MANY = 429


def next_url(request: HttpRequest) -> str:
    """The page the visitor came for, if it is one of ours; else empty."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe and wanted.startswith(("/", "http://", "https://")) else ""


def onward(request: HttpRequest) -> str:
    """Where to go once the visitor is in."""
    return next_url(request) or resolve_url(settings.LOGIN_REDIRECT_URL)


def knocks_too_often(request: HttpRequest, action: str, key: str | None = None) -> bool:
    """Count this request against the limits of `ACCOUNT_RATE_LIMITS[action]`, which all workers share."""
    return not ratelimit.consume(request, action=action, key=key)


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The page for somebody who knocks too often."""
    return render(request, "accounts/too_many.html", status=TOO_MANY)


def swept(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """An answer with which the browser forgets the pages it has kept, so that its Back shows nobody else what they told:
    by a header (W3C, "Clear Site Data", section 3.1), and by a new token, which `left.js` sees where that is not enough."""
    rotate_token(request)
    response.headers["Clear-Site-Data"] = '"cache"'
    return response
