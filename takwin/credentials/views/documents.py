"""Documents for machines: the credential, its printed page, status lists, the issuer's keys."""

import json
from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from takwin.credentials import access, did, printing, queries

VC = "application/vc"
"""W3C Verifiable Credentials Data Model 2.0, section 6.2."""
OPEN = {"Access-Control-Allow-Origin": "*", "Cache-Control": "public, max-age=300"}
SHOWN = OPEN | {"Cache-Control": "private, max-age=300"}
"""Of what its holder may close again: no cache between the site and others may go on telling it."""
CLOSED = {"Cache-Control": "private, no-store"}


@login_not_required
@require_safe
def signed(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The credential as it was signed."""
    credential = access.readable(request.user, pk)
    name = {"Content-Disposition": f'attachment; filename="credential-{credential.pk}.json"'}
    headers = (SHOWN if credential.public else CLOSED) | name
    return HttpResponse(credential.signed, content_type=VC, headers=headers)


@login_not_required
@require_safe
def certificate(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The printed page; while it is being made, a page that says so and asks again."""
    credential = access.readable(request.user, pk)
    path = queries.certificate_path(credential)
    if not path.exists():
        printing.ask(credential)
    if not path.exists():
        waiting = render(request, "credentials/waiting.html", {"credential": credential}, status=202)
        waiting.headers["Refresh"] = "2"
        return waiting
    headers = SHOWN if credential.public else CLOSED
    name = f"credential-{credential.pk}.pdf"
    return FileResponse(
        path.open("rb"), as_attachment=True, filename=name, content_type="application/pdf", headers=headers
    )


@login_not_required
@require_safe
def status(request: HttpRequest, name: str) -> HttpResponse:
    """A status list as it was last published."""
    return HttpResponse(access.status_list(name).signed, content_type=VC, headers=OPEN)


@login_not_required
@require_safe
def issuer(request: HttpRequest) -> HttpResponse:
    """The site's DID document: for the address it is asked under, if that is one the site had before. Raises
    KeysRefused, which is answered 503: 404 would tell others that there is no such issuer."""
    former = {url.partition("://")[2].rstrip("/"): url for url in settings.FORMER_URLS}
    name = did.of_url(former.get(request.get_host(), settings.BASE_URL))
    return HttpResponse(json.dumps(queries.our_documents()[name]), content_type="application/did+json", headers=OPEN)
