"""Two sites in folders of their own: a parent with a centre and its people, and the box of that centre."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from takwin.config.tests.conftest import new_database, runner
from takwin.config.tests.relay.site import Json, Site

PEOPLE = ["amina", "brahim", "driss"]


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site just made, on SQLite, to be copied."""
    data = tmp_path_factory.mktemp("relay") / "empty"
    done = runner(TAKWIN_DATA=str(data))("init", "--admin", "salma")
    assert done.returncode == 0, done.stderr
    return data


@pytest.fixture(scope="session")
def empty_parent(empty: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The same on PostgreSQL where that is under test, with the address of its database."""
    if not (database := new_database()):
        return empty, ""
    data = tmp_path_factory.mktemp("relay") / "parent"
    done = runner(TAKWIN_DATA=str(data), DATABASE_URL=database)("init", "--admin", "salma")
    assert done.returncode == 0, done.stderr
    return data, database


@pytest.fixture
def new_site(empty: Path, empty_parent: tuple[Path, str], tmp_path: Path) -> Iterator[Callable[[str], Site]]:
    """Makes a site by a name; the parent stands on PostgreSQL where that is under test."""
    made: list[Site] = []

    def make(name: str) -> Site:
        data = tmp_path / name
        like, database = empty_parent if name == "parent" else (empty, "")
        takwin = runner(TAKWIN_DATA=str(data), DATABASE_URL=new_database(database) if database else "")
        shutil.copytree(like, data)
        made.append(Site(data, takwin.environment))
        return made[-1]

    yield make
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
