"""Keys in files, and the issuer's name on the web."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from takwin.credentials import did, keys, multikey, signing
from takwin.credentials.keys import KeysRefused
from takwin.credentials.tests.test_signing import LETTER, by_fragment

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def test_a_key_is_made_once_for_its_owner_only(tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    ring = keys.create(folder, NOW)
    assert keys.load(folder).public == ring.public
    assert (folder / "signing-key.json").stat().st_mode & 0o777 == 0o600
    assert keys.is_private(folder)
    with pytest.raises(KeysRefused, match="already"):
        keys.create(folder, NOW)
    assert keys.load(folder).public == ring.public


def test_rotation_destroys_the_old_private_key_and_keeps_its_public_half(tmp_path: Path) -> None:
    first = keys.create(tmp_path, NOW)
    signed = signing.sign(LETTER, first.signing, did.method("did:web:school.example", first.public), NOW)
    second = keys.rotate(tmp_path, NOW)
    third = keys.rotate(tmp_path, NOW)
    assert third.all_public == (third.public, second.public, first.public)
    assert all(multikey.secret_text(first.signing) not in file.read_text() for file in tmp_path.iterdir())
    listed = did.document("did:web:school.example", third.all_public)
    assert signed["proof"]["verificationMethod"] in listed["assertionMethod"]
    assert signing.verify(signed, by_fragment)


def test_a_rotation_that_finds_the_disk_full_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = keys.create(tmp_path, NOW)
    before = (tmp_path / "signing-key.json").read_bytes()
    write = keys._write

    def full(path: Path, *more: Any) -> None:
        if path.name == "signing-key.json":
            monkeypatch.setattr("os.fsync", lambda _: 1 / 0)
        write(path, *more)

    monkeypatch.setattr(keys, "_write", full)
    with pytest.raises(ZeroDivisionError):
        keys.rotate(tmp_path, NOW)
    monkeypatch.undo()
    assert (keys.load(tmp_path).public, keys.load(tmp_path).retired) == (first.public, ())
    assert (tmp_path / "signing-key.json").read_bytes() == before
    assert not list(tmp_path.glob("*.new"))
    assert keys.rotate(tmp_path, NOW).retired == (first.public,)


def test_a_lost_private_key_is_survived(tmp_path: Path) -> None:
    lost = keys.create(tmp_path, NOW)
    (tmp_path / "signing-key.json").unlink()
    with pytest.raises(KeysRefused, match="no signing key"):
        keys.load(tmp_path)
    new = keys.create(tmp_path, NOW)
    keys.retire(tmp_path, lost.public, NOW)
    keys.retire(tmp_path, lost.public, NOW)
    assert keys.load(tmp_path).all_public == (new.public, lost.public)


def test_a_stolen_key_is_withdrawn(tmp_path: Path) -> None:
    stolen = keys.create(tmp_path, NOW)
    with pytest.raises(KeysRefused, match="rotated first"):
        keys.withdraw(tmp_path, stolen.public)
    new = keys.rotate(tmp_path, NOW)
    keys.withdraw(tmp_path, stolen.public)
    assert keys.load(tmp_path).all_public == (new.public,)


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"secretKeyMultibase": "z123"}', '{"secretKeyMultibase": 7}'])
def test_a_broken_key_file_is_a_sentence(tmp_path: Path, text: str) -> None:
    (tmp_path / "signing-key.json").write_text(text)
    with pytest.raises(KeysRefused, match=r"signing-key.json is damaged; bring it back from a backup"):
        keys.load(tmp_path)


def test_a_key_file_of_two_halves_is_damaged(tmp_path: Path) -> None:
    other = keys.create(tmp_path / "other", NOW)
    ours = keys.create(tmp_path, NOW)
    path = tmp_path / "signing-key.json"
    path.write_text(path.read_text().replace(ours.public, other.public))
    with pytest.raises(KeysRefused, match="damaged"):
        keys.load(tmp_path)


@pytest.mark.parametrize(
    "text", ["", "[1]", '{"keys": 5}', '{"keys": ["z6Mk"]}', '{"keys": [{"publicKeyMultibase": "z6Mkbad"}]}']
)
def test_broken_retired_keys_are_a_sentence_and_stay_as_they_are(tmp_path: Path, text: str) -> None:
    ours = keys.create(tmp_path, NOW)
    (tmp_path / "retired-keys.json").write_text(text)
    with pytest.raises(KeysRefused, match=r"retired-keys.json is damaged"):
        keys.load(tmp_path)
    with pytest.raises(KeysRefused, match="damaged"):
        keys.rotate(tmp_path, NOW)
    with pytest.raises(KeysRefused, match="damaged"):
        keys.retire(tmp_path, ours.public, NOW)
    assert (tmp_path / "retired-keys.json").read_text() == text


def test_a_key_file_that_is_closed_to_us_is_told(tmp_path: Path) -> None:
    (tmp_path / "signing-key.json").mkdir()
    with pytest.raises(KeysRefused, match=r"signing-key.json cannot be read by this user"):
        keys.load(tmp_path)


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://school.example", "did:web:school.example"),
        ("https://School.Example/", "did:web:school.example"),
        ("http://localhost:8000", "did:web:localhost%3A8000"),
        ("https://school.example:8443/takwin/", "did:web:school.example%3A8443:takwin"),
        ("https://تكوين.example", "did:web:xn--pgb4cjhk.example"),
    ],
)
def test_the_address_is_the_name(url: str, name: str) -> None:
    assert did.of_url(url) == name


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("did:web:school.example", "school.example"),
        ("did:web:localhost%3A8450:takwin", "localhost:8450/takwin"),
        ("did:key:z6MkA", ""),
        ("", ""),
    ],
)
def test_a_name_leads_back_to_its_address(name: str, address: str) -> None:
    assert did.address(name) == address


def test_an_address_without_a_host_has_no_name() -> None:
    with pytest.raises(ValueError, match="no host"):
        did.of_url("school.example")


def test_the_document_lists_every_key_of_the_issuer() -> None:
    made = did.document("did:web:school.example", ["z6MkA", "z6MkB"], ["did:web:old.example"])
    assert [entry["id"] for entry in made["verificationMethod"]] == made["assertionMethod"]
    assert {entry["controller"] for entry in made["verificationMethod"]} == {made["id"]}
    assert made["alsoKnownAs"] == ["did:web:old.example"]
