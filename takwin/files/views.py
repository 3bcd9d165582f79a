"""Files of published releases, at addresses that never change their content."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header
from django.views.decorators.http import condition, require_safe

from takwin.files import queries
from takwin.files.sending import sent
from takwin.files.types import SANDBOX, is_shown

FOREVER = "public, max-age=31536000, immutable"


def _etag(request: HttpRequest, digest: str, name: str) -> str:
    return f'"{digest}"'


@login_not_required
@require_safe
@condition(etag_func=_etag)
def file(request: HttpRequest, digest: str, name: str) -> HttpResponseBase:
    """A file, or the piece of it that was asked for."""
    found = queries.served(digest)
    if found is None or not queries.path(digest).is_file():
        raise Http404
    size, media_type = found
    response = sent(request, digest, size)
    response.headers["Content-Type"] = media_type
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["Cache-Control"] = FOREVER
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["Content-Disposition"] = _disposition(not is_shown(media_type), name)
    return response


def _disposition(taken: bool, name: str) -> str:
    """Whether a file is taken along, and its name without signs that cannot be seen. RFC 6266, section 4."""
    seen = "".join(sign for sign in name if sign.isprintable())
    return content_disposition_header(taken, seen) or "inline"
