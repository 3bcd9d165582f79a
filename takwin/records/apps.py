"""The room as Django knows it."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """`takwin.records`."""

    name = "takwin.records"
