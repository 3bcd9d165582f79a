"""Every table that points at a person is answered for by the `mine.py` of a room."""

import inspect

import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import Model

from takwin.accounts import mine
from takwin.accounts.models import Person

OUTSIDE = "accounts"
"""The room that answers for tables which libraries bring."""


def tables() -> list[type[Model]]:
    """Every table with a key to Person."""
    return [
        model
        for model in apps.get_models()
        if any(field.remote_field and field.remote_field.model is Person for field in model._meta.fields)
    ]


@pytest.mark.parametrize("table", tables(), ids=lambda table: table._meta.label)
def test_a_table_that_points_at_people_is_named_in_mine(table: type[Model]) -> None:
    app = table._meta.app_config
    room = app.name.removeprefix(mine.HOUSE) if app.name.startswith(mine.HOUSE) else OUTSIDE
    answering = mine.rooms().get(room)
    assert answering, f"{app.name} has no mine.py, yet {table.__name__} points at people"
    assert table.__name__ in inspect.getsource(answering), f"{answering.__name__} says nothing about {table.__name__}"


def test_rooms_answer_from_the_ground_up() -> None:
    order = [app.removeprefix(mine.HOUSE) for app in settings.INSTALLED_APPS if app.startswith(mine.HOUSE)]
    assert list(mine.rooms()) == [room for room in order if room in mine.rooms()]


@pytest.mark.parametrize("room", mine.rooms().values(), ids=mine.rooms().keys())
def test_every_room_answers_in_the_same_way(room: object) -> None:
    export, erase = getattr(room, "export", None), getattr(room, "erase", None)
    assert export
    assert erase
    assert list(inspect.signature(export).parameters) == ["person"]
    assert list(inspect.signature(erase).parameters) == ["person", "now"]
