"""All regular work of the house: each room's `regular.py` lists its own in REGULAR."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import apps

from takwin.config import forgetting
from takwin.jobs.rounds import Regular


def regular() -> list[Regular]:
    """All of it, that of the roof first, then lower rooms before higher ones."""
    found: list[Regular] = list(forgetting.REGULAR)
    for app in apps.get_app_configs():
        if app.name.startswith("takwin.") and find_spec(f"{app.name}.regular"):
            found.extend(import_module(f"{app.name}.regular").REGULAR)
    return found
