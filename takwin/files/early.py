"""Files are answered before sessions, languages and compression: they are the same for everybody, for ever."""

from collections.abc import Callable

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import resolve

from takwin.files import views


class FilesMiddleware:
    """Stands before the session middleware, so that a file costs no query for the person and varies by no cookie."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith("/files/"):
            return self.get_response(request)
        try:
            match = resolve(request.path_info, "takwin.files.urls")
            return views.file(request, **match.kwargs)
        except Http404:
            return self.get_response(request)
