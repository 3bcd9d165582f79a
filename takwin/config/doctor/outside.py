"""What others meet: the pages, the address, credentials, letters."""

import os
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.mail import get_connection

from takwin.config.doctor.finding import DOUBTFUL, FINE, WRONG, Finding
from takwin.config.health import render_a_page
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
    """They were issued under addresses that the site still stands by."""
    known = {settings.BASE_URL, *(url.rstrip("/") for url in settings.FORMER_URLS)}
    issued_at = {listed.home for listed in StatusList.objects.defer("bits")}
    for lost in sorted(issued_at - known):
        said = f"Credentials were issued under {lost}; add it to TAKWIN_FORMER_URLS, or they verify no longer."
        yield Finding(WRONG, "credentials", said)
    if issued_at <= known:
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
