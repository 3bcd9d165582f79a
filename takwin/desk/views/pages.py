"""The pages around what a device takes along, and what a browser must know to keep them as an app."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from takwin.accounts.access import me
from takwin.content.queries import outline
from takwin.desk.queries import store_of
from takwin.desk.wording import words
from takwin.learning.access import my_enrolment
from takwin.web import parts
from takwin.web.wording import Words, reading_language

ICONS = (("desk/icon-192.png", "192x192"), ("desk/icon-512.png", "512x512"))


@never_cache
@require_safe
def desk(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a course along; see what waits on this device and what was refused."""
    person = me(request)
    enrolment = my_enrolment(person, slug)
    content = outline(enrolment.release_id)
    texts = Words(content, reading_language(content["languages"], parts.ui_language()))
    return render(request, "desk/desk.html", {**about(slug, texts), "person": store_of(person)})


def about(slug: str, texts: Words) -> dict[str, Any]:
    """What the page says of a course, whoever reads it."""
    named = {"title": texts.title, "titles_language": texts.language, "titles_dir": texts.dir}
    return {**named, "slug": slug, "base": reverse("course", args=[slug]), "words": words()}


@never_cache
@require_safe
def leaving(request: HttpRequest) -> HttpResponse:
    """Ask before signing out while work waits on the device."""
    return render(request, "desk/leaving.html", {"words": words()})


@never_cache
@require_safe
def whose(request: HttpRequest) -> JsonResponse:
    """Under which name this device keeps what is the person's; under which ones it may still keep work of accounts that were merged into
    theirs."""
    person = me(request)
    also = [str(store_of(one)) for one in person.merged.order_by("pk")]
    return JsonResponse({"person": str(store_of(person)), **({"also": also} if also else {})})


@login_not_required
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The script that answers without a network; it stands at the root because it speaks for the whole site."""
    file = static("desk/serving.js")
    text = f'// Takwin on a device. As new as the file that it names.\nimport "{file}";\n'
    response = HttpResponse(text, content_type="text/javascript; charset=utf-8")
    response.headers["Cache-Control"] = "no-cache"
    return response


@login_not_required
@require_safe
def manifest(request: HttpRequest) -> JsonResponse:
    """What the site is called and looks like among the apps of a device, in the reader's language."""
    told = {
        "id": "/",
        "name": _("Takwin: training for teachers"),
        "short_name": "Takwin",
        "lang": get_language(),
        "dir": "rtl" if get_language_bidi() else "ltr",
        "start_url": reverse("my-learning"),
        "scope": "/",
        "display": "standalone",
        "background_color": "#faf7f0",
        "theme_color": "#faf7f0",
        "icons": [
            *(
                {"src": static(name), "sizes": sizes, "type": "image/png", "purpose": "any maskable"}
                for name, sizes in ICONS
            ),
            {"src": static("design/mark.svg"), "sizes": "any", "type": "image/svg+xml"},
        ],
    }
    return JsonResponse(
        told, content_type="application/manifest+json", headers={"Cache-Control": "private, max-age=3600"}
    )
