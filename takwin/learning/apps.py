"""The room as Django knows it."""

from django.apps import AppConfig


class LearningConfig(AppConfig):
    """`takwin.learning`."""

    name = "takwin.learning"
