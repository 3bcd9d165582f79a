"""The room as Django knows it."""

from django.apps import AppConfig


class InstitutionsConfig(AppConfig):
    """`takwin.institutions`."""

    name = "takwin.institutions"
