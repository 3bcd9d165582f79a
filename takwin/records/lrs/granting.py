"""The token endpoint of OAuth 2 for the record (RFC 6749, sections 3.2, 4.4, 5)."""

import json
import logging
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.views.decorators.csrf import csrf_exempt

from takwin.records.lrs import access, tokens
from takwin.records.lrs.grants import Denied, granted, wish

log = logging.getLogger(__name__)
LARGEST = 16 * 2**10
"""Bytes of a body."""


@csrf_exempt
@login_not_required
def token(request: HttpRequest) -> HttpResponse:
    """A token for the key that asks, or an error of section 5.2 with its sentence."""
    if request.method != "POST":
        return _told(
            405, {"error": "invalid_request", "error_description": "Tokens are asked for by POST."}, Allow="POST"
        )
    try:
        return _told(200, _granted(request))
    except Denied as denied:
        return _denied(401 if denied.error == "invalid_client" else 400, denied.error, str(denied))
    except UnreadablePostError as cut:
        return _denied(getattr(cut.__cause__, "status", 400), "invalid_request", "The body did not arrive whole.")
    except access.Refused as refused:
        return _denied(refused.status, "invalid_client", str(refused))
    except DatabaseError:
        log.exception("The keys could not be reached")
        return _denied(503, "temporarily_unavailable", "The keys cannot be reached now.")


def _granted(request: HttpRequest) -> dict[str, Any]:
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length) > LARGEST:
        raise Denied("invalid_request", f"The body must have its length told, and {LARGEST} bytes at most.")
    wanted = wish(request.read(int(length)), request.content_type or "", request.headers.get("Authorization", ""))
    key = access.proven(wanted.client, wanted.secret)
    rights = granted(wanted, key.rights)
    return {
        "access_token": tokens.issued(tokens.Token(key.user, rights)),
        "token_type": "Bearer",
        "expires_in": tokens.LIFETIME,
        "scope": rights,
    }


def _denied(status: int, error: str, why: str) -> HttpResponse:
    response = _told(status, {"error": error, "error_description": why.replace("“", "'").replace("”", "'")})
    if status == 401:
        response.headers["WWW-Authenticate"] = 'Basic realm="xAPI", charset="UTF-8"'
    if status in {429, 503}:
        response.headers["Retry-After"] = "60" if status == 429 else "5"
    return response


def _told(status: int, value: dict[str, Any], **headers: str) -> HttpResponse:
    headers = {"Cache-Control": "no-store", "Pragma": "no-cache", **headers}
    return HttpResponse(json.dumps(value), status=status, content_type="application/json", headers=headers)
