"""My data: take all of it along, or have it erased."""

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from takwin.accounts import access, actions, mine
from takwin.accounts.confirming import by_service_only
from takwin.accounts.forms.account import EraseForm
from takwin.accounts.models import Person
from takwin.accounts.views.onward import knocks_too_often, swept, too_many
from takwin.accounts.wording import LAST

PIECE = 256 * 1024
"""Bytes of a file read at a time."""


class _Pipe:
    """A file one can only write to; what was written is taken out as it comes."""

    def __init__(self) -> None:
        self.written: list[bytes] = []

    def write(self, data: bytes) -> int:
        self.written.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""

    def close(self) -> None:
        """Nothing is to be closed."""

    def taken(self) -> Iterator[bytes]:
        yield from self.written
        self.written.clear()


def _zipped(person: Person, readme: str, lost: str) -> Iterator[bytes]:
    """A zip with a README, a JSON file of each room, one room in memory at a time, and the files that rooms keep of the person, in
    pieces; those that cannot be read are named in LOST.txt, below the sentence `lost`."""
    pipe, missing = _Pipe(), list[str]()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("README.txt", readme)
        for folder, account in mine.accounts(person):
            for name, room in mine.rooms().items():
                text = json.dumps(room.export(account), cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
                archive.writestr(f"{folder}{name}.json", text)
                yield from pipe.taken()
            for name, path in mine.attached(account):
                try:
                    yield from _packed(archive, pipe, f"{folder}{name}", path)
                except OSError:
                    missing.append(f"{folder}{name}\n")
        if missing:
            archive.writestr("LOST.txt", f"{lost}\n\n{''.join(missing)}")
    yield from pipe.taken()


def _packed(archive: zipfile.ZipFile, pipe: _Pipe, name: str, path: Path) -> Iterator[bytes]:
    """A file goes into the zip piece by piece. Raises OSError where it cannot be read."""
    member = zipfile.ZipInfo.from_file(path, name, strict_timestamps=False)
    member.compress_type = zipfile.ZIP_DEFLATED
    with path.open("rb") as source, archive.open(member, "w") as target:
        while piece := source.read(PIECE):
            target.write(piece)
            yield from pipe.taken()


def my_data(request: HttpRequest) -> HttpResponse:
    """What is kept about me, and what I can do with it."""
    return render(request, "accounts/my_data.html", {"form": EraseForm(person=access.me(request))})


@never_cache
def download(request: HttpRequest) -> StreamingHttpResponse:
    """All of it, as a file."""
    person = access.me(request)
    readme = render_to_string("accounts/letters/my-data.txt", {"person": person, "now": timezone.now()})
    lost = _("This site could not read these files when it made this archive:")
    headers = {"Content-Disposition": 'attachment; filename="takwin.zip"'}
    return StreamingHttpResponse(_zipped(person, readme, lost), content_type="application/zip", headers=headers)


@require_POST
@sensitive_post_parameters("password")
def erase(request: HttpRequest) -> HttpResponse:
    """Erase my account, for good."""
    person = access.me(request)
    if knocks_too_often(request, "reauthenticate"):
        return too_many(request)
    if by_service_only(request):
        return redirect(f"{reverse('confirm-elsewhere')}?{urlencode({'next': reverse('my-data')})}")
    form = EraseForm(request.POST, person=person)
    if not form.is_valid():
        return render(request, "accounts/my_data.html", {"form": form})
    try:
        mine.erase_everywhere(person, timezone.now())
    except actions.LastAdministrator:
        form.add_error(None, LAST)
        return render(request, "accounts/my_data.html", {"form": form})
    logout(request)
    return swept(request, redirect("erased"))


@login_not_required
def erased(request: HttpRequest) -> HttpResponse:
    """A last word to somebody whose account is gone."""
    return render(request, "accounts/erased.html")
