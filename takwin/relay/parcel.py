"""Parcels: what two sites hand each other, signed by who made it, sealed for whom it is, whole or refused whole; plain Python.

A parcel is a zip: `manifest.json` with the digest of every other file, `signature` over its bytes, sealed contents, and media by digest."""

import json
import re
import tempfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from cryptography.exceptions import InvalidSignature, InvalidTag

from takwin.content import pack
from takwin.credentials import multikey
from takwin.files.store import pieces
from takwin.lib import digest
from takwin.lib.archive import Archive, ArchiveRefused, open_archive
from takwin.lib.text import N_
from takwin.relay.keys import End, Keys, seal
from takwin.relay.refused import Refused

MANIFEST, SIGNATURE, MEDIA = "manifest.json", "signature", "media/"
PARTS, PART = "parts", "part/"
FORM = 1
"""The form of parcels; grows when an older version could not read them."""
LARGEST = 32 << 20
"""Bytes of a parcel that comes over the network."""
DEEPEST = 256 << 20
"""Bytes of one sealed content, unpacked."""
ROSTER, ACTS, ASK, RECEIPT, FILES = "roster", "acts", "ask", "receipt", "files"
KINDS = (ROSTER, ACTS, ASK, RECEIPT, FILES)
NOT_ONE = N_("This is not a file of a relay: make it with takwin relay export.")
DAMAGED = N_(
    "This file is not whole, or it was changed on the way: copy it again, or export it again. Nothing was taken."
)
NEWER = N_("This file was made by a newer version: run takwin upgrade here first. Nothing was taken.")
FOR_OTHERS = N_("This file is for another site: each centre has files of its own. Nothing was taken.")
FROM_OTHERS = N_("This file comes from a site that is not known here, or whose key was closed. Nothing was taken.")


@dataclass(frozen=True, slots=True)
class Label:
    """What stands on a parcel: its kind, who made it (their public key), the number that they gave it, and when by their clock."""

    kind: str
    sender: str
    number: int
    made: datetime


