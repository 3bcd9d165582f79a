"""Language and direction follow the person; the visitor's cookie or browser decides otherwise."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.middleware import get_user
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers


class PersonLanguageMiddleware:
    """Speak the language of the person who asks."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.user = user = get_user(request)  # who it is, no longer a proxy that every look goes through
        code = _spoken(user.language) if user.is_authenticated else translation.get_language_from_request(request)
        with translation.override(code):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", code)
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        return response


def _spoken(code: str) -> str:
    """A language of the site; its first one where it no longer speaks what somebody chose."""
    return code if code in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
