"""Two sites in folders of their own: a parent with a centre and its people, and the box of that centre."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from takwin.config.tests.conftest import copy, make
from takwin.config.tests.relay.site import Json, Site

PEOPLE = ["amina", "brahim", "driss"]


@pytest.fixture(scope="session")
def on_sqlite(empty: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A site just made, on SQLite whatever is under test."""
    if empty[1]:
        empty = tmp_path_factory.mktemp("relay") / "empty", ""
        make(empty[0])
    return empty


@pytest.fixture
def new_site(empty: tuple[Path, str], on_sqlite: tuple[Path, str], tmp_path: Path) -> Iterator[Callable[[str], Site]]:
    """Makes a site by a name; the parent stands on PostgreSQL where that is under test."""
    made: list[Site] = []

    def new(name: str) -> Site:
        takwin = copy(empty if name == "parent" else on_sqlite, tmp_path / name)
        made.append(Site(tmp_path / name, takwin.environment))
        return made[-1]

    yield new
    for site in made:
        site.close()


@pytest.fixture
def parent(new_site: Callable[[str], Site]) -> Site:
    """A site with a centre whose people take a course."""
    return new_site("parent")


@pytest.fixture
def nodes(parent: Site) -> Json:
    """The numbers of its centres."""
    found: Json = parent("country", people=PEOPLE)
    return found


@pytest.fixture
def box(parent: Site, nodes: Json, new_site: Callable[[str], Site], tmp_path: Path) -> Site:
    """The box of its first centre, which knows nothing yet."""
    made = new_site("box")
    parent("invite", centre=nodes["one"], file=str(tmp_path / "invitation"))
    made("join", file=str(tmp_path / "invitation"))
    return made