@dataclass(frozen=True, slots=True)
class Part:
    """Some bytes of a file that somebody handed in: the digest and the size of the whole, where these bytes begin in it, how many they are, and, where
    it is sent, the file."""

    digest: str
    size: int
    start: int
    length: int
    path: Path | None = None

    def bytes(self) -> bytes:
        """Where it is sent: the bytes. Raises OSError."""
        return b"".join(pieces(self.path, self.start, self.length)) if self.path else b""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A parcel that was found good: its label, the digest that names it, its contents by name, and the archive that holds its media and its parts,
    which are opened one by one."""

    label: Label
    digest: str
    contents: Mapping[str, bytes]
    archive: Archive
    own: Keys

    def json(self, name: str) -> Any:
        """A content as JSON. Raises Refused."""
        try:
            return json.loads(self.contents[name])
        except (KeyError, ValueError, RecursionError):
            raise Refused(DAMAGED) from None

    def parts(self) -> Iterator[tuple[Part, bytes]]:
        """The parts of files that people handed in. Raises Refused."""
        for number, told in enumerate(self.json(PARTS) if PARTS in self.contents else []):
            name = f"{PART}{number}"
            try:
                data = _unpacked(self.own.opened(self.archive[name], name.encode()))
                part = Part(*told)
            except (InvalidTag, zlib.error, ValueError, TypeError, KeyError):
                raise Refused(DAMAGED) from None
            if not re.fullmatch(r"[0-9a-f]{64}", str(part.digest)) or part.length != len(data) or part.path:
                raise Refused(DAMAGED)
            yield part, data

    @property
    def media(self) -> list[str]:
        """The digests of the media that travel along."""
        return [name.removeprefix(MEDIA) for name in self.archive if name.startswith(MEDIA)]


def write(
    stream: IO[bytes],
    label: Label,
    by: Keys,
    to: End,
    contents: Mapping[str, Any],
    media: Mapping[str, Path],
    parts: Sequence[Part] = (),
) -> str:
    """Write a parcel, and give the digest that names it. Contents are JSON or bytes; all of them and the parts of files are sealed, media are not.
    Raises OSError."""
    if parts:
        contents = {**contents, PARTS: [[one.digest, one.size, one.start, one.length] for one in parts]}
    with tempfile.TemporaryDirectory(prefix="takwin-relay-") as folder:
        sealed: dict[str, bytes | Path] = {name: _sealed(what, to, name) for name, what in contents.items()}
        for number, part in enumerate(parts):  # one by one: all of them may be more than the memory
            sealed[name := f"{PART}{number}"] = Path(folder) / str(number)
            (Path(folder) / str(number)).write_bytes(_sealed(part.bytes(), to, name))
        return _written(stream, label, by, to, sealed, media)


def _sealed(what: Any, to: End, name: str) -> bytes:
    return seal(_packed(what), to, name.encode())


def _written(
    stream: IO[bytes], label: Label, by: Keys, to: End, sealed: Mapping[str, bytes | Path], media: Mapping[str, Path]
) -> str:
    named = {
        name: digest.of_bytes(what) if isinstance(what, bytes) else digest.of_file(what)
        for name, what in sorted(sealed.items())
    }
    told = {
        "takwin-relay": FORM, "kind": label.kind, "from": label.sender, "to": to.public, "number": label.number,
        "made": label.made.isoformat(), "contents": named,
        "media": sorted(media),
    }  # fmt: skip
    manifest = json.dumps(told, separators=(",", ":"), ensure_ascii=False).encode()
    signature = multikey.base58(by.signing.sign(manifest)).encode()
    files = {f"{MEDIA}{name}": path for name, path in media.items()}
    pack.write(stream, {MANIFEST: manifest, SIGNATURE: signature, **sealed, **files})
    return digest.of_bytes(manifest)


def _packed(what: Any) -> bytes:
    plain = what if isinstance(what, bytes) else json.dumps(what, separators=(",", ":"), ensure_ascii=False).encode()
    return zlib.compress(plain)


@contextmanager
def opened(source: Path | bytes, own: Keys, known: Callable[[str], bool]) -> Iterator[Parcel]:
    """A parcel for this end, from a sender that is `known` by their public key; everything in it was held against its digest and the
    signature. Raises Refused; OSError when the file cannot be read."""
    try:
        archive = open_archive(source)
    except ArchiveRefused as refused:
        raise Refused(DAMAGED) from refused
    with archive:
        yield _checked(archive, own, known)


def _checked(archive: Archive, own: Keys, known: Callable[[str], bool]) -> Parcel:
    try:
        return _read(archive, own, known)
    except (ArchiveRefused, InvalidTag, zlib.error, ValueError) as refused:
        raise Refused(DAMAGED) from refused


def _read(archive: Archive, own: Keys, known: Callable[[str], bool]) -> Parcel:
    if MANIFEST not in archive or SIGNATURE not in archive or archive.size(MANIFEST) > LARGEST:
        raise Refused(NOT_ONE)
    manifest = archive[MANIFEST]
    told = _told(manifest)
    if told["to"] != own.end.public:
        raise Refused(FOR_OTHERS)
    if not known(told["from"]):
        raise Refused(FROM_OTHERS)
    _signed(manifest, archive[SIGNATURE], told["from"])
    _whole(archive, told)
    made = datetime.fromisoformat(told["made"])
    if made.tzinfo is None or told["kind"] not in KINDS or told["number"] < 0:
        raise Refused(DAMAGED)
    label = Label(told["kind"], told["from"], told["number"], made)
    at_once = [name for name in told["contents"] if not name.startswith(PART)]
    contents = {name: _unpacked(own.opened(archive[name], name.encode())) for name in at_once}
    return Parcel(label, digest.of_bytes(manifest), contents, archive, own)


def _told(manifest: bytes) -> dict[str, Any]:
    try:
        told = json.loads(manifest)
    except (ValueError, RecursionError):
        raise Refused(DAMAGED) from None
    shape = {"kind": str, "from": str, "to": str, "number": int, "made": str, "contents": dict, "media": list}
    if not isinstance(told, dict) or not isinstance(told.get("takwin-relay"), int):
        raise Refused(NOT_ONE)
    if told["takwin-relay"] > FORM:
        raise Refused(NEWER)
    if any(not isinstance(told.get(name), kind) for name, kind in shape.items()):
        raise Refused(DAMAGED)
    return told


def _signed(manifest: bytes, signature: bytes, sender: str) -> None:
    try:
        multikey.public_key(sender).verify(multikey.unbase58(signature.decode()), manifest)
    except (InvalidSignature, ValueError):
        raise Refused(DAMAGED) from None


def _whole(archive: Archive, told: Mapping[str, Any]) -> None:
    """Every file is told of and has its digest, and there is no other."""
    wanted = {**told["contents"], **{f"{MEDIA}{name}": name for name in told["media"]}}
    if set(archive) != {MANIFEST, SIGNATURE, *wanted}:
        raise Refused(DAMAGED)
    for name, expected in wanted.items():
        if digest.of_chunks(archive.chunks(name)) != expected:
            raise Refused(DAMAGED)


def _unpacked(data: bytes) -> bytes:
    press = zlib.decompressobj()
    plain = press.decompress(data, DEEPEST)
    if not press.eof:
        raise Refused(DAMAGED)
    return plain
