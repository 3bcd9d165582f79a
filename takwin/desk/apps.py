"""The room as Django knows it."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """`takwin.desk`."""

    name = "takwin.desk"
