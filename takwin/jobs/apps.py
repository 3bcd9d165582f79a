"""The room as Django knows it."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """`takwin.jobs`."""

    name = "takwin.jobs"
