"""Bytes that never change, sent whole or in part (RFC 9110, sections 13 and 14)."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from takwin.files import queries, ranges, store


def sent(request: HttpRequest, digest: str, size: int) -> HttpResponseBase:
    """The bytes of a blob that is on the disk: whole, or the one range that was asked for. Its type and who may keep it are for the caller
    to say."""
    try:
        part = _wanted(request, digest, size)
    except ranges.Unsatisfiable:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    start, length = part or (0, size)
    headers = {"Content-Length": str(length)}
    if part:
        headers["Content-Range"] = f"bytes {start}-{start + length - 1}/{size}"
    status = 206 if part else 200
    if request.method == "HEAD":
        return HttpResponse(status=status, headers=headers)
    return StreamingHttpResponse(store.pieces(queries.path(digest), start, length), status=status, headers=headers)


def _wanted(request: HttpRequest, digest: str, size: int) -> tuple[int, int] | None:
    """The range, unless the reader's copy is of something else (If-Range); only GET has ranges (RFC 9110, 14.2)."""
    if request.method != "GET" or request.headers.get("If-Range", f'"{digest}"') != f'"{digest}"':
        return None
    return ranges.parse(request.headers.get("Range", ""), size)
