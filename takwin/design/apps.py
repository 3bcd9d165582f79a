"""The room as Django knows it."""

from django.apps import AppConfig


class DesignConfig(AppConfig):
    """`takwin.design`."""

    name = "takwin.design"
