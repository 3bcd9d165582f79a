"""What was found in a course, as SARIF 2.1.0 (OASIS, 2020): the form that code hosts and editors read."""

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from takwin.content.check import Checked
from takwin.content.remarks import noted
from takwin.content.source.catalogue import CATALOGUE
from takwin.content.source.problems import Problem
from takwin.items.complaints import COMPLAINTS, WARNINGS
from takwin.lib import digest

Json = dict[str, Any]
SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
BASE = "COURSE"
LEVELS = {"error": "error", "warning": "warning", "advice": "note"}
RULES = CATALOGUE | {name: ("warning" if name in WARNINGS else "error", *told) for name, told in COMPLAINTS.items()}
VALUE = re.compile(r"%\((\w+)\)s")


def as_sarif(checked: Checked, folder: Path, version: str) -> Json:
    """One run of `takwin check` on a folder. Accepted findings are there too, suppressed with their reason (section 3.35)."""
    names = sorted({one.name for one in [*checked.problems, *checked.accepted]})
    driver = {"name": "takwin check", "semanticVersion": version, "rules": [_rule(name) for name in names]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {BASE: {"uri": f"{folder.resolve().as_uri()}/"}},
        "invocations": [{"executionSuccessful": True}],
        "results": list(_results([*checked.problems, *checked.accepted], names)),
        "properties": {"notes": noted(checked)},
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(name: str) -> Json:
    level, sentence, try_this = RULES[name]
    told, remedy = (_braces(VALUE.sub("…", words).replace("%%", "%")) for words in (sentence, try_this))
    return {
        "id": name,
        "shortDescription": {"text": told},
        "help": {"text": f"{told} {remedy}", "markdown": f"**{told}** {remedy}"},
        "defaultConfiguration": {"level": LEVELS[level]},
    }


def _results(found: Iterable[Problem], names: list[str]) -> Iterable[Json]:
    seen: Counter[str] = Counter()
    for one in found:
        print_ = fingerprint(one)
        seen[print_] += 1
        yield {
            "ruleId": one.name,
            "ruleIndex": names.index(one.name),
            "level": LEVELS[one.level],
            "message": {"text": _braces(f"{one.sentence} {one.try_this}")},
            "locations": [{"physicalLocation": _place(one)}],
            "partialFingerprints": {"takwin/v1": f"{print_}:{seen[print_]}"},
            **({"suppressions": [_suppression(one)]} if one.accepted else {}),
        }


def fingerprint(one: Problem) -> str:
    """What tells a finding again after lines were added above it: its name, file and words, not its line (section 3.27.17)."""
    return digest.of_json({"name": one.name, "file": one.file, "said": str(one.sentence)})[:32]


def _place(one: Problem) -> Json:
    return {
        "artifactLocation": {"uri": quote(one.file), "uriBaseId": BASE},
        "region": {"startLine": one.line},
    }


def _suppression(one: Problem) -> Json:
    return {"kind": "inSource", "status": "accepted", "justification": one.accepted}


def _braces(words: str) -> str:
    """Braces stand twice in a message, so that none is taken for a placeholder (section 3.11.5)."""
    return words.replace("{", "{{").replace("}", "}}")
