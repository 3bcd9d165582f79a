"""The printed page of an attendance certificate, made by the job process and kept until the person erases their account."""

import os
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime

from takwin.attendance.certifying import shown
from takwin.attendance.models import Certificate
from takwin.content.templatetags.scenarios import hours_minutes
from takwin.files.queries import path as blob_path
from takwin.institutions.look import Brand, brand
from takwin.jobs import retry, task, worker
from takwin.lib.text import N_

WORDS = {
    "heading": N_("Attendance certificate"),
    "certifies": N_("This is to certify that"),
    "attended": N_("was there at these meetings of the course"),
    "meeting": N_("Meeting"),
    "day": N_("Day"),
    "where": N_("Place"),
    "there": N_("Time there"),
    "all": N_("In all"),
    "issued": N_("Certified on"),
    "signature": N_("Signature and stamp of the organiser"),
    "check": N_("Anybody can check this certificate here, with its code:"),
    "scan": N_("QR code that opens the page where this certificate is checked"),
}


def path(certificate: Certificate) -> Path:
    """Where the PDF lies once it is made; it can be made again at any time."""
    return Path(settings.CERTIFICATES) / "attendance" / f"{certificate.pk}.pdf"


def address(certificate: Certificate) -> str:
    """Where anybody checks it."""
    return settings.BASE_URL + reverse("check-attendance", args=[certificate.code])


@task
@retry(after=(10, 60, 3600))
def print_attendance(pk: str) -> None:
    """Make the PDF unless it is there, or the certificate was erased."""
    certificate = Certificate.objects.filter(pk=int(pk)).first()
    if certificate is None or path(certificate).exists():
        return
    _keep(path(certificate), render(certificate))
    if not Certificate.objects.filter(pk=int(pk)).exists():  # erased while we were printing
        discard(certificate)


def ask(certificate: Certificate) -> None:
    """Have the PDF made, unless it is there or somebody asked before."""
    if not path(certificate).exists() and not worker.is_asked_for(print_attendance.module_path, str(certificate.pk)):
        print_attendance.enqueue(str(certificate.pk))


def render(certificate: Certificate) -> bytes:
    """The PDF, in the language of the certificate."""
    from takwin.attendance import paper  # heavy: only the job process needs it

    said = certificate.facts
    host = brand(said.get("look", ""), certificate.language)
    with translation.override(certificate.language):
        told = {name: translation.gettext(message) for name, message in WORDS.items()}
        data = told | {
            "language": certificate.language,
            "issuer": settings.ISSUER,
            "host": host.name if host else "",
            "name": said["name"],
            "title": said["title"],
            "run": said["run"],
            "date": date_format(localtime(certificate.issued), "j F Y"),
            "minutes": hours_minutes(said["minutes"]),
            "rows": [
                [row["title"], _day(row["starts"]), row["place"], hours_minutes(row["minutes"])] for row in said["rows"]
            ],
            "code": shown(certificate.code),
            "address": address(certificate),
        }
    return paper.render(data, certificate.issued, _logo(host))


def _logo(host: Brand | None) -> bytes:
    """The logo of the institution, empty for none, or where its file is lost."""
    where = blob_path(host.picture) if host and host.picture else None
    return where.read_bytes() if where and where.is_file() else b""


def _day(starts: str) -> str:
    return date_format(localtime(datetime.fromisoformat(starts)), "j F Y")


def discard(certificate: Certificate) -> None:
    """Remove the PDF."""
    path(certificate).unlink(missing_ok=True)


def _keep(where: Path, data: bytes) -> None:
    where.parent.mkdir(mode=0o750, parents=True, exist_ok=True)
    beside = where.with_suffix(f".{os.getpid()}")
    beside.write_bytes(data)
    beside.replace(where)
