"""Files that people chose on a device."""

from collections.abc import Callable

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from takwin.accounts.access import me
from takwin.desk import handing_in
from takwin.desk.acts import SHAPE, identifier
from takwin.desk.queries import store_of
from takwin.desk.refused import Refused
from takwin.desk.views.acts import OTHER, no

NOT_TAKEN = 422
"""RFC 9110, section 15.5.21: this will never be taken, and why."""


@require_POST
def bring(request: HttpRequest) -> JsonResponse:
    """Keep a file for an answer that comes next, and say under which name; of a piece of a large one, how much of it is here."""
    person = me(request)
    if identifier(request.POST.get("person")) != store_of(person):
        return no(409, OTHER)
    upload, said, now = request.FILES.get("file"), request.POST.dict(), timezone.now()
    if "digest" in said and (upload is None or isinstance(upload, UploadedFile)):
        return _told(lambda: handing_in.go_on(person, said, upload, now))
    if not isinstance(upload, UploadedFile):
        return no(NOT_TAKEN, SHAPE)
    return _told(lambda: handing_in.keep(person, said, upload, now))


def _told(work: Callable[[], str | int]) -> JsonResponse:
    try:
        found = work()
    except Refused as why:
        return no(NOT_TAKEN, why.sentence)
    return JsonResponse({"file": found} if isinstance(found, str) else {"have": found})
