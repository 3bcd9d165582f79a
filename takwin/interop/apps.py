"""The room as Django knows it."""

from django.apps import AppConfig


class InteropConfig(AppConfig):
    """`takwin.interop`."""

    name = "takwin.interop"
