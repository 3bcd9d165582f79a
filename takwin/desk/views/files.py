"""Files that people chose on a device."""

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
    """Keep a file for an answer that comes next, and say under which name."""
    person = me(request)
    if identifier(request.POST.get("person")) != store_of(person):
        return no(409, OTHER)
    upload = request.FILES.get("file")
    if not isinstance(upload, UploadedFile):
        return no(NOT_TAKEN, SHAPE)
    try:
        return JsonResponse({"file": handing_in.keep(person, request.POST.dict(), upload, timezone.now())})
    except Refused as why:
        return no(NOT_TAKEN, why.sentence)
