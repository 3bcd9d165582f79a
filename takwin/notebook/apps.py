"""The room as Django knows it."""

from django.apps import AppConfig


class NotebookConfig(AppConfig):
    """`takwin.notebook`."""

    name = "takwin.notebook"
