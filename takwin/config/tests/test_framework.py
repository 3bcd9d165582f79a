"""Frameworks by command: out as CASE, in from CASE, and what is refused."""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from takwin.config.commands import framework as command
from takwin.config.trouble import Trouble
from takwin.frameworks import case, tree
from takwin.frameworks.alignment import known


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Path]:
    """Where a site keeps its frameworks."""
    yield tmp_path / "frameworks"
    tree._PLACES[:] = [one for one in tree._PLACES if one != tmp_path / "frameworks"]
    tree.also(tree.DATA)


def package(**more: Any) -> dict[str, Any]:
    """A small package of another system, in French, three levels deep."""
    names = [f"00000000-0000-0000-0000-{number:012}" for number in range(4)]
    uri = "https://other.example/"
    document = {
        "identifier": "d0000000-0000-0000-0000-000000000000", "uri": f"{uri}d0", "creator": "Quelqu’un", "language": "fr",
        "title": "Un référentiel", "lastChangeDateTime": "2026-01-02T03:04:05+00:00", "subject": ["Maths"],
    }  # fmt: skip
    items = [
        {
            "identifier": name,
            "uri": f"{uri}{name}",
            "fullStatement": f"Point {number}",
            "humanCodingScheme": f"M.{number}",
        }
        for number, name in enumerate(names)
    ]
    child_of = [
        {
            "identifier": f"a0000000-0000-0000-0000-{number:012}", "uri": f"{uri}a{number}", "associationType": "isChildOf",
            "originNodeURI": {"identifier": names[number], "uri": "", "title": ""},
            "destinationNodeURI": {"identifier": names[number - 1], "uri": "", "title": ""},
        }
        for number in (1, 2)
    ]  # fmt: skip
    return {"CFDocument": document, "CFItems": items, "CFAssociations": child_of, **more}


def write(folder: Path, said: object) -> Path:
    path = folder / "package.json"
    path.write_text(said if isinstance(said, str) else json.dumps(said), encoding="utf-8")
    return path


def test_what_comes_in_is_listed_shown_and_may_be_named(
    tmp_path: Path, place: Path, capsys: pytest.CaptureFixture[str], db: None
) -> None:
    said = command.bring_in(write(tmp_path, package()), "maths-2026", place)
    assert said.startswith("maths-2026: 4 items, ")
    assert "CFDocument/subject" in capsys.readouterr().out
    assert known("maths-2026/M.2")
    page = Client().get("/frameworks/maths-2026")
    assert page.status_code == 200
    assert all(f"Point {number}" in page.content.decode() for number in range(4)), "also what is three levels deep"
    assert "maths-2026" in Client().get("/frameworks/").content.decode()


def test_out_and_in_again_is_the_same_framework(tmp_path: Path, place: Path, settings: Any) -> None:
    for name in tree.ids():
        file = tmp_path / f"{name}.json"
        command.export(name, file)
        command.bring_in(file, f"{name}-again", place)
        ours, back = tree.framework(name), tree.framework(f"{name}-again")
        assert back.items.keys() == ours.items.keys()
        assert {code: one.label for code, one in back.items.items()} == {
            code: one.label for code, one in ours.items.items()
        }
        assert {one.name.split("/")[1]: one.parent for one in back.items.values()} == {
            one.code: one.parent for one in ours.items.values()
        }
        assert case.package(back, "https://x.example")["CFDocument"]["title"] == ours.title["en"]


def test_a_newer_edition_keeps_every_code(tmp_path: Path, place: Path) -> None:
    command.bring_in(write(tmp_path, package()), "maths-2026", place)
    more = package()
    more["CFDocument"]["title"] = "Un référentiel, revu"
    command.bring_in(write(tmp_path, more), "maths-2026", place)
    assert tree.framework("maths-2026").title == {"fr": "Un référentiel, revu"}
    less = package(CFItems=package()["CFItems"][:3], CFAssociations=[])
    with pytest.raises(Trouble, match=r"M\.3 is missing in this file: codes stay"):
        command.bring_in(write(tmp_path, less), "maths-2026", place)


@pytest.mark.parametrize(
    ("said", "name", "why"),
    [
        ("not json", "x1", "package.json"),
        (package(), "ict-cft", "is a framework of the program"),
        (package(), "../etc", "cannot be the id"),
        (
            package(CFItems=[{**package()["CFItems"][0], "humanCodingScheme": "a/b, c"}]),
            "x1",
            "cannot stand in an address",
        ),
    ],
)
def test_what_is_refused_leaves_nothing(tmp_path: Path, place: Path, said: object, name: str, why: str) -> None:
    with pytest.raises(Trouble, match=why):
        command.bring_in(write(tmp_path, said), name, place)
    assert not place.exists()


def test_export_never_overwrites(tmp_path: Path) -> None:
    file = write(tmp_path, "mine")
    with pytest.raises(Trouble, match="exists already"):
        command.export("ict-cft", file)
    with pytest.raises(Trouble, match="There is no framework nothing"):
        command.export("nothing", tmp_path / "x")
    assert file.read_text() == "mine"


def test_its_options_exclude_one_another() -> None:
    parser = argparse.ArgumentParser()
    command.arguments(parser)
    with pytest.raises(SystemExit):
        parser.parse_args(["--export", "x", "--import", "y"])
