"""The room as Django knows it."""

from django.apps import AppConfig


class RelayConfig(AppConfig):
    """`takwin.relay`."""

    name = "takwin.relay"
