"""The files of `static/`: found under all the names that Open edX gives them, carried when the course points at them."""

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from urllib.parse import unquote

from takwin.content.compiler.media import Shelf
from takwin.files.types import IMAGES, ending
from takwin.interop import embedded
from takwin.interop.formats.olx.tree import Files
from takwin.interop.slugs import safe_name
from takwin.lib import digest

_ASSET = re.compile(
    r"(?:https?://[^/]+)?(?:/?static/|/?c4x/[^/]+/[^/]+/(?:asset|thumbnail)/|/?asset-v1:[^/]*?type@(?:asset|thumbnail)(?:\+|/)block@?/?"
    r"|i4x://[^/]+/[^/]+/asset/)(?P<name>.+)"
)


class Carried(Mapping[str, bytes]):
    """The files that go with the course, by their path from the course folder; read from the archive only when asked."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._made: dict[str, str | bytes] = {}

    def __getitem__(self, path: str) -> bytes:
        found = self._made[path]
        return found if isinstance(found, bytes) else self._files.data(found)

    def __contains__(self, path: object) -> bool:
        return path in self._made

    def __iter__(self) -> Iterator[str]:
        return iter(self._made)

    def __len__(self) -> int:
        return len(self._made)

    def put(self, path: str, content: str | bytes) -> None:
        """A file of the export by its name there, or a new one by its bytes."""
        self._made[path] = content


class Media:
    """Looks up what a course points at and notes it as used."""

    def __init__(self, files: Files) -> None:
        self.files = files
        self.carried = Carried(files)
        self._index = {_key(name[len("static/") :]): name for name in reversed(files.names("static/"))}
        self._paths: dict[str, str] = {}

    def asset(self, address: str) -> str | None:
        """The name by which an address means a file of the course: "/static/a.png" is "a.png". None when it means none."""
        found = _ASSET.fullmatch(address.strip())
        return unquote(re.split(r"[?#]", found["name"])[0]) if found else None

    def member(self, name: str) -> str | None:
        """The file in the export: exact, else by the name Studio would have given it."""
        exact = f"static/{name}"
        return exact if exact in self.files else self._index.get(_key(name))

    def take(self, name: str) -> str | None:
        """Carry a file of `static/`; its path in the course folder, None when the export lacks it."""
        member = self.member(name)
        if member is None:
            return None
        if member not in self._paths:
            self._paths[member] = self._new_path(member[len("static/") :])
            self.carried.put(self._paths[member], member)
            self.files.read.add(member)
        return self._paths[member]

    def make(self, name: str, data: bytes) -> str:
        """Carry a file that was made here; its path in the course folder."""
        path = f"media/{safe_name(name)}"
        if path in self.carried and self.carried[path] != data:
            path = self._new_path(name)
        self.carried.put(path, data)
        return path

    def is_image(self, path: str) -> bool:
        """Whether a carried file can be shown as an image."""
        if ending(path) not in IMAGES:
            return False
        shelf = Shelf(self.carried)
        shelf.find(path)
        return path not in shelf.broken

    def from_text(self, address: str) -> str | None:
        """Carry an image that the page holds in its own text (`data:`); its path, None when it is no image."""
        found = embedded.image(address)
        return self.make(f"{digest.of_bytes(found[1])[:12]}{found[0]}", found[1]) if found else None

    def _new_path(self, name: str) -> str:
        plain = PurePosixPath(f"media/{safe_name(name)}")
        path, number = plain, 1
        while str(path) in self.carried:
            number += 1
            path = plain.with_stem(f"{plain.stem}-{number}")
        return str(path)


def _key(name: str) -> str:
    return re.sub(r"[^\w.-]", "_", name)
