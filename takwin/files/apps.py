"""The room as Django knows it."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """`takwin.files`."""

    name = "takwin.files"
