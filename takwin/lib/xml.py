"""The one door for XML from outside: no document type, no entities, no network, known encodings only."""

import codecs
import re

from lxml import etree

from takwin.lib.text import N_, Sentence

MAX_BYTES = 16 << 20
"""One document: 16 MiB."""
_BOMS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_STARTS = {b"<\x00?\x00": "utf-16-le", b"\x00<\x00?": "utf-16-be"}
"""A declaration in UTF-16 without a byte order mark (XML 1.0, appendix F.1)."""
_KNOWN = re.compile(r"utf-?8|us-ascii|ascii|iso-?8859-\d+|latin-?1|windows-125\d|cp125\d|koi8-[ru]|utf-?16(-?[lb]e)?")
_DECLARED = re.compile(rb"""<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_DECLARATION = re.compile(r"\A\s*<\?xml\s[^>]*?\?>")
_DOCTYPE = re.compile(r"(?:\s|<!--.*?-->|<\?.*?\?>)*<!DOCTYPE", re.DOTALL)


class XmlRefused(ValueError):
    """A document that is not read. `line` counts from 1 and is 0 when no line is to blame."""

    def __init__(self, sentence: Sentence, line: int = 0) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence
        self.line = line


class XmlBroken(XmlRefused):
    """A document that is not well-formed: careless rather than hostile."""


def parse(data: bytes) -> etree._Element:
    """The root element. Raises XmlRefused; XmlBroken when the document merely is not well-formed."""
    if len(data) > MAX_BYTES:
        raise XmlRefused(Sentence(N_("The XML is too large: at most %(limit)s MiB."), {"limit": MAX_BYTES >> 20}))
    text = _DECLARATION.sub("", decode(data), count=1)
    if _DOCTYPE.match(text):
        raise XmlRefused(Sentence(N_("The XML declares a document type or entities, which is not allowed.")), 1)
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False,
        huge_tree=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        return etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as error:
        line, what = error.lineno or 1, (error.msg or "").split(", line")[0]
        values = {"line": line, "what": what}
        raise XmlBroken(Sentence(N_("The XML is not well-formed at line %(line)s: %(what)s."), values), line) from error


def decode(data: bytes) -> str:
    """The text of an XML document by its byte order mark, else its declaration, else UTF-8. Raises XmlRefused."""
    encoding = _encoding(data)
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        line = data.count(b"\n", 0, error.start) + 1 if isinstance(error, UnicodeDecodeError) else 1
        values = {"line": line, "encoding": encoding}
        message = N_("The text is not valid %(encoding)s at line %(line)s.")
        raise XmlRefused(Sentence(message, values), line) from error


def _encoding(data: bytes) -> str:
    for mark, encoding in _BOMS.items():
        if data.startswith(mark):
            return encoding
    if data[:4] in _STARTS:
        return _STARTS[data[:4]]
    found = _DECLARED.match(data.lstrip()[:400])
    declared = found[1].decode("ascii").lower() if found else "utf-8"
    if not _KNOWN.fullmatch(declared):
        raise XmlRefused(Sentence(N_("The XML states an unknown encoding: %(name)s."), {"name": declared}), 1)
    return declared
