"""Go to a service, come back from it, and settle who one is here."""

from datetime import datetime

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.decorators import rate_limit
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language, gettext
from django.views.decorators.cache import never_cache

from takwin.accounts.access import me
from takwin.accounts.confirming import again
from takwin.accounts.language import greet
from takwin.accounts.models import Person
from takwin.institutions.queries import spoken
from takwin.lib.text import N_
from takwin.sign_on import access, actions, network, oidc, queries, waiting
from takwin.sign_on.forms import FirstForm
from takwin.sign_on.models import Provider
from takwin.sign_on.oidc import Refused, Told
from takwin.sign_on.sealing import unseal

BAD_REQUEST, UNAVAILABLE = 400, 503
NOT_YOURS = N_(
    "This account of “%(service)s” already belongs to another account here. Sign out here, then sign in by it."
)

NO_SECRET = N_("This site can no longer read the secret that the service gave to it. Tell those who look after it.")


@login_not_required
@rate_limit(action="login")
@never_cache
def start(request: HttpRequest, slug: str) -> HttpResponse:
    """Send somebody to a service; with `again`, to be asked there even if the service knows them already."""
    provider, now = access.usable(slug), timezone.now()
    try:
        if provider.stale(now):
            actions.refresh(provider, now)
        service = provider.service(network.plain())
    except Refused as refused:
        return _refused(request, refused, UNAVAILABLE)
    anew = "again" in request.GET
    attempt = waiting.begin(request.session, slug, _next(request), now, again=anew)
    away = oidc.away(
        service, provider.client, _back(slug), attempt.state, attempt.nonce, attempt.verifier, get_language() or "fr",
        again=anew,
    )  # fmt: skip
    return redirect(away)


@login_not_required
@rate_limit(action="login")
@never_cache
def back(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Somebody comes back with an answer: whom we know is in; whom we do not know says who they are here."""
    provider, now = access.usable(slug), timezone.now()
    try:
        attempt = waiting.answered(request.session, slug, request.GET.get("state", ""), now)
        oidc.came_from(provider.service(network.plain()), request.GET.get("iss"))
        if request.GET.get("error"):
            messages.info(request, gettext("You did not sign in there. Here you can with your password."))
            return redirect("sign-in")
        told = _told(provider, request.GET.get("code", ""), attempt, now)
        if attempt.again:
            oidc.shown_since(told, attempt.at)
    except Refused as refused:
        return _refused(request, refused)
    identity = queries.known(told.issuer, told.subject)
    if identity is None:
        waiting.keep(request.session, slug, told, attempt.next, now)
        return redirect("sign-on-first")
    actions.seen(identity, told, now)
    if request.user.is_authenticated:
        return _again(request, provider, identity.person, attempt)
    return _in(request, provider, identity.person, attempt.next)


def _told(provider: Provider, code: str, attempt: waiting.Attempt, now: datetime) -> Told:
    """Who somebody is, by the code they brought. Raises Refused."""
    secret = unseal(provider.secret)
    if secret is None:
        raise Refused(NO_SECRET)
    service = provider.service(network.plain())
    given = network.tokens(service, provider.client, secret, code, _back(provider.slug), attempt.verifier)
    token = str(given.get("id_token") or "")
    if oidc.unknown_key(token, provider.keys):
        actions.refresh(provider, now)
    told, claims = oidc.told(
        token, provider.keys, issuer=provider.issuer, client=provider.client, nonce=attempt.nonce,
        now=int(now.timestamp()),
    )  # fmt: skip
    if told.name or not (service.userinfo and given.get("access_token")):
        return told
    more = network.person(service, str(given["access_token"]))
    return oidc.person(told.issuer, told.subject, claims | more) if more.get("sub") == told.subject else told


@login_not_required
@never_cache
def first(request: HttpRequest) -> HttpResponseBase:
    """Who comes for the first time: join this to the account one has here, or make one."""
    now = timezone.now()
    kept = waiting.came(request.session, now)
    if kept is None:
        return _refused(request, Refused(oidc.NOT_AN_ANSWER))
    slug, told, next_url = kept
    provider = access.usable(slug)
    if provider.node and request.method != "POST":
        greet(request, spoken([provider.node])[provider.node.pk], sent_for=True)
    form = FirstForm(request.POST if request.method == "POST" else None, initial={"name": told.name})
    try:
        if request.method == "POST" and request.user.is_authenticated:
            joined: HttpResponseBase = _join(request, provider, told, next_url)
            return joined
        if form.is_valid():
            person = actions.come_in(provider, told, form.cleaned_data["name"], get_language() or "", now)
            waiting.forget(request.session)
            return _in(request, provider, person, next_url)
    except actions.Taken:
        return _refused(request, Refused(NOT_YOURS, service=provider.name))
    except Refused as refused:
        return _refused(request, refused)
    return render(
        request, "sign_on/first.html", {"form": form, "provider": provider, "told": told, "brand": _brand(provider)}
    )


def _brand(provider: Provider) -> object:
    return provider.node.brand if provider.node else None


@again
def _join(request: HttpRequest, provider: Provider, told: Told, next_url: str) -> HttpResponse:
    """A way in for good: whoever only finds somebody signed in may not add their own. Raises Taken."""
    actions.join(me(request), provider, told, timezone.now())
    waiting.forget(request.session)
    said = gettext("From now on you also sign in by “%(service)s”.") % {"service": provider.name}
    messages.success(request, said)
    return redirect(next_url or "my-sign-on")


def _in(request: HttpRequest, provider: Provider, person: Person, next_url: str) -> HttpResponse:
    """Let somebody in as allauth does: a closed account stays closed, a second step is asked."""
    record_authentication(request, person, "sign-on", provider=provider.slug)
    login = Login(user=person, redirect_url=next_url or resolve_url(settings.LOGIN_REDIRECT_URL))
    response: HttpResponse = perform_login(request, login)
    return response


def _again(request: HttpRequest, provider: Provider, person: Person, attempt: waiting.Attempt) -> HttpResponse:
    """Somebody who is in comes back: to where they were going, and as one who has shown again who they are if they were asked to."""
    if person != request.user:
        return _refused(request, Refused(NOT_YOURS, service=provider.name))
    if attempt.again:
        record_authentication(request, person, "sign-on", provider=provider.slug, reauthenticated=True)
    return redirect(attempt.next or settings.LOGIN_REDIRECT_URL)


def _back(slug: str) -> str:
    """The address to which a service sends people back: one for each service, at the site's public address."""
    return f"{settings.BASE_URL}{reverse('sign-on-back', args=[slug])}"


def _next(request: HttpRequest) -> str:
    wanted = request.GET.get("next", "")
    return wanted if url_has_allowed_host_and_scheme(wanted, None) and wanted.startswith("/") else ""


def _refused(request: HttpRequest, refused: Refused, status: int = BAD_REQUEST) -> HttpResponse:
    return render(request, "sign_on/refused.html", {"sentence": refused.sentence}, status=status)
