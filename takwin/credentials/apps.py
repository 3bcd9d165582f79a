"""The room as Django knows it."""

from django.apps import AppConfig


class CredentialsConfig(AppConfig):
    """`takwin.credentials`."""

    name = "takwin.credentials"
