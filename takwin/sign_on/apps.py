"""The room as Django knows it."""

from django.apps import AppConfig


class SignOnConfig(AppConfig):
    """Signing in with the account of another house."""

    name = "takwin.sign_on"
