"""`takwin keys` and `takwin verify`, as processes of their own."""

import json
from pathlib import Path

import pytest

from takwin.config.tests.conftest import Takwin
from takwin.credentials import did
from takwin.credentials.tests.builders import PUBLIC
from takwin.credentials.tests.test_verify import OWN, by_somebody_else

pytestmark = pytest.mark.db
Made = tuple[Path, Takwin]


def test_keys_are_listed_rotated_and_withdrawn(apart: Made) -> None:
    data, takwin = apart
    first = takwin("keys").stdout.split()[-1]
    rotated = takwin("keys", "--rotate")
    assert rotated.returncode == 0, rotated.stderr
    assert rotated.stdout.endswith(f"and stands by {first}\n")
    assert first not in takwin("keys", "--withdraw", first).stdout
    assert takwin("keys", "--keep", first).stdout.endswith(f"and stands by {first}\n")
    (data / "keys" / "signing-key.json").unlink()
    assert takwin("keys").returncode == 1
    assert takwin("keys", "--create").stdout.endswith(f"and stands by {first}\n")
    assert takwin("keys", "--create").returncode == 1
    for refused in (takwin("keys", "--keep", "z6Mk"), takwin("keys", "--withdraw", "z6Mk")):
        assert (refused.returncode, refused.stdout, refused.stderr.count("\n")) == (1, "", 1)


def test_a_file_without_a_credential_is_one_sentence(elsewhere: Made, tmp_path: Path) -> None:
    _, takwin = elsewhere
    file = tmp_path / "letter.pdf"
    file.write_bytes(b"%PDF-1.7 nothing")
    done = takwin("verify", file)
    assert (done.returncode, done.stderr) == (1, f"takwin verify: {file}: There is no credential in this file.\n")


def test_a_credential_by_somebody_unknown_ends_with_a_status_of_its_own(elsewhere: Made, tmp_path: Path) -> None:
    _, takwin = elsewhere
    file, known = tmp_path / "letter.json", tmp_path / "did.json"
    file.write_text(json.dumps(by_somebody_else()))
    done = takwin("verify", file)
    assert (done.returncode, done.stderr) == (3, "")
    assert done.stdout.splitlines()[-1].startswith(
        "The signature is good, but it is by somebody who is not known here: did:key:"
    )
    known.write_text(json.dumps(did.document(OWN, [PUBLIC])))
    done = takwin("verify", file, "--did", known)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "The credential is good.")
    file.write_text(json.dumps(by_somebody_else() | {"name": "Doctorat"}))
    assert takwin("verify", file).returncode == 1
