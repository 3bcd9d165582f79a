"""Opening a file with a credential: what is found, what is refused, and that no file keeps us busy."""

import json
import time
import zlib

import pytest

from takwin.credentials import certificate, opening
from takwin.credentials.opening import Unreadable
from takwin.credentials.tests.builders import a_credential, spoken

HEAD = b"%PDF-1.7\n"


def attached(data: bytes) -> bytes:
    return b"1 0 obj\n<</Type/EmbeddedFile/Length 1>>\nstream\n" + data + b"\nendstream\nendobj\n"


def printed(language: str = "fr") -> bytes:
    return certificate.render(a_credential(language), "https://school.example/x", "23", spoken(language))


def test_a_credential_travels_as_json_and_inside_its_certificate() -> None:
    made = a_credential("ar")
    assert opening.read(json.dumps(made).encode()) == made
    assert opening.read(json.dumps(made, ensure_ascii=False).encode("utf-8-sig")) == made
    assert opening.read(printed("ar")) == made


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"hello",
        b"[]",
        b"{}",
        b'{"credentialSubject": NaN}',
        b'{"credentialSubject": "\\ud800"}',
        b"[" * 100_000,
        b"\xff\xfe",
        HEAD + attached(zlib.compress(b"[1]")),
        HEAD + attached(b""),
        HEAD + b"/EmbeddedFile" + b" " * 2000 + b"stream\n{}",
        HEAD + b"1 0 obj\n<</Length 1>>\nstream\n" + json.dumps(a_credential()).encode() + b"\nendstream",
    ],
)
def test_a_file_without_a_credential_is_a_sentence(data: bytes) -> None:
    with pytest.raises(Unreadable, match="no credential"):
        opening.read(data)


@pytest.mark.parametrize(
    "data",
    [
        bytes(opening.LARGEST + 1),
        HEAD + bytes(opening.LARGEST),
        b'{"credentialSubject": "' + b"x" * opening.INSIDE + b'"}',
    ],
)
def test_a_huge_file_is_not_opened(data: bytes) -> None:
    with pytest.raises(Unreadable, match="too large"):
        opening.read(data)


def test_another_credential_before_or_after_the_true_one_does_not_win() -> None:
    other = json.dumps(a_credential("en")).encode()
    for forged in (attached(other), attached(zlib.compress(other))):
        for data in (HEAD + forged + printed(), printed() + forged):
            with pytest.raises(Unreadable, match="several"):
                opening.read(data)
    plain = HEAD + b"1 0 obj<</Length 1>>\nstream\n" + other + b"\nendstream endobj\n"
    assert opening.read(plain + printed()) == a_credential()
    assert opening.read(printed() + attached(json.dumps(a_credential()).encode())) == a_credential()


def test_a_bomb_is_not_unpacked() -> None:
    bomb = attached(zlib.compress(b"[" + b" " * 50_000_000 + b"]"))
    with pytest.raises(Unreadable, match="no credential"):
        opening.read(HEAD + bomb * opening.MOST)
    with pytest.raises(Unreadable, match="too much"):
        opening.read(HEAD + bomb * (opening.MOST + 1))


@pytest.mark.parametrize("piece", [b"stream\n", b"/EmbeddedFile", b"/EmbeddedFiles", b"/EmbeddedFile stream\n", b"/E"])
def test_no_file_takes_long(piece: bytes) -> None:
    data = HEAD + piece * ((opening.LARGEST - len(HEAD)) // len(piece))
    began = time.process_time()
    with pytest.raises(Unreadable):
        opening.read(data)
    assert time.process_time() - began < 0.5
