"""Make a site in an empty folder, whole or not at all."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from takwin.config import folders, site
from takwin.config.progress import note
from takwin.config.trouble import Trouble

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without those that are easily taken for one another."""


def new_password() -> str:
    """A password for the first sign-in: 16 letters in groups of four, 79 bits."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))


def write_private(path: Path, text: str) -> None:
    """A new file that only its owner reads, on the disk when this returns."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())


@contextmanager
def new_site(data: Path, address: str = "") -> Iterator[None]:
    """A site with tables and keys and nobody in it, at an address of this machine; Django is ready. What fails inside undoes the
    folder."""
    with folders.empty_folder(data):
        for name, mode in site.FOLDERS.items():
            (data / name).mkdir(mode=mode)
        write_private(data / "keys" / "secret", secrets.token_urlsafe(50) + "\n")
        if address:
            site.move(data, address)
        site.load(data)
        from django.conf import settings
        from django.utils import timezone

        from takwin.credentials import keys

        note("Making the database…")
        _refuse_people()
        site.migrate()
        keys.create(settings.KEYS, timezone.now())
        yield


def _refuse_people() -> None:
    """Raises Trouble, before anything is changed, when the database serves a site already."""
    from django.db import connection

    from takwin.accounts.models import Person

    if Person._meta.db_table in connection.introspection.table_names() and Person.objects.exists():
        raise Trouble("The database in DATABASE_URL has people in it already: a new site needs an empty one.")


def appoint(username: str, password: str = "") -> str:
    """Make the first administrator; returns the password, which is made up when none is given. Raises Trouble."""
    from django.conf import settings
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError
    from django.utils import translation

    from takwin.accounts import actions

    if password:
        try:
            with translation.override("en"):
                validate_password(password)
        except ValidationError as refused:
            raise Trouble(" ".join(refused.messages)) from refused
    password = password or new_password()
    actions.appoint(actions.sign_up(username, password, settings.LANGUAGE_CODE, username=username))
    return password
