"""Archives made by hand: well-made ones and hostile ones."""

import gzip
import io
import struct
import tarfile
import zipfile
from collections.abc import Callable, Mapping

from takwin.lib.archive.limits import MAX_MEMBERS

GOOD = {"course/course.xml": b"<course/>", "course/static/é.txt": b"text" * 1000}


def tarred(files: Mapping[str, bytes], *extra: tarfile.TarInfo, packed: bool = True) -> bytes:
    """A tar (gz) of files, followed by members without content."""
    into = io.BytesIO()
    with tarfile.open(fileobj=into, mode="w:gz" if packed else "w") as archive:
        for name, data in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
        for entry in extra:
            archive.addfile(entry)
    return into.getvalue()


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A zip of files."""
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return into.getvalue()


def special(kind: bytes, name: str = "course/x", target: str = "/etc/passwd") -> tarfile.TarInfo:
    """A tar member that is not a file."""
    entry = tarfile.TarInfo(name)
    entry.type, entry.linkname = kind, target
    return entry


def zip_link() -> bytes:
    """A zip whose member is a symbolic link."""
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w") as archive:
        entry = zipfile.ZipInfo("course/link")
        entry.create_system, entry.external_attr = 3, 0o120777 << 16
        archive.writestr(entry, "/etc/passwd")
    return into.getvalue()


def zip_encrypted() -> bytes:
    """A zip whose member says that it is encrypted."""
    data = bytearray(zipped({"a.txt": b"x"}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def zip_lying() -> bytes:
    """A zip that states 10 bytes for a member of 50 MB."""
    data = bytearray(zipped({"a.txt": b"\0" * 50_000_000}))
    at = data.index(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 10)
    return bytes(data)


def tar_negative() -> bytes:
    """A tar whose member states a negative size in base 256."""
    data = bytearray(tarred({"a": b"x"}, packed=False))
    data[124:136] = b"\xff" * 11 + b"\x00"
    data[148:156] = b" " * 8
    data[148:156] = b"%06o\0 " % sum(data[:512])
    return bytes(data)


def sparse() -> bytes:
    """A tar with a sparse file of the old GNU kind."""
    return tarred({}, special(tarfile.GNUTYPE_SPARSE))


HOSTILE: dict[str, Callable[[], bytes]] = {
    "tar climbs": lambda: tarred({"../evil": b"x"}),
    "tar climbs in the middle": lambda: tarred({"course/../../evil": b"x"}),
    "tar absolute": lambda: tarred({"/etc/evil": b"x"}),
    "zip slip": lambda: zipped({"course/../../evil": b"x"}),
    "zip absolute": lambda: zipped({"/etc/evil": b"x"}),
    "zip drive": lambda: zipped({"C:/evil": b"x"}),
    "zip backslash": lambda: zipped({"..\\evil": b"x"}),
    "tar symbolic link": lambda: tarred(GOOD, special(tarfile.SYMTYPE)),
    "tar hard link": lambda: tarred(GOOD, special(tarfile.LNKTYPE, target="course/course.xml")),
    "tar device": lambda: tarred(GOOD, special(tarfile.CHRTYPE)),
    "tar pipe": lambda: tarred(GOOD, special(tarfile.FIFOTYPE)),
    "tar sparse": sparse,
    "tar negative size": tar_negative,
    "zip symbolic link": zip_link,
    "zip encrypted": zip_encrypted,
    "zip lies about a size": zip_lying,
    "tar same name twice": lambda: tarred({"a": b"x", "./a": b"y"}),
    "zip same name twice": lambda: zipped({"a": b"x", "./a": b"y"}),
    "file and folder of one name": lambda: tarred({"a": b"x", "a/b": b"y"}),
    "too many": lambda: zipped({f"{number}": b"" for number in range(MAX_MEMBERS + 1)}),
    "gzip bomb": lambda: tarred({"a": b"\0" * 40_000_000}),
    "zip bomb": lambda: zipped({"a": b"\0" * 40_000_000}),
    "name with a new line": lambda: tarred({"a\nb": b"x"}),
    "name not text": lambda: tarred({"b\udcff.txt": b"x"}),
    "name too long": lambda: tarred({"a" * 300: b"x"}),
    "tar.gz cut off": lambda: tarred(GOOD)[:-40],
    "tar cut off": lambda: tarred(GOOD, packed=False)[:2000],
    "tar without an end": lambda: tarred({"a": b"x"}, packed=False)[:1024],
    "tar damaged later": lambda: b"statiC/".join(tarred(GOOD, packed=False).rsplit(b"static/", 1)),
    "zip cut off": lambda: zipped(GOOD)[:-10],
    "zip damaged": lambda: zipped(GOOD)[:48] + b"!" + zipped(GOOD)[49:],
    "gzip of something else": lambda: gzip.compress(b"hello" * 400),
    "text": lambda: b"hello" * 400,
    "nothing": lambda: b"",
    "rar": lambda: b"Rar!\x1a\x07\x00" + b"x" * 600,
}
