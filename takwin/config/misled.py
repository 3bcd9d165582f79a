"""When somebody arrives where only forms are sent, after signing in again or choosing a language: a page that leads back."""

from collections.abc import Callable, Iterator
from pathlib import PurePosixPath

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import is_valid_path

NOT_ALLOWED = 405


class MisledMiddleware:
    """Give the bare 405 that a browser is told a page, with the way to the page that the form stands on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != NOT_ALLOWED or request.method != "GET":
            return response
        page = render(request, "405.html", {"above": next(above(request.path_info), "/")}, status=NOT_ALLOWED)
        page.headers["Allow"] = response.headers["Allow"]
        return page


def above(path: str) -> Iterator[str]:
    """The addresses above this one that are there, the nearest first: of /studio/a/draft/publish /studio/a/draft/, /studio/a/, …"""
    for parent in PurePosixPath(path).parents:
        yield from filter(is_valid_path, dict.fromkeys([f"{str(parent).rstrip('/')}/", str(parent)]))
