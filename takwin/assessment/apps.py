"""The room as Django knows it."""

from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    """`takwin.assessment`."""

    name = "takwin.assessment"
