"""The room as Django knows it."""

from django.apps import AppConfig


class ContentConfig(AppConfig):
    """`takwin.content`."""

    name = "takwin.content"
