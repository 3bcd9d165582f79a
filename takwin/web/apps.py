"""The room as Django knows it."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """`takwin.web`."""

    name = "takwin.web"
