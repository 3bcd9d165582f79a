"""Every answer says what it may load."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from takwin.config.policy import HEADER, PolicyMiddleware


def test_every_source_allowed_is_said_once() -> None:
    said = PolicyMiddleware(lambda _: HttpResponse())(HttpRequest()).headers[HEADER].split("; ")
    assert {line.partition(" ")[0]: line.split()[1:] for line in said} == settings.SECURE_CSP
    assert "unsafe" not in " ".join(said)


def test_a_stricter_policy_stays() -> None:
    strict = HttpResponse(headers={HEADER: "sandbox"})
    assert PolicyMiddleware(lambda _: strict)(HttpRequest()).headers[HEADER] == "sandbox"
