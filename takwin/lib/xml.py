"""The one door for XML from outside: no document type, no entities, no network, known encodings only."""

import codecs
import re
from typing import cast

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
_OPEN = re.compile(r"(?:mismatch:|in tag) (?P<open>\S+) line (?P<begun>\d+)(?: and (?P<name>[^\s,]+))?")
_CODES = etree.ErrorTypes
ENTITY = N_(
    "The XML is not well-formed at line %(line)s: the sign & begins a name that XML does not know. Write &amp; for the sign itself."
)
CHARACTER = N_(
    "The XML is not well-formed at line %(line)s: it holds a character that XML does not allow. Take it out."
)
ATTRIBUTE = N_(
    'The XML is not well-formed at line %(line)s: within < and > each name stands once and has a value in quotes, as in name="value".'
)
UNENDED = N_("The XML is not well-formed at line %(line)s: a comment or a CDATA part begins there and does not end.")
LESS = N_(
    "The XML is not well-formed at line %(line)s: after the sign < no name of an element follows. Write &lt; for the sign itself."
)
NO_XML = N_("The XML is not well-formed at line %(line)s: it is empty or does not begin with <. Is it the right file?")
BROKEN = N_(
    "The XML is not well-formed at line %(line)s. Look at this line in a text editor, or save the file again from where it came."
)
_REASONS = {
    _CODES.ERR_TAG_NAME_MISMATCH: N_(
        "The XML is not well-formed at line %(line)s: <%(name)s> ends there, but <%(open)s> of line %(begun)s has not ended yet. End it before."
    ),
    _CODES.ERR_TAG_NOT_FINISHED: N_(
        "The XML is not well-formed at line %(line)s: it stops before the end of <%(open)s> of line %(begun)s. If it was cut, take the file again from where it came."
    ),
    _CODES.ERR_DOCUMENT_EMPTY: NO_XML,
    _CODES.ERR_DOCUMENT_END: N_(
        "The XML is not well-formed at line %(line)s: something stands after the end of its first element. Take it out."
    ),
    _CODES.ERR_RESOURCE_LIMIT: N_("The XML is not well-formed at line %(line)s: its elements lie too deep in one another."),
    **dict.fromkeys([_CODES.ERR_UNDECLARED_ENTITY, _CODES.ERR_ENTITYREF_SEMICOL_MISSING], ENTITY),
    **dict.fromkeys([_CODES.ERR_INVALID_CHAR, _CODES.ERR_INVALID_HEX_CHARREF, _CODES.ERR_INVALID_DEC_CHARREF], CHARACTER),
    **dict.fromkeys([_CODES.ERR_CDATA_NOT_FINISHED, _CODES.ERR_COMMENT_NOT_FINISHED], UNENDED),
    **dict.fromkeys(
        [
            _CODES.ERR_ATTRIBUTE_NOT_STARTED, _CODES.ERR_ATTRIBUTE_NOT_FINISHED, _CODES.ERR_ATTRIBUTE_WITHOUT_VALUE,
            _CODES.ERR_ATTRIBUTE_REDEFINED, _CODES.ERR_LT_IN_ATTRIBUTE, _CODES.ERR_GT_REQUIRED, _CODES.ERR_SPACE_REQUIRED,
        ],
        ATTRIBUTE,
    ),
}  # fmt: skip
"""What is told of each mistake that the parser (libxml2) names; its own words are English and for programmers."""
NAMED = 60
"""Signs of an element's name that a sentence tells."""
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
        raise XmlBroken(_reason(error), error.lineno or 1) from error


def _reason(error: etree.XMLSyntaxError) -> Sentence:
    """What is wrong, where, and what to try."""
    said, line, code = error.msg or "", error.lineno or 1, cast("int", getattr(error, "code", 0))
    if code == _CODES.ERR_NAME_REQUIRED:
        return Sentence(ENTITY if "EntityRef" in said else ATTRIBUTE if "attribute" in said else LESS, {"line": line})
    message, named = _REASONS.get(code, BROKEN), _OPEN.search(said)
    if named:
        return Sentence(message, {"line": line, **{name: value[:NAMED] for name, value in named.groupdict("").items()}})
    return Sentence(BROKEN if "%(open)s" in message else message, {"line": line})


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
