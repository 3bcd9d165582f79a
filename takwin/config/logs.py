"""How a line of the log reads. What was refused takes one line, with who and where; mistakes of ours keep their traceback."""

import logging
import re
from copy import copy
from http import HTTPStatus

from django.http import HttpRequest
from django.utils.encoding import escape_uri_path

SECRET = re.compile(
    r"(/recover|/account/email|/hubs/letter/stop|/hubs/atom|/invited|/calendar)/(?!mail/$|code/$|renew$|stop$).+",
    re.DOTALL,
)
"""Addresses that open a door for whoever has them."""
LONG = 200
"""Characters of an address beyond which it says nothing more."""


class Line(logging.Formatter):
    """Time, weight, place, words; for a request also its status, who asked and for what. Neither queries nor secrets."""

    def __init__(self) -> None:
        super().__init__("{asctime} {levelname} {name}: {message}", style="{")

    def format(self, record: logging.LogRecord) -> str:
        request, status = getattr(record, "request", None), getattr(record, "status_code", 0)
        if not isinstance(request, HttpRequest) or not isinstance(status, int):
            return super().format(record)
        told = copy(record)
        told.msg, told.args = (
            f"{status} {reason(record, request)}: {request.method} {address(request)} by {who(request)}",
            (),
        )
        if status < HTTPStatus.INTERNAL_SERVER_ERROR:
            told.exc_info = told.exc_text = None
        return super().format(told)


def reason(record: logging.LogRecord, request: HttpRequest) -> str:
    """What Django says, without the address that it puts behind it."""
    return record.getMessage().removesuffix(": " + request.path.encode("unicode_escape").decode("ascii"))


def address(request: HttpRequest) -> str:
    """Which page was asked for, in plain letters."""
    return escape_uri_path(SECRET.sub(r"\1/…", request.path))[:LONG].replace("%E2%80%A6", "…")


def who(request: HttpRequest) -> str:
    """The number of the person, if this request has looked them up; no query is made for a line of the log."""
    number = getattr(getattr(request, "_cached_user", None), "pk", None)
    return f"person {number}" if number else "a visitor"
