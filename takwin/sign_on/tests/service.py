"""A real OpenID Connect service for tests: its own keys, its own small HTTP server, and the lies it can be told to tell."""

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, parse_qsl, unquote_plus, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import ECKey

CLIENT, SECRET = "takwin site", "a secret: told once"


@dataclass
class Service:
    """What it knows and what it says; a test changes `says` (claims that are added or, None, left out), `header`, `sign` to have it lie."""

    issuer: str = ""
    subject: str = "248289761001"
    about_person: dict[str, Any] = field(
        default_factory=lambda: {"name": "Amina Bennani", "email": "amina@men.example"}
    )
    says: dict[str, Any] = field(default_factory=dict)
    about: dict[str, Any] = field(default_factory=dict)
    key: ECKey = field(default_factory=lambda: ECKey.generate_key("P-256", {"kid": "one", "use": "sig"}))
    signs_with: Any = None
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    in_token: bool = True
    """The name is in the ID token; else only in UserInfo."""
    asked: list[str] = field(default_factory=list)
    raw: str = ""

    def metadata(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "userinfo_endpoint": f"{self.issuer}/me",
            "jwks_uri": f"{self.issuer}/keys",
            "authorization_response_iss_parameter_supported": True,
        } | self.about

    def agree(self, away: str) -> str:
        """The person shows who they are and agrees; where the service then sends them."""
        asked = dict(parse_qsl(urlsplit(away).query))
        assert away.startswith(f"{self.issuer}/authorize?")
        assert asked["client_id"] == CLIENT
        assert asked["code_challenge_method"] == "S256"
        code = f"code-{len(self.codes)}"
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state'], 'iss': self.issuer})}"

    def give(self, form: dict[str, str], authorization: str) -> dict[str, Any] | None:
        """Tokens for a code, once, for who holds the secret and the verifier."""
        asked = self.codes.pop(form.get("code", ""), None)
        pair = base64.b64decode(authorization.removeprefix("Basic ")).decode()
        if asked is None or [unquote_plus(part) for part in pair.split(":", 1)] != [CLIENT, SECRET]:
            return None
        digest = hashlib.sha256(form["code_verifier"].encode()).digest()
        proven = base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == asked["code_challenge"]
        if not proven or form["redirect_uri"] != asked["redirect_uri"]:
            return None
        return {"access_token": "access", "token_type": "Bearer", "id_token": self.raw or self.token(asked["nonce"])}

    def token(self, nonce: str) -> str:
        now = int(time.time())
        claims = {
            "iss": self.issuer, "sub": self.subject, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": nonce
        } | (self.about_person if self.in_token else {}) | self.says  # fmt: skip
        key = self.signs_with or self.key
        told = {name: value for name, value in claims.items() if value is not None}
        return jwt.encode({"alg": "ES256", "kid": self.key.kid}, told, key, algorithms=["ES256"])


def _handler(service: Service) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            service.asked.append(self.path)
            if self.path == "/.well-known/openid-configuration":
                self._say(service.metadata())
            elif self.path == "/keys":
                self._say({"keys": [{"kty": "strange"}, service.key.as_dict(private=False)]})
            else:
                self._say({"error": "not_found"}, 404)

        def do_POST(self) -> None:
            service.asked.append(self.path)
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            if self.path == "/me":
                assert self.headers["Authorization"] == "Bearer access"
                self._say({"sub": service.subject} | service.about_person)
                return
            given = service.give(
                {name: value[0] for name, value in parse_qs(body).items()}, self.headers["Authorization"]
            )
            self._say(given or {"error": "invalid_grant"}, 200 if given else 400)

        def _say(self, what: dict[str, Any], status: int = 200) -> None:
            body = json.dumps(what).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    return Handler


@contextmanager
def serving() -> Iterator[Service]:
    """A service that answers on a port of its own."""
    service = Service()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(service))
    service.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
