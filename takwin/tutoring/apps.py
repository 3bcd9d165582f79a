"""The room as Django knows it."""

from django.apps import AppConfig


class TutoringConfig(AppConfig):
    """`takwin.tutoring`."""

    name = "takwin.tutoring"
