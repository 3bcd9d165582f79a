"""The room as Django knows it."""

from django.apps import AppConfig


class StudioConfig(AppConfig):
    """`takwin.studio`."""

    name = "takwin.studio"
