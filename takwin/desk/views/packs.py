"""What a device takes with it."""

from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import condition, require_safe

from takwin.accounts.access import me
from takwin.content.queries import outline
from takwin.desk import actions
from takwin.desk.access import my_pack
from takwin.desk.actions.packs import TYPE, VARIANTS
from takwin.desk.state import state
from takwin.files.sending import sent
from takwin.learning.access import my_enrolment
from takwin.web import parts
from takwin.web.wording import reading_language

KEPT = "private, max-age=31536000, immutable"
NOT_KEPT = "private, no-store"


@require_safe
def packs(request: HttpRequest, slug: str) -> JsonResponse:
    """The packs of what the person takes, with their sizes, in the language they read."""
    enrolment, now = my_enrolment(me(request), slug), timezone.now()
    release = enrolment.release
    language = reading_language(outline(release.pk)["languages"], parts.ui_language())
    made = {variant: actions.make(enrolment.run, release, language, variant, now).blob for variant in VARIANTS}
    told = [
        {"variant": variant, "url": reverse("pack", args=[blob.digest]), "bytes": blob.size, "digest": blob.digest}
        for variant, blob in made.items()
    ]
    response = JsonResponse({"course": slug, "release": release.digest, "language": language, "packs": told})
    response.headers["Cache-Control"] = NOT_KEPT
    return response


def _etag(request: HttpRequest, digest: str) -> str:
    return f'"{digest}"'


@require_safe
@condition(etag_func=_etag)
def pack(request: HttpRequest, digest: str) -> HttpResponseBase:
    """A pack, or the piece of it that was asked for."""
    blob = my_pack(me(request), digest).blob
    response = sent(request, blob.digest, blob.size)
    response.headers["Content-Type"] = TYPE
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["Cache-Control"] = KEPT
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@require_safe
def mine(request: HttpRequest, slug: str) -> JsonResponse:
    """What the person's device must know of them."""
    person = me(request)
    response = JsonResponse(state(request, person, my_enrolment(person, slug), timezone.now()))
    response.headers["Cache-Control"] = NOT_KEPT
    return response
