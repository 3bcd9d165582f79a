"""What the reference says is what there is: settings and commands."""

import argparse
import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from takwin.config import cli
from tests.house import source

REFERENCE = source.HOUSE / "docs" / "reference"
VARIABLE = r"TAKWIN_[A-Z_]+|DATABASE_URL"
DEVELOPERS = "For those who change the program"


def listed(begins: str, ends: str = "") -> list[str]:
    """The variables of the tables between two headings of the reference."""
    text = (REFERENCE / "settings.md").read_text("utf-8")
    part = text.partition(f"## {begins}\n")[2].partition(f"## {ends}\n" if ends else "\0")[0]
    return re.findall(r"^\| `(\w+)` \|", part, re.MULTILINE)


def variables(path: Path) -> set[str]:
    """The variables of the environment that a module names, however it reads them."""
    constants = (node.value for node in ast.walk(source.tree(path)) if isinstance(node, ast.Constant))
    return {value for value in constants if isinstance(value, str) and re.fullmatch(VARIABLE, value)}


def test_every_setting_is_in_the_reference() -> None:
    used = set[str]().union(*map(variables, source.modules()))
    assert sorted(used) == sorted(listed("The site", DEVELOPERS))


def defaults() -> Iterator[tuple[str, str]]:
    """(variable, default) wherever the settings name both in one call."""
    for call in ast.walk(source.tree(source.PACKAGE / "config" / "settings.py")):
        if isinstance(call, ast.Call):
            match [*call.args, *(word.value for word in call.keywords)]:
                case [ast.Constant(value=str(name)), ast.Constant(value=default)] if re.fullmatch(VARIABLE, name):
                    yield name, {True: "yes", False: "no"}[default] if isinstance(default, bool) else str(default)


def test_every_default_is_the_one_of_the_reference() -> None:
    text = (REFERENCE / "settings.md").read_text("utf-8")
    told = dict(re.findall(r"^\| `(\w+)` \| (.+?) \|", text, re.MULTILINE))
    found = {name: default for name, default in defaults() if default}
    assert len(found) > 8
    assert found == {name: told[name].strip("`").removeprefix("./") for name in found}


def test_every_variable_of_the_tools_is_in_the_reference() -> None:
    makefile = (source.HOUSE / "Makefile").read_text("utf-8")
    shell = (source.HOUSE / "tools" / "ready").read_text("utf-8")
    used = set(re.findall(r"^([A-Z_]+) \?=", makefile, re.MULTILINE)) | set(re.findall(r"\$\{([A-Z]+):-", shell))
    for folder in ("tools", "tests", "bench"):
        used = used.union(*map(variables, (source.HOUSE / folder).rglob("*.py")))
    site = set(listed("The site", DEVELOPERS))
    assert sorted(used - site) == sorted(set(listed(DEVELOPERS)) - site)


def verbs() -> dict[str, argparse.ArgumentParser]:
    """Every verb with its options."""
    (found,) = (one for one in cli.parser()._actions if isinstance(one, argparse._SubParsersAction))
    return dict(found.choices)


def test_every_command_is_in_the_reference() -> None:
    text = (REFERENCE / "commands.md").read_text("utf-8")
    assert re.findall(r"^## takwin ([\w-]+)$", text, re.MULTILINE) == list(verbs())


@pytest.mark.parametrize("verb", verbs())
def test_every_option_is_in_the_reference(verb: str) -> None:
    text = (REFERENCE / "commands.md").read_text("utf-8")
    section = re.split(r"^## ", text.partition(f"## takwin {verb}\n")[2], flags=re.MULTILINE)[0]
    told = set(re.findall(r"`(--[\w-]+)", section))
    options = {name for action in verbs()[verb]._actions for name in action.option_strings if name.startswith("--")}
    assert options - {"--help", "--data"} == told - {"--data"}
