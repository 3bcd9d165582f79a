"""What is sent to the site is looked at once, before any page: not too large for the page, and a form that can be read."""

import re
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.urls import reverse
from django.utils.log import log_response

from takwin.accounts.models import Person
from takwin.credentials.opening import LARGEST
from takwin.institutions.roster.reading import MOST_BYTES
from takwin.items.kinds.file_answer.types import MEGABYTE, MOST
from takwin.lib.archive.limits import MAX_PACKED
from takwin.lib.xml import MAX_BYTES
from takwin.relay import parcel as parcels
from takwin.web.forms import MOST_OF_A_FRAMEWORK

ANSWERS = re.compile(r"/courses/[\w-]+/[\w-]+/[\w-]+/(answer/[\w-]+|done)")
"""Where answers are sent, and a file with them."""
ROSTERS = re.compile(r"/institutions/\d+/rosters/")
"""Where organisers bring people in."""
QUESTIONS = re.compile(r"/studio/[\w-]+/questions/bring")
"""Where authors bring questions in, with their pictures."""
AROUND = 64 << 10
"""Bytes that a form puts around a file."""
UNDERSTOOD, TOO_LARGE = 400, 413


class BodiesMiddleware:
    """Answer 413 before a body that is too large is read, and 400 to a form that cannot be read; no page sees either.
    RFC 9110, sections 15.5.1 and 15.5.14."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        refused = too_large(request) or unreadable(request)
        return told(request, refused) if refused else self.get_response(request)


def too_large(request: HttpRequest) -> int | None:
    """413 when more is announced than the page takes."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    sent = int(length) if length.isdecimal() and len(length) < len(str(1 << 62)) else 1 << 62
    small = settings.DATA_UPLOAD_MAX_MEMORY_SIZE + AROUND
    return TOO_LARGE if sent > small and sent > most(request) + AROUND else None


def most(request: HttpRequest) -> int:
    """The largest file that a page takes, in bytes; course packages, and files for an answer, only from somebody who is signed in."""
    if request.path_info == reverse("verify-credential"):
        return 2 * LARGEST
    if request.path_info == reverse("relay"):
        return parcels.LARGEST
    if not isinstance(request.user, Person):
        return 0
    if ANSWERS.fullmatch(request.path_info) or request.path_info == reverse("desk-files"):
        return MOST * MEGABYTE
    if request.path_info == reverse("bring-framework") and request.user.is_staff:
        return MOST_OF_A_FRAMEWORK
    if ROSTERS.fullmatch(request.path_info):
        return MOST_BYTES
    if QUESTIONS.fullmatch(request.path_info):
        return MAX_BYTES
    return MAX_PACKED if request.path_info in {reverse("upload-course"), reverse("import-course")} else 0


def unreadable(request: HttpRequest) -> int | None:
    """400 for a form in another encoding than UTF-8, or cut, or broken; 413 for one with too much text; 503 where too many arrive
    (`arriving.NotArrived`)."""
    try:
        request.POST  # noqa: B018 - reading it is what may fail
    except RequestDataTooBig:
        return TOO_LARGE
    except UnreadablePostError as cut:
        return getattr(cut.__cause__, "status", UNDERSTOOD)
    except (BadRequest, MultiPartParserError, SuspiciousOperation, UnicodeError):
        return UNDERSTOOD
    return None


def told(request: HttpRequest, status: int) -> HttpResponse:
    """The page that says so, and a line in the log."""
    response = render(request, f"{status}.html", status=status)
    log_response("%s: %s", response.reason_phrase, request.path, response=response, request=request)
    return response
