"""What programs are told: JSON as we promise it, SARIF as its standard asks (OASIS SARIF 2.1.0, the parts that we write)."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from takwin.content.check import Checked, check
from takwin.content.report import as_json
from takwin.content.sarif import RULES, as_sarif
from takwin.content.source.catalogue import CATALOGUE
from takwin.content.tests.builders import COURSE, WELCOME, folder

TEXT = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string", "minLength": 1}}}
LEVEL = {"enum": ["none", "note", "warning", "error"]}
RULE = {
    "type": "object",
    "required": ["id"],
    "additionalProperties": False,
    "properties": {
        "id": {"type": "string", "pattern": "^[a-z-]+$"},
        "shortDescription": TEXT,
        "help": {**TEXT, "required": ["text", "markdown"]},
        "defaultConfiguration": {"type": "object", "properties": {"level": LEVEL}},
    },
}
RESULT = {
    "type": "object",
    "required": ["message", "ruleId", "ruleIndex", "level", "locations", "partialFingerprints"],
    "additionalProperties": False,
    "properties": {
        "ruleId": {"type": "string"},
        "ruleIndex": {"type": "integer", "minimum": 0},
        "level": LEVEL,
        "message": TEXT,
        "locations": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["physicalLocation"],
                "properties": {
                    "physicalLocation": {
                        "type": "object",
                        "required": ["artifactLocation", "region"],
                        "properties": {
                            "artifactLocation": {
                                "type": "object",
                                "required": ["uri", "uriBaseId"],
                                "properties": {"uri": {"type": "string", "pattern": "^[^ /\\\\][^ \\\\]*$"}},
                            },
                            "region": {
                                "type": "object",
                                "properties": {"startLine": {"type": "integer", "minimum": 1}},
                            },
                        },
                    }
                },
            },
        },
        "partialFingerprints": {"type": "object", "additionalProperties": {"type": "string"}},
        "suppressions": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["kind"],
                "properties": {
                    "kind": {"enum": ["inSource", "external"]},
                    "status": {"enum": ["accepted", "underReview", "rejected"]},
                    "justification": {"type": "string"},
                },
            },
        },
    },
}
LOG = {
    "type": "object",
    "required": ["version", "runs"],
    "properties": {
        "$schema": {"type": "string", "format": "uri"},
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["tool", "results"],
                "properties": {
                    "tool": {
                        "type": "object",
                        "required": ["driver"],
                        "properties": {
                            "driver": {
                                "type": "object",
                                "required": ["name"],
                                "properties": {"rules": {"type": "array", "items": RULE, "uniqueItems": True}},
                            }
                        },
                    },
                    "results": {"type": "array", "items": RESULT},
                },
            },
        },
    },
}
LINES = "accepted:\n  - {finding: image-alt, at: one/welcome, reason: Un motif.}\n"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A course with an error, warnings and two accepted ones."""
    changes: dict[str, str | bytes | None] = {
        "one/welcome.fr.md": WELCOME.replace("Un carré", ""),
        "one/welcome.en.md": WELCOME.replace("Bienvenue", "Welcome").replace("Un carré", ""),
        "one/check.en.md": None,
        "media/été 2.pdf": b"%PDF",
        "course.yaml": COURSE + LINES,
    }
    return folder(tmp_path / "a", changes)


def run_of(place: Path) -> tuple[Checked, dict[str, Any]]:
    checked = check(place)
    log = json.loads(json.dumps(as_sarif(checked, place, "0.1.0")))
    Draft202012Validator(LOG).validate(log)
    return checked, log["runs"][0]


def test_sarif_is_as_its_standard_asks(place: Path) -> None:
    checked, run = run_of(place)
    rules = run["tool"]["driver"]["rules"]
    assert [one["id"] for one in rules] == sorted({one["id"] for one in rules})
    assert all(rules[one["ruleIndex"]]["id"] == one["ruleId"] for one in run["results"])
    assert len(run["results"]) == len(checked.problems) + len(checked.accepted)
    assert "step-missing" in {one["ruleId"] for one in run["results"] if one["level"] == "error"}
    uris = {one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for one in run["results"]}
    assert "media/%C3%A9t%C3%A9%202.pdf" in uris
    assert run["originalUriBaseIds"]["COURSE"]["uri"].startswith("file:///")
    assert run["originalUriBaseIds"]["COURSE"]["uri"].endswith("/")


def test_what_is_accepted_is_suppressed_with_its_reason(place: Path) -> None:
    _, run = run_of(place)
    told = {one["ruleId"]: one["suppressions"][0]["justification"] for one in run["results"] if "suppressions" in one}
    assert told == {"image-alt": "Un motif."}


def test_a_fingerprint_outlives_lines_that_are_added(place: Path) -> None:
    def prints(run: dict[str, Any]) -> list[tuple[str, str]]:
        return sorted((one["ruleId"], one["partialFingerprints"]["takwin/v1"]) for one in run["results"])

    before = prints(run_of(place)[1])
    assert len({told for _, told in before}) == len(before)
    for path in place.rglob("*.md"):
        path.write_text(path.read_text("utf-8").replace("---\nBonjour", "---\n\n\n\nBonjour"), "utf-8")
    assert prints(run_of(place)[1]) == before


def test_no_brace_is_taken_for_a_placeholder(tmp_path: Path) -> None:
    _, run = run_of(folder(tmp_path, {"one/welcome.fr.md": WELCOME + "\n:::{tips}\nUn.\n:::\n"}))
    (one,) = [one for one in run["results"] if one["ruleId"] == "directive-unknown"]
    assert "{{tips}}" in one["message"]["text"]


def test_every_finding_can_be_a_rule() -> None:
    assert set(CATALOGUE) < set(RULES)


def test_json_counts_what_it_lists(place: Path) -> None:
    told = as_json(check(place))
    assert told["course"] == "essai"
    assert not told["publishable"]
    for level in ("error", "warning", "advice"):
        assert told["count"][level] == sum(one["level"] == level for one in told["findings"])
    assert told["count"]["accepted"] == len(told["accepted"]) == 2
    assert {one["reason"] for one in told["accepted"]} == {"Un motif."}
    assert all("reason" not in one for one in told["findings"])


def test_a_folder_without_a_course_is_told_too(tmp_path: Path) -> None:
    _, run = run_of(tmp_path)
    assert [one["ruleId"] for one in run["results"]] == ["file-missing"]
    assert as_json(check(tmp_path))["course"] is None
