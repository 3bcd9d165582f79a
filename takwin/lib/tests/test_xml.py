"""XML comes in without entities, document types or guesses about its encoding."""

import pytest

from takwin.lib import xml

HEAD = '<?xml version="1.0" encoding="%s"?>'


@pytest.mark.parametrize(
    "data",
    [
        "<a>é</a>".encode(),
        "<a>é</a>".encode("utf-8-sig"),
        (HEAD % "UTF-8" + "\n<a>é</a>").encode(),
        (HEAD % "iso-8859-1" + "<a>é</a>").encode("latin-1"),
        (HEAD % "windows-1252" + "<a>é</a>").encode("cp1252"),
        (HEAD % "utf-16" + "<a>é</a>").encode("utf-16"),
        (HEAD % "utf-16" + "<a>é</a>").encode("utf-16-be"),
        "<a>é</a>".encode("utf-16"),
        b"<!-- c --><?p i?><a>&#233;</a>",
    ],
)
def test_encodings(data: bytes) -> None:
    assert xml.parse(data).text == "é"


LAUGHS = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><a>&b;</a>'


@pytest.mark.parametrize(
    "data",
    [
        LAUGHS.encode(),
        LAUGHS.encode("utf-16"),
        b"<!-- c -->\n<?p i?>" + LAUGHS.encode(),
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
        b'<!DOCTYPE a SYSTEM "http://example.org/a.dtd"><a/>',
        b'<!DOCTYPE a [<!ENTITY % x SYSTEM "http://example.org/x"> %x;]><a/>',
        "<a>é</a>".encode("latin-1"),
        (HEAD % "utf-8" + "<a>é</a>").encode("latin-1"),
        (HEAD % "utf-7" + "<a/>").encode(),
        (HEAD % "rot13" + "<a/>").encode(),
        (HEAD % "utf-16" + "<a/>").encode(),
        b"\xff\xfe<a/>\n",
        b"<a>" + b" " * xml.MAX_BYTES + b"</a>",
    ],
)
def test_hostile_is_refused(data: bytes) -> None:
    with pytest.raises(xml.XmlRefused) as refused:
        xml.parse(data)
    assert not isinstance(refused.value, xml.XmlBroken)
    assert str(refused.value.sentence).endswith(".")


@pytest.mark.parametrize(
    ("data", "line", "words"),
    [
        (b"<a>\n<b></a>", 2, "<a> ends there, but <b> of line 2"),
        (b"<a>\n", 2, "before the end of <a> of line 1"),
        (b"<a>&nbsp;</a>", 1, "&amp;"),
        (b"<a>x & y</a>", 1, "&amp;"),
        (b"<a>1 < 2</a>", 1, "&lt;"),
        (b"", 1, "empty"),
        (b"\n\n<a", 3, "in quotes"),
        (b"<a b=1/>", 1, "in quotes"),
        (b"<a><![CDATA[</a>", 1, "CDATA"),
        (b"<a>" * 5_000, 1, "too deep"),
        (b"<a>\x01</a>", 1, "a character"),
        (b"<a/><!DOCTYPE a>", 1, "after the end"),
        (b"<a>]]></a>", 1, "text editor"),
    ],
)
def test_broken_says_where_in_words_of_ours(data: bytes, line: int, words: str) -> None:
    with pytest.raises(xml.XmlBroken) as broken:
        xml.parse(data)
    assert broken.value.line == line
    assert words in str(broken.value.sentence)
    assert f"at line {line}" in str(broken.value.sentence)


def test_says_the_line_of_bad_text() -> None:
    with pytest.raises(xml.XmlRefused) as refused:
        xml.parse(b"<a>\n\n\xe9</a>")
    assert refused.value.line == 3
