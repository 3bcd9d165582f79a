"""The badge vectors of the corpus, read in place."""

import json
import os
from functools import cache
from pathlib import Path
from zipfile import ZipFile

import pytest

from takwin.credentials import contexts
from takwin.credentials.contexts import Contexts, Json

ROOT = Path(__file__).parents[3]
CORPUS = Path(os.environ.get("TAKWIN_CORPUS", ROOT / "../shared/corpus")).resolve() / "badges"
W3C = "w3c-vc-di-eddsa-testvectors.zip"
FIXTURES = "1edtech-validator-ob30-valid-fixtures.zip"
CATALOGUE = "1edtech-validator-context-and-schema-catalog.zip"
SPECIFICATION = "1edtech-openbadges-spec-examples.zip"

EXAMPLES = {"@context": {"@vocab": "https://www.w3.org/ns/credentials/examples#"}}
_SCHEMA, _CITIZEN = "https://schema.org/", "https://w3id.org/citizenship#"
_DATE = "http://www.w3.org/2001/XMLSchema#dateTime"
CITIZENSHIP = {
    "@context": {
        **{
            word: _SCHEMA + word
            for word in ("Person", "additionalName", "familyName", "gender", "givenName", "identifier")
        },
        **{word: _CITIZEN + word for word in ("EmployablePerson", "birthCountry", "lprCategory", "lprNumber")},
        **{
            word: _CITIZEN + word
            for word in ("EmploymentAuthorizationDocument", "EmploymentAuthorizationDocumentCredential")
        },
        "employmentAuthorizationDocument": {"@id": _CITIZEN + "employmentAuthorizationDocument", "@type": "@id"},
        "birthDate": {"@id": _SCHEMA + "birthDate", "@type": _DATE},
        "residentSince": {"@id": _CITIZEN + "residentSince", "@type": _DATE},
        "image": {"@id": _SCHEMA + "image", "@type": "@id"},
    }
}
"""The words of the W3C examples, written here from the canonical forms that the vectors state."""


@cache
def read(archive: str, ending: str) -> str:
    """The text of the one member whose path ends so; skips the test, saying why, where the corpus is absent."""
    path = CORPUS / archive
    if not path.exists():
        pytest.skip(f"no corpus: {path} is absent (set TAKWIN_CORPUS)")
    with ZipFile(path) as members:
        names = [name for name in members.namelist() if name.endswith("/" + ending)]
        return members.read(names[0]).decode().strip("\n")


def document(archive: str, ending: str) -> Json:
    """The same, as JSON."""
    value: Json = json.loads(read(archive, ending))
    return value


def known() -> Contexts:
    """Our contexts and those that only the vectors use."""
    return {
        **contexts.bundled(),
        "https://www.w3.org/ns/credentials/examples/v2": EXAMPLES,
        "https://w3id.org/citizenship/v4rc1": CITIZENSHIP,
        "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json": document(CATALOGUE, "clr-v2p0-2.0.1.json"),
    }
