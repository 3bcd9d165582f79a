"""A verifier that we did not write accepts our credentials, and refuses what we refuse (`tools/verify-with-npm`)."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from takwin.credentials import contexts, did
from takwin.credentials.contexts import Json
from takwin.credentials.tests.builders import DID, PUBLIC, a_credential
from takwin.credentials.tests.test_verify import CLEAR, a_list

TOOL = Path(__file__).parents[3] / "tools" / "verify-with-npm"
pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def verifier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tool with its packages, in a folder of its own."""
    if not shutil.which("npm"):
        pytest.skip("npm is not on this machine: the other verifier was not asked")
    folder = tmp_path_factory.mktemp("npm") / "tool"
    shutil.copytree(TOOL, folder, ignore=shutil.ignore_patterns("node_modules"))
    run = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    done = subprocess.run(run, cwd=folder, capture_output=True, text=True, timeout=300, check=False)
    if done.returncode:
        pytest.skip(f"npm could not fetch the other verifier: {done.stderr.strip()[-300:]}")
    return folder


def asked(verifier: Path, credential: Json, lists: list[Json]) -> Json:
    """What the other verifier says, with these status lists at hand."""
    issuer = did.document(DID, [PUBLIC])
    keys = {key["id"]: {"@context": did.MULTIKEY_CONTEXT, **key} for key in issuer["verificationMethod"]}
    documents = {**contexts.bundled(), DID: issuer, **keys, **{one["id"]: one for one in lists}}
    for name, value in (("credential", credential), ("documents", documents)):
        (verifier / f"{name}.json").write_text(json.dumps(value))
    run = ["node", "verify.mjs", "credential.json", "documents.json"]
    done = subprocess.run(run, cwd=verifier, capture_output=True, text=True, timeout=60, check=False)
    answer: Json = json.loads(done.stdout)
    return answer | {"exit": done.returncode}


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_it_accepts_a_credential_of_ours(verifier: Path, language: str) -> None:
    answer = asked(verifier, a_credential(language), CLEAR)
    assert answer == {"verified": True, "status": "clear", "why": [], "exit": 0}


def test_it_refuses_a_changed_one(verifier: Path) -> None:
    answer = asked(verifier, a_credential() | {"name": "Doctorat"}, CLEAR)
    assert (answer["verified"], answer["exit"]) == (False, 1)
    assert "Invalid signature." in answer["why"]


def test_it_reads_our_status_lists(verifier: Path) -> None:
    for lists in ([a_list("revocation", 4711), CLEAR[1]], [CLEAR[0], a_list("suspension", 4712)]):
        assert asked(verifier, a_credential(), lists)["status"] == "not clear"


def test_it_needs_the_issuers_key(verifier: Path) -> None:
    foreign = a_credential() | {"issuer": "did:web:other.example"}
    assert not asked(verifier, foreign, CLEAR)["verified"]
