"""What a device takes with it."""

from typing import Any

from django.http import Http404, HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import condition, require_safe

from takwin.accounts.access import me
from takwin.content.models import Release
from takwin.content.queries import outline
from takwin.desk import actions, queries
from takwin.desk.access import my_pack
from takwin.desk.actions.packs import TYPE, VARIANTS
from takwin.desk.models import Pack
from takwin.desk.state import state
from takwin.files.sending import sent
from takwin.learning.access import my_enrolment
from takwin.learning.models import Run
from takwin.web import parts
from takwin.web.wording import reading_language

KEPT = "private, max-age=31536000, immutable"
NOT_KEPT = "private, no-store"


@require_safe
def packs(request: HttpRequest, slug: str) -> JsonResponse:
    """The packs of what the person takes, with their sizes, in the language they read. That of text is there; of another that nobody
    has asked for yet, the size is known before it is made."""
    run, release, language = _read(request, slug)
    text = actions.make(run, release, language, "text", timezone.now()).blob.size
    made = queries.made(release, language)
    media = queries.weights(release, language, VARIANTS) if len(made) < len(VARIANTS) else {}
    told = [
        _offer(made[variant])
        if variant in made
        else {"variant": variant, "bytes": text - media["text"] + media[variant]}
        for variant in VARIANTS
    ]
    edition = queries.edition(release, language)
    about = {"course": slug, "release": release.digest, "language": language, "edition": edition}
    return JsonResponse({**about, "packs": told}, headers={"Cache-Control": NOT_KEPT})


@require_safe
def offered(request: HttpRequest, slug: str, variant: str) -> JsonResponse:
    """One of them, made now if it was not there."""
    run, release, language = _read(request, slug)
    if variant not in VARIANTS:
        raise Http404(variant)
    made = actions.make(run, release, language, variant, timezone.now())
    return JsonResponse(_offer(made), headers={"Cache-Control": NOT_KEPT})


def _read(request: HttpRequest, slug: str) -> tuple[Run, Release, str]:
    """What the person takes, and the language in which they read it."""
    enrolment = my_enrolment(me(request), slug)
    languages = outline(enrolment.release_id)["languages"]
    return enrolment.run, enrolment.release, reading_language(languages, parts.ui_language())


def _offer(pack: Pack) -> dict[str, Any]:
    blob = pack.blob
    url = reverse("pack", args=[blob.digest])
    return {"variant": pack.variant, "url": url, "bytes": blob.size, "digest": blob.digest}


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
    """What the person's device must know of them; `have` names the groups that it knows already."""
    person = me(request)
    have = frozenset(request.GET.get("have", "").split("."))
    response = JsonResponse(state(request, person, my_enrolment(person, slug), timezone.now(), have))
    response.headers["Cache-Control"] = NOT_KEPT
    return response
