"""Every table that points at a person is answered for by the `mine.py` of a room."""

import importlib
import inspect

import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import Model

from takwin.accounts import mine
from takwin.accounts.models import Person
from takwin.accounts.rooms import HOUSE
from takwin.learning.models import Enrolment

OUTSIDE = "accounts"
"""The room that answers for tables which libraries bring."""


STAY = {"Progress", "InGroup"}
"""What stays with a taking that was merged into another: it is folded as empty, and keeps its place in the order of groups."""


def tables(whom: type[Model] = Person) -> list[type[Model]]:
    """Every table with a key to Person, or to another table."""
    return [
        model
        for model in apps.get_models()
        if any(field.remote_field and field.remote_field.model is whom for field in model._meta.fields)
    ]


@pytest.mark.parametrize("table", tables(), ids=lambda table: table._meta.label)
def test_a_table_that_points_at_people_is_named_in_mine(table: type[Model]) -> None:
    app = table._meta.app_config
    room = app.name.removeprefix(HOUSE) if app.name.startswith(HOUSE) else OUTSIDE
    answering = mine.rooms().get(room)
    assert answering, f"{app.name} has no mine.py, yet {table.__name__} points at people"
    assert table.__name__ in inspect.getsource(answering), f"{answering.__name__} says nothing about {table.__name__}"


def test_rooms_answer_from_the_ground_up() -> None:
    order = [app.removeprefix(HOUSE) for app in settings.INSTALLED_APPS if app.startswith(HOUSE)]
    assert list(mine.rooms()) == [room for room in order if room in mine.rooms()]


@pytest.mark.parametrize("table", [*tables(), *tables(Enrolment)], ids=lambda table: table._meta.label)
def test_a_table_that_points_at_people_or_at_what_they_take_is_named_in_a_merge(table: type[Model]) -> None:
    """A row that a room forgets stops a merge when it happens (`mine.pointing`); here it is seen before."""
    name = table._meta.app_config.name
    room = name if name.startswith(HOUSE) else HOUSE + OUTSIDE
    homes = [f"{room}.{one}" for one in ("mine", "actions", "actions.merging")]
    said = "".join(_source(home) for home in homes)
    assert table.__name__ in said or table.__name__ in STAY, f"{room} says nothing of {table.__name__} in a merge"


def _source(home: str) -> str:
    try:
        module = importlib.import_module(home)
    except ImportError:
        return ""
    merges = [one for name, one in vars(module).items() if "merge" in name and inspect.isfunction(one)]
    return inspect.getsource(module) if home.endswith("merging") else "".join(map(inspect.getsource, merges))


@pytest.mark.parametrize("room", mine.rooms().values(), ids=mine.rooms().keys())
def test_every_room_answers_in_the_same_way(room: object) -> None:
    export, erase, merge = (getattr(room, name, None) for name in ("export", "erase", "merge"))
    assert export
    assert erase
    assert merge
    assert list(inspect.signature(merge).parameters) == ["kept", "gone", "now"]
    assert list(inspect.signature(export).parameters) == ["person"]
    assert list(inspect.signature(erase).parameters) == ["person", "now"]
