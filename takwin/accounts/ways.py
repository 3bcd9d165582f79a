"""Ways in beside a password that other rooms offer."""

import importlib
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from types import ModuleType

from django.apps import apps

from takwin.accounts.models import Person

HOUSE = "takwin."


@dataclass(frozen=True, slots=True)
class Way:
    """A way in: where it begins, what it is called in the language of the moment, and for whose people it is (empty: everybody)."""

    url: str
    name: str
    whose: str = ""


@cache
def offering(module: str) -> tuple[ModuleType, ...]:
    """The modules of this name in the rooms above, looked for once."""
    rooms = [app.name for app in apps.get_app_configs() if app.name.startswith(HOUSE) and app.name != "takwin.accounts"]
    return tuple(importlib.import_module(f"{room}.{module}") for room in rooms if find_spec(f"{room}.{module}"))


def ways() -> list[Way]:
    """All of them: `ways()` of every room that offers some."""
    return [way for room in offering("ways") for way in room.ways()]


def again(person: Person) -> list[Way]:
    """Those by which this person can show once more who they are: `again()` of the same rooms."""
    return [way for room in offering("ways") for way in room.again(person)]
