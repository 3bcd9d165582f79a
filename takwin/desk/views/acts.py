"""What a device brings back."""

import json
import zlib
from datetime import datetime
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from takwin.accounts.access import me
from takwin.design.saying import said
from takwin.desk import actions
from takwin.desk.acts import LARGEST, MOST, Misshapen, identifier, moment
from takwin.desk.queries import store_of
from takwin.lib.text import N_, Sentence

OTHER = Sentence(N_("This was done by another person on this device. It is sent when they sign in."))


class TooLarge(ValueError):
    """More than a batch may hold."""


@require_POST
def acts(request: HttpRequest) -> JsonResponse:
    """Take a batch of acts, and say of each what became of it."""
    person, now = me(request), timezone.now()
    try:
        sent, told, whose = _batch(request)
    except TooLarge:
        return no(413, Sentence(N_("This is too much at once. Send at most %(count)s acts."), {"count": MOST}))
    except ValueError:
        return no(400, Sentence(N_("What the device sent cannot be read. Reload the page, then send it again.")))
    if identifier(whose) != store_of(person):
        return no(409, OTHER)
    taken = actions.take(person, sent, told, now)
    return JsonResponse({"now": now.isoformat(), "acts": [_told(one) for one in taken]})


def _told(one: actions.Taken) -> dict[str, Any]:
    marks = {item: {"mark": mark, "points": points} for item, mark, points in one.marks}
    more = {"reason": said(one.reason)} if one.reason else {"marks": marks} if marks else {}
    return {"id": one.id, "outcome": one.outcome, **more}


def no(status: int, why: Sentence) -> JsonResponse:
    """Why nothing of it was taken."""
    return JsonResponse({"reason": said(why)}, status=status)


def _batch(request: HttpRequest) -> tuple[datetime, list[Any], Any]:
    """When it was sent by the device's clock, the acts, whose they are. Raises TooLarge, ValueError."""
    try:
        told = json.loads(_body(request))
    except RecursionError:
        raise ValueError from None
    if not isinstance(told, dict) or not isinstance(told.get("acts"), list):
        raise Misshapen(Sentence(N_("What the device sent cannot be read. Reload the page, then send it again.")))
    if len(told["acts"]) > MOST:
        raise TooLarge
    return moment(told.get("sent")), told["acts"], told.get("person")


def _body(request: HttpRequest) -> bytes:
    if int(request.headers.get("Content-Length") or 0) > LARGEST:
        raise TooLarge
    body = request.read(LARGEST + 1)
    if request.headers.get("Content-Encoding", "").lower() == "gzip":
        body = _unpacked(body)
    if len(body) > LARGEST:
        raise TooLarge
    return body


def _unpacked(body: bytes) -> bytes:
    """The bytes of one gzip member, no more than a batch may hold, whatever was packed into it."""
    press = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        plain = press.decompress(body, LARGEST + 1)
    except zlib.error:
        raise ValueError from None
    if press.unconsumed_tail or len(plain) > LARGEST:
        raise TooLarge
    if not press.eof:
        raise ValueError
    return plain
