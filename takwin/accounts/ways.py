"""Ways in beside a password that other rooms offer."""

import importlib
from dataclasses import dataclass
from importlib.util import find_spec

from django.apps import apps

HOUSE = "takwin."


@dataclass(frozen=True, slots=True)
class Way:
    """A way in: where it begins, what it is called in the language of the moment, and for whose people it is (empty: everybody)."""

    url: str
    name: str
    whose: str = ""


def ways() -> list[Way]:
    """All of them: `ways()` of every room that has a `ways.py`."""
    rooms = [app.name for app in apps.get_app_configs() if app.name.startswith(HOUSE) and app.name != "takwin.accounts"]
    offering = [importlib.import_module(f"{room}.ways") for room in rooms if find_spec(f"{room}.ways")]
    return [way for room in offering for way in room.ways()]
