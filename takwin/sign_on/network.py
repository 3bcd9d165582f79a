"""Speaking with a provider: what it says about itself, its keys, and what it gives for a code. Raises Refused."""

import base64
import json
from typing import Any
from urllib.parse import quote_plus, urlencode

from django.conf import settings

from takwin.lib import outside
from takwin.lib.text import N_
from takwin.sign_on import oidc
from takwin.sign_on.oidc import Refused, Service

SECONDS = 8.0
MOST = 512 * 1024
FAR = N_("The sign-in service cannot be reached now (%(host)s). Sign in with your password, or try again later.")
NOT_UNDERSTOOD = N_(
    "The sign-in service answered in a way that cannot be read (%(host)s). Tell those who look after this site."
)
CODE_REFUSED = N_("The sign-in service did not accept its own code. Begin again from the sign-in page.")


def plain() -> bool:
    """Whether a provider on this very machine may speak plain http: only where the site does too, as in a trial."""
    return not settings.HTTPS


def about(issuer: str) -> dict[str, Any]:
    """What a provider says about itself (Discovery, section 4)."""
    return _got(f"{issuer.rstrip('/')}/.well-known/openid-configuration")


def keys(service: Service) -> list[dict[str, Any]]:
    """The keys with which a provider signs now."""
    found = _got(service.keys).get("keys")
    if not isinstance(found, list):
        raise Refused(oidc.BAD_METADATA, what="jwks")
    return [key for key in found if isinstance(key, dict)]


def tokens(service: Service, client: str, secret: str, code: str, back: str, verifier: str) -> dict[str, Any]:
    """What a provider gives for a code: an ID token, and usually an access token (Core, section 3.1.3)."""
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": back, "code_verifier": verifier}
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
    if secret and not service.by_post:
        pair = f"{quote_plus(client)}:{quote_plus(secret)}"
        headers["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
    else:
        form |= {"client_id": client} | ({"client_secret": secret} if secret else {})
    return _sent(service.token, urlencode(form).encode(), headers)


def person(service: Service, access: str) -> dict[str, Any]:
    """More about a person, where a provider keeps it out of the ID token (Core, section 5.3)."""
    return _sent(service.userinfo, b"", {"Authorization": f"Bearer {access}"})


def _any(address: str) -> bool:
    """A provider may stand in the ministry's own network: an administrator has named it."""
    return True


def _sent(address: str, body: bytes, headers: dict[str, str]) -> dict[str, Any]:
    try:
        answer = outside.post(address, body, headers, MOST, may=_any, seconds=SECONDS)
    except (outside.NoAnswer, outside.NotPublic):
        raise Refused(FAR, host=_host(address)) from None
    if answer.status in {400, 401, 403}:
        raise Refused(CODE_REFUSED)
    return _read(answer)


def _got(address: str) -> dict[str, Any]:
    try:
        return _read(outside.fetch(address, {"Accept": "application/json"}, MOST, may=_any, seconds=SECONDS))
    except (outside.NoAnswer, outside.NotPublic):
        raise Refused(FAR, host=_host(address)) from None


def _read(answer: outside.Fetched) -> dict[str, Any]:
    try:
        found = json.loads(answer.body) if answer.status == 200 and oidc.safe(answer.address, plain()) else None
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise Refused(NOT_UNDERSTOOD, host=_host(answer.address))
    return found


def _host(address: str) -> str:
    return address.partition("://")[2].partition("/")[0]
