"""Language and direction follow the person; the visitor's choice, the place they came to, or their browser decides otherwise."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.middleware import get_user
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

GREETED = "takwin_greeted"
"""The cookie that says in which language a place has received a visitor; gone when the browser is closed."""


class PersonLanguageMiddleware:
    """Speak the language of the person who asks."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.user = user = get_user(request)  # who it is, no longer a proxy that every look goes through
        code = _spoken(user.language) if user.is_authenticated else _of_visitor(request)
        with translation.override(code):
            response = self.get_response(request)
        if greeted := request.META.get(GREETED):
            code = greeted
            response.set_cookie(GREETED, code, secure=settings.LANGUAGE_COOKIE_SECURE, httponly=True, samesite="Lax")
        response.headers.setdefault("Content-Language", code)
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        return response


def _spoken(code: str) -> str:
    """A language of the site; its first one where it no longer speaks what somebody chose."""
    return code if code in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def _of_visitor(request: HttpRequest) -> str:
    """The language that a visitor has chosen, else that in which a place received them, else their browser's."""
    greeted = request.COOKIES.get(GREETED, "")
    if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES and greeted in dict(settings.LANGUAGES):
        return greeted
    return translation.get_language_from_request(request)


def greet(request: HttpRequest, code: str, sent_for: bool = False) -> None:
    """Speak a place's language from here on to a visitor who comes in from outside and has chosen none. Who has an account, has chosen, or goes
    from page to page already is left as they are; `sent_for`: one of our pages sent them out, and they come back."""
    if not code or request.user.is_authenticated or settings.LANGUAGE_COOKIE_NAME in request.COOKIES:
        return
    if code in dict(settings.LANGUAGES) and (sent_for or _from_outside(request)):
        translation.activate(code)  # until the end of this request
        request.META[GREETED] = code


def _from_outside(request: HttpRequest) -> bool:
    """Whether somebody follows a link of elsewhere, a QR code or an address they typed."""
    came = request.headers.get("Referer", "")
    try:
        return not came or urlsplit(came).netloc != request.get_host()
    except ValueError:  # it is no address
        return True
