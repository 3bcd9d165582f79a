"""The blocks of a course: pointers followed to their files, policies laid under, every one reachable from `course.xml`."""

import json
from collections.abc import Mapping
from typing import Any

from lxml import etree

from takwin.interop.course_package import ImportRefused
from takwin.interop.formats.olx.block import CONTAINERS, Block
from takwin.lib import xml
from takwin.lib.text import N_, Sentence

MOST_BLOCKS = 20_000
DEEPEST = 40
_POINTER = {"url_name", "org", "course", "run"}
_NO_BLOCKS = {"show"}
"""Elements of containers that are settings."""
MISSING = Sentence(N_("Its file is not in the export."))
CIRCULAR = Sentence(N_("It holds itself, directly or through others."))


class Files:
    """The files of an export, by their path from the folder that holds `course.xml`."""

    def __init__(self, files: Mapping[str, bytes], root: str) -> None:
        self.files, self.root = files, root
        self.read: set[str] = set()

    def __contains__(self, name: str) -> bool:
        return self.root + name in self.files

    def names(self, folder: str = "") -> list[str]:
        """All files under a folder, in the archive's order."""
        start = self.root + folder
        return [name[len(self.root) :] for name in self.files if name.startswith(start)]

    def data(self, name: str) -> bytes:
        """The bytes of a file, which counts as used from now on. KeyError when it is missing."""
        self.read.add(name)
        return self.files[self.root + name]

    def xml(self, name: str) -> etree._Element:
        """The root element of a file. Raises XmlBroken, and ImportRefused when the file is hostile."""
        try:
            return xml.parse(self.data(name))
        except xml.XmlBroken:
            raise
        except xml.XmlRefused as refused:
            raise _refused(name, refused) from refused

    def text(self, name: str) -> str:
        """The words of an HTML file. Raises ImportRefused when it is not text."""
        try:
            return xml.decode(self.data(name))
        except xml.XmlRefused as refused:
            raise _refused(name, refused) from refused

    def json(self, name: str) -> Any:
        """A JSON file; an empty mapping when it is missing or broken."""
        try:
            return json.loads(self.data(name)) if name in self else {}
        except (ValueError, RecursionError):
            return {}


def _refused(name: str, refused: xml.XmlRefused) -> ImportRefused:
    message = N_(
        "%(file)s, line %(line)s: this XML is refused. It must be well-formed, without document type or entities, and in the "
        "encoding it states (UTF-8 when it states none)."
    )
    return ImportRefused(Sentence(message, {"file": name, "line": refused.line or 1}))


class Reader:
    """Reads the tree of one export."""

    def __init__(self, files: Files) -> None:
        self.files = files
        self.count = 0
        self.policy: Mapping[str, Any] = {}

    def course(self) -> Block:
        """The root block with all below it. Raises ImportRefused."""
        try:
            root = self.files.xml("course.xml")
        except xml.XmlBroken as broken:
            raise _refused("course.xml", broken) from broken
        if root.tag == "library":
            raise ImportRefused(Sentence(N_("This is a content library, not a course.")))
        if root.tag != "course":
            raise ImportRefused(Sentence(N_("course.xml does not hold a course.")))
        run = root.get("url_name", "")
        self.policy = self._policies(run)
        block = self._block(root, None, "course.xml")
        if block.element is None or block.state == "lost":
            raise ImportRefused(
                Sentence(N_("The file of the course, course/%(run)s.xml, cannot be read."), {"run": run})
            )
        return block

    def _policies(self, run: str) -> Mapping[str, Any]:
        for name in (f"policies/{run}/policy.json", "policies/policy.json", f"policies/{run}.json"):
            found = self.files.json(name)
            if isinstance(found, dict) and found:
                return found
        return {}

    def _block(self, element: etree._Element, parent: Block | None, file: str) -> Block:
        self.count += 1
        if self.count > MOST_BLOCKS:
            raise ImportRefused(Sentence(N_("The course has more than %(most)s components."), {"most": MOST_BLOCKS}))
        kind, name = str(element.tag), element.get("url_name", "")
        block = Block(
            kind, name, file, element, {str(key): str(value) for key, value in element.attrib.items()}, parent
        )
        self._follow(block)
        self._lay_policy(block)
        if block.state != "lost" and kind in CONTAINERS and (holder := block.element) is not None:
            inner = [child for child in holder if child.tag not in _NO_BLOCKS]
            block.children = [self._block(child, block, block.file) for child in inner]
        return block

    def _follow(self, block: Block) -> None:
        """Put a pointer's file in its place."""
        element = block.element
        path = f"{block.kind}/{block.name.replace(':', '/')}.xml"
        if element is None or not block.name or len(element) or (element.text or "").strip():
            return
        if path in self.files and not _holds_itself(block, path):
            self._open(block, path)
        elif path in self.files:
            block.lose(CIRCULAR)
        elif set(block.attributes) <= _POINTER:
            block.element, block.file = None, path
            block.lose(MISSING)

    def _open(self, block: Block, path: str) -> None:
        block.file, block.element = path, None
        try:
            block.element = self.files.xml(path)
        except xml.XmlBroken as broken:
            block.lose(broken.sentence)
            return
        own = {str(key): str(value) for key, value in block.element.attrib.items()}
        block.attributes = {**block.attributes, **own}

    def _lay_policy(self, block: Block) -> None:
        """What the policy says, which counts more than the XML; only the language is the XML's, as translators change it there."""
        told = self.policy.get(f"{block.kind}/{block.name}")
        if isinstance(told, dict):
            texts = {str(key): value if isinstance(value, str) else json.dumps(value) for key, value in told.items()}
            own = {"language": block.attributes["language"]} if block.attributes.get("language") else {}
            block.attributes = {**block.attributes, **texts, **own}


def _holds_itself(block: Block, path: str) -> bool:
    """Whether the file is being read already, or the blocks lie too deep."""
    outer, depth = block.parent, 0
    while outer is not None and outer.file != path and depth < DEEPEST:
        outer, depth = outer.parent, depth + 1
    return outer is not None
