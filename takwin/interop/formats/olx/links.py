"""Where the links and images of a block lead once it is a text of ours."""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from takwin.files.types import SHOWN, TAKEN, ending
from takwin.interop.formats.olx.block import Block
from takwin.interop.formats.olx.media import Media
from takwin.interop.markdown import Surroundings
from takwin.interop.markdown.films import secure
from takwin.interop.markdown.losses import OTHER_PLACE
from takwin.lib.text import N_, Sentence

_JUMP = re.compile(r"/jump_to_id/([\w.:-]+)|/jump_to/\S*?(?:block@|/)([\w.-]+)/?$")
_OLD_SITE = re.compile(r"(?:https?://[^/]+)?/courses?/[^/]+")
_DOMAIN = re.compile(
    r"(?:www\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|org|net|edu|ma|fr|gov|int|io)(?:/\S*)?", re.IGNORECASE
)


class Links:
    """The links of one course. `steps` says on which step ("module/step") a component stands, by its url_name."""

    def __init__(self, media: Media, steps: Mapping[str, str]) -> None:
        self.media, self.steps = media, steps

    def around(self, block: Block) -> Surroundings:
        """The surroundings of one block's texts; what is missing is told on the block."""
        return Surroundings(
            link=lambda address: self._link(address, block),
            file=lambda address: self._file(address, block),
            lost=block.change,
        )

    def _link(self, address: str, block: Block) -> str | None:
        bare = "".join(address.split()) if "://" in address[:9] else address.strip()
        if bare.startswith("#"):
            if len(bare) > 1:
                block.change(OTHER_PLACE)
            return None
        if jump := _JUMP.search(bare):
            return self._step(next(filter(None, jump.groups())), bare, block)
        if (name := self.media.asset(bare)) is not None and (path := self.media.take(name)):
            return self._document(path, block)
        if re.match(r"(?:https?:)?//|mailto:", bare) and _is_sound(bare):
            return secure(bare) if bare.startswith("//") else bare
        return self._relative(bare, name, block)

    def _relative(self, bare: str, name: str | None, block: Block) -> str | None:
        if name is None and re.match(r"[A-Za-z][\w+.-]*:", bare):
            return _told(block, N_("A link that does not lead to a page was left out: %(address)s"), bare)
        if name is None and _OLD_SITE.match(bare):
            return _told(block, N_("A link into the old site lost its target: %(address)s"), bare)
        if _DOMAIN.fullmatch(bare) and _is_sound(f"https://{bare}"):
            return f"https://{bare}"
        path = self.media.take(name or bare.lstrip("./"))
        return self._document(path, block) if path else _missing(block, name or bare)

    def _step(self, name: str, bare: str, block: Block) -> str | None:
        if name in self.steps:
            return self.steps[name]
        return _told(block, N_("A link leads to a page that is not in the course: %(address)s"), bare)

    def _document(self, path: str, block: Block) -> str:
        if ending(path) not in SHOWN | TAKEN:
            _told(block, N_("A linked file can only be downloaded here: %(address)s"), path.removeprefix("media/"))
        return path

    def _file(self, address: str, block: Block) -> str | None:
        if address.startswith("data:"):
            path, shown = self.media.from_text(address), "data:"
        else:
            name = self.media.asset(address)
            if name is None and re.match(r"(?:https?:)?//", address):
                return secure(address) if _is_sound(address) else _missing(block, address)
            shown = name or address.strip().lstrip("./")
            path = self.media.take(shown)
            if path is None and re.match(r"(?:https?:)?//", address) and _is_sound(address):
                return secure(address)
        if path is None:
            return _missing(block, shown)
        if ending(path) in {".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif"} and not self.media.is_image(
            path
        ):
            return _told(block, N_("An image cannot be read: %(address)s"), shown)
        return path


def _is_sound(address: str) -> bool:
    try:
        return bool(urlsplit(address).path or urlsplit(address).hostname)
    except ValueError:
        return False


def _missing(block: Block, name: str) -> str | None:
    """Tell that a file is missing; nothing is written in its place."""
    block.change(Sentence(N_("A file is missing in the export: %(name)s"), {"name": name[:120]}))
    return None


def _told(block: Block, message: str, address: str) -> str | None:
    """Tell what happened to an address; nothing is written in its place."""
    block.change(Sentence(message, {"address": address[:120]}))
    return None
