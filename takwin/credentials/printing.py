"""The printed page of a credential, made by the job process and kept until it is erased."""

import json
import os
from datetime import datetime
from functools import partial
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime

from takwin.credentials import queries
from takwin.credentials.models import Credential
from takwin.credentials.saying import write
from takwin.jobs import retry, task, worker


@task
@retry(after=(10, 60, 3600))
def print_certificate(pk: str) -> None:
    """Make the PDF of a credential unless it is there, or the credential was erased."""
    credential = Credential.objects.filter(pk=UUID(pk)).exclude(signed="").first()
    if credential is None or queries.certificate_path(credential).exists():
        return
    _keep(queries.certificate_path(credential), render(credential))
    if not Credential.objects.filter(pk=credential.pk).exclude(signed="").exists():  # erased while we were printing
        discard(credential)


def ask(credential: Credential) -> None:
    """Have the PDF made, unless somebody asked for it before: who waits for it asks again and again."""
    asked = partial(worker.is_asked_for, print_certificate.module_path, str(credential.pk))
    if asked():
        return
    with transaction.atomic():
        Credential.objects.select_for_update(of=("self",)).get(pk=credential.pk)
        if not asked():
            print_certificate.enqueue(str(credential.pk))


def render(credential: Credential) -> bytes:
    """The PDF of a credential, in its own language."""
    from takwin.credentials import certificate  # heavy: only the job process needs it

    document = json.loads(credential.signed)
    with translation.override(credential.language):
        earned = localtime(datetime.fromisoformat(document["awardedDate"]))
        return certificate.render(document, queries.address(credential.pk), date_format(earned, "j F Y"), write)


def discard(credential: Credential) -> None:
    """Remove the printed page, and what a print that was cut short has left of it."""
    for path in Path(settings.CERTIFICATES).glob(f"{credential.pk}-*"):
        path.unlink(missing_ok=True)


def _keep(path: Path, data: bytes) -> None:
    path.parent.mkdir(mode=0o750, parents=True, exist_ok=True)
    beside = path.with_suffix(f".{os.getpid()}")
    beside.write_bytes(data)
    beside.replace(path)
