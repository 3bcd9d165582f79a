"""What other systems ask of the record, over HTTP (IEEE 9274.1.1, 4.1; 1.0.3, part Communication)."""

import logging
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.utils import timezone
from django.utils.http import http_date
from django.views.decorators.csrf import csrf_exempt

from takwin.records.lrs import actions, documents, parties, queries, statements
from takwin.records.lrs.access import Refused, must
from takwin.records.lrs.reading import json_of
from takwin.records.lrs.requests import VERSION, Asking, NoSuchMethod, TooLarge, asking, quoted
from takwin.records.lrs.words import Invalid, iri, written

log = logging.getLogger(__name__)
VERSIONS = ["1.0.0", "1.0.1", "1.0.2", "1.0.3", "2.0.0"]
Answers = Mapping[str, Callable[[Asking], HttpResponse]]


def door(methods: Answers) -> Callable[[HttpRequest], HttpResponse]:
    """A view that answers by method; every trouble is a status and a sentence, and nothing of it was kept. Each answer says until when
    all that was stored can be read (4.1.6.1): what is told has been kept, so until now."""

    @csrf_exempt
    @login_not_required
    @wraps(door)
    def view(request: HttpRequest) -> HttpResponse:
        version = spoken(request)
        try:
            asked = asking(request)
            response = _answered(methods, asked)
        except (Invalid, ValueError) as wrong:
            response = told(400, str(wrong))
        except Refused as refused:
            response = told(refused.status, str(refused))
            if refused.status == 429:
                response.headers["Retry-After"] = "60"
            if refused.challenge:
                response.headers["WWW-Authenticate"] = refused.challenge
        except actions.Conflict as conflict:
            response = told(409, f"{conflict}: something else is kept here under this id.")
        except documents.Precondition as failed:
            response = told(failed.status, str(failed))
        except UnreadablePostError as cut:
            response = told(getattr(cut.__cause__, "status", 400), "The body did not arrive whole; nothing was kept.")
        except TooLarge:
            response = told(413, "The body is too large.")
        except NoSuchMethod:
            response = told(405, "This address does not know the method.")
            response.headers["Allow"] = ", ".join([*methods, "HEAD"])
        except DatabaseError:
            log.exception("The record could not be reached")
            response = told(503, "The record cannot be reached now; nothing was kept.")
            response.headers["Retry-After"] = "5"
        response.headers[VERSION] = version
        response.headers["X-Experience-API-Consistent-Through"] = written(timezone.now())
        return response

    return view


def spoken(request: HttpRequest) -> str:
    """The version that an answer is in: the newest of the line that was asked in. Who names none is refused and told 0.9, the
    only version that had no such header."""
    asked_in = request.headers.get(VERSION, "0")
    return {"2": "2.0.0", "0": "0.9"}.get(asked_in[:1], "1.0.3")


def _answered(methods: Answers, asked: Asking) -> HttpResponse:
    method = "GET" if asked.method == "HEAD" else asked.method
    if method not in methods:
        raise NoSuchMethod
    response = methods[method](asked)
    if asked.method == "HEAD":
        length = len(response.content)
        response.content = b""
        response.headers["Content-Length"] = str(length)
    return response


def told(status: int, why: str) -> HttpResponse:
    """A sentence for whoever programs the other side."""
    return HttpResponse(why, status=status, content_type="text/plain; charset=utf-8")


def _agents(asked: Asking) -> HttpResponse:
    must(asked.key, "read")
    strangers(asked, {"agent"})
    who = parties.asked(json_of(needed(asked, "agent").encode(), "agent"), "agent")
    return answer(parties.person(who))


def _activities(asked: Asking) -> HttpResponse:
    must(asked.key, "read")
    strangers(asked, {"activityId"})
    which = iri(needed(asked, "activityId"), "activityId")
    known = queries.definition(asked.key.scope_id, which)
    return answer({"objectType": "Activity", "id": which, **({"definition": known} if known else {})})


@csrf_exempt
@login_not_required
def about(request: HttpRequest) -> HttpResponse:
    """Which versions are spoken here (4.1.6.7). Anybody may ask."""
    if request.method not in {"GET", "HEAD"}:
        response = told(405, "This address does not know the method.")
    else:
        response = answer({"version": VERSIONS, "extensions": {}})
    response.headers[VERSION] = VERSIONS[-1] if VERSION not in request.headers else spoken(request)
    return response


def answer(value: Any, status: int = 200) -> HttpResponse:
    """JSON, with the time of it."""
    response = HttpResponse(quoted(value), status=status, content_type="application/json")
    response.headers["Last-Modified"] = http_date(timezone.now().timestamp())
    return response


def needed(asked: Asking, name: str) -> str:
    """A parameter that must be there."""
    if name not in asked.query:
        raise Invalid(name, "is missing")
    return asked.query[name]


def strangers(asked: Asking, known: set[str]) -> None:
    """Refuse parameters that mean nothing."""
    for name in sorted(asked.query.keys() - known):
        raise Invalid(name[:200], "is not a parameter known here")


statement = door(statements.METHODS)
state = door(documents.methods("state"))
activity_profile = door(documents.methods("activity"))
agent_profile = door(documents.methods("agent"))
agents = door({"GET": _agents})
activities = door({"GET": _activities})
