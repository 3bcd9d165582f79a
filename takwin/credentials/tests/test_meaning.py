"""Documents that are made to keep us busy are put aside; those with many quizzes are not."""

import json
import time
from dataclasses import replace
from typing import Any

import pytest

from takwin.credentials import meaning, opening, verify
from takwin.credentials.badge import Assessed, Competency
from takwin.credentials.contexts import CREDENTIALS, OPEN_BADGES, Json
from takwin.credentials.tests.builders import NOW, a_badge, a_credential
from takwin.credentials.tests.test_verify import CLEAR, OURS, by_somebody_else

TITLE = "ما الذي يفتحه السؤال حين نلاحظ حصة دراسية ونتحدث عنها دون تجريح"


def long(works: int) -> Json:
    """A credential in Arabic with that many pieces of assessed work, and half as many competencies."""
    framework = "الإطار الأوروبي للكفاية الرقمية للمربّين (DigCompEdu)"
    claimed = (Competency(f"1.{one}", TITLE, framework, f"https://doi.org/{one}") for one in range(works // 2))
    assessed = tuple(Assessed(f"module-{one}-quiz", TITLE, 12, 1850, 2000) for one in range(works))
    return a_credential(
        "ar", achievement=replace(a_badge("ar").achievement, competencies=tuple(claimed)), assessed=assessed
    )


def test_the_largest_credentials_fit_amply() -> None:
    made = long(80)
    assert opening.read(json.dumps(made, ensure_ascii=False, indent=1).encode()) == made
    assert verify.check(made, OURS, CLEAR, NOW).good
    assert verify.check(long(200), OURS, CLEAR, NOW).good


HOSTILE: dict[str, Json] = {
    "nameless": {"evidence": [{"type": "Evidence", "name": str(one)} for one in range(8000)]},
    "names": {"evidence": [f"urn:a:{one}" for one in range(5000)]},
    "contexts": {"evidence": [{"@context": [CREDENTIALS, OPEN_BADGES], "type": "Evidence"} for _ in range(400)]},
    "types": {"type": ["VerifiableCredential"] * 5000},
    "proofs": {"proof": [{"type": "DataIntegrityProof", "cryptosuite": "eddsa-rdfc-2022"}] * 400},
    "in many places": {
        name: [f"urn:{name}:{one}" for one in range(490)]
        for name in ("evidence", "termsOfUse", "relatedResource", "credentialSchema", "refreshService", "renderMethod")
    },
}


@pytest.mark.parametrize("how", HOSTILE)
def test_no_document_takes_long(how: str) -> None:
    began = time.process_time()
    assert verify.check(by_somebody_else() | HOSTILE[how], OURS, CLEAR, NOW).verdict == "bad"
    assert time.process_time() - began < 2


@pytest.mark.parametrize("thing", [{"@value": "x", "@language": "en", "@direction": "ltr"}, "x", None, 7, ["a", "b"]])
def test_what_the_standard_allows_is_read(thing: Any) -> None:
    meaning.refuse_unusual({"@context": [], "name": thing})


@pytest.mark.parametrize("thing", [{"@value": "x", "@type": "y"}, {"@id": "x"}, {"a:b": 1}, [["x"]], {"id": "_:b0"}])
def test_what_could_hide_something_is_not_read(thing: Any) -> None:
    with pytest.raises(meaning.Unusual, match="unusual way"):
        meaning.refuse_unusual({"name": thing})
