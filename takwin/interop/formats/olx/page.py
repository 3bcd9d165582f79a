"""A text component: its HTML as Markdown."""

from lxml import etree

from takwin.interop.formats.olx.block import Block
from takwin.interop.formats.olx.links import Links
from takwin.interop.formats.olx.tree import Files
from takwin.interop.markdown import convert as to_markdown
from takwin.interop.markdown import parse
from takwin.interop.markdown.parse import tag_of
from takwin.interop.markdown.tags import SCRIPTS, STYLES
from takwin.lib.text import N_, Sentence

NO_FILE = Sentence(N_("The file of its text is not in the export."))
EMPTY = Sentence(N_("It is empty."))
ONLY_CODE = Sentence(N_("It holds no text, only a script or the look of the page."))


def convert(block: Block, files: Files, links: Links) -> str:
    """The component as Markdown; "" when it shows nothing."""
    html = _html(block, files)
    if html is None:
        block.lose(NO_FILE)
        return ""
    root = parse(html)
    written = to_markdown(root, links.around(block))
    if not written and block.state == "kept":
        block.lose(EMPTY)
    elif not written and any(tag_of(one) in SCRIPTS | STYLES for one in root.iter()):
        block.lose(ONLY_CODE)
    elif not written:
        block.lose(block.losses[0])
    return written


def _html(block: Block, files: Files) -> str | None:
    """What the component shows, from its file or from the XML itself."""
    name = block.value("filename")
    for path in (f"{block.kind}/{name.replace(':', '/')}.html", f"{block.kind}/{name}", name):
        if name and path in files:
            return files.text(path)
    if name:
        return None
    if block.element is None or not (len(block.element) or (block.element.text or "").strip()):
        path = f"{block.kind}/{block.name}.html"
        return files.text(path) if block.name and path in files else ""
    inner = "".join(etree.tostring(child, encoding="unicode", method="html") for child in block.element)
    return (block.element.text or "").replace("&", "&amp;").replace("<", "&lt;") + inner
