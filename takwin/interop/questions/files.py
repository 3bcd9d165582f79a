"""The files that go with questions, and where the links and images of their texts lead."""

import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from takwin.content.compiler.media import Shelf
from takwin.files.types import IMAGES, SHOWN, TAKEN, ending
from takwin.interop import embedded
from takwin.interop.markdown import Surroundings
from takwin.interop.markdown.films import secure
from takwin.interop.markdown.losses import OTHER_PLACE
from takwin.interop.questions.piece import Piece
from takwin.interop.slugs import safe_name
from takwin.lib import digest
from takwin.lib.text import N_, Sentence

OWN = "@@PLUGINFILE@@/"
"""What stands in Moodle's texts before the name of a file that goes with the question."""
MISSING = N_("A file is missing in the file of questions: %(name)s")
UNSAFE = N_("A file of a kind that is not taken in was left out: %(name)s")
BROKEN = N_("An image cannot be read: %(name)s")
NOWHERE = N_("A link that does not lead to a page was left out: %(address)s")


class Files:
    """The files of one file of questions, by their path from the course folder."""

    def __init__(self) -> None:
        self.media: dict[str, bytes] = {}

    def around(self, piece: Piece, own: Mapping[str, bytes] | None = None) -> Surroundings:
        """The surroundings of one question's texts; `own` are the files that came with it, by name."""
        return Surroundings(
            link=lambda address: self._link(address, piece, own or {}),
            file=lambda address: self._file(address, piece, own or {}),
            lost=piece.change,
        )

    def put(self, name: str, data: bytes) -> str:
        """Keep a file under a name that its content makes its own, so that it never stands in the way of another. Its path."""
        plain = PurePosixPath(f"media/{safe_name(name)}")
        path = str(plain.with_stem(f"{plain.stem}-{digest.of_bytes(data)[:8]}"))
        self.media[path] = data
        return path

    def _link(self, address: str, piece: Piece, own: Mapping[str, bytes]) -> str | None:
        bare = address.strip()
        if bare.startswith("#"):
            piece.change(OTHER_PLACE)
            return None
        if bare.startswith(OWN):
            return self._own(bare, piece, own)
        if re.match(r"(?:https?:)?//|mailto:", bare) and _is_sound(bare):
            return secure(bare) if bare.startswith("//") else bare
        piece.change(Sentence(NOWHERE, {"address": bare[:120]}))
        return None

    def _file(self, address: str, piece: Piece, own: Mapping[str, bytes]) -> str | None:
        bare = address.strip()
        if bare.startswith("data:"):
            found = embedded.image(bare)
            return self._checked(digest.of_bytes(found[1])[:12] + found[0], found[1], piece) if found else None
        if re.match(r"(?:https?:)?//", bare) and _is_sound(bare):
            return secure(bare)
        return self._own(bare, piece, own)

    def _own(self, address: str, piece: Piece, own: Mapping[str, bytes]) -> str | None:
        name = unquote(address.removeprefix(OWN).partition("?")[0])
        if name not in own:
            piece.change(Sentence(MISSING, {"name": name[:120]}))
            return None
        return self._checked(name, own[name], piece)

    def _checked(self, name: str, data: bytes, piece: Piece) -> str | None:
        if ending(name) not in SHOWN | TAKEN:
            piece.change(Sentence(UNSAFE, {"name": name[:120]}))
            return None
        if ending(name) in IMAGES and not _is_image(name, data):
            piece.change(Sentence(BROKEN, {"name": name[:120]}))
            return None
        return self.put(name, data)


def _is_image(name: str, data: bytes) -> bool:
    shelf = Shelf({name: data})
    shelf.find(name)
    return name not in shelf.broken


def _is_sound(address: str) -> bool:
    try:
        return bool(urlsplit(address).path or urlsplit(address).hostname)
    except ValueError:
        return False
