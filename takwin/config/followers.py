"""All followers of the house: each room's `followers.py` lists its own in FOLLOWERS."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import apps

from takwin.records.following import Follower


def followers() -> list[Follower]:
    """Every follower, lower rooms first."""
    found: list[Follower] = []
    for app in apps.get_app_configs():
        if app.name.startswith("takwin.") and find_spec(f"{app.name}.followers"):
            found.extend(import_module(f"{app.name}.followers").FOLLOWERS)
    return found
