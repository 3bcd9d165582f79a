"""Keys with which other systems come in are made and revoked."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction

from takwin.records.lrs.actions.conflict import Conflict
from takwin.records.lrs.keys import RIGHTS
from takwin.records.models import Key, Scope


def make_key(
    user: str, password: str, scope: str, rights: Iterable[str], now: datetime, *, by_token: bool = False
) -> Key:
    """A key for a scope. Raises ValueError for a right that is unknown, Conflict for a user that has one."""
    told = list(dict.fromkeys(rights))
    if strangers := [each for each in told if each not in RIGHTS]:
        raise ValueError(strangers[0])
    with transaction.atomic():
        owner, _ = Scope.objects.get_or_create(name=scope)
        if Key.objects.filter(user=user).exists():
            raise Conflict(user)
        return Key.objects.create(
            user=user,
            password=make_password(password),
            scope=owner,
            rights=" ".join(told),
            created=now,
            by_token=by_token,
        )


def revoke_key(user: str, now: datetime) -> bool:
    """Close a key; whether there was one that was open."""
    return bool(Key.objects.filter(user=user, revoked=None).update(revoked=now))
