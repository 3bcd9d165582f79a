"""What the reference says is what there is: settings and commands."""

import argparse
import re

import pytest

from takwin.config import cli
from tests.house import source

REFERENCE = source.HOUSE / "docs" / "reference"
VARIABLE = r"\b(?:TAKWIN_[A-Z_]+|DATABASE_URL)\b"


def test_every_setting_is_in_the_reference() -> None:
    used = {
        name
        for path in (source.PACKAGE / "config").rglob("*.py")
        if "tests" not in path.parts
        for name in re.findall(
            r"environ(?:\.get\(|\[|\.setdefault\()\"(\w+)\"|_flag\(\"(\w+)\"|\"(\w+)\" in os\.environ", path.read_text()
        )
        for name in name
        if name and re.fullmatch(VARIABLE, name)
    }
    text = (REFERENCE / "settings.md").read_text("utf-8")
    listed = set(re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE))
    assert sorted(used) == sorted(listed)


def verbs() -> dict[str, argparse.ArgumentParser]:
    """Every verb with its options."""
    (found,) = (one for one in cli.parser()._actions if isinstance(one, argparse._SubParsersAction))
    return dict(found.choices)


def test_every_command_is_in_the_reference() -> None:
    text = (REFERENCE / "commands.md").read_text("utf-8")
    assert re.findall(r"^## takwin (\w+)$", text, re.MULTILINE) == list(verbs())


@pytest.mark.parametrize("verb", verbs())
def test_every_option_is_in_the_reference(verb: str) -> None:
    text = (REFERENCE / "commands.md").read_text("utf-8")
    section = re.split(r"^## ", text.partition(f"## takwin {verb}\n")[2], flags=re.MULTILINE)[0]
    told = set(re.findall(r"`(--[\w-]+)", section))
    options = {name for action in verbs()[verb]._actions for name in action.option_strings if name.startswith("--")}
    assert options - {"--help", "--data"} == told - {"--data"}
