"""The issuer's keys: files in a folder. One signs; those it replaced stay known, so that old credentials verify."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from takwin.credentials import multikey
from takwin.credentials.contexts import Json
from takwin.credentials.refused import Refused
from takwin.credentials.signing import timestamp
from takwin.lib.text import N_

_SIGNING = "signing-key.json"
_RETIRED = "retired-keys.json"
DAMAGED = N_("The key file %(file)s is damaged; bring it back from a backup.")
CLOSED = N_("The key file %(file)s cannot be read by this user: check who owns it.")


class KeysRefused(Refused):
    """The key files cannot be used, or must not be overwritten."""


@dataclass(frozen=True, slots=True)
class KeyRing:
    """The key that signs, and the public texts (Multikey) of those that signed before it."""

    signing: Ed25519PrivateKey
    retired: tuple[str, ...] = ()

    @property
    def public(self) -> str:
        """The Multikey text of the key that signs. It names the key, so a credential tells which key made it."""
        return multikey.public_text(self.signing.public_key())

    @property
    def all_public(self) -> tuple[str, ...]:
        """Every key whose signatures we stand by, the present one first."""
        return tuple(dict.fromkeys((self.public, *self.retired)))


def create(folder: Path, now: datetime) -> KeyRing:
    """Make the first key of a site. KeysRefused when there is one: a key is rotated, never overwritten."""
    if (folder / _SIGNING).exists():
        raise KeysRefused(N_("There is a signing key in %(folder)s already; rotate it instead."), folder=folder)
    return adopt(folder, Ed25519PrivateKey.generate(), now)


def adopt(folder: Path, key: Ed25519PrivateKey, now: datetime) -> KeyRing:
    """Sign with this key from now on: it was made elsewhere for this folder. Whoever calls has seen to it that none is lost."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    ring = KeyRing(key)
    _write_signing(folder, ring, now)
    return ring


def load(folder: Path) -> KeyRing:
    """The keys of a site. KeysRefused when the signing key is absent, or any key broken."""
    signing = _signing(folder)
    ours = multikey.public_text(signing.public_key())  # already among the retired where a rotation was cut short
    return KeyRing(signing, tuple(str(key) for one in _entries(folder) if (key := one["publicKeyMultibase"]) != ours))


def rotate(folder: Path, now: datetime) -> KeyRing:
    """A new key signs from now on; the old private key is destroyed, its public half kept."""
    old = load(folder)
    retire(folder, old.public, now)
    ring = KeyRing(Ed25519PrivateKey.generate(), (old.public, *old.retired))
    _write_signing(folder, ring, now)
    return load(folder)


def retire(folder: Path, public: str, now: datetime) -> None:
    """Stand by the signatures of a public key that signs no longer: in a rotation, or when its private half is lost (every
    credential names its public key). ValueError when it is not an Ed25519 Multikey."""
    multikey.public_key(public)
    path = folder / _RETIRED
    kept = _entries(folder)
    if public not in [key["publicKeyMultibase"] for key in kept]:
        _write(path, {"keys": [{"publicKeyMultibase": public, "retired": timestamp(now)}, *kept]}, 0o644)


def withdraw(folder: Path, public: str) -> None:
    """Stand by a retired key no longer, because somebody else may have it: nothing it signed verifies any more.
    KeysRefused when it is not among the retired ones; rotate the key that signs first."""
    path = folder / _RETIRED
    kept = _entries(folder)
    if public not in [key["publicKeyMultibase"] for key in kept]:
        raise KeysRefused(N_("The key %(key)s is not a retired one; a signing key is rotated first."), key=public)
    _write(path, {"keys": [key for key in kept if key["publicKeyMultibase"] != public]}, 0o644)


def is_private(folder: Path) -> bool:
    """Whether only the owner of the signing key's file can read it."""
    return (folder / _SIGNING).stat().st_mode & 0o077 == 0


def _signing(folder: Path) -> Ed25519PrivateKey:
    try:
        with _told(folder / _SIGNING):
            kept = _read(folder / _SIGNING)
            signing = multikey.secret_key(kept["secretKeyMultibase"])
            if kept["publicKeyMultibase"] != multikey.public_text(signing.public_key()):
                raise ValueError("The halves are of two keys.")
            return signing
    except FileNotFoundError as problem:
        raise KeysRefused(
            N_("There is no signing key in %(folder)s; bring back its backup."), folder=folder
        ) from problem


def _entries(folder: Path) -> list[Json]:
    """The retired keys as they are kept."""
    try:
        with _told(folder / _RETIRED):
            kept: list[Json] = _read(folder / _RETIRED)["keys"]
            for one in kept:
                multikey.public_key(one["publicKeyMultibase"])
            return kept
    except FileNotFoundError:
        return []


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """What a file that is there refuses, or is not, as KeysRefused."""
    try:
        yield
    except FileNotFoundError:
        raise
    except OSError as problem:
        raise KeysRefused(CLOSED, file=path) from problem
    except (ValueError, KeyError, TypeError, AttributeError) as problem:
        raise KeysRefused(DAMAGED, file=path) from problem


def _write_signing(folder: Path, ring: KeyRing, now: datetime) -> None:
    secret = multikey.secret_text(ring.signing)
    _write(
        folder / _SIGNING,
        {
            "type": "Multikey",
            "created": timestamp(now),
            "publicKeyMultibase": ring.public,
            "secretKeyMultibase": secret,
        },
        0o600,
    )


def _read(path: Path) -> Json:
    value: Json = json.loads(path.read_text("utf-8"))
    return value


def _write(path: Path, value: Json, mode: int) -> None:
    """Whole or not at all, and never readable by others for a moment."""
    beside = path.with_suffix(".new")
    beside.unlink(missing_ok=True)
    try:
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "w", encoding="utf-8") as stream:
            json.dump(value, stream, indent=1)
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
