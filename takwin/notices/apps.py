"""The room as Django knows it."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """`takwin.notices`."""

    name = "takwin.notices"
