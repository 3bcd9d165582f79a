"""A private file handed over, to be saved: whoever calls has asked whether the person may have it."""

from django.http import Http404, StreamingHttpResponse
from django.utils.http import content_disposition_header

from takwin.files import queries, store
from takwin.files.models import Blob


def hand_over(blob: Blob, name: str) -> StreamingHttpResponse:
    """The bytes under their name, never shown by the browser and kept by nobody on the way. Raises Http404 when they are not there."""
    path = queries.path(blob.digest)
    if not path.is_file():
        raise Http404
    response = StreamingHttpResponse(store.pieces(path), content_type=blob.media_type)
    response.headers["Content-Length"] = str(blob.size)
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
