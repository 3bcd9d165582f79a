"""The rooms of the house that answer something, each in a module of the same name: `mine`, `ways`, `dates`, `followers`…"""

from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from django.apps import apps

HOUSE = "takwin."


@cache
def answering(module: str) -> dict[str, ModuleType]:
    """The modules of that name by room, ground floor first (the order of INSTALLED_APPS).

    A room may not import those above it; asking the list of apps keeps the floors apart."""
    rooms = [app.name for app in apps.get_app_configs() if app.name.startswith(HOUSE)]
    return {
        room.removeprefix(HOUSE): import_module(f"{room}.{module}") for room in rooms if find_spec(f"{room}.{module}")
    }


def above(module: str) -> list[ModuleType]:
    """The same of the rooms above this one, which has a module of that name to ask them."""
    return [found for room, found in answering(module).items() if room != "accounts"]
