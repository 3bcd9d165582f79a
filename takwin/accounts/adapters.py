"""What allauth asks its host about: words, addresses, and how a second step presents itself."""

from io import BytesIO
from typing import Any

import segno
from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core.internal import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from takwin.accounts import devices, queries, ways
from takwin.accounts.models import Person
from takwin.accounts.names import tidy

MISMATCH = _("This sign-in name and this password do not belong together. Check both and try again.")
TOO_MANY = _("Too many tries. Wait five minutes, then try again.")
TOO_MANY_ANYWHERE = _(
    "Wrong passwords for this name come from many places, so it rests for an hour on devices that we do not know. Use one "
    "on which you signed in before, or choose a new password on this one."
)
UNCONFIRMED = _(
    "Your e-mail address is not confirmed yet. Open the link in the letter that we sent you, or look at the address under "
    "“My account”."
)
TOLD = {
    "mfa/messages/totp_activated.txt": _("From now on your authenticator application is asked when you sign in."),
    "mfa/messages/totp_deactivated.txt": _("Your authenticator application is no longer asked."),
    "mfa/messages/webauthn_added.txt": _("Your passkey is ready."),
    "mfa/messages/webauthn_removed.txt": _("The passkey is removed."),
    "mfa/messages/recovery_codes_generated.txt": _("You have new spare codes. Write them down."),
}
"""What a page says after something happened; other messages of allauth stay unsaid."""


class AccountAdapter(DefaultAccountAdapter):
    """Signing in and asking again who somebody is, in our words."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This account is closed."),
        "email_password_mismatch": MISMATCH,
        "username_password_mismatch": MISMATCH,
        "invalid_login": MISMATCH,
        "incorrect_password": _("This is not your password."),
        "incorrect_code": _("This code is not right. Wait for the next one and try again."),
        "too_many_login_attempts": TOO_MANY,
        "too_many_anywhere": TOO_MANY_ANYWHERE,
        "rate_limited": TOO_MANY,
    }
    _anywhere: ratelimit.RateLimitUsage | None = None

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Wrong passwords count for a name where they come from."""
        typed = _typed(credentials)
        return f"{typed} {devices.place(request, queries.by_sign_in(typed))}"

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Refuse whoever tries too often from one place, then whoever tries a name that is tried too often anywhere."""
        super().pre_authenticate(request, **credentials)
        typed = _typed(credentials)
        if devices.knows(request, queries.by_sign_in(typed)):
            return
        self._anywhere = ratelimit.consume(request, app="allauth.account", action="login_failed_anywhere", key=typed)
        if not self._anywhere:
            raise self.validation_error("too_many_anywhere")

    def _rollback_login_failed_rl_usage(self) -> None:
        """A password that was right counts for nothing."""
        super()._rollback_login_failed_rl_usage()
        if self._anywhere:
            self._anywhere.rollback()

    def post_login(self, request: HttpRequest, user: Person, **more: Any) -> HttpResponse:
        """Go on; this browser knows the person from now on. Who has an address that waits is reminded of it."""
        response: HttpResponse = super().post_login(request, user, **more)
        if user.email_pending:
            messages.info(request, str(UNCONFIRMED))
        devices.remember(request, response, user)
        return response

    def is_safe_url(self, url: str) -> bool:
        """Whether a page may lead there; what is no address at all is not safe."""
        try:
            return bool(super().is_safe_url(url))
        except ValueError:
            return False

    def is_reauthentication_required(self, *, app: str, **more: Any) -> bool:
        """Whoever has just shown who they are, by signing in or up, is not asked again for five minutes."""
        records = get_authentication_records(self.request, self.request.user)
        now = timezone.now().timestamp()
        return not any(now - record["at"] < app_settings.REAUTHENTICATION_TIMEOUT for record in records)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Beside a password and a second step: the services by which somebody signs in."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        if user.is_authenticated and ways.again(user):
            methods.append({"id": "elsewhere", "description": "", "url": reverse("confirm-elsewhere")})
        return methods

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Say what happened, when it is worth saying."""
        if said := message or TOLD.get(message_template or ""):
            messages.add_message(request, level, str(said), extra_tags=extra_tags)


def _typed(credentials: dict[str, Any]) -> str:
    return tidy(credentials.get("email") or credentials.get("username") or "")


class SecondStepAdapter(DefaultMFAAdapter):
    """Passkeys and authenticator applications show the site as Takwin and the person by their sign-in name."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This code is not right. Wait for the next one and try again."),
    }

    def build_totp_svg(self, url: str) -> str:
        """The key as a QR code: black on white with a quiet zone, so that it is read in a dark page as well."""
        picture = BytesIO()
        segno.make_qr(url).save(picture, kind="svg", xmldecl=False, scale=4, border=4, light="#fff")
        return picture.getvalue().decode()

    def _get_user_identifier(self, user: Person) -> str:
        return user.username

    def _get_site_name(self) -> str:
        return "Takwin"

    def generate_authenticator_name(self, user: Person, type: Any) -> str:
        """A first name for a passkey, which its owner may change."""
        return gettext("My device")

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """The site as passkeys know it: its public host, whatever the request says."""
        return {"id": settings.BASE_URL.partition("://")[2].partition("/")[0].partition(":")[0], "name": "Takwin"}

    def get_public_key_credential_user_entity(self, user: Person) -> dict[str, Any]:
        """The person as passkeys know them."""
        entity: dict[str, Any] = super().get_public_key_credential_user_entity(user)
        return entity | {"display_name": user.name}
