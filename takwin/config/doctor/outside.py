"""What others meet: the pages, the address, credentials, letters."""

import os
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.mail import get_connection

from takwin.config.doctor.finding import DOUBTFUL, FINE, WRONG, Finding
from takwin.config.health import render_a_page
from takwin.config.wording import typed
from takwin.credentials import queries
from takwin.credentials.models import StatusList


def pages(data: Path) -> Iterator[Finding]:
    """They can be made. Style and scripts are only prepared when the site is first served, so before that there are none."""
    if (Path(settings.STATIC_ROOT) / "staticfiles.json").is_file():
        render_a_page()
        yield Finding(FINE, "pages", "A page can be made.")
    else:
        yield Finding(FINE, "pages", "The site was not served yet.")


def address(data: Path) -> Iterator[Finding]:
    """It is one that others reach safely."""
    host = settings.ALLOWED_HOSTS[0]
    if host in {"localhost", "127.0.0.1"}:
        said = "only this machine; credentials would not verify elsewhere. Set TAKWIN_URL before you issue any."
        yield Finding(DOUBTFUL, "address", f"{settings.BASE_URL} is {said}")
    elif not settings.HTTPS:
        yield Finding(DOUBTFUL, "address", f"{settings.BASE_URL} is not https: passwords travel in the open.")
    else:
        yield Finding(FINE, "address", settings.BASE_URL)


def credentials(data: Path) -> Iterator[Finding]:
    """They were issued under addresses and their lists signed with keys that the site still stands by."""
    lists, known = (
        StatusList.objects.defer("bits"),
        {settings.BASE_URL, *(url.rstrip("/") for url in settings.FORMER_URLS)},
    )
    lost = sorted({listed.home for listed in lists} - known)
    for url in lost:
        said = f"Credentials were issued under {url}; add it to TAKWIN_FORMER_URLS, or they verify no longer."
        yield Finding(WRONG, "credentials", said)
    foreign = [listed.name for listed in lists if listed.signed_with not in queries.ring().all_public]
    if foreign:
        said = f"{', '.join(foreign)}: signed with a key that is no longer ours; run {typed('keys', data, '--rotate')}"
        yield Finding(WRONG, "credentials", said)
    if not lost and not foreign:
        yield Finding(FINE, "credentials", "All verify under the present address or a former one.")


def mail(data: Path) -> Iterator[Finding]:
    """Somebody takes it."""
    where = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    try:
        with get_connection():
            yield Finding(FINE, "mail", f"{where} takes mail.")
    except OSError as problem:  # what smtplib raises is one too
        asked_for = "TAKWIN_SMTP_HOST" in os.environ
        what = problem.strerror or str(problem)
        hint = "" if asked_for else " Set TAKWIN_SMTP_HOST, or go without: people then use recovery codes."
        yield Finding(WRONG if asked_for else DOUBTFUL, "mail", f"{where} takes none: {what}.{hint}")
