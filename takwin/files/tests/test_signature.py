"""A file is what its name says, or is not taken for it."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takwin.files.signature import fits
from takwin.items.kinds.file_answer.types import KNOWN

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20


def archive(*names: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        for name in names:
            made.writestr(name, "x")
    return stream.getvalue()


GOOD = {
    "pdf": b"\xef\xbb\xbf%PDF-1.7\n",
    "odt": archive("mimetype", "content.xml"),
    "odp": archive("mimetype", "content.xml"),
    "ods": archive("mimetype", "content.xml"),
    "docx": archive("[Content_Types].xml", "word/document.xml"),
    "pptx": archive("[Content_Types].xml", "ppt/presentation.xml"),
    "xlsx": archive("[Content_Types].xml", "xl/workbook.xml"),
    "rtf": b"{\\rtf1 x}",
    "txt": "درس اليوم\r\n".encode(),
    "csv": "élève;note\n".encode("cp1252"),
    "jpg": b"\xff\xd8\xff\xe0..JFIF",
    "jpeg": b"\xff\xd8\xff\xe1..Exif",
    "png": PNG,
    "webp": b"RIFF....WEBPVP8 ",
    "mp3": b"ID3\x04",
    "m4a": b"\0\0\0 ftypM4A ",
    "ogg": b"OggS\0",
    "opus": b"OggS\0",
    "mp4": b"\0\0\0 ftypisom",
    "webm": b"\x1a\x45\xdf\xa3",
}


def test_every_type_that_can_be_handed_in_is_known() -> None:
    assert GOOD.keys() == set(KNOWN)


@pytest.mark.parametrize("end", sorted(GOOD))
def test_what_is_what_it_says_is_taken(end: str) -> None:
    assert fits(f"Ma fiche.{end.upper()}", io.BytesIO(GOOD[end]))
    assert not fits(f"fiche.{end}", io.BytesIO(b"MZ\x90\x00\x03\0\0\0" * 9)), "a program"
    if end != "png":
        assert not fits(f"fiche.{end}", io.BytesIO(PNG)), "a picture"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", GOOD["xlsx"]),
        ("a.docx", GOOD["odt"]),
        ("a.odt", GOOD["docx"]),
        ("a.docx", b"PK\x03\x04 broken"),
        ("a.pdf", GOOD["docx"]),
        ("a.txt", GOOD["docx"]),
    ],
)
def test_one_document_is_not_another(name: str, data: bytes) -> None:
    assert not fits(name, io.BytesIO(data))


@given(st.text(), st.sampled_from(["utf-8", "utf-16"]))
def test_any_text_of_today_is_a_text(text: str, alphabet: str) -> None:
    words = "".join(one for one in text if one.isprintable() or one in "\n\t")
    file = io.BytesIO(words.encode(alphabet))
    assert fits("a.txt", file)
    assert file.tell() == 0


@given(st.binary(max_size=300), st.sampled_from(KNOWN))
def test_no_content_makes_it_fail(data: bytes, end: str) -> None:
    assert fits(f"a.{end}", io.BytesIO(data)) in {True, False}
