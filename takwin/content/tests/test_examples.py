"""Example courses with the pages and the outline they must become. To take a change over, run this file as a script."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from takwin.content.check import Checked, check

EXAMPLES = Path(__file__).parent / "examples"
NAMES = sorted(path.name for path in EXAMPLES.iterdir() if path.is_dir())


def pages(checked: Checked) -> str:
    """Every page as text, part by part."""
    assert checked.compiled is not None
    lines = []
    for (step, language), parts in checked.compiled.pages.items():
        lines.append(f"<!-- {step} {language} -->")
        lines += [
            part["html"] if "html" in part else f"<!-- {json.dumps(part, ensure_ascii=False)} -->" for part in parts
        ]
    return "\n".join(lines) + "\n"


def rest(checked: Checked) -> dict[str, Any]:
    """The digest, the outline, the questions and the media."""
    compiled = checked.compiled
    assert compiled is not None
    return {
        "digest": compiled.digest,
        "outline": compiled.outline,
        "items": {
            name: {"public": one.public, "key": one.key, "hints": one.hints, "sealed": one.sealed}
            for name, one in compiled.items.items()
        },
        "media": {path: [one.media_type, one.width, one.height, one.derived] for path, one in compiled.media.items()},
    }


@pytest.mark.parametrize("name", NAMES)
def test_becomes_what_is_expected(name: str) -> None:
    checked = check(EXAMPLES / name / "course")
    assert checked.problems == []
    assert pages(checked) == (EXAMPLES / name / "pages.html").read_text()
    assert rest(checked) == json.loads((EXAMPLES / name / "release.json").read_text())


if __name__ == "__main__":
    for name in sys.argv[1:] or NAMES:
        found = check(EXAMPLES / name / "course")
        (EXAMPLES / name / "pages.html").write_text(pages(found))
        (EXAMPLES / name / "release.json").write_text(json.dumps(rest(found), ensure_ascii=False, indent=1) + "\n")
