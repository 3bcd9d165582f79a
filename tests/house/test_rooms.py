"""Every room says what it is for, chooses its floor, and keeps its pages to itself."""

import re
import tomllib

import grimp
import pytest

from tests.house import source

HOUSE_TEXT = source.HOUSE / "docs" / "house.md"


@pytest.mark.parametrize("room", source.rooms())
def test_a_room_has_a_readme(room: str) -> None:
    readme = source.PACKAGE / room / "README.md"
    assert readme.is_file()
    assert len(readme.read_text("utf-8").splitlines()) >= 5


def test_the_house_lists_its_rooms_and_no_others() -> None:
    floors = re.findall(r"^\| [^|]+ \| (`[^|]+`) \|", HOUSE_TEXT.read_text("utf-8"), re.MULTILINE)
    listed = sorted(room for floor in floors for room in re.findall(r"`(\w+)`", floor))
    assert listed == source.rooms()


def test_the_floors_of_the_text_are_those_that_are_kept() -> None:
    contracts = tomllib.loads((source.HOUSE / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    layers = [set(re.findall(r"\w+", layer)) for layer in contracts[0]["layers"]]
    floors = re.findall(r"^\| [^|]+ \| (`[^|]+`) \|", HOUSE_TEXT.read_text("utf-8"), re.MULTILINE)
    assert [set(re.findall(r"`(\w+)`", floor)) for floor in floors] == layers[::-1]


def test_views_are_private_to_their_room() -> None:
    graph = grimp.build_graph("takwin")
    found = [
        f"{importer} imports {module}"
        for module in graph.modules
        if re.match(r"takwin\.\w+\.views(\.|$)", module)
        for importer in graph.find_modules_that_directly_import(module)
        if importer.split(".")[1] != module.split(".")[1]
    ]
    assert found == []
